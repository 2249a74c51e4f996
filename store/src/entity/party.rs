//! Table `party`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An organisation, an establishment or a person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `organisation`, `establishment` or `person`.
    pub kind: String,
    /// Name, as written.
    pub name: String,
    /// Name folded for search and order.
    pub name_folded: String,
    /// Language of what it is sent.
    pub language: Option<String>,
    /// The organisation of an establishment.
    pub parent_id: Option<Uuid>,
    /// The party that survived a merge.
    pub merged_into: Option<Uuid>,
    /// Since when its processing is restricted (GDPR art. 18).
    pub restricted_at: Option<DateTimeUtc>,
    /// When it was deleted.
    pub deleted_at: Option<DateTimeUtc>,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
