//! Duplicates of the whole file: searched for in pages, kept with their score and reasons, decided by people.
//!
//! A search gathers the keys of a thousand parties at a time, then compares those that share a key, a part
//! of the keys at a time: memory stays flat whatever the size of the file, every page is one short
//! transaction, and a search that is interrupted goes on where it stopped.

mod decide;
mod gather;
mod list;
mod part;
mod profile;
mod search;

#[cfg(test)]
mod tests;

use domain::duplicate::DuplicateRefusal;

pub use decide::dismiss;
pub use list::{PairFilter, PairParty, PairRecord, get, list};
pub use search::{SEARCH, SearchRecord, advance, begin, search, unfinished};

use crate::error::{Refusal, StoreError};

impl From<DuplicateRefusal> for StoreError {
    fn from(refusal: DuplicateRefusal) -> Self {
        Refusal::new(refusal.code()).into()
    }
}
