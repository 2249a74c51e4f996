//! Table `consent_request_purpose`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A purpose of a consent request, and the text that was shown.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_request_purpose")]
pub struct Model {
    /// The request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    /// The purpose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub purpose_id: Uuid,
    /// The text.
    pub wording_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
