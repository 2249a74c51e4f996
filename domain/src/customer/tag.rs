//! Tags: short words that a firm sticks on its customers.

use std::cmp::Ordering;

use super::text;
use crate::fold::fold;

/// How many characters a tag may have.
pub const LONGEST_TAG: usize = 40;

/// How many tags a customer may have.
pub const MOST_TAGS: usize = 50;

/// A tag as written; two that differ by case or accents are the same.
#[derive(Debug, Clone)]
pub struct Tag {
    text: String,
    key: String,
}

impl Tag {
    /// Reads a tag; none when it is empty, too long or holds a control character.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let text = text::line(written, LONGEST_TAG)?;
        let key = fold(&text);
        (!key.is_empty()).then_some(Self { text, key })
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What two writings of one tag share.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Each tag once, in the order of their keys: the first writing stays.
    #[must_use]
    pub fn set(tags: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut tags: Vec<Self> = tags.into_iter().collect();
        tags.sort();
        tags.dedup();
        tags
    }
}

impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Tag {}

impl PartialOrd for Tag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Tag {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_whatever_its_case_and_accents() {
        let tags = ["Été", "ete", " VIP ", "vip", "Œuvre"].map(|text| Tag::parse(text).unwrap());
        let set = Tag::set(tags);
        assert_eq!(set.iter().map(Tag::as_str).collect::<Vec<_>>(), ["Été", "Œuvre", "VIP"]);
        assert_eq!(set[1].key(), "oeuvre");
        for bad in ["", "  ", "a\nb", &"x".repeat(41), "\u{200b}"] {
            assert!(Tag::parse(bad).is_none(), "{bad:?}");
        }
    }
}
