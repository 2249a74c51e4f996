//! Merges of customers, and of people and establishments of customers: one transaction moves every link to the
//! survivor and keeps a journal, row by row, by which the merge can be undone exactly.
//!
//! No row is lost: what would collide with a row of the survivor, and what was not chosen, stays with the
//! merged one, which is hidden. Append-only rows are not rewritten: [`identities`] names whose events the
//! survivor's timeline shows.

mod depended;
mod desk;
mod establishment;
mod file;
mod journal;
mod links;
mod lists;
mod member;
mod pair;
mod perform;
mod person;
mod read;
mod tasks;
mod undo;

#[cfg(test)]
mod consent_tests;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod tests;

use domain::merge::MergeRefusal;

pub use establishment::{EstablishmentsMerge, merge_establishments};
pub use member::MemberMerge;
pub use perform::{Merge, merge};
pub use person::{PeopleMerge, merge_people};
pub use read::{MergeRecord, get, identities, list, resolve, resolve_party};
pub(crate) use read::{kin, survivors_of_references};
pub use undo::undo;

use crate::error::{Refusal, StoreError};

impl From<MergeRefusal> for Refusal {
    fn from(refusal: MergeRefusal) -> Self {
        let code = refusal.code();
        match refusal {
            MergeRefusal::NotAList(field) => Self::new(code).with("field", field),
            MergeRefusal::Depended(what) => Self::new(code).with("what", what),
            _ => Self::new(code),
        }
    }
}

impl From<MergeRefusal> for StoreError {
    fn from(refusal: MergeRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
