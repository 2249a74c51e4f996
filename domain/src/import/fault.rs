//! What is wrong with a row: a stable code, where it stands, and the value that shows it,
//! masked when it may be a person's. The reasons in words are `import-fault-<code>` in the locales.

use super::field::Field;
use super::mask::mask;

/// A fault of one row. Its row is not imported; the others may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The field concerned; none when it is the row.
    pub field: Option<Field>,
    /// The heading of the column concerned, where it holds no field.
    pub heading: Option<String>,
    /// Stable code.
    pub code: &'static str,
    /// The value that shows it, as a report may show it.
    pub value: Option<String>,
}

impl RowFault {
    /// A fault of a value, which is masked where its field is personal.
    #[must_use]
    pub fn of(field: Field, code: &'static str, value: &str) -> Self {
        let shown = if field.is_personal() { mask(value) } else { shorten(value) };
        Self {
            field: Some(field),
            heading: None,
            code,
            value: (!shown.is_empty()).then_some(shown),
        }
    }

    /// A fault under a heading that names no field.
    #[must_use]
    pub fn under(heading: &str, code: &'static str, value: &str) -> Self {
        let value = Some(shorten(value)).filter(|shown| !shown.is_empty());
        Self { field: None, heading: Some(heading.to_owned()), code, value }
    }

    /// A fault of the row as a whole.
    #[must_use]
    pub fn of_row(code: &'static str, value: Option<String>) -> Self {
        Self { field: None, heading: None, code, value }
    }
}

/// The first 60 characters, control characters made visible.
pub(super) fn shorten(value: &str) -> String {
    let visible = |c: char| match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f..=0x9f => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    let mut shown: String = value.trim_matches(' ').chars().take(60).map(visible).collect();
    if value.chars().count() > 60 {
        shown.push('…');
    }
    shown
}

/// Every code that a [`RowFault`] may have, so that a test finds each in the locales.
pub const ROW_FAULTS: &[&str] = &[
    "address_too_long",
    "address_without_city",
    "address_without_postal_code",
    "address_without_street",
    "amount_not_positive",
    "amount_out_of_range",
    "cell_error",
    "cell_formula",
    "consent_word",
    "control_character",
    "country",
    "currency",
    "customer_deleted",
    "differs_from_posted",
    "due_before_issue",
    "email_domain_without_dot",
    "identifier_check",
    "identifier_country",
    "identifier_form",
    "identifier_length",
    "identifier_not_digits",
    "kind",
    "language",
    "missing",
    "not_a_date",
    "not_a_phone",
    "not_an_amount",
    "not_an_email",
    "own_boolean",
    "own_choice",
    "own_field",
    "own_number",
    "paid_otherwise",
    "phone_not_in_plan",
    "postal_code",
    "quote_open",
    "row_length",
    "siret_of_another_siren",
    "tag",
    "too_long",
    "too_many_decimals",
    "too_many_tags",
    "twice_in_file",
    "unknown_customer",
    "unknown_user",
    "unreadable_character",
    "vat_of_another_siren",
];
