//! Segments: a saved question to the customer file, as a tree of conditions.
//!
//! A tree that exists is valid: every field is known, every operator fits its field, every value its
//! type, and the whole is no deeper and no larger than a person can read. Days may be relative to the
//! day of the question; amounts of two currencies are never compared or added.

mod condition;
mod day;
mod fault;
mod field;
mod name;
mod read;
mod tree;
mod write;

#[cfg(test)]
mod tests;

pub use condition::{Condition, NumberTest, Operator, Test, TextTest, UnknownOperator};
pub use day::{DayTest, Days, Edge, Span, SpanName, UnknownSpan};
pub use fault::{TreeFault, TreeFaultKind};
pub use field::{
    CustomerField, Field, Group, IdentifierField, InvoiceField, Kind, MessageField, OwnField,
    OwnFields, PaymentField, PersonField, PlaceField, ReachField, Spec, TagField,
};
pub use name::{SegmentName, SegmentNameFault};
pub use tree::{MOST_CONDITIONS, MOST_DEPTH, Node, Tree};
