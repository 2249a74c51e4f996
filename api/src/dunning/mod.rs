//! Graduated reminders: procedures, runs, the messages of a run, holds and jumps.

pub(crate) mod hold;
pub(crate) mod jump;
pub(crate) mod notice;
pub(crate) mod preview;
pub(crate) mod procedure;
pub(crate) mod run;
