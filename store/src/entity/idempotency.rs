//! Table `idempotency`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// The stored outcome of a request, by its idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Who asked.
    #[sea_orm(primary_key, auto_increment = false)]
    pub principal: String,
    /// What was asked.
    #[sea_orm(primary_key, auto_increment = false)]
    pub route: String,
    /// The key of the request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// SHA-256 of the body, lower-case hexadecimal.
    pub body_digest: String,
    /// Ids or refusal, never a secret; none only inside the transaction that takes the key.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub outcome: Option<Json>,
    /// HTTP status of the answer; none as long as the outcome is.
    pub status: Option<i32>,
    /// When it was first asked.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
