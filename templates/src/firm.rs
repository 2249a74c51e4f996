//! The firm as mails and letters show it.

use domain::company::Company;
use serde::Serialize;

/// Who writes. A firm that nobody has set has no name.
#[derive(Debug, Serialize)]
pub(crate) struct FirmView<'a> {
    name: Option<&'a str>,
    legal_form: Option<&'a str>,
    siren: Option<String>,
    vat_number: Option<&'a str>,
    /// The address on one line.
    address: Option<String>,
    /// Who signs: the person who answers, else the firm.
    signatory: Option<&'a str>,
    contact: Option<&'a str>,
    phone: Option<&'a str>,
    /// Whether there is any of contact, phone and email.
    reachable: bool,
    /// Where answers go.
    email: Option<&'a str>,
    account_holder: Option<&'a str>,
    /// In groups of four.
    iban: Option<String>,
}

impl<'a> FirmView<'a> {
    pub(crate) fn new(firm: &'a Company) -> Self {
        let name = firm.is_set().then_some(firm.name.as_str());
        let contact = firm.contact_name.as_deref();
        let email = firm.reply_to.as_ref().or(firm.sender_email.as_ref());
        Self {
            name,
            legal_form: firm.legal_form.as_deref(),
            siren: firm.siren.as_ref().map(|siren| in_threes(siren.as_str())),
            vat_number: firm.vat_number.as_deref(),
            address: firm.address.as_ref().map(|at| {
                let city = format!("{} {}", at.postal_code, at.city);
                let parts = at.lines.iter().map(String::as_str).chain([at.street.as_str(), &city]);
                parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }),
            signatory: contact.or(name),
            contact,
            reachable: contact.is_some() || firm.phone.is_some() || email.is_some(),
            phone: firm.phone.as_deref(),
            email: email.map(|email| email.as_str()),
            account_holder: firm.account_holder.as_deref().or(name),
            iban: firm.printed_iban(),
        }
    }
}

/// `123 456 782`, without a break inside.
pub(crate) fn in_threes(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == 0 {
            text.push(crate::format::NBSP);
        }
        text.push(digit);
    }
    text
}
