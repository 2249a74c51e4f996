//! Table `merge`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A merge of two customers, or of two people or two establishments of customers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer that stayed, or that of the person or of the establishment.
    pub survivor_customer_id: Uuid,
    /// Its party; the person; the establishment.
    pub survivor_party_id: Uuid,
    /// The customer that was merged into it, or that of the person or of the establishment.
    pub other_customer_id: Uuid,
    /// Its party; the person; the establishment.
    pub other_party_id: Uuid,
    /// `customer`, `person` or `establishment`.
    pub kind: String,
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
