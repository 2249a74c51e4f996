//! The timeline of a customer over all channels, and the history of each field.
//!
//! An event stands on it when it names the customer or its party, or is linked to the customer: three
//! walks along an index, the newest first, of which the page takes the newest. The timeline of a survivor
//! has those of whoever was merged into it too: append-only rows keep the customer of their day.

mod filter;
mod history;
mod names;
mod page;

pub use filter::TimelineFilter;
pub use history::{HistoryEntry, history};
pub use page::{TimelineEntry, of_customer, of_party};

#[cfg(test)]
mod tests;
