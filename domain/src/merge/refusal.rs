//! What merging and undoing refuse, in the words of the trade.

use chrono::{DateTime, Utc};

/// An act that a rule forbids.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    /// A customer, a person or an establishment and itself, or two customers of one party.
    #[error("a party is not merged with itself")]
    Itself,
    /// One of them was deleted.
    #[error("one of them was deleted")]
    Deleted,
    /// One of them is part of another already.
    #[error("one of them is merged into another already")]
    Merged,
    /// The processing of one of them is restricted (GDPR art. 18), that of the other is not: a merge would
    /// bind the one or free the other.
    #[error("one of them is restricted and the other is not")]
    Restricted,
    /// Both of a single value.
    #[error("{0} is no list: one of both is kept")]
    NotAList(&'static str),
    /// A person and a body, and nobody said which it is in law.
    #[error("one is a natural person and the other is not: say which legal class is kept")]
    LegalClassUnclear,
    /// A credit limit in another currency than the one that is kept.
    #[error("the credit limit is in another currency than the one kept")]
    LimitInOtherCurrency,
    /// The file would break a rule of customers, of people or of establishments.
    #[error("the merged file breaks a rule: {0}")]
    File(&'static str),
    /// The merge was undone: it is done again by a new one.
    #[error("the merge is undone already")]
    Undone,
    /// Something newer depends on the merge.
    #[error("something newer depends on it: {0}")]
    Depended(String),
}

impl MergeRefusal {
    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Itself => "merge_itself",
            Self::Deleted => "merge_deleted",
            Self::Merged => "merge_merged",
            Self::Restricted => "merge_restricted",
            Self::NotAList(_) => "merge_not_a_list",
            Self::LegalClassUnclear => "merge_legal_class_unclear",
            Self::LimitInOtherCurrency => "merge_limit_currency",
            Self::File(code) => code,
            Self::Undone => "merge_undone",
            Self::Depended(_) => "merge_depended",
        }
    }
}

/// What forbids a merge, whatever the two are; else since when the survivor is restricted: the earlier of both.
pub(super) fn admit(
    is_itself: bool,
    is_merged: bool,
    is_deleted: bool,
    restricted: [Option<DateTime<Utc>>; 2],
) -> Result<Option<DateTime<Utc>>, MergeRefusal> {
    if is_itself {
        return Err(MergeRefusal::Itself);
    }
    if is_merged {
        return Err(MergeRefusal::Merged);
    }
    if is_deleted {
        return Err(MergeRefusal::Deleted);
    }
    if restricted.iter().flatten().count() == 1 {
        return Err(MergeRefusal::Restricted);
    }
    Ok(restricted.into_iter().flatten().min())
}
