//! Table `note`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A note, a call, a visit, a mail, a letter.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "note")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The person it is about.
    pub party_id: Option<Uuid>,
    /// A code of `domain::customer::NoteKind`.
    pub kind: String,
    /// The text.
    pub body: String,
    /// When what it tells of took place.
    pub happened_at: DateTimeUtc,
    /// Grows with each change.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTimeUtc,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
    /// When it was deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
