//! Search over the customer file: from a text to words, from a file to its terms, from what somebody
//! types to candidates, and from candidates to the best of them, with the reason of each.
//!
//! **Words and keys.** Words (of names, cities, tags, texts and choices of the firm's own fields, mail
//! addresses, accounts on social networks, and postal codes) have postings of their own in the store. A
//! reference, an identifier, a mail address, a phone number and such an account are unique or nearly: they are
//! found where they are kept, by the writings that [`Query::keys`] gives.
//!
//! **The rule**: every word that was typed matches, whole, as a beginning, or, when nothing matches as it was
//! typed, with a small typing fault; a key that is typed whole comes first. [`rank`] alone decides; the
//! store only proposes.

mod document;
mod number;
mod piece;
mod query;
mod rank;
mod words;

#[cfg(test)]
mod tests;

pub use document::{Document, Term};
pub use piece::{edits_allowed, pieces, pieces_near, with_letters_swapped, within};
pub use query::{Keys, Query};
pub use rank::{FoundKind, Match, Ranked, Typing, UnknownFoundKind, UnknownMatch, rank};
pub use words::words;

/// The fewest letters of a word that has postings.
pub const SHORTEST_TERM: usize = 2;
