//! Holds: what keeps a line, or part of its amount, out of the reminders (rule 7).
//!
//! A hold has an amount or is whole, a reason, an author and an end. While the whole line is held
//! it is left out; at the end it goes on at its level with a fresh gap. A held amount lowers what
//! is asked for and stops nothing.

use chrono::NaiveDate;

use super::refusal::DunningRefusal;
use crate::id::{CustomerId, DueLineId};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// A hold that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHold {
    /// Whose line.
    pub customer: CustomerId,
    /// Which line; all of the customer's when absent.
    pub due_line: Option<DueLineId>,
    /// Minor units; the whole line when absent.
    pub amount: Option<i64>,
    /// Why, in the words of its author.
    pub reason: String,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: NaiveDate,
}

impl NewHold {
    /// The hold, with its reason trimmed.
    ///
    /// # Errors
    /// [`DunningRefusal`] names what is wrong with it.
    pub fn checked(mut self) -> Result<Self, DunningRefusal> {
        self.reason = checked_reason(&self.reason)?;
        if self.until_on < self.from_on {
            return Err(DunningRefusal::HoldEndsBeforeItBegins);
        }
        match (self.amount, self.due_line) {
            (Some(amount), _) if amount <= 0 => Err(DunningRefusal::HoldAmount),
            (Some(_), None) => Err(DunningRefusal::HoldAmountWithoutLine),
            _ => Ok(self),
        }
    }
}

/// A reason that a person gives: one line, not empty, not too long.
///
/// # Errors
/// [`DunningRefusal::ReasonMissing`] otherwise.
pub fn checked_reason(reason: &str) -> Result<String, DunningRefusal> {
    let reason = reason.trim();
    let length = reason.chars().count();
    if length == 0 || length > LONGEST_REASON || reason.chars().any(char::is_control) {
        return Err(DunningRefusal::ReasonMissing);
    }
    Ok(reason.to_owned())
}

/// A hold as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Which line; all of the customer's when absent.
    pub due_line: Option<DueLineId>,
    /// Minor units; the whole line when absent.
    pub amount: Option<i64>,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: Option<NaiveDate>,
    /// The day, in the firm's zone, on which a person lifted it: it no longer counts that day.
    pub lifted_on: Option<NaiveDate>,
}

impl Hold {
    /// The day on which the line goes on: the one after the last held day.
    fn over_on(&self) -> Option<NaiveDate> {
        let ended = self.until_on.and_then(|until| until.succ_opt());
        match (ended, self.lifted_on) {
            (Some(ended), Some(lifted)) => Some(ended.min(lifted)),
            (ended, lifted) => ended.or(lifted),
        }
    }
}

/// What some holds do to a line on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// Whether the whole line is held.
    pub whole: bool,
    /// Minor units that are held, when it is not the whole line.
    pub amount: i64,
    /// The last day on which a hold on the whole line counted, when it is over.
    pub ended_on: Option<NaiveDate>,
}

/// What `holds`, all of one customer, do to `line` on `day`.
#[must_use]
pub fn held(holds: &[Hold], line: DueLineId, day: NaiveDate) -> Held {
    let mut held = Held::default();
    let of_line = holds.iter().filter(|hold| hold.due_line.is_none_or(|held| held == line));
    for hold in of_line.filter(|hold| hold.from_on <= day) {
        match (hold.over_on().filter(|over| *over <= day), hold.amount) {
            (None, Some(amount)) => held.amount = held.amount.saturating_add(amount),
            (None, None) => held.whole = true,
            (Some(_), Some(_)) => {}
            (Some(over), None) => {
                let last = over.pred_opt().filter(|last| *last >= hold.from_on);
                held.ended_on = held.ended_on.max(last);
            }
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::tests::day;
    use super::*;

    fn line(number: u128) -> DueLineId {
        DueLineId(Uuid::from_u128(number))
    }

    fn hold(
        due_line: Option<u128>,
        amount: Option<i64>,
        until: &str,
        lifted: Option<&str>,
    ) -> Hold {
        Hold {
            due_line: due_line.map(line),
            amount,
            from_on: day("2026-03-05"),
            until_on: Some(day(until)),
            lifted_on: lifted.map(day),
        }
    }

    #[test]
    fn a_hold_counts_from_its_first_to_its_last_day_unless_a_person_lifts_it() {
        let whole = Held { whole: true, ..Held::default() };
        let part = |amount| Held { amount, ..Held::default() };
        let over = |on| Held { ended_on: Some(day(on)), ..Held::default() };
        let free = Held::default();
        for (holds, on, expected, why) in [
            (vec![hold(Some(1), None, "2026-03-10", None)], "2026-03-04", free, "not yet"),
            (vec![hold(Some(1), None, "2026-03-10", None)], "2026-03-05", whole, "first day"),
            (vec![hold(Some(1), None, "2026-03-10", None)], "2026-03-10", whole, "last day"),
            (
                vec![hold(Some(1), None, "2026-03-10", None)],
                "2026-03-11",
                over("2026-03-10"),
                "over",
            ),
            (vec![hold(None, None, "2026-03-10", None)], "2026-03-06", whole, "the customer's"),
            (vec![hold(Some(2), None, "2026-03-10", None)], "2026-03-06", free, "another line's"),
            (
                vec![hold(Some(1), None, "2026-03-10", Some("2026-03-07"))],
                "2026-03-07",
                over("2026-03-06"),
                "lifted that day",
            ),
            (
                vec![hold(Some(1), None, "2026-03-10", Some("2026-03-05"))],
                "2026-03-09",
                free,
                "lifted on its first day: it never counted",
            ),
            (vec![hold(Some(1), Some(40), "2026-03-10", None)], "2026-03-06", part(40), "a part"),
            (vec![hold(Some(1), Some(40), "2026-03-10", None)], "2026-03-11", free, "part over"),
            (
                vec![
                    hold(Some(1), Some(40), "2026-03-10", None),
                    hold(Some(1), Some(2), "2026-03-06", None),
                ],
                "2026-03-06",
                part(42),
                "parts add up",
            ),
        ] {
            assert_eq!(held(&holds, line(1), day(on)), expected, "{why}");
        }
    }

    #[test]
    fn a_hold_has_a_reason_an_end_and_a_line_for_its_amount() {
        let good = NewHold {
            customer: CustomerId(Uuid::nil()),
            due_line: Some(line(1)),
            amount: Some(40),
            reason: " wrong price ".into(),
            from_on: day("2026-03-05"),
            until_on: day("2026-03-05"),
        };
        assert_eq!(good.clone().checked().unwrap().reason, "wrong price");
        for (bad, refusal) in [
            (NewHold { reason: "  ".into(), ..good.clone() }, DunningRefusal::ReasonMissing),
            (NewHold { reason: "a\nb".into(), ..good.clone() }, DunningRefusal::ReasonMissing),
            (NewHold { amount: Some(0), ..good.clone() }, DunningRefusal::HoldAmount),
            (NewHold { due_line: None, ..good.clone() }, DunningRefusal::HoldAmountWithoutLine),
            (
                NewHold { until_on: day("2026-03-04"), ..good },
                DunningRefusal::HoldEndsBeforeItBegins,
            ),
        ] {
            assert_eq!(bad.checked(), Err(refusal));
        }
    }
}
