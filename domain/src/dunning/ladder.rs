//! The ladder: when a due line rises, by one level and never past one (rules 2 and 3).

use chrono::NaiveDate;

use super::procedure::DunningLevel;

/// Where a due line stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The highest level of which a reminder was really sent, or to which a person moved the
    /// line; 0 before the first.
    pub level: u8,
    /// The day from which the gap counts: that of the last reminder really sent, unless a hold on
    /// the whole line ended later (rule 7: a fresh gap).
    pub since: Option<NaiveDate>,
}

/// What a day does to a due line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It rises to this level.
    Rise(u8),
    /// It stays where it stands.
    Stay(Wait),
}

/// Why a line stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Fewer days overdue than the next level asks for.
    Delay,
    /// Too few days since the last reminder.
    Gap,
    /// There is no further level.
    Last,
}

/// What `day` does to a line that was due on `due_on`. Calendar days; equality counts.
#[must_use]
pub fn next_step(
    levels: &[DunningLevel],
    standing: Standing,
    due_on: NaiveDate,
    day: NaiveDate,
) -> Step {
    let Some(next) = levels.get(usize::from(standing.level)) else {
        return Step::Stay(Wait::Last);
    };
    if (day - due_on).num_days() < next.delay_days {
        return Step::Stay(Wait::Delay);
    }
    if standing.since.is_some_and(|since| (day - since).num_days() < next.gap_days) {
        return Step::Stay(Wait::Gap);
    }
    Step::Rise(standing.level.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, ladder};
    use super::*;

    #[test]
    fn a_line_rises_when_it_is_late_enough_and_the_last_reminder_is_old_enough() {
        use Step::{Rise, Stay};
        use Wait::{Delay, Gap, Last};
        let levels = ladder().levels;
        // Due on 1 January: 8 days on the 9th, 20 on the 21st, 35 on 5 February, 50 on the 20th.
        for (level, since, on, expected, why) in [
            (0, None, "2026-01-08", Stay(Delay), "seven days are too few"),
            (0, None, "2026-01-09", Rise(1), "equality counts"),
            (0, None, "2026-06-01", Rise(1), "a missed month skips no level"),
            (1, Some("2026-01-09"), "2026-01-20", Stay(Delay), "the delay of level 2"),
            (1, Some("2026-01-09"), "2026-01-21", Rise(2), "the delay of level 2, equal"),
            (1, Some("2026-01-12"), "2026-01-21", Stay(Gap), "nine days since the first"),
            (1, Some("2026-01-12"), "2026-01-22", Rise(2), "ten days since the first"),
            (1, Some("2026-05-28"), "2026-06-01", Stay(Gap), "late, but just reminded"),
            (2, Some("2026-01-26"), "2026-02-05", Rise(3), "both equal"),
            (3, Some("2026-02-05"), "2026-02-20", Rise(4), "the last level"),
            (3, Some("2026-02-11"), "2026-02-20", Stay(Gap), "nine days"),
            (4, Some("2026-02-20"), "2026-12-31", Stay(Last), "the ladder has an end"),
            (0, Some("2026-03-01"), "2026-03-01", Rise(1), "the first level has no gap"),
            (1, Some("2026-02-01"), "2026-01-25", Stay(Gap), "a reminder in the future"),
            (9, None, "2026-12-31", Stay(Last), "a level that the procedure has lost"),
        ] {
            let standing = Standing { level, since: since.map(day) };
            assert_eq!(next_step(&levels, standing, day("2026-01-01"), day(on)), expected, "{why}");
        }
    }
}
