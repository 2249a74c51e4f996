//! Why nothing of a file can be read: a stable code, the line where it shows, and what its words name.
//! The words are `import-file-<code>` in the locales.

use super::fault::shorten;
use super::field::{Field, ImportKind};

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// Not a byte, or nothing but empty lines.
    Empty,
    /// A header and nothing below.
    NoRows,
    /// Not a text: a workbook, a PDF, a compressed file.
    NotText,
    /// A workbook that is damaged, or that would take more than it may once it is unpacked.
    Workbook,
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
    /// The file has no heading that the mapping names for decisions about being contacted.
    ConsentHeadingMissing {
        /// As the mapping writes it.
        heading: String,
    },
    /// The mapping says that one word means yes and no.
    ConsentWordTwice {
        /// The heading of the column.
        heading: String,
        /// The word.
        word: String,
    },
    /// The mapping names decisions about being contacted, which this kind of file does not bring.
    ConsentsOfOtherKind {
        /// What is imported.
        kind: ImportKind,
    },
    /// The mapping names a purpose that there is not.
    UnknownPurpose {
        /// The heading of the column.
        heading: String,
        /// The code.
        purpose: String,
    },
    /// The mapping names a channel by which the purpose is not pursued.
    ChannelNotOfPurpose {
        /// The heading of the column.
        heading: String,
        /// The code of the purpose.
        purpose: String,
        /// The channel.
        channel: String,
    },
    /// The mapping names a field of the firm that there is not, or that takes no new value.
    OwnFieldUnknown {
        /// Its code, as the mapping writes it.
        code: String,
    },
    /// The file has no heading that the mapping names for a field of the firm.
    OwnHeadingMissing {
        /// The code of the field.
        code: String,
        /// As the mapping writes it.
        heading: String,
    },
    /// Two headings name one field of the firm.
    OwnFieldTwice {
        /// The code of the field.
        code: String,
        /// The second heading.
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
        "workbook",
        "unknown_encoding",
        "mapping_of_other_kind",
        "field_of_other_kind",
        "column_missing",
        "heading_missing",
        "heading_twice",
        "consent_heading_missing",
        "consent_word_twice",
        "consents_of_other_kind",
        "unknown_purpose",
        "channel_not_of_purpose",
        "own_field_unknown",
        "own_heading_missing",
        "own_field_twice",
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
            Self::Workbook => "workbook",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::MappingOfOtherKind { .. } => "mapping_of_other_kind",
            Self::FieldOfOtherKind { .. } => "field_of_other_kind",
            Self::ColumnMissing { .. } => "column_missing",
            Self::HeadingMissing { .. } => "heading_missing",
            Self::HeadingTwice { .. } => "heading_twice",
            Self::ConsentHeadingMissing { .. } => "consent_heading_missing",
            Self::ConsentWordTwice { .. } => "consent_word_twice",
            Self::ConsentsOfOtherKind { .. } => "consents_of_other_kind",
            Self::UnknownPurpose { .. } => "unknown_purpose",
            Self::ChannelNotOfPurpose { .. } => "channel_not_of_purpose",
            Self::OwnFieldUnknown { .. } => "own_field_unknown",
            Self::OwnHeadingMissing { .. } => "own_heading_missing",
            Self::OwnFieldTwice { .. } => "own_field_twice",
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
            Self::MappingOfOtherKind { kind } | Self::ConsentsOfOtherKind { kind } => {
                vec![("kind", kind.code().to_owned())]
            }
            Self::FieldOfOtherKind { field, kind } => {
                vec![("field", field.to_string()), ("kind", kind.code().to_owned())]
            }
            Self::ColumnMissing { field } => vec![("field", field.to_string())],
            Self::HeadingMissing { field, heading } | Self::FieldTwice { field, heading } => {
                vec![("field", field.to_string()), ("heading", heading.clone())]
            }
            Self::HeadingTwice { heading } | Self::ConsentHeadingMissing { heading } => {
                vec![("heading", heading.clone())]
            }
            Self::ConsentWordTwice { heading, word } => {
                vec![("heading", heading.clone()), ("word", shorten(word))]
            }
            Self::OwnFieldUnknown { code } => vec![("code", shorten(code))],
            Self::OwnHeadingMissing { code, heading } | Self::OwnFieldTwice { code, heading } => {
                vec![("code", code.clone()), ("heading", heading.clone())]
            }
            Self::UnknownPurpose { heading, purpose } => {
                vec![("heading", heading.clone()), ("purpose", purpose.clone())]
            }
            Self::ChannelNotOfPurpose { heading, purpose, channel } => vec![
                ("heading", heading.clone()),
                ("purpose", purpose.clone()),
                ("channel", channel.clone()),
            ],
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
            Self::Empty | Self::NoRows | Self::NotText | Self::Workbook => Vec::new(),
        }
    }
}
