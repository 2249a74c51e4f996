//! What the reminders refuse, in the words of the trade.

use chrono::NaiveDate;

/// An act that a rule forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DunningRefusal {
    /// A run of an earlier day than the latest confirmed one (rule 5).
    #[error("a run of {latest} is confirmed already; an older one is refused")]
    OlderThanLatest {
        /// The day of the latest confirmed run.
        latest: NaiveDate,
    },
    /// A run of a day that is too far ahead: most likely mistyped.
    #[error("a run lies at most a month ahead, on {last}")]
    TooFarAhead {
        /// The last day for which a run may be made.
        last: NaiveDate,
    },
    /// A run of that day is confirmed already.
    #[error("a run of that day is confirmed already")]
    AlreadyConfirmed,
    /// A cancelled run stays cancelled.
    #[error("the run is cancelled")]
    RunCancelled,
    /// All messages of the run have left or come to an end: there is nothing to cancel.
    #[error("nothing of the run is left to cancel")]
    NothingToCancel,
    /// A proposal is not a confirmed run yet.
    #[error("the run is not confirmed")]
    RunNotConfirmed,
    /// The notice does not wait for a review.
    #[error("the notice does not wait for a review")]
    NotAwaitingReview,
    /// What the notice asks for has been settled in the meantime.
    #[error("the notice has been settled in the meantime")]
    NoticeSettled,
    /// A hold of nothing or less.
    #[error("the amount of a hold is more than zero")]
    HoldAmount,
    /// An amount belongs to one line.
    #[error("a hold with an amount names its due line")]
    HoldAmountWithoutLine,
    /// The line belongs to another customer.
    #[error("the due line belongs to another customer")]
    HoldOfAnotherCustomer,
    /// The last day lies before the first.
    #[error("the hold ends before it begins")]
    HoldEndsBeforeItBegins,
    /// A hold is lifted once.
    #[error("the hold is lifted already")]
    HoldLifted,
    /// No reason, or one that is not a line of at most 500 characters.
    #[error("the reason is missing, too long or not one line")]
    ReasonMissing,
    /// A jump upwards, within the procedure (rule 3).
    #[error("a line jumps upwards, to a level below the last")]
    JumpLevel,
}

impl DunningRefusal {
    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OlderThanLatest { .. } => "run_older_than_latest",
            Self::TooFarAhead { .. } => "run_too_far_ahead",
            Self::AlreadyConfirmed => "run_already_confirmed",
            Self::RunCancelled => "run_cancelled",
            Self::NothingToCancel => "run_nothing_to_cancel",
            Self::RunNotConfirmed => "run_not_confirmed",
            Self::NotAwaitingReview => "notice_not_awaiting_review",
            Self::NoticeSettled => "notice_settled",
            Self::HoldAmount => "hold_amount",
            Self::HoldAmountWithoutLine => "hold_amount_without_line",
            Self::HoldOfAnotherCustomer => "hold_of_another_customer",
            Self::HoldEndsBeforeItBegins => "hold_ends_before_it_begins",
            Self::HoldLifted => "hold_lifted",
            Self::ReasonMissing => "reason_missing",
            Self::JumpLevel => "jump_level",
        }
    }
}
