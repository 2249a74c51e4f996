//! Table `dunning_notice`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One message of a run: a customer, a language, a currency; its figures are frozen.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_notice")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The run.
    pub run_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The party it is sent to.
    pub party_id: Uuid,
    /// Where it is sent by mail or telephone.
    pub contact_point_id: Option<Uuid>,
    /// Where it is sent by post.
    pub address_id: Option<Uuid>,
    /// Its language.
    pub language: String,
    /// Its currency, ISO 4217.
    pub currency: String,
    /// Highest level that a line reaches in this run.
    pub level: i32,
    /// The procedure followed.
    pub procedure_id: Uuid,
    /// Channel by which it leaves.
    pub channel: String,
    /// Template of that level.
    pub template: String,
    /// Tone of that level.
    pub tone: String,
    /// Code of that level.
    pub level_code: String,
    /// Whether it is a formal notice.
    pub formal_notice: bool,
    /// `none`, `awaiting`, `approved` or `refused`.
    pub review: String,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// When it was reviewed.
    pub reviewed_at: Option<DateTimeUtc>,
    /// Sum of what the lines still owe, minor units.
    pub residual: i64,
    /// Of that, what is held, minor units.
    pub held: i64,
    /// Open credits, minor units.
    pub credits: i64,
    /// Residual less held less credits, minor units.
    pub net: i64,
    /// Late-payment interest, minor units; none = not shown or not computed.
    pub penalties: Option<i64>,
    /// Fixed indemnities, minor units of EUR.
    pub indemnities: i64,
    /// How the penalties were computed.
    #[sea_orm(column_type = "JsonBinary")]
    pub penalty_terms: Json,
    /// Last day of the delay that a formal notice gives.
    pub answer_by: Option<Date>,
    /// Earliest instant at which it leaves.
    pub not_before: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
