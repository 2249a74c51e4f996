//! Table `contact_sheet`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A contact sheet, by what was made of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_sheet")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Whom it is about: the customer's party, or a person of it.
    pub party_id: Uuid,
    /// How it was collected, a code of `domain::consent::CollectionMethod`.
    pub method: String,
    /// Where.
    pub place: Option<String>,
    /// The language in which the words were shown.
    pub language: String,
    /// What they need, and what was handed over.
    pub note_id: Uuid,
    /// Who follows up.
    pub task_id: Uuid,
    /// The mail that asks whether the consents are meant.
    pub consent_request_id: Option<Uuid>,
    /// When it was filled in.
    pub filled_at: DateTimeUtc,
    /// By whom.
    pub filled_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
