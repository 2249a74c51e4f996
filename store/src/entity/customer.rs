//! Table `customer`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A party in its commercial role.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The party.
    pub party_id: Uuid,
    /// Reference, as given.
    pub reference: String,
    /// Reference trimmed and without case, unique, in byte order.
    pub reference_key: String,
    /// Legal class, a code of `domain::customer::LegalClass`.
    pub legal_class: String,
    /// Terms of payment.
    pub payment_terms: Option<String>,
    /// Credit limit, minor units of its currency.
    pub credit_limit: Option<i64>,
    /// Its usual currency, ISO 4217.
    pub currency: String,
    /// Its procedure of reminders; none = the default one.
    pub procedure_id: Option<Uuid>,
    /// Whether it is reminded at all.
    pub dunning_active: bool,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
    /// When it was deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
