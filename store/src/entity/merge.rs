//! Table `merge`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A merge of two customers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer that stayed.
    pub survivor_customer_id: Uuid,
    /// Its party.
    pub survivor_party_id: Uuid,
    /// The customer that was merged into it.
    pub other_customer_id: Uuid,
    /// Its party.
    pub other_party_id: Uuid,
    /// What was chosen, by field.
    pub choices: Json,
    /// `done` or `undone`.
    pub state: String,
    /// When it was done.
    pub merged_at: DateTimeUtc,
    /// By whom.
    pub merged_by: String,
    /// When it was undone.
    pub undone_at: Option<DateTimeUtc>,
    /// By whom.
    pub undone_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
