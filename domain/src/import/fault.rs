//! What is wrong with a file or a row: a stable code, where it stands, and the value that shows it,
//! masked when it may be a person's. The reasons in words are `import-fault-<code>` in the locales.

use super::field::{Field, ImportKind};
use super::mask::mask;

/// A fault of one row. Its row is not imported; the others may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The field concerned; none when it is the row.
    pub field: Option<Field>,
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
        Self { field: Some(field), code, value: (!shown.is_empty()).then_some(shown) }
    }

    /// A fault of the row as a whole.
    #[must_use]
    pub fn of_row(code: &'static str, value: Option<String>) -> Self {
        Self { field: None, code, value }
    }
}

/// The first 60 characters, control characters made visible.
fn shorten(value: &str) -> String {
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
    "invoice_number_missing",
    "kind",
    "language",
    "missing",
    "not_a_date",
    "not_a_phone",
    "not_an_amount",
    "not_an_email",
    "paid_otherwise",
    "phone_not_in_plan",
    "postal_code",
    "quote_open",
    "row_length",
    "siret_of_another_siren",
    "too_long",
    "too_many_decimals",
    "twice_in_file",
    "unknown_customer",
    "unreadable_character",
    "vat_of_another_siren",
];

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// Not a byte, or nothing but empty lines.
    Empty,
    /// A header and nothing below.
    NoRows,
    /// Not a text: a workbook, a PDF, a compressed file.
    NotText,
    /// The mapping names no encoding of the WHATWG Encoding Standard.
    UnknownEncoding {
        /// As the mapping writes it.
        label: String,
    },
    /// The mapping is for another kind of file.
    MappingOfOtherKind {
        /// What the mapping says.
        kind: ImportKind,
    },
    /// The mapping names a field that this kind of file has not.
    FieldOfOtherKind {
        /// The field.
        field: Field,
        /// What is imported.
        kind: ImportKind,
    },
    /// No heading names a field that is needed.
    ColumnMissing {
        /// The field.
        field: Field,
    },
    /// The file has no heading that the mapping names.
    HeadingMissing {
        /// The field.
        field: Field,
        /// As the mapping writes it.
        heading: String,
    },
    /// Two columns have the heading that the mapping names.
    HeadingTwice {
        /// The heading.
        heading: String,
    },
    /// Two headings name one field.
    FieldTwice {
        /// The field.
        field: Field,
        /// The second heading.
        heading: String,
    },
    /// The file is parted by another sign than the mapping says.
    WrongSeparator {
        /// As the mapping says.
        given: String,
        /// What the file seems to have.
        likely: String,
    },
    /// Every date can be read in two ways.
    DatesAmbiguous {
        /// A line with such a date.
        line: u64,
        /// The date.
        value: String,
    },
    /// Two dates need two formats.
    DatesMixed {
        /// A line with a date.
        line: u64,
        /// The date.
        value: String,
        /// A line with a date of another format.
        other_line: u64,
        /// That date.
        other: String,
    },
    /// Every amount can be read in two ways.
    AmountsAmbiguous {
        /// A line with such an amount.
        line: u64,
        /// The amount.
        value: String,
    },
    /// Two amounts need two decimal marks.
    AmountsMixed {
        /// A line with an amount.
        line: u64,
        /// The amount.
        value: String,
        /// A line with an amount of another decimal mark.
        other_line: u64,
        /// That amount.
        other: String,
    },
    /// A quotation mark opens a value that nothing closes, and rows after it are swallowed.
    QuoteOpen {
        /// Where it opens.
        line: u64,
    },
    /// A row of more than a mebibyte: a quotation mark is missing, or it is no table.
    RowTooLong {
        /// Where the row begins.
        line: u64,
    },
}

impl FileFault {
    /// Every stable code.
    pub const CODES: &'static [&'static str] = &[
        "empty",
        "no_rows",
        "not_text",
        "unknown_encoding",
        "mapping_of_other_kind",
        "field_of_other_kind",
        "column_missing",
        "heading_missing",
        "heading_twice",
        "field_twice",
        "wrong_separator",
        "dates_ambiguous",
        "dates_mixed",
        "amounts_ambiguous",
        "amounts_mixed",
        "quote_open",
        "row_too_long",
    ];

    /// Its stable code; `import-file-<code>` is its text in the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoRows => "no_rows",
            Self::NotText => "not_text",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::MappingOfOtherKind { .. } => "mapping_of_other_kind",
            Self::FieldOfOtherKind { .. } => "field_of_other_kind",
            Self::ColumnMissing { .. } => "column_missing",
            Self::HeadingMissing { .. } => "heading_missing",
            Self::HeadingTwice { .. } => "heading_twice",
            Self::FieldTwice { .. } => "field_twice",
            Self::WrongSeparator { .. } => "wrong_separator",
            Self::DatesAmbiguous { .. } => "dates_ambiguous",
            Self::DatesMixed { .. } => "dates_mixed",
            Self::AmountsAmbiguous { .. } => "amounts_ambiguous",
            Self::AmountsMixed { .. } => "amounts_mixed",
            Self::QuoteOpen { .. } => "quote_open",
            Self::RowTooLong { .. } => "row_too_long",
        }
    }

    /// The line where it shows; the header is 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        match self {
            Self::DatesAmbiguous { line, .. }
            | Self::DatesMixed { line, .. }
            | Self::AmountsAmbiguous { line, .. }
            | Self::AmountsMixed { line, .. }
            | Self::QuoteOpen { line }
            | Self::RowTooLong { line } => *line,
            _ => 1,
        }
    }

    /// What its text names, by the names that the locales use.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownEncoding { label } => vec![("label", label.clone())],
            Self::MappingOfOtherKind { kind } => vec![("kind", kind.code().to_owned())],
            Self::FieldOfOtherKind { field, kind } => {
                vec![("field", field.to_string()), ("kind", kind.code().to_owned())]
            }
            Self::ColumnMissing { field } => vec![("field", field.to_string())],
            Self::HeadingMissing { field, heading } | Self::FieldTwice { field, heading } => {
                vec![("field", field.to_string()), ("heading", heading.clone())]
            }
            Self::HeadingTwice { heading } => vec![("heading", heading.clone())],
            Self::WrongSeparator { given, likely } => {
                vec![("given", given.clone()), ("likely", likely.clone())]
            }
            Self::DatesAmbiguous { line, value } | Self::AmountsAmbiguous { line, value } => {
                vec![("line", line.to_string()), ("value", shorten(value))]
            }
            Self::DatesMixed { line, value, other_line, other }
            | Self::AmountsMixed { line, value, other_line, other } => vec![
                ("line", line.to_string()),
                ("value", shorten(value)),
                ("other_line", other_line.to_string()),
                ("other", shorten(other)),
            ],
            Self::QuoteOpen { line } | Self::RowTooLong { line } => {
                vec![("line", line.to_string())]
            }
            Self::Empty | Self::NoRows | Self::NotText => Vec::new(),
        }
    }
}
