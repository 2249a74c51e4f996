//! Table `contact_point`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An e-mail address, a telephone number or another way to reach somebody; shared where a mailbox is shared.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_point")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `email`, `phone`, `social` or `post`.
    pub kind: String,
    /// As written.
    pub value: String,
    /// Normalised: what makes two values the same.
    pub value_key: String,
    /// When it was verified.
    pub verified_at: Option<DateTimeUtc>,
    /// Since when it is known not to work.
    pub invalid_since: Option<DateTimeUtc>,
    /// Why, a stable code.
    pub invalid_reason: Option<String>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
