//! Search over the customer file.
//!
//! **What was changed waits in `search_pending`**, written in the transaction of the change: one narrow row for
//! each party, so that an import is no slower for it. The postings are made from what is stored, by one
//! writer at a time and by sets ([`catch_up`]), as soon as a worker looks or an import ends. Postings in the
//! transaction of each change would make every writer on PostgreSQL wait for the others at the rows of the
//! common words, and each change of the file would have to know what it changed of them.
//!
//! **A search finds what was just saved all the same**: the last parties that wait are candidates of every
//! search ([`find`]), judged like all others by what is stored of them.
//!
//! What is posted are words of names and addresses, personal data among them: erasing a party is a change as any
//! other, and a word that nobody bears any more goes with its pieces.
//!
//! A search is a bounded number of statements with bounded rows, in a fixed order, the same on both engines; who is
//! found and in which order, [`domain::search::rank`] decides.

mod candidates;
mod document;
mod filter;
mod find;
mod index;
mod parts;
mod pending;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use filter::FindFilter;
pub use find::{Found, Wanted, find};
pub use index::{Indexed, catch_up, index_page};
pub use pending::{note_changed, note_family_changed, reindex, waiting};
