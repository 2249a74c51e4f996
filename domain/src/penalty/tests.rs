//! Each rule with its cases, computed by hand.

use super::*;
use crate::rate::{Confirmation, ReferenceRate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rates() -> RateTable {
    use Confirmation::{Confirmed, Unconfirmed};
    use RateKind::{EcbMain, LegalProfessional};
    RateTable::new(
        [
            (EcbMain, "2025-01-01", Some(315), Confirmed),
            (EcbMain, "2025-06-11", Some(215), Confirmed),
            (EcbMain, "2026-07-01", Some(240), Unconfirmed),
            (LegalProfessional, "2024-01-01", Some(507), Confirmed),
            (LegalProfessional, "2025-01-01", Some(371), Confirmed),
            (LegalProfessional, "2025-07-01", Some(276), Confirmed),
            (LegalProfessional, "2026-01-01", Some(262), Confirmed),
            (LegalProfessional, "2026-07-01", None, Unconfirmed),
        ]
        .map(|(kind, from, rate_bp, confirmed)| ReferenceRate {
            kind,
            valid_from: day(from),
            rate_bp,
            source: "test".into(),
            confirmed,
        }),
    )
}

fn one(regime: Regime, base: i64, due_on: &str, on: &str) -> Assessment {
    assess(&rates(), regime, &[Debt { base, due_on: day(due_on) }], day(on))
}

#[test]
fn the_legal_class_chooses_the_regime_and_the_indemnity() {
    use LegalClass::*;
    for (class, regime, indemnity) in [
        (ProfessionalCompany, Regime::Commercial { terms_bp: Some(900) }, 4_000),
        (ProfessionalPerson, Regime::Commercial { terms_bp: Some(900) }, 4_000),
        (PublicBody, Regime::PublicBody, 4_000),
        (Consumer, Regime::None, 0),
        (NonProfessionalBody, Regime::None, 0),
        (Foreign, Regime::None, 0),
        (Unknown, Regime::None, 0),
    ] {
        let found = Regime::of(class, Some(900));
        assert_eq!((found, found.indemnity()), (regime, indemnity), "{class:?}");
    }
}

#[test]
fn interest_runs_from_the_day_after_the_due_day_by_the_rate_of_each_half_year() {
    let ecb = Regime::Commercial { terms_bp: None };
    for (regime, base, due_on, on, penalty, why) in [
        (ecb, 100_000, "2025-03-31", "2025-03-31", 0, "not late on its due day"),
        (ecb, 100_000, "2025-03-31", "2025-04-01", 36, "1 day at 13.15: 36.03"),
        (ecb, 100_000, "2025-05-31", "2025-07-10", 1_414, "30 days at 13.15, 10 at 12.15: 1413.7"),
        (
            ecb,
            100_000,
            "2025-06-30",
            "2025-07-01",
            33,
            "the 1st of July is in the second half: 33.3",
        ),
        (
            ecb,
            100_000,
            "2024-12-31",
            "2025-12-31",
            12_646,
            "181 at 13.15 and 184 at 12.15: 12645.9",
        ),
        (ecb, 1, "2025-01-01", "2025-06-30", 0, "less than half a cent"),
        (ecb, 0, "2025-01-01", "2025-06-30", 0, "nothing on nothing"),
        (
            Regime::PublicBody,
            100_000,
            "2025-05-31",
            "2025-07-10",
            1_222,
            "40 days at 11.15, the rate of the start: 1221.9",
        ),
    ] {
        let found = one(regime, base, due_on, on);
        assert_eq!(found.total, Some(penalty), "{why}");
        assert_eq!(found.penalties, [Some(penalty)], "{why}");
    }
}

#[test]
fn a_sum_is_rounded_once_per_line_and_half_a_cent_goes_up() {
    // 36.5 % a year on 500 for one day is half a cent; twice in two half-years is one cent.
    let terms = Regime::Commercial { terms_bp: Some(3_650) };
    assert_eq!(one(terms, 500, "2025-03-01", "2025-03-02").total, Some(1));
    assert_eq!(one(terms, 499, "2025-03-01", "2025-03-02").total, Some(0));
    assert_eq!(one(terms, 500, "2025-06-29", "2025-07-01").total, Some(1));
}

#[test]
fn the_rate_of_the_terms_never_falls_below_three_times_the_legal_rate() {
    for (terms, rates) in [
        (1_200, vec![("2025-S1".to_owned(), 1_200), ("2025-S2".to_owned(), 1_200)]),
        (900, vec![("2025-S1".to_owned(), 1_113), ("2025-S2".to_owned(), 900)]),
        (0, vec![("2025-S1".to_owned(), 1_113), ("2025-S2".to_owned(), 828)]),
    ] {
        let regime = Regime::Commercial { terms_bp: Some(terms) };
        let found = one(regime, 100_000, "2025-06-01", "2025-07-15").terms;
        assert_eq!(found, PenaltyTerms::Shown { confirmed: true, rates });
    }
}

#[test]
fn a_missing_half_year_refuses_every_figure_and_names_its_row() {
    let debts = [
        Debt { base: 100_000, due_on: day("2026-03-01") },
        Debt { base: 100_000, due_on: day("2026-06-15") },
    ];
    let terms = Regime::Commercial { terms_bp: Some(1_500) };
    let found = assess(&rates(), terms, &debts, day("2026-09-01"));
    let missing = "legal_professional 2026-07-01".to_owned();
    assert_eq!(found.terms, PenaltyTerms::Reserved { missing });
    assert_eq!((found.penalties, found.total), (vec![None, None], None));
    assert_eq!(found.missing.len(), 1);

    let ecb = Regime::Commercial { terms_bp: None };
    let found = assess(&rates(), ecb, &debts, day("2027-01-02"));
    let missing = "ecb_main 2027-01-01".to_owned();
    assert_eq!(found.terms, PenaltyTerms::Reserved { missing });

    let found = assess(&rates(), ecb, &debts, day("2026-06-30"));
    assert!(matches!(found.terms, PenaltyTerms::Shown { confirmed: true, .. }));
}

#[test]
fn rates_that_nobody_confirmed_are_marked() {
    let found = one(Regime::Commercial { terms_bp: None }, 100_000, "2026-06-20", "2026-07-20");
    let rates = vec![("2026-S1".to_owned(), 1_215), ("2026-S2".to_owned(), 1_240)];
    assert_eq!(found.terms, PenaltyTerms::Shown { confirmed: false, rates });
}

#[test]
fn a_consumer_is_told_of_no_penalty() {
    let found = one(Regime::None, 100_000, "2025-01-01", "2026-09-01");
    assert_eq!(found.terms, PenaltyTerms::None);
    assert_eq!((found.penalties, found.total), (vec![None], None));
    assert!(found.missing.is_empty());
}

#[test]
fn the_largest_sums_stay_in_range() {
    let found =
        one(Regime::Commercial { terms_bp: None }, i64::MAX / 4, "2025-01-01", "2026-06-30");
    assert!(found.total.is_some_and(|total| total > 0));
}
