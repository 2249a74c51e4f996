//! Table `consent_request`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A consent that is to be confirmed by a link, once and for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_request")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub party_id: Uuid,
    /// The mailbox that the link goes to.
    pub contact_point_id: Uuid,
    /// The language of the mail and the page.
    pub language: String,
    /// How it was collected, a code of `domain::consent::CollectionMethod`.
    pub method: String,
    /// By whom, in words.
    pub collected_by: Option<String>,
    /// When it was collected.
    pub requested_at: DateTimeUtc,
    /// Who recorded it.
    pub requested_by: String,
    /// Until when the link works.
    pub expires_at: DateTimeUtc,
    /// When the link was followed.
    pub confirmed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
