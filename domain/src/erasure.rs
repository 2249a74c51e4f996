//! Erasure (GDPR 17): what is refused, and what the law keeps of a customer whose data are erased.
//!
//! Accounting documents are kept for ten years from the end of their year (L123-22 C. com.). They name
//! the customer and its establishments, never its people: of these nothing is kept.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many years an accounting document is kept after the year that it is of.
const YEARS: i32 = 10;

/// Who is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// A customer, with its people and its establishments.
    Customer,
    /// A person of a customer.
    Person,
    /// An establishment of a customer, by itself.
    Establishment,
}

/// Open invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// How many there are.
    pub invoices: usize,
    /// The number of the oldest one.
    pub oldest: String,
}

/// What the rule has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureFacts {
    /// Who is to be erased.
    pub who: Erased,
    /// Whether it was merged into another.
    pub merged: bool,
    /// Whether the processing of its data, or of one of its people's, is restricted (GDPR 18).
    pub restricted: bool,
    /// What it owes.
    pub owed: Option<Owed>,
    /// The day of its newest invoice, credit note or payment.
    pub last_document: Option<NaiveDate>,
    /// Today, in the firm's zone.
    pub today: NaiveDate,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// What accounting documents need: names, postal addresses and numbers of the state (GDPR 17(3)(b)).
    Accounting,
    /// Nothing that tells who it was.
    Nothing,
}

code_enum!(Kept, UnknownKept, "no extent of what an erasure keeps": {
    Accounting => "accounting",
    Nothing => "nothing",
});

/// What is kept, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// What.
    pub kept: Kept,
    /// The last day on which the law asks for it.
    pub until: Option<NaiveDate>,
}

/// Why nothing is erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErasureRefusal {
    /// Something is owed, and the debt must be claimed (GDPR 17(3)(e)).
    #[error("{} of its invoices are open", .0.invoices)]
    Owes(Owed),
    /// It was merged: whoever stays is erased, and it with them.
    #[error("it was merged into another")]
    Merged,
    /// Restricted data are kept until the restriction is lifted (GDPR 18).
    #[error("a restriction stands")]
    Restricted,
    /// An establishment is no person.
    #[error("an establishment is erased with its customer")]
    Establishment,
}

impl ErasureRefusal {
    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Owes(_) => "customer_owes",
            Self::Merged => "erasure_merged",
            Self::Restricted => "erasure_restricted",
            Self::Establishment => "erasure_of_establishment",
        }
    }
}

/// What is kept of whom these facts are about.
///
/// # Errors
/// [`ErasureRefusal`] says why nothing is erased.
pub fn keeping(facts: ErasureFacts) -> Result<Keeping, ErasureRefusal> {
    let nothing = Keeping { kept: Kept::Nothing, until: None };
    if facts.merged {
        return Err(ErasureRefusal::Merged);
    }
    if facts.restricted {
        return Err(ErasureRefusal::Restricted);
    }
    match facts.who {
        Erased::Establishment => return Err(ErasureRefusal::Establishment),
        Erased::Person => return Ok(nothing),
        Erased::Customer => {}
    }
    if let Some(owed) = facts.owed {
        return Err(ErasureRefusal::Owes(owed));
    }
    let until = facts.last_document.map(kept_until).filter(|until| facts.today <= *until);
    Ok(until.map_or(nothing, |until| Keeping { kept: Kept::Accounting, until: Some(until) }))
}

/// The last day on which a document of this day is kept.
fn kept_until(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year().saturating_add(YEARS), 12, 31).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(who: Erased, last: Option<&str>, today: &str) -> ErasureFacts {
        let last_document = last.map(day);
        ErasureFacts {
            who,
            merged: false,
            restricted: false,
            owed: None,
            last_document,
            today: day(today),
        }
    }

    #[test]
    fn accounting_keeps_a_customer_for_ten_years_from_the_end_of_the_year() {
        for (who, last, today, until) in [
            (Erased::Customer, None, "2026-11-23", None),
            (Erased::Customer, Some("2016-01-02"), "2026-11-23", Some("2026-12-31")),
            (Erased::Customer, Some("2016-12-31"), "2026-12-31", Some("2026-12-31")),
            (Erased::Customer, Some("2016-12-31"), "2027-01-01", None),
            (Erased::Customer, Some("2015-12-31"), "2026-11-23", None),
            (Erased::Customer, Some("2026-11-23"), "2026-11-23", Some("2036-12-31")),
            // Whoever is not named by the documents is not kept for them.
            (Erased::Person, Some("2026-11-23"), "2026-11-23", None),
        ] {
            let kept = keeping(facts(who, last, today)).unwrap();
            let expected = if until.is_some() { Kept::Accounting } else { Kept::Nothing };
            assert_eq!((kept.kept, kept.until), (expected, until.map(day)), "{last:?} {today}");
        }
    }

    #[test]
    fn a_debtor_a_merged_or_restricted_one_and_an_establishment_are_refused() {
        let owed = Owed { invoices: 2, oldest: "F-1".to_owned() };
        let debtor = ErasureFacts {
            owed: Some(owed.clone()),
            ..facts(Erased::Customer, Some("2001-01-01"), "2026-11-23")
        };
        assert_eq!(keeping(debtor.clone()), Err(ErasureRefusal::Owes(owed)));
        let merged = ErasureFacts { merged: true, ..debtor.clone() };
        assert_eq!(keeping(merged).unwrap_err().code(), "erasure_merged");
        let restricted = ErasureFacts { restricted: true, ..debtor.clone() };
        assert_eq!(keeping(restricted).unwrap_err().code(), "erasure_restricted");
        let part = ErasureFacts { who: Erased::Establishment, ..debtor };
        assert_eq!(keeping(part).unwrap_err().code(), "erasure_of_establishment");
    }
}
