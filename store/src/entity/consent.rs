//! Table `consent`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A decision of a person about being contacted: append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub party_id: Option<Uuid>,
    /// About which address; none = all of the party's.
    pub contact_point_id: Option<Uuid>,
    /// For which purpose; none = all marketing.
    pub purpose_id: Option<Uuid>,
    /// By which channel; none = all.
    pub channel: Option<String>,
    /// A code of `domain::consent::Decision`.
    pub decision: String,
    /// The text that was shown.
    pub wording_id: Option<Uuid>,
    /// The language in which it was shown.
    pub language: Option<String>,
    /// A code of `domain::consent::CollectionMethod`.
    pub method: String,
    /// By whom, in words.
    pub collected_by: Option<String>,
    /// What proves it, texts by name.
    #[sea_orm(column_type = "JsonBinary")]
    pub evidence: Json,
    /// From when it counts.
    pub effective_at: DateTimeUtc,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
    /// Who recorded it.
    pub recorded_by: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
