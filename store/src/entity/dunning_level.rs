//! Table `dunning_level`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One level of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_level")]
pub struct Model {
    /// The procedure.
    #[sea_orm(primary_key, auto_increment = false)]
    pub procedure_id: Uuid,
    /// 1 for the first level.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// Stable code of the level.
    pub code: String,
    /// Days overdue from which it is reached, equality counts.
    pub delay_days: i32,
    /// Days since the last reminder really sent, equality counts.
    pub gap_days: i32,
    /// Channel by which it leaves.
    pub channel: String,
    /// Name of its template.
    pub template: String,
    /// Its tone.
    pub tone: String,
    /// Whether it is a formal notice (mise en demeure).
    pub formal_notice: bool,
    /// Whether a person reviews it before it leaves.
    pub review: bool,
    /// Net amount from which a person reviews it, minor units.
    pub review_above: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
