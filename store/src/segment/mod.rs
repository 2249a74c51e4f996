//! Segments: saved trees of conditions, and the customers who pass them.
//!
//! A tree becomes one condition on the rows of `customer`, whose every value is bound: nothing that
//! a person typed stands in the text of a statement.

mod ask;
mod compile;
mod conditions;
mod field;
mod part;
mod record;
mod restore;
mod rows;
mod spelling;
mod statement;

#[cfg(test)]
mod tests;

pub(crate) use ask::member_ids;
pub use ask::{Member, SAMPLE, count, members, sample};
pub use conditions::{Conditions, own_fields};
pub use record::{SegmentRecord, create, delete, get, get_by_name, list, update};
pub use restore::restore;
