//! Table `suppression`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An address that is not written to, by its keyed fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suppression")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `email`, `phone` or `social`.
    pub kind: String,
    /// Keyed digest of the kind and the normalised value, lower-case hexadecimal.
    pub fingerprint: String,
    /// A code of `domain::suppression::SuppressionReason`.
    pub reason: String,
    /// For which purpose; none = all.
    pub purpose_id: Option<Uuid>,
    /// Since when.
    pub recorded_at: DateTimeUtc,
    /// By whom.
    pub recorded_by: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When it was lifted.
    pub lifted_at: Option<DateTimeUtc>,
    /// By whom.
    pub lifted_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
