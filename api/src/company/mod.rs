//! The firm itself.

pub(crate) mod get;
pub(crate) mod put;

use domain::company::Company;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::PostalAddressView;

/// The firm itself: who writes, where the money goes, whose days count.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Company)]
pub(crate) struct CompanyView {
    /// Name, as the firm signs; `null` until it is set.
    name: Option<String>,
    /// `SAS`, `SARL au capital de 10 000 €`, ...
    legal_form: Option<String>,
    /// Number in the register.
    siren: Option<String>,
    /// VAT number.
    vat_number: Option<String>,
    /// Where letters come from.
    address: Option<PostalAddressView>,
    /// Name beside the address of the sender.
    sender_name: Option<String>,
    /// Address from which mails leave.
    sender_email: Option<String>,
    /// Where answers go.
    reply_to: Option<String>,
    /// Number that customers may call.
    phone: Option<String>,
    /// Who answers.
    contact_name: Option<String>,
    /// Account to pay to.
    iban: Option<String>,
    /// Holder of the account.
    account_holder: Option<String>,
    /// Time zone (IANA) whose days are the days of the ledger.
    time_zone: String,
    /// Currency of what names none.
    currency: String,
    /// INSEE number of the department whose public holidays count.
    holiday_zone: String,
    /// Late-payment rate of the firm's terms, in hundredths of a percent a year; `null`: the main rate of
    /// the ECB and ten points (L441-10 of the Code de commerce).
    penalty_rate_bp: Option<i32>,
    /// What lacks before a mail may leave for another server than this machine's.
    missing_for_mail: Vec<&'static str>,
    /// What lacks before a letter can be typeset.
    missing_for_letter: Vec<&'static str>,
    /// Grows with each change; 0 until the firm is set.
    version: i32,
}

impl CompanyView {
    fn new(firm: Company, version: i32) -> Self {
        Self {
            missing_for_mail: firm.missing_for_mail(),
            missing_for_letter: firm.missing_for_letter(),
            name: firm.is_set().then_some(firm.name),
            legal_form: firm.legal_form,
            siren: firm.siren.map(|siren| siren.to_string()),
            vat_number: firm.vat_number,
            address: firm.address.map(Into::into),
            sender_name: firm.sender_name,
            sender_email: firm.sender_email.map(|email| email.to_string()),
            reply_to: firm.reply_to.map(|email| email.to_string()),
            phone: firm.phone,
            contact_name: firm.contact_name,
            iban: firm.iban,
            account_holder: firm.account_holder,
            time_zone: firm.time_zone.name().to_owned(),
            currency: firm.currency.code().to_owned(),
            holiday_zone: firm.holiday_zone,
            penalty_rate_bp: firm.penalty_rate_bp,
            version,
        }
    }
}
