//! When a consumer may be called to be sold something (D223-9 C. conso.): the hours, the days, how
//! often, and how long not after a refusal.
//!
//! Days are calendar days where the person is. Of four calls within thirty days, the fifth may come
//! on the thirtieth day after the first; after a refusal sixty whole days pass.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::answer::{Evidence, Reason};
use super::rule::{ContactRuleKind, ContactRules};
use crate::calendar::{Zone, holiday_on};
use crate::call::{CallRecord, CallSource};

/// The longest look ahead for a lawful moment, in days.
const AHEAD: usize = 400;

/// The rule of a day, with all its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CallRule {
    windows: [(u32, u32); 2],
    most: u32,
    period: u32,
    rest: u32,
    pub(super) confirmed: bool,
}

impl CallRule {
    /// The rule in force on `day`; none when a figure is missing.
    pub(super) fn on(rules: &ContactRules, day: NaiveDate) -> Option<Self> {
        use ContactRuleKind::{
            CallAfternoonFrom, CallAfternoonUntil, CallMorningFrom, CallMorningUntil, CallMost,
            CallPeriod, CallRest,
        };
        let mut confirmed = true;
        let mut figure = |kind| {
            let figure = rules.on(kind, day)?;
            confirmed &= figure.confirmed;
            Some(figure.value)
        };
        let morning = (figure(CallMorningFrom)?, figure(CallMorningUntil)?);
        let afternoon = (figure(CallAfternoonFrom)?, figure(CallAfternoonUntil)?);
        let (most, period) = (figure(CallMost)?, figure(CallPeriod)?);
        let rest = figure(CallRest)?;
        Some(Self { windows: [morning, afternoon], most, period, rest, confirmed })
    }
}

/// Where the person is, and the calls before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calling<'a> {
    pub(super) rule: CallRule,
    pub(super) clock: Tz,
    pub(super) zone: Zone,
    pub(super) calls: &'a [CallRecord],
}

impl Calling<'_> {
    /// What forbids a call at `at`, if anything does.
    pub(super) fn forbids(&self, at: DateTime<Utc>) -> Option<Reason> {
        let today = self.day(at);
        if self.rested_on(at).is_some_and(|day| today < day) {
            return Some(Reason::RefusedRecently);
        }
        if self.counted_on(at).is_some_and(|day| today < day) {
            return Some(Reason::TooManyCalls);
        }
        if !self.is_calling_day(today) {
            return Some(Reason::NotACallingDay);
        }
        let in_hours = self.hours(today).any(|(from, until)| from <= at && at < until);
        (!in_hours).then_some(Reason::OutsideCallingHours)
    }

    /// The call that forbids one more.
    pub(super) fn shows(&self, reason: Reason, at: DateTime<Utc>) -> Option<Evidence> {
        let before = self.calls.iter().filter(|call| call.at <= at);
        let call = match reason {
            Reason::RefusedRecently => {
                before.filter(|call| call.is_refused()).max_by_key(|call| call.at)
            }
            Reason::TooManyCalls => before.max_by_key(|call| call.at),
            _ => None,
        }?;
        Some(match call.source {
            CallSource::Call(id) => Evidence::Call { id, at: call.at },
            CallSource::Note(id) => Evidence::Note { id, at: call.at },
        })
    }

    /// The first moment from `at` on at which a call is lawful.
    pub(super) fn next(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let today = self.day(at);
        let first = [Some(today), self.rested_on(at), self.counted_on(at)];
        let first = first.into_iter().flatten().max()?;
        let days = first.iter_days().take(AHEAD).filter(|day| self.is_calling_day(*day));
        days.flat_map(|day| self.hours(day))
            .find(|(_, until)| at < *until)
            .map(|(from, _)| from.max(at))
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.clock).date_naive()
    }

    fn is_calling_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            && holiday_on(day, self.zone).is_none()
    }

    /// The two windows of a day.
    fn hours(&self, day: NaiveDate) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let clock = self.clock;
        let instant = move |minutes: u32| {
            let time = day.and_hms_opt(0, 0, 0)? + TimeDelta::minutes(i64::from(minutes));
            Some(clock.from_local_datetime(&time).earliest()?.to_utc())
        };
        self.rule
            .windows
            .into_iter()
            .filter_map(move |(from, until)| Some((instant(from)?, instant(until)?)))
    }

    /// The first day after the rest that the last refusal asks for.
    fn rested_on(&self, at: DateTime<Utc>) -> Option<NaiveDate> {
        let refusals = self.calls.iter().filter(|call| call.at <= at);
        let last = refusals.filter(|call| call.is_refused()).map(|call| call.at).max();
        self.day(last?).checked_add_days(Days::new(u64::from(self.rule.rest) + 1))
    }

    /// The first day on which one more call is not one too many.
    fn counted_on(&self, at: DateTime<Utc>) -> Option<NaiveDate> {
        let mut days: Vec<_> =
            self.calls.iter().filter(|call| call.at <= at).map(|call| self.day(call.at)).collect();
        days.sort_unstable_by(|one, other| other.cmp(one));
        let most = usize::try_from(self.rule.most).ok()?;
        let oldest = days.get(most.checked_sub(1)?)?;
        oldest.checked_add_days(Days::new(u64::from(self.rule.period)))
    }
}
