//! What payments and credit notes settle: append-only rows, undone by rows that reverse them.
//!
//! Every change goes through here: the rows are written and `due_line.settled_on` is brought up to
//! date in the same transaction, by sets, and on PostgreSQL under a lock of the customers
//! concerned, so that two writers never give one line twice.

mod change;
mod credit;
mod history;
mod ledger;
mod residual;
mod settle;
mod source;
mod write;

pub use change::{change, change_in, confirm, confirm_in};
pub use credit::{OpenCredit, open_credits};
pub use history::{AllocationRecord, of_invoice, of_source, of_sources};
pub(crate) use ledger::Ledger;
pub use residual::{OpenDueLine, residuals};
pub(crate) use settle::settle;
pub use source::SourceId;
pub(crate) use write::{
    LiveRow, NewRow, insert, live_rows, lock_customer, lock_customers, reversal,
};

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
