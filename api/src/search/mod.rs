//! Search over the customer file: one box.

pub(crate) mod find;
