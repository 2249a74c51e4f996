//! Table `preference_link`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A link to the preferences that was asked for by mail, for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "preference_link")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose preferences.
    pub party_id: Uuid,
    /// The mailbox that the link goes to.
    pub contact_point_id: Uuid,
    /// The language of the mail.
    pub language: String,
    /// When it was asked for.
    pub requested_at: DateTimeUtc,
    /// Who asked: `system` when it was whoever holds the link of a message.
    pub requested_by: String,
    /// Until when the link works.
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
