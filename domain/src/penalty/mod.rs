//! What a late payment costs, by the legal class of the debtor: interest by half-year and the
//! indemnity of 40 EUR.
//!
//! Shown and claimable, never added to an invoice. A half-year whose rate is missing refuses the
//! figure and names the row; the reminder leaves with the principal and the reservation of
//! penalties. Consumers, non-professional bodies, foreign debtors and unknown classes: nothing is
//! stated.

mod interest;
mod terms;

use chrono::NaiveDate;

use crate::calendar::HalfYear;
use crate::customer::LegalClass;
use crate::rate::{HalfYearRate, MissingRate, RateKind, RateTable};

pub use terms::PenaltyTerms;

/// Minor units of the euro per late invoice (D441-5 C. com.; D2192-35 code de la commande
/// publique).
pub const INDEMNITY: i64 = 4_000;

/// Which rule gives the rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Between professionals (L441-10 II C. com.): the rate of the terms, never below three times
    /// the legal rate; else the ECB's plus ten points. The rate changes with the half-year.
    Commercial {
        /// Rate of the terms, hundredths of a percent a year.
        terms_bp: Option<i32>,
    },
    /// French public bodies (R2192-31 code de la commande publique): the ECB's plus eight points,
    /// the rate of the half-year in which the interest began to run.
    PublicBody,
    /// Nothing may be stated.
    None,
}

impl Regime {
    /// The regime of a debtor of `class`, under terms with a rate of `terms_bp` or none.
    #[must_use]
    pub const fn of(class: LegalClass, terms_bp: Option<i32>) -> Self {
        match class {
            LegalClass::ProfessionalCompany | LegalClass::ProfessionalPerson => {
                Self::Commercial { terms_bp }
            }
            LegalClass::PublicBody => Self::PublicBody,
            LegalClass::Consumer
            | LegalClass::NonProfessionalBody
            | LegalClass::Foreign
            | LegalClass::Unknown => Self::None,
        }
    }

    /// The indemnity of a late invoice, minor units of the euro.
    #[must_use]
    pub const fn indemnity(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Commercial { .. } | Self::PublicBody => INDEMNITY,
        }
    }

    fn rate(self, rates: &RateTable, of: HalfYear) -> Result<HalfYearRate, MissingRate> {
        let ecb = |points: i32| {
            rates.of(RateKind::EcbMain, of).map(|ecb| HalfYearRate {
                rate_bp: ecb.rate_bp.saturating_add(points),
                confirmed: ecb.confirmed,
            })
        };
        match self {
            Self::Commercial { terms_bp: Some(terms) } => {
                let legal = rates.of(RateKind::LegalProfessional, of)?;
                let floor = legal.rate_bp.saturating_mul(3);
                Ok(HalfYearRate { rate_bp: terms.max(floor), confirmed: legal.confirmed })
            }
            Self::Commercial { terms_bp: None } => ecb(1_000),
            Self::PublicBody => ecb(800),
            Self::None => Ok(HalfYearRate { rate_bp: 0, confirmed: true }),
        }
    }
}

/// A late sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// Minor units that bear interest: what is open and not held.
    pub base: i64,
    /// The day on which it was due.
    pub due_on: NaiveDate,
}

/// What may be claimed on some debts of one debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// What to state.
    pub terms: PenaltyTerms,
    /// The interest on each debt, in order; `None` on all of them when nothing may be stated.
    pub penalties: Vec<Option<i64>>,
    /// Its sum.
    pub total: Option<i64>,
    /// The rows that would be needed, in order.
    pub missing: Vec<MissingRate>,
}

/// The rows that the interest on `debts` up to `day` would need and that are not there, in order.
#[must_use]
pub fn missing(
    rates: &RateTable,
    regime: Regime,
    debts: &[Debt],
    day: NaiveDate,
) -> Vec<MissingRate> {
    match regime {
        Regime::None => Vec::new(),
        regime => interest::rates_of(rates, regime, debts, day).missing,
    }
}

/// The interest on `debts` up to `day`, inclusive, by the rates of each half-year.
#[must_use]
pub fn assess(rates: &RateTable, regime: Regime, debts: &[Debt], day: NaiveDate) -> Assessment {
    let none = || vec![None; debts.len()];
    if regime == Regime::None {
        let (terms, penalties) = (PenaltyTerms::None, none());
        return Assessment { terms, penalties, total: None, missing: Vec::new() };
    }
    let table = interest::rates_of(rates, regime, debts, day);
    if !table.missing.is_empty() {
        let names: Vec<String> = table.missing.iter().map(ToString::to_string).collect();
        let terms = PenaltyTerms::Reserved { missing: names.join(", ") };
        return Assessment { terms, penalties: none(), total: None, missing: table.missing };
    }
    let penalties: Vec<Option<i64>> =
        debts.iter().map(|debt| interest::on(&table, regime, *debt, day)).collect();
    let total = penalties.iter().try_fold(0_i64, |sum, one| sum.checked_add((*one)?));
    Assessment { terms: table.terms(), penalties, total, missing: Vec::new() }
}

#[cfg(test)]
mod tests;
