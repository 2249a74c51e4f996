//! The name under which a segment is saved.

use std::fmt;
use std::str::FromStr;

use crate::fold::fold;

/// The longest name, in characters.
const LONGEST: usize = 120;

/// The name of a segment: one line of 1 to 120 characters. Two that fold to the same are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentName(String);

/// The name of a segment is missing, too long or not one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one line of 1 to 120 characters")]
pub struct SegmentNameFault;

impl SegmentName {
    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two writings of one name share.
    #[must_use]
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

impl FromStr for SegmentName {
    type Err = SegmentNameFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let fits = (1..=LONGEST).contains(&text.chars().count());
        let plain = !text.chars().any(char::is_control);
        if fits && plain && !fold(text).is_empty() {
            Ok(Self(text.to_owned()))
        } else {
            Err(SegmentNameFault)
        }
    }
}

impl fmt::Display for SegmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
