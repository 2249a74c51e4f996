//! Interest pro rata temporis: principal x rate x days / 365, in whole numbers.
//!
//! It runs from the day after the due day to the day of the run, both counted. The year has 365
//! days in leap years too. Each line is rounded once, on its total, half up.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Debt, PenaltyTerms, Regime};
use crate::calendar::HalfYear;
use crate::rate::{HalfYearRate, MissingRate, RateTable};

/// Days of a year of interest.
const YEAR: i128 = 365;
/// Hundredths of a percent in one.
const ONE: i128 = 10_000;

/// The rates that some debts need.
pub(super) struct Rates {
    known: BTreeMap<HalfYear, HalfYearRate>,
    pub(super) missing: Vec<MissingRate>,
}

impl Rates {
    pub(super) fn terms(&self) -> PenaltyTerms {
        PenaltyTerms::Shown {
            confirmed: self.known.values().all(|rate| rate.confirmed),
            rates: self.known.iter().map(|(of, rate)| (of.to_string(), rate.rate_bp)).collect(),
        }
    }
}

/// The half-years whose rate counts for `debt`.
fn half_years(regime: Regime, debt: Debt, day: NaiveDate) -> impl Iterator<Item = HalfYear> {
    let first = debt.due_on.succ_opt().map(HalfYear::of);
    let last = match regime {
        Regime::PublicBody => first,
        Regime::Commercial { .. } | Regime::None => Some(HalfYear::of(day)),
    };
    let last = last.filter(|_| debt.due_on < day);
    std::iter::successors(first, |half_year| Some(half_year.next()))
        .take_while(move |half_year| last.is_some_and(|last| *half_year <= last))
}

/// The rates of all half-years of all `debts`, and those that lack.
pub(super) fn rates_of(rates: &RateTable, regime: Regime, debts: &[Debt], day: NaiveDate) -> Rates {
    let mut all = Rates { known: BTreeMap::new(), missing: Vec::new() };
    for half_year in debts.iter().flat_map(|debt| half_years(regime, *debt, day)) {
        if all.known.contains_key(&half_year) {
            continue;
        }
        match regime.rate(rates, half_year) {
            Ok(rate) => {
                all.known.insert(half_year, rate);
            }
            Err(missing) => all.missing.push(missing),
        }
    }
    all.missing.sort_unstable();
    all.missing.dedup();
    all
}

/// The interest on one debt; `None` when a rate lacks or the sum is past the range.
pub(super) fn on(rates: &Rates, regime: Regime, debt: Debt, day: NaiveDate) -> Option<i64> {
    let mut weighted: i128 = 0;
    for half_year in half_years(regime, debt, day) {
        let rate = i128::from(rates.known.get(&half_year)?.rate_bp);
        let from = match regime {
            Regime::PublicBody => debt.due_on,
            _ => debt.due_on.max(half_year.first_day().pred_opt()?),
        };
        let to = match regime {
            Regime::PublicBody => day,
            _ => day.min(half_year.last_day()),
        };
        weighted += rate * i128::from((to - from).num_days());
    }
    let numerator = i128::from(debt.base.max(0)) * weighted;
    let rounded = (numerator * 2 + ONE * YEAR) / (2 * ONE * YEAR);
    i64::try_from(rounded).ok()
}
