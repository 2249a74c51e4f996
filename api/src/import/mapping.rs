//! How a file is to be read, as a parameter of the query: the body is the file.

use domain::import::Mapping;

use crate::input::{Scalar, Wrong};

/// Characters of a mapping at most: its names are headings, and a file has a few dozen.
pub(super) const MOST: usize = 8_000;

/// A mapping as one JSON object, with the members of a mapping file.
#[derive(Debug)]
pub(crate) struct GivenMapping(pub(crate) Mapping);

impl Scalar for GivenMapping {
    fn parse(text: &str) -> Result<Self, Wrong> {
        if text.chars().count() > MOST {
            return Err(Wrong::new("text_too_long").with("max", MOST));
        }
        let wrong =
            |line, column| Wrong::new("not_a_mapping").with("line", line).with("column", column);
        // PostgreSQL keeps no such sign in what it stores, and no heading has it.
        if text.contains("\\u0000") {
            return Err(Wrong::new("control_character"));
        }
        // The reader takes an array for an object whose members come in order.
        if !text.trim_start().starts_with('{') {
            return Err(wrong(1, 1));
        }
        serde_json::from_str(text).map(Self).map_err(|error| wrong(error.line(), error.column()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_whole_or_refused_where_it_is_wrong() {
        let read =
            GivenMapping::parse(r#"{"separator":";","columns":{"reference":"Code client"}}"#);
        assert_eq!(read.unwrap().0.columns.unwrap().len(), 1);
        for (text, line) in [
            (r#"{"separator":"."}"#, "1"),
            (r#"{"no_such_part":1}"#, "1"),
            ("{\"columns\":\n{\"no_such_field\":\"x\"}}", "2"),
            ("", "1"),
            ("[]", "1"),
            ("kind = \"customers\"", "1"),
        ] {
            let wrong = GivenMapping::parse(text).unwrap_err();
            assert_eq!((wrong.code, wrong.params[0].1.as_str()), ("not_a_mapping", line), "{text}");
        }
        let nul = r#"{"columns":{"reference":"a\u0000"}}"#;
        assert_eq!(GivenMapping::parse(nul).unwrap_err().code, "control_character");
        let long = format!("{{\"encoding\":\"{}\"}}", "x".repeat(MOST));
        assert_eq!(GivenMapping::parse(&long).unwrap_err().code, "text_too_long");
    }
}
