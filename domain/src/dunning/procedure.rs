//! A procedure is data: its levels, with their delays, gaps, channels and tones.
//!
//! A procedure that exists can be climbed: its levels stand in order, each later than the one
//! before, and a formal notice is always reviewed (rule 13).

use serde::{Deserialize, Serialize};

use super::tone::Tone;
use crate::id::ProcedureId;
use crate::message::Channel;

/// The longest delay or gap: ten years.
const LONGEST: i64 = 3_650;

/// One step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningLevel {
    /// Its name: `courtesy`, `firm`, `final`, `formal_notice`.
    pub code: String,
    /// Calendar days after the due day from which it may be reached, that day included.
    pub delay_days: i64,
    /// Calendar days since the last reminder that was really sent, that day included.
    pub gap_days: i64,
    /// How it is sent.
    pub channel: Channel,
    /// The name of its template.
    pub template: String,
    /// How it speaks.
    pub tone: Tone,
    /// Whether it is a formal notice (1344 C. civ.).
    pub formal_notice: bool,
    /// Whether a person reviews every message of this level.
    pub review: bool,
    /// The net, in minor units, from which a person reviews the message.
    pub review_above: Option<i64>,
}

impl DunningLevel {
    /// Whether a person reviews a message of this level and `net` before it leaves.
    #[must_use]
    pub fn needs_review(&self, net: i64) -> bool {
        self.formal_notice || self.review || self.review_above.is_some_and(|from| net >= from)
    }
}

/// The steps that a firm takes against a late due line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Its id.
    pub id: ProcedureId,
    /// Its stable name.
    pub code: String,
    /// Minor units up to which an open line is let be.
    pub tolerance: i64,
    /// Calendar days after the day of a promise during which it still counts as kept (rule 8).
    pub grace_days: i64,
    /// Whether it may remind anybody.
    pub active: bool,
    /// Its steps: the first is level 1.
    pub levels: Vec<DunningLevel>,
}

/// Why a procedure cannot be climbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureFault {
    /// No level, or more than twenty.
    #[error("a procedure has one to twenty levels")]
    Levels,
    /// A code or a template that is no name: lower-case letters, digits and underscores.
    #[error("a code or template is not a name")]
    NotAName,
    /// Two levels of one name.
    #[error("two levels have the same code")]
    SameCode,
    /// A level that is not later than the one before, or a delay or gap out of range.
    #[error("delays must rise from level to level, within ten years")]
    Delays,
    /// A negative tolerance, grace or amount.
    #[error("a tolerance, a grace or an amount is negative")]
    Negative,
}

impl ProcedureFault {
    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Levels => "procedure_levels",
            Self::NotAName => "procedure_not_a_name",
            Self::SameCode => "procedure_same_code",
            Self::Delays => "procedure_delays",
            Self::Negative => "procedure_negative",
        }
    }
}

impl Procedure {
    /// The level at `position`, from 1.
    #[must_use]
    pub fn level(&self, position: u8) -> Option<&DunningLevel> {
        self.levels.get(usize::from(position).checked_sub(1)?)
    }

    /// The procedure, with every formal notice marked for review.
    ///
    /// # Errors
    /// The first [`ProcedureFault`] found.
    pub fn checked(mut self) -> Result<Self, ProcedureFault> {
        if self.levels.is_empty() || self.levels.len() > 20 {
            return Err(ProcedureFault::Levels);
        }
        let names = self.levels.iter().flat_map(|level| [&level.code, &level.template]);
        if !names.chain([&self.code]).all(|name| is_name(name)) {
            return Err(ProcedureFault::NotAName);
        }
        let negative = |amount: i64| amount < 0;
        if negative(self.tolerance)
            || negative(self.grace_days)
            || self.levels.iter().filter_map(|level| level.review_above).any(negative)
        {
            return Err(ProcedureFault::Negative);
        }
        let mut codes = std::collections::HashSet::new();
        let mut former = 0;
        for level in &mut self.levels {
            if !codes.insert(level.code.clone()) {
                return Err(ProcedureFault::SameCode);
            }
            if level.delay_days <= former
                || level.delay_days > LONGEST
                || !(0..=LONGEST).contains(&level.gap_days)
            {
                return Err(ProcedureFault::Delays);
            }
            former = level.delay_days;
            level.review |= level.formal_notice;
        }
        Ok(self)
    }
}

fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::super::tests::ladder;
    use super::*;

    #[test]
    fn a_procedure_that_cannot_be_climbed_is_refused_by_name() {
        let changed = |change: fn(&mut Procedure)| {
            let mut procedure = ladder();
            change(&mut procedure);
            procedure.checked().map(|_| ())
        };
        for (change, expected) in [
            ((|_| ()) as fn(&mut Procedure), Ok(())),
            (|p| p.levels.clear(), Err(ProcedureFault::Levels)),
            (|p| p.levels[1].code = "courtesy".into(), Err(ProcedureFault::SameCode)),
            (|p| p.levels[1].code = "Two".into(), Err(ProcedureFault::NotAName)),
            (|p| p.levels[1].template = "../../etc".into(), Err(ProcedureFault::NotAName)),
            (|p| p.levels[1].delay_days = 8, Err(ProcedureFault::Delays)),
            (|p| p.levels[0].delay_days = 0, Err(ProcedureFault::Delays)),
            (|p| p.levels[1].gap_days = -1, Err(ProcedureFault::Delays)),
            (|p| p.tolerance = -1, Err(ProcedureFault::Negative)),
            (|p| p.levels[0].review_above = Some(-1), Err(ProcedureFault::Negative)),
        ] {
            assert_eq!(changed(change), expected);
        }
    }

    #[test]
    fn a_formal_notice_is_always_reviewed_and_others_from_a_level_or_an_amount_on() {
        let mut procedure = ladder();
        procedure.levels[3].review = false;
        procedure.levels[1].review_above = Some(50_000);
        procedure.levels[2].review = true;
        let procedure = procedure.checked().unwrap();
        for (level, net, expected) in [
            (1, 9_999_999, false),
            (2, 49_999, false),
            (2, 50_000, true),
            (3, 1, true),
            (4, 1, true),
        ] {
            assert_eq!(
                procedure.level(level).unwrap().needs_review(net),
                expected,
                "{level} {net}"
            );
        }
    }
}
