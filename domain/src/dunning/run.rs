//! A run and its notices: their states, the day on which they leave, the day they ask for.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::refusal::DunningRefusal;
use crate::calendar::{self, Zone};

/// Days ahead for which a run may be proposed or confirmed: enough for a month of absence, and a day
/// that was mistyped claims no line for years.
const DAYS_AHEAD: u64 = 31;
/// Days that a formal notice gives, from its own day (8 to 15 are usual; 1344 C. civ.).
const ANSWER_DAYS: u64 = 15;
/// The hour, in the firm's zone, at which the messages of a day may leave.
const DEPARTURE: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Computed and stored for somebody to look at; nothing is claimed.
    Proposed,
    /// Frozen: its lines are claimed, its messages queued or under review.
    Confirmed,
    /// Given up; what had not left never leaves.
    Cancelled,
}

code_enum! {
    RunState, UnknownRunState, "not a state of a run": {
        Proposed => "proposed",
        Confirmed => "confirmed",
        Cancelled => "cancelled",
    }
}

impl RunState {
    /// The state after a confirmation.
    ///
    /// # Errors
    /// When it is confirmed or cancelled already.
    pub const fn confirm(self) -> Result<Self, DunningRefusal> {
        match self {
            Self::Proposed => Ok(Self::Confirmed),
            Self::Confirmed => Err(DunningRefusal::AlreadyConfirmed),
            Self::Cancelled => Err(DunningRefusal::RunCancelled),
        }
    }

    /// The state after a cancellation, of a run of which `left_to_cancel` notices have not left.
    ///
    /// # Errors
    /// When it is cancelled already, or nothing is left to cancel.
    pub const fn cancel(self, left_to_cancel: u64) -> Result<Self, DunningRefusal> {
        match self {
            Self::Proposed => Ok(Self::Cancelled),
            Self::Confirmed if left_to_cancel > 0 => Ok(Self::Cancelled),
            Self::Confirmed => Err(DunningRefusal::NothingToCancel),
            Self::Cancelled => Err(DunningRefusal::RunCancelled),
        }
    }
}

/// Whether a person looks at a notice before it leaves (rule 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Nobody needs to.
    None,
    /// Somebody has to; until then there is no message.
    Awaiting,
    /// Somebody has: the message is queued.
    Approved,
    /// Somebody has, and it never leaves.
    Refused,
}

code_enum! {
    Review, UnknownReview, "not a state of a review": {
        None => "none",
        Awaiting => "awaiting",
        Approved => "approved",
        Refused => "refused",
    }
}

/// Why a notice is not sent after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// What was recorded after the confirmation leaves nothing to ask for.
    Settled,
    /// A hold recorded after the confirmation keeps what was to be asked for.
    Held,
    /// No line that is left reaches the level of the notice.
    NoLongerRises,
    /// A person cancelled the run.
    Cancelled,
    /// A person switched the reminders of the customer off.
    RemindersOff,
}

code_enum! {
    SkipReason, UnknownSkipReason, "not a reason to skip": {
        Settled => "settled",
        Held => "held",
        NoLongerRises => "no_longer_rises",
        Cancelled => "cancelled",
        RemindersOff => "reminders_off",
    }
}

/// The instant before which the messages of a run of `day` do not leave: 8 o'clock in the firm's
/// zone, on the first working day of the customer's (rule 12).
#[must_use]
pub fn departure(day: NaiveDate, zone: Zone, clock: Tz) -> DateTime<Utc> {
    let local = calendar::not_before(day, zone).and_time(DEPARTURE);
    clock
        .from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |instant| instant.with_timezone(&Utc))
}

/// Whether a run of `day` may be made on `today`.
///
/// # Errors
/// When it lies more than 31 days ahead.
pub fn not_too_far_ahead(day: NaiveDate, today: NaiveDate) -> Result<(), DunningRefusal> {
    let last = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    if day > last { Err(DunningRefusal::TooFarAhead { last }) } else { Ok(()) }
}

/// The day up to which a formal notice of `day` asks to be paid.
#[must_use]
pub fn answer_by(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(ANSWER_DAYS)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::super::tests::day;
    use super::*;

    #[test]
    fn a_run_is_confirmed_once_and_cancelled_while_something_has_not_left() {
        use DunningRefusal::{AlreadyConfirmed, NothingToCancel, RunCancelled};
        use RunState::{Cancelled, Confirmed, Proposed};
        for (state, confirmed, cancelled, cancelled_after_all_left) in [
            (Proposed, Ok(Confirmed), Ok(Cancelled), Ok(Cancelled)),
            (Confirmed, Err(AlreadyConfirmed), Ok(Cancelled), Err(NothingToCancel)),
            (Cancelled, Err(RunCancelled), Err(RunCancelled), Err(RunCancelled)),
        ] {
            assert_eq!(state.confirm(), confirmed);
            assert_eq!(state.cancel(1), cancelled);
            assert_eq!(state.cancel(0), cancelled_after_all_left);
        }
    }

    #[test]
    fn messages_leave_at_eight_on_a_working_day_of_the_customers_zone() {
        let paris = chrono_tz::Europe::Paris;
        for (on, department, expected) in [
            ("2026-03-02", "75", "2026-03-02T07:00:00Z"),
            ("2026-08-03", "75", "2026-08-03T06:00:00Z"),
            ("2026-03-01", "75", "2026-03-02T07:00:00Z"),
            ("2026-05-01", "75", "2026-05-04T06:00:00Z"),
            ("2025-12-26", "75", "2025-12-26T07:00:00Z"),
            ("2025-12-26", "67", "2025-12-29T07:00:00Z"),
        ] {
            let leaves = departure(day(on), department.parse().unwrap(), paris);
            assert_eq!(leaves, expected.parse::<DateTime<Utc>>().unwrap(), "{on} {department}");
        }
    }

    #[test]
    fn a_run_lies_at_most_a_month_ahead() {
        let today = day("2026-11-23");
        assert_eq!(not_too_far_ahead(day("2026-12-24"), today), Ok(()));
        assert_eq!(not_too_far_ahead(day("1999-01-01"), today), Ok(()));
        let refused = DunningRefusal::TooFarAhead { last: day("2026-12-24") };
        assert_eq!(not_too_far_ahead(day("2026-12-25"), today), Err(refused));
    }

    #[test]
    fn a_formal_notice_gives_fifteen_days() {
        assert_eq!(answer_by(day("2026-02-20")), day("2026-03-07"));
    }
}
