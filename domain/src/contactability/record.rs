//! A figure of the law that a person records: checked before a rule believes it.

use std::ops::RangeInclusive;

use super::rule::{ContactRule, ContactRuleKind};

/// The longest source, in characters.
const LONGEST_SOURCE: usize = 500;

/// In what a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureUnit {
    /// 1, or 0.
    Flag,
    /// Minutes since midnight where the person is.
    MinuteOfDay,
    /// Calls.
    Calls,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
}

code_enum!(FigureUnit, UnknownFigureUnit, "no unit of a figure": {
    Flag => "flag",
    MinuteOfDay => "minute_of_day",
    Calls => "calls",
    Days => "days",
    Months => "months",
});

impl FigureUnit {
    /// The figures that mean something: no day has more minutes; without a call, a day or a month
    /// nothing would be counted, and a limit beyond these is a slip of the hand.
    #[must_use]
    pub const fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Flag => 0..=1,
            Self::MinuteOfDay => 0..=1_440,
            Self::Calls => 1..=100,
            Self::Days => 1..=3_650,
            Self::Months => 1..=120,
        }
    }
}

impl ContactRuleKind {
    /// In what it is counted.
    #[must_use]
    pub const fn unit(self) -> FigureUnit {
        match self {
            Self::CallNeedsConsent => FigureUnit::Flag,
            Self::CallMorningFrom
            | Self::CallMorningUntil
            | Self::CallAfternoonFrom
            | Self::CallAfternoonUntil => FigureUnit::MinuteOfDay,
            Self::CallMost => FigureUnit::Calls,
            Self::CallPeriod | Self::CallRest => FigureUnit::Days,
            Self::MarketingRetention => FigureUnit::Months,
        }
    }
}

/// What is wrong with a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactRuleFault {
    /// Beyond what its unit allows.
    #[error("the figure lies outside the range of its unit")]
    OutOfRange(FigureUnit),
    /// No source, or one that is too long or not one line.
    #[error("the source is missing, too long or not one line")]
    SourceMissing,
}

impl ContactRuleFault {
    /// Every fault, for the texts.
    pub const ALL: [Self; 6] = [
        Self::OutOfRange(FigureUnit::Flag),
        Self::OutOfRange(FigureUnit::MinuteOfDay),
        Self::OutOfRange(FigureUnit::Calls),
        Self::OutOfRange(FigureUnit::Days),
        Self::OutOfRange(FigureUnit::Months),
        Self::SourceMissing,
    ];

    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfRange(FigureUnit::Flag) => "contact_rule_not_a_flag",
            Self::OutOfRange(FigureUnit::MinuteOfDay) => "contact_rule_not_a_minute_of_day",
            Self::OutOfRange(FigureUnit::Calls) => "contact_rule_calls_out_of_range",
            Self::OutOfRange(FigureUnit::Days) => "contact_rule_days_out_of_range",
            Self::OutOfRange(FigureUnit::Months) => "contact_rule_months_out_of_range",
            Self::SourceMissing => "contact_rule_source_missing",
        }
    }
}

impl ContactRule {
    /// The figure, with its source trimmed.
    ///
    /// # Errors
    /// [`ContactRuleFault`] names what is wrong with it.
    pub fn checked(mut self) -> Result<Self, ContactRuleFault> {
        let unit = self.kind.unit();
        if !unit.range().contains(&self.value) {
            return Err(ContactRuleFault::OutOfRange(unit));
        }
        let source = self.source.trim();
        if source.is_empty()
            || source.chars().count() > LONGEST_SOURCE
            || source.chars().any(char::is_control)
        {
            return Err(ContactRuleFault::SourceMissing);
        }
        self.source = source.to_owned();
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::Confirmation;

    fn rule(kind: ContactRuleKind, value: u32, source: &str) -> ContactRule {
        ContactRule {
            kind,
            valid_from: "2027-01-01".parse().unwrap(),
            value,
            source: source.to_owned(),
            confirmed: Confirmation::Unconfirmed,
        }
    }

    #[test]
    fn a_figure_lies_within_the_range_of_its_unit() {
        use ContactRuleKind::{
            CallAfternoonUntil, CallMorningFrom, CallMost, CallNeedsConsent, CallPeriod, CallRest,
            MarketingRetention,
        };
        for (kind, least, most) in [
            (CallNeedsConsent, 0, 1),
            (CallMorningFrom, 0, 1_440),
            (CallAfternoonUntil, 0, 1_440),
            (CallMost, 1, 100),
            (CallPeriod, 1, 3_650),
            (CallRest, 1, 3_650),
            (MarketingRetention, 1, 120),
        ] {
            for value in [least, most] {
                assert!(rule(kind, value, "JO").checked().is_ok(), "{kind} {value}");
            }
            let below = u32::checked_sub(least, 1);
            for value in below.into_iter().chain([most + 1, u32::MAX]) {
                let refused = rule(kind, value, "JO").checked();
                let fault = ContactRuleFault::OutOfRange(kind.unit());
                assert_eq!(refused, Err(fault), "{kind} {value}");
            }
        }
    }

    #[test]
    fn a_figure_has_a_source_of_one_line() {
        let (long, longest) = ("x".repeat(501), "x".repeat(500));
        for (source, expected) in [
            (" JO 2026-06-24 ", Some("JO 2026-06-24")),
            (longest.as_str(), Some(longest.as_str())),
            (long.as_str(), None),
            (" ", None),
            ("a\nb", None),
        ] {
            let checked = rule(ContactRuleKind::CallMost, 4, source).checked();
            assert_eq!(checked.ok().map(|rule| rule.source).as_deref(), expected);
        }
    }

    #[test]
    fn no_two_faults_share_a_code() {
        let mut codes: Vec<_> = ContactRuleFault::ALL.iter().map(|fault| fault.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ContactRuleFault::ALL.len());
    }
}
