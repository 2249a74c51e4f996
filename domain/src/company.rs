//! The firm itself: who writes, where the money goes, whose days and whose terms count.
//!
//! There is one. Until somebody has set it, mails leave as `relais@localhost`, to files or to a
//! server on the loopback only, and no letter is typeset: [`Company::missing_for_mail`] and
//! [`Company::missing_for_letter`] name what lacks.

use chrono_tz::Tz;
use iban::{Iban, IbanLike};

use crate::calendar::Zone;
use crate::customer::{EmailAddress, PostalAddress, Siren, VatNumber};
use crate::id::CompanyId;
use crate::money::Currency;

/// The id of the firm, always the same, so that what belongs to it can be recorded before anybody
/// has described it.
pub const THE_FIRM: CompanyId = CompanyId(uuid::Uuid::nil());

/// The name of a firm that nobody has named yet.
pub const UNSET: &str = "unset";

/// The firm that sends invoices and reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its name, as it signs; [`UNSET`] until it is set.
    pub name: String,
    /// `SAS`, `SARL au capital de 10 000 €`, ...
    pub legal_form: Option<String>,
    /// Its number in the register.
    pub siren: Option<Siren>,
    /// Its VAT number, without spaces.
    pub vat_number: Option<String>,
    /// Where letters come from and answers by post go.
    pub address: Option<PostalAddress>,
    /// The name beside the address of the sender; the firm's when absent.
    pub sender_name: Option<String>,
    /// The address from which mails leave.
    pub sender_email: Option<EmailAddress>,
    /// Where answers go, when elsewhere than to the sender.
    pub reply_to: Option<EmailAddress>,
    /// The number a customer may call, as people write it.
    pub phone: Option<String>,
    /// Who answers.
    pub contact_name: Option<String>,
    /// The account to pay to: ISO 13616, electronic form (no spaces).
    pub iban: Option<String>,
    /// The holder of that account; the firm's name when absent.
    pub account_holder: Option<String>,
    /// Whose days are the days of the ledger.
    pub time_zone: Tz,
    /// The currency of what does not name one.
    pub currency: Currency,
    /// INSEE number of the department whose public holidays count: `75`, `67`, `972`.
    pub holiday_zone: String,
    /// The late-payment rate of the firm's terms, in hundredths of a percent a year;
    /// when absent the ECB main refinancing rate plus ten points (L441-10 II C. com.).
    pub penalty_rate_bp: Option<i32>,
}

impl Default for Company {
    fn default() -> Self {
        Self {
            name: UNSET.to_owned(),
            legal_form: None,
            siren: None,
            vat_number: None,
            address: None,
            sender_name: None,
            sender_email: None,
            reply_to: None,
            phone: None,
            contact_name: None,
            iban: None,
            account_holder: None,
            time_zone: Tz::Europe__Paris,
            currency: Currency::EUR,
            holiday_zone: "75".to_owned(),
            penalty_rate_bp: None,
        }
    }
}

/// Why the firm cannot be described so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompanyFault {
    /// A firm signs with a name.
    #[error("the firm has no name")]
    NameMissing,
    /// No account has this number.
    #[error("not an IBAN")]
    NotAnIban,
    /// No VAT number is built so.
    #[error("not a VAT number")]
    NotAVatNumber,
    /// No department has this number.
    #[error("not the INSEE number of a department")]
    UnknownDepartment,
    /// Below 0 or above 100 percent a year.
    #[error("the penalty rate is not between 0 and 100 percent")]
    PenaltyRateOutOfRange,
    /// A line break or another control character: it could forge a line of a mail or a letter.
    #[error("the field {0} holds a control character")]
    ControlCharacter(&'static str),
}

impl CompanyFault {
    /// Its stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "company_name_missing",
            Self::NotAnIban => "not_an_iban",
            Self::NotAVatNumber => "not_a_vat_number",
            Self::UnknownDepartment => "unknown_department",
            Self::PenaltyRateOutOfRange => "penalty_rate_out_of_range",
            Self::ControlCharacter(_) => "company_control_character",
        }
    }
}

impl Company {
    /// Whether somebody has named the firm.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.name != UNSET
    }

    /// The holder of the account: the firm itself unless another is named.
    #[must_use]
    pub fn account_holder(&self) -> &str {
        self.account_holder.as_deref().unwrap_or(&self.name)
    }

    /// The zone of its public holidays; metropolitan France when the department is unknown.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.holiday_zone.parse().unwrap_or_default()
    }

    /// The account as people read it, in groups of four.
    #[must_use]
    pub fn printed_iban(&self) -> Option<String> {
        self.iban.as_deref().map(|iban| {
            let mut printed = String::with_capacity(iban.len() * 5 / 4);
            for (place, letter) in iban.chars().enumerate() {
                if place > 0 && place % 4 == 0 {
                    printed.push(' ');
                }
                printed.push(letter);
            }
            printed
        })
    }

    /// What lacks before a mail may leave for another server than the loopback: names of fields.
    #[must_use]
    pub fn missing_for_mail(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if !self.is_set() {
            missing.push("name");
        }
        if self.sender_email.is_none() {
            missing.push("sender_email");
        }
        missing
    }

    /// What lacks before a letter may be typeset: names of fields.
    #[must_use]
    pub fn missing_for_letter(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if !self.is_set() {
            missing.push("name");
        }
        if self.address.is_none() {
            missing.push("address");
        }
        missing
    }

    /// The same firm, trimmed, with empty texts absent and the account in electronic form.
    ///
    /// # Errors
    /// The first [`CompanyFault`] found.
    pub fn checked(mut self) -> Result<Self, CompanyFault> {
        self.name = tidy("name", Some(self.name))?.ok_or(CompanyFault::NameMissing)?;
        self.legal_form = tidy("legal_form", self.legal_form)?;
        self.vat_number = tidy("vat_number", self.vat_number)?
            .map(|text| VatNumber::parse(&text).map(|number| number.to_string()))
            .transpose()
            .map_err(|_| CompanyFault::NotAVatNumber)?;
        self.sender_name = tidy("sender_name", self.sender_name)?;
        self.phone = tidy("phone", self.phone)?;
        self.contact_name = tidy("contact_name", self.contact_name)?;
        self.account_holder = tidy("account_holder", self.account_holder)?;
        self.iban = tidy("iban", self.iban)?.map(|text| electronic_iban(&text)).transpose()?;
        let zone: Zone = self.holiday_zone.parse().map_err(|_| CompanyFault::UnknownDepartment)?;
        self.holiday_zone = zone.department().to_owned();
        if self.penalty_rate_bp.is_some_and(|rate| !(0..=10_000).contains(&rate)) {
            return Err(CompanyFault::PenaltyRateOutOfRange);
        }
        Ok(self)
    }
}

/// The electronic form of an IBAN, its length, structure and check digits verified (ISO 13616).
///
/// # Errors
/// [`CompanyFault::NotAnIban`].
pub fn electronic_iban(text: &str) -> Result<String, CompanyFault> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    compact
        .to_ascii_uppercase()
        .parse::<Iban>()
        .map(|iban| iban.electronic_str().to_owned())
        .map_err(|_| CompanyFault::NotAnIban)
}

fn tidy(field: &'static str, text: Option<String>) -> Result<Option<String>, CompanyFault> {
    let Some(text) = text else { return Ok(None) };
    let trimmed = text.trim();
    if trimmed.chars().any(char::is_control) {
        return Err(CompanyFault::ControlCharacter(field));
    }
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> Company {
        Company { name: " Atelier du Port ".to_owned(), ..Company::default() }
    }

    #[test]
    fn a_firm_is_trimmed_and_its_account_is_kept_without_spaces() {
        let firm = Company {
            iban: Some("fr14 2004 1010 0505 0001 3m02 606".to_owned()),
            sender_name: Some("  ".to_owned()),
            ..named()
        }
        .checked()
        .unwrap();
        assert_eq!(firm.name, "Atelier du Port");
        assert_eq!(firm.sender_name, None);
        assert_eq!(firm.iban.as_deref(), Some("FR1420041010050500013M02606"));
        assert_eq!(firm.printed_iban().as_deref(), Some("FR14 2004 1010 0505 0001 3M02 606"));
        assert_eq!(firm.account_holder(), "Atelier du Port");
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        for (firm, fault) in [
            (Company { name: "  ".to_owned(), ..named() }, CompanyFault::NameMissing),
            (
                Company { iban: Some("FR1420041010050500013M02607".to_owned()), ..named() },
                CompanyFault::NotAnIban,
            ),
            (Company { holiday_zone: "20".to_owned(), ..named() }, CompanyFault::UnknownDepartment),
            (Company { penalty_rate_bp: Some(-1), ..named() }, CompanyFault::PenaltyRateOutOfRange),
            (
                Company { sender_name: Some("a\r\nBcc: b".to_owned()), ..named() },
                CompanyFault::ControlCharacter("sender_name"),
            ),
        ] {
            assert_eq!(firm.checked(), Err(fault));
        }
    }

    #[test]
    fn a_firm_that_nobody_has_set_says_what_lacks() {
        let firm = Company::default();
        assert!(!firm.is_set());
        assert_eq!(firm.missing_for_mail(), ["name", "sender_email"]);
        assert_eq!(firm.missing_for_letter(), ["name", "address"]);
    }
}
