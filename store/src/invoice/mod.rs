//! Posted invoices: written once with their due lines, found again by number, read as of a day.

mod find;
mod list;
mod post;

pub use find::{StoredInvoice, find_by_number};
pub use list::{DueLineRecord, InvoiceFilter, InvoiceRecord, InvoiceState, get, list};
pub use post::{PostedInvoice, post, post_in, post_many};

#[cfg(test)]
mod tests;
