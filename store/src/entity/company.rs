//! Table `company`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// The firm itself; one row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name or business name.
    pub name: String,
    /// Legal form.
    pub legal_form: Option<String>,
    /// SIREN, nine digits.
    pub siren: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// Lines of its address before the street, a list of texts.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub address_lines: Option<Json>,
    /// Number and street.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name that its mails come from.
    pub sender_name: Option<String>,
    /// Address that its mails come from.
    pub sender_email: Option<String>,
    /// Address that answers go to.
    pub reply_to: Option<String>,
    /// Telephone, as printed.
    pub phone: Option<String>,
    /// Whom to answer.
    pub contact_name: Option<String>,
    /// Account that is paid, IBAN.
    pub iban: Option<String>,
    /// Holder of that account.
    pub account_holder: Option<String>,
    /// Zone of its days, IANA name.
    pub time_zone: String,
    /// Its currency, ISO 4217.
    pub currency: String,
    /// INSEE department whose public holidays it keeps.
    pub holiday_zone: String,
    /// Late-payment rate of its terms, hundredths of a percent a year; none = ECB rate + 10 points.
    pub penalty_rate_bp: Option<i32>,
    /// Its logo.
    pub logo_blob_id: Option<Uuid>,
    /// Grows with each change.
    pub version: i32,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
