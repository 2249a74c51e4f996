//! Duplicates: which parties may be one, how sure it is, and by what reasons. Nothing merges them by itself.
//!
//! Three steps, all pure: the keys under which parties are looked up together ([`keys`]), the comparison
//! of two that share one ([`compare`]), and the thresholds of [`Likeness`].

mod compare;
mod key;
mod likeness;
mod name;
mod place;
mod profile;

#[cfg(test)]
mod tests;

pub use compare::{Comparison, Relation, compare};
pub use key::{Key, KeyKind, MOST_SHARING, keys};
pub use likeness::{Likeness, Reason, UnknownLikeness, UnknownReason};
pub use profile::{Number, Place, Profile};

/// What became of a pair that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairState {
    /// It waits for a person.
    Open,
    /// A person said that they are two; it stays said.
    Dismissed,
    /// They were merged.
    Merged,
}

code_enum!(PairState, UnknownPairState, "no state of a pair": {
    Open => "open",
    Dismissed => "dismissed",
    Merged => "merged",
});

/// What a search of the whole file is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchState {
    /// It gathers the keys of all parties.
    Gathering,
    /// It compares those that share a key.
    Comparing,
    /// It is over.
    Done,
}

code_enum!(SearchState, UnknownSearchState, "no state of a search": {
    Gathering => "gathering",
    Comparing => "comparing",
    Done => "done",
});

/// An act on a pair that a rule forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DuplicateRefusal {
    /// Two that were merged are no longer two.
    #[error("the pair was merged")]
    PairMerged,
}

impl DuplicateRefusal {
    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PairMerged => "duplicate_merged",
        }
    }
}
