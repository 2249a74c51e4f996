//! What remains of a due line on a day, and since when nothing does.
//!
//! The ledger is read as of a day: what is effective on it or before counts, whenever it was
//! recorded. A reversal is a movement of its own, so a bounced payment takes nothing away from
//! the days before the bounce.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What an allocation, or the reversal of one, does to a due line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// Minor units: above zero for an allocation, below for its reversal.
    pub amount: i64,
}

/// What is still owed of a due line of `amount` as of a day, inclusive; never below zero.
///
/// A day can have been covered twice, by a payment that later bounced and by one that was
/// recorded after it with an earlier day: that day owes nothing, not less than nothing.
#[must_use]
pub fn residual(amount: i64, movements: &[Movement], as_of: NaiveDate) -> i64 {
    let paid: i64 = movements
        .iter()
        .filter(|movement| movement.effective_on <= as_of)
        .map(|movement| movement.amount)
        .fold(0, i64::saturating_add);
    amount.saturating_sub(paid).max(0)
}

/// The day from which a due line of `amount` is settled for good: the last one on which what was
/// allocated reaches the amount, or none while something is owed. On every day before it the
/// line may have been open, so the lines open as of a day are among those with no such day or a
/// later one.
#[must_use]
pub fn settled_on(amount: i64, movements: &[Movement]) -> Option<NaiveDate> {
    let mut by_day = BTreeMap::<NaiveDate, i64>::new();
    for movement in movements {
        let moved = by_day.entry(movement.effective_on).or_default();
        *moved = moved.saturating_add(movement.amount);
    }
    let mut reached = 0_i64;
    let mut since = None;
    for (day, moved) in by_day {
        let before = reached;
        reached = reached.saturating_add(moved);
        if reached < amount {
            since = None;
        } else if before < amount {
            since = Some(day);
        }
    }
    since
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Duration::days(number)
    }

    fn movements(list: &[(i64, i64)]) -> Vec<Movement> {
        list.iter()
            .map(|(on, amount)| Movement { effective_on: day(*on), amount: *amount })
            .collect()
    }

    #[test]
    fn a_due_line_is_read_as_of_a_day() {
        for (list, as_of, expected) in [
            (vec![], 5, 100),
            (vec![(10, 40)], 9, 100),
            (vec![(10, 40)], 10, 60),
            (vec![(10, 40), (12, 60)], 12, 0),
            // Paid on day 10, bounced on day 20.
            (vec![(10, 100), (20, -100)], 19, 0),
            (vec![(10, 100), (20, -100)], 20, 100),
            // Covered twice between days 12 and 20.
            (vec![(10, 100), (12, 100), (20, -100)], 15, 0),
        ] {
            assert_eq!(residual(100, &movements(&list), day(as_of)), expected, "{list:?} {as_of}");
        }
    }

    #[test]
    fn a_line_is_settled_since_the_last_day_that_reached_its_amount() {
        for (list, expected) in [
            (vec![], None),
            (vec![(10, 99)], None),
            (vec![(12, 60), (10, 40)], Some(12)),
            (vec![(10, 100), (20, -100)], None),
            (vec![(10, 100), (20, -100), (30, 100)], Some(30)),
            // Moved from one payment to another within the day.
            (vec![(10, 100), (10, -100), (10, 100)], Some(10)),
            (vec![(10, 100), (15, -100), (15, 100)], Some(10)),
            (vec![(10, 100), (12, 100), (20, -100)], Some(10)),
        ] {
            assert_eq!(settled_on(100, &movements(&list)), expected.map(day), "{list:?}");
        }
    }

    proptest! {
        #[test]
        fn a_line_owes_nothing_exactly_from_the_day_it_is_settled(
            list in proptest::collection::vec((0_i64..30, -60_i64..60), 0..12),
        ) {
            let movements = movements(&list);
            let settled = settled_on(100, &movements);
            for number in 0..32 {
                let owes = residual(100, &movements, day(number)) > 0;
                if let Some(since) = settled {
                    prop_assert!(day(number) < since || !owes);
                    if day(number) == since - chrono::Duration::days(1) {
                        prop_assert!(owes);
                    }
                } else if number == 31 {
                    prop_assert!(owes);
                }
            }
        }
    }
}
