//! Graduated reminders: which due line reaches which level on which day, who gets which message,
//! and what is left out and why.
//!
//! The unit of a reminder is the due line, the unit of sending the customer. A level is never
//! skipped, a (line, level) is reminded once, and a paid line never.

mod document;
mod facts;
mod hold;
mod ladder;
mod left_out;
mod procedure;
mod proposal;
mod recheck;
mod refusal;
mod run;
mod tone;

pub use document::{
    CreditKind, DocumentCredit, DocumentLine, PenaltyTerms, Recipient, ReminderDocument, Tone,
    Totals,
};
pub use facts::{CreditFact, CustomerFacts, LineFacts, OpenStep, Reach};
pub use hold::{Held, Hold, NewHold, checked_reason, held};
pub use ladder::{Standing, Step, Wait, next_step};
pub use left_out::LeftOutReason;
pub use procedure::{DunningLevel, Procedure, ProcedureFault};
pub use proposal::{LeftOutLine, NoticeCredit, NoticeLine, Proposals, ProposedNotice, propose};
pub use recheck::{Asked, DropReason, FrozenLine, Recheck, recheck};
pub use refusal::DunningRefusal;
pub use run::{Review, RunState, SkipReason, answer_by, departure, not_too_far_ahead};

#[cfg(test)]
mod history;
#[cfg(test)]
mod tests;
