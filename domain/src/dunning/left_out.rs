//! Why an overdue open line is in no message: stable codes, also keys of the locales.

use serde::{Deserialize, Serialize};

/// The reason of a line that a run leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// The customer's procedure reminds nobody, or there is none.
    NoActiveProcedure,
    /// Reminders are switched off for this customer.
    RemindersOff,
    /// The party's data are restricted (GDPR 18).
    Restricted,
    /// A dispute or another hold keeps the whole line.
    Held,
    /// What is open is within the tolerance of the procedure.
    BelowTolerance,
    /// Its last reminder waits for a person's review.
    AwaitingReview,
    /// Nobody knows whether its last reminder arrived; a person decides.
    Uncertain,
    /// Its last reminder has not left yet.
    UnderWay,
    /// Not late enough for its next level, and no other line of the customer rises.
    DelayNotReached,
    /// Its last reminder is too recent, and no other line of the customer rises.
    GapNotReached,
    /// There is no further level, and no other line of the customer rises.
    LastLevelReached,
    /// The customer's open credits cover what is due.
    CoveredByCredits,
    /// No address, by mail or by post, that works.
    NoContactPoint,
}

code_enum! {
    LeftOutReason, UnknownReason, "not a reason to leave a line out": {
        NoActiveProcedure => "no_active_procedure",
        RemindersOff => "reminders_off",
        Restricted => "restricted",
        Held => "held",
        BelowTolerance => "below_tolerance",
        AwaitingReview => "awaiting_review",
        Uncertain => "uncertain",
        UnderWay => "under_way",
        DelayNotReached => "delay_not_reached",
        GapNotReached => "gap_not_reached",
        LastLevelReached => "last_level_reached",
        CoveredByCredits => "covered_by_credits",
        NoContactPoint => "no_contact_point",
    }
}
