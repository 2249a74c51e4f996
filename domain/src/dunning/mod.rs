//! Graduated reminders: which due line reaches which level on which day, who gets which message,
//! and what is left out and why.
//!
//! The unit of a reminder is the due line, the unit of sending the customer. A level is never
//! skipped, a (line, level) is reminded once, and a paid line never.

mod document;
mod tone;

pub use document::{
    CreditKind, DocumentCredit, DocumentLine, PenaltyTerms, Recipient, ReminderDocument, Tone,
    Totals,
};
