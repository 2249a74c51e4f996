//! Table `address`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A postal address of a party.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "address")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The party.
    pub party_id: Uuid,
    /// `billing`, `delivery` or `main`.
    pub role: String,
    /// Lines before the street, a list of texts.
    #[sea_orm(column_type = "JsonBinary")]
    pub lines: Json,
    /// Number and street.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Since when it is known not to work.
    pub invalid_since: Option<DateTimeUtc>,
    /// Why, a stable code.
    pub invalid_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
