//! The last look before a notice leaves: what was recorded after its confirmation.
//!
//! A line is dropped only by that; of the others no more is asked than is still open, and never more
//! than the run froze. When nothing is left to ask for, or no line that is left reaches the level of
//! the notice, it does not leave: nobody gets a formal notice for a line that has only reached the
//! courtesy level.

use serde::{Deserialize, Serialize};

use super::run::SkipReason;

/// A line of a confirmed notice and what has been recorded since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FrozenLine {
    /// The level it reaches in its run, when it rises.
    pub rises_to: Option<u8>,
    /// Minor units that the run froze as open.
    pub residual: i64,
    /// Minor units of these that the run froze as held.
    pub held: i64,
    /// Minor units that are open now, by what the run counted and all that was recorded since.
    pub open_now: i64,
    /// Minor units of holds that count now and that the run did not.
    pub held_since: i64,
    /// Whether a hold on the whole line counts now, or ended since the day of the run: its gap is
    /// fresh.
    pub wholly_held: bool,
}

/// What a notice asks of a line at the moment it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Minor units open.
    pub residual: i64,
    /// Minor units of these that are held.
    pub held: i64,
}

impl FrozenLine {
    /// What is still asked of it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let residual = self.residual.min(self.open_now).max(0);
        Asked { residual, held: self.held.saturating_add(self.held_since).min(residual) }
    }
}

/// Why a line is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// It has been paid or credited.
    Settled,
    /// It has been held.
    Held,
}

code_enum! {
    DropReason, UnknownDropReason, "not a reason to drop a line": {
        Settled => "settled",
        Held => "held",
    }
}

/// What the last look decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recheck {
    /// For each line, in order, why it is dropped.
    pub drops: Vec<Option<DropReason>>,
    /// Why the notice does not leave.
    pub skip: Option<SkipReason>,
}

/// Looks again at the lines of a notice of `level`, with `credits` open now (minor units, not
/// negative), in a procedure with `tolerance`.
#[must_use]
pub fn recheck(level: u8, lines: &[FrozenLine], credits: i64, tolerance: i64) -> Recheck {
    let asked = |line: &FrozenLine| {
        let Asked { residual, held } = line.asked();
        residual.saturating_sub(held)
    };
    let drops: Vec<Option<DropReason>> = lines
        .iter()
        .map(|line| {
            if line.residual.min(line.open_now).saturating_sub(line.held) <= tolerance {
                Some(DropReason::Settled)
            } else if line.wholly_held || asked(line) <= tolerance {
                Some(DropReason::Held)
            } else {
                None
            }
        })
        .collect();
    let kept = || lines.iter().zip(&drops).filter(|(_, drop)| drop.is_none()).map(|(line, _)| line);
    let net = kept().fold(0_i64, |sum, line| sum.saturating_add(asked(line)));
    let skip = if net.saturating_sub(credits) <= 0 {
        let held =
            drops.contains(&Some(DropReason::Held)) && !drops.contains(&Some(DropReason::Settled));
        Some(if held { SkipReason::Held } else { SkipReason::Settled })
    } else if kept().all(|line| line.rises_to != Some(level)) {
        Some(SkipReason::NoLongerRises)
    } else {
        None
    };
    Recheck { drops, skip }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_asked_of_a_line_than_is_open_and_never_more_than_was_frozen() {
        let line = FrozenLine { residual: 100, held: 30, ..FrozenLine::default() };
        for (open_now, held_since, residual, held) in [
            (100, 0, 100, 30),
            (150, 0, 100, 30),
            (60, 0, 60, 30),
            (60, 20, 60, 50),
            (60, 90, 60, 60),
            (-5, 0, 0, 0),
        ] {
            let asked = FrozenLine { open_now, held_since, ..line }.asked();
            assert_eq!(asked, Asked { residual, held }, "{open_now} {held_since}");
        }
    }

    #[test]
    fn a_notice_loses_only_what_was_settled_or_held_since_its_confirmation() {
        use DropReason::{Held, Settled};
        let line = |open_now| FrozenLine {
            rises_to: Some(2),
            residual: 100,
            open_now,
            ..FrozenLine::default()
        };
        let still = FrozenLine { rises_to: None, ..line(100) };
        for (lines, credits, drops, skip, why) in [
            (vec![line(100)], 0, vec![None], None, "nothing happened"),
            (vec![line(0)], 0, vec![Some(Settled)], Some(SkipReason::Settled), "paid"),
            (vec![line(40)], 0, vec![None], None, "a part payment"),
            (vec![line(5)], 0, vec![Some(Settled)], Some(SkipReason::Settled), "within tolerance"),
            (vec![line(0), line(100)], 0, vec![Some(Settled), None], None, "one of two paid"),
            (vec![line(100)], 100, vec![None], Some(SkipReason::Settled), "a credit covers it"),
            (vec![line(100)], 99, vec![None], None, "a credit nearly covers it"),
            (vec![line(150)], 0, vec![None], None, "a bounce does not raise the amount"),
            (
                vec![FrozenLine { wholly_held: true, ..line(100) }],
                0,
                vec![Some(Held)],
                Some(SkipReason::Held),
                "held",
            ),
            (
                vec![FrozenLine { held: 60, held_since: 38, ..line(100) }],
                0,
                vec![Some(Held)],
                Some(SkipReason::Held),
                "the rest is held",
            ),
            (
                vec![line(0), still],
                0,
                vec![Some(Settled), None],
                Some(SkipReason::NoLongerRises),
                "what is left has not reached the level",
            ),
        ] {
            assert_eq!(recheck(2, &lines, credits, 5), Recheck { drops, skip }, "{why}");
        }
    }
}
