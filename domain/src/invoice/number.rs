//! What identifies a posted invoice or credit note: its series and its number.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::InvoiceFault;

/// How many characters a series or a number may have.
pub const LONGEST_NUMBER: usize = 64;

/// A series, usually empty, and a number unique within it (242 nonies A ann. II CGI, 7°):
/// trimmed, in Unicode's composed form (NFC), compared letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvoiceNumber {
    series: String,
    number: String,
}

impl InvoiceNumber {
    /// The number as it identifies.
    ///
    /// # Errors
    /// When it is empty, longer than [`LONGEST_NUMBER`] or holds a control character.
    pub fn new(series: &str, number: &str) -> Result<Self, InvoiceFault> {
        let number = identifying(number)?;
        if number.is_empty() {
            return Err(InvoiceFault::NumberMissing);
        }
        Ok(Self { series: identifying(series)?, number })
    }

    /// The series; empty unless the firm numbers in several.
    #[must_use]
    pub fn series(&self) -> &str {
        &self.series
    }

    /// The number within the series.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.series.is_empty() {
            f.write_str(&self.number)
        } else {
            write!(f, "{}/{}", self.series, self.number)
        }
    }
}

fn identifying(text: &str) -> Result<String, InvoiceFault> {
    let text: String = text.trim().nfc().collect();
    if text.chars().any(char::is_control) {
        return Err(InvoiceFault::NumberMalformed);
    }
    if text.chars().count() > LONGEST_NUMBER {
        return Err(InvoiceFault::NumberTooLong);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_trimmed_and_composed_and_keeps_its_case() {
        let composed = InvoiceNumber::new("", " 2024-É1 ").unwrap();
        let decomposed = InvoiceNumber::new(" ", "2024-E\u{301}1").unwrap();
        assert_eq!(composed, decomposed);
        assert_eq!(composed.number(), "2024-É1");
        assert_ne!(composed, InvoiceNumber::new("", "2024-é1").unwrap());
        assert_ne!(composed, InvoiceNumber::new("B", "2024-É1").unwrap());
        assert_eq!(InvoiceNumber::new("B", "7").unwrap().to_string(), "B/7");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (text, fault) in [
            (" \u{a0} ".to_owned(), InvoiceFault::NumberMissing),
            ("1\n2".to_owned(), InvoiceFault::NumberMalformed),
            ("9".repeat(65), InvoiceFault::NumberTooLong),
        ] {
            assert_eq!(InvoiceNumber::new("", &text), Err(fault));
        }
        assert!(InvoiceNumber::new("", &"é".repeat(64)).is_ok());
    }
}
