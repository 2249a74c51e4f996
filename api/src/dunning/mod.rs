//! Graduated reminders: procedures, runs, the messages of a run, and holds.

pub(crate) mod hold;
pub(crate) mod notice;
pub(crate) mod preview;
pub(crate) mod procedure;
pub(crate) mod run;
