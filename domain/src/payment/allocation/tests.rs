//! Tables of cases of the spreading of a source, and the laws it keeps for every ledger.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::invoice::InvoiceNumber;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).unwrap() + chrono::Days::new(u64::from(number))
}

/// Line `id` of invoice `invoice` (whose number is `F-00<invoice>`), issued on day `issued`, due on
/// day `due`, on which `residual` is owed.
fn line(id: u128, invoice: u128, issued: u32, due: u32, residual: i64) -> OpenLine {
    OpenLine {
        due_line: DueLineId(Uuid::from_u128(id)),
        invoice: InvoiceId(Uuid::from_u128(invoice)),
        number: InvoiceNumber::new("", &format!("F-{invoice:03}")).unwrap(),
        issued_on: day(issued),
        due_on: day(due),
        residual,
    }
}

fn source(amount: i64, reference: Option<&str>) -> Source<'_> {
    Source { amount, day: day(10), reference, invoice: None }
}

fn spread(source: Source<'_>, lines: &[OpenLine]) -> Vec<(u128, i64, Origin)> {
    allocate(source, &Allocate::Default, lines)
        .unwrap()
        .iter()
        .map(|part| (part.due_line.0.as_u128(), part.amount, part.origin))
        .collect()
}

/// Two invoices: 1 in two lines, 2 in one that is the oldest due.
fn ledger() -> Vec<OpenLine> {
    vec![line(11, 1, 0, 5, 100), line(12, 1, 0, 40, 60), line(21, 2, 0, 2, 70)]
}

#[test]
fn without_a_word_the_oldest_due_lines_are_proposed() {
    use Origin::Proposed;
    assert_eq!(spread(source(50, None), &ledger()), [(21, 50, Proposed)]);
    assert_eq!(spread(source(150, None), &ledger()), [(21, 70, Proposed), (11, 80, Proposed)]);
    assert_eq!(
        spread(source(999, None), &ledger()),
        [(21, 70, Proposed), (11, 100, Proposed), (12, 60, Proposed)]
    );
    assert_eq!(spread(source(999, None), &[]), []);
}

#[test]
fn a_reference_that_names_an_invoice_decides_and_the_rest_is_proposed() {
    use Origin::{Debtor, Proposed};
    assert_eq!(
        spread(source(120, Some("FACT F 001")), &ledger()),
        [(11, 100, Debtor), (12, 20, Debtor)]
    );
    assert_eq!(
        spread(source(200, Some("F-001")), &ledger()),
        [(11, 100, Debtor), (12, 60, Debtor), (21, 40, Proposed)]
    );
    // The reference wins over a sum that would fit another line.
    assert_eq!(spread(source(70, Some("F001")), &ledger()), [(11, 70, Debtor)]);
    assert_eq!(spread(source(50, Some("F-009")), &ledger()), [(21, 50, Proposed)]);
}

#[test]
fn an_exact_sum_is_the_debtors_word() {
    use Origin::{Exact, Proposed};
    for (amount, expected) in [
        // One line, one invoice, all that is due on the day, all there is.
        (100, vec![(11, 100, Exact)]),
        (160, vec![(11, 100, Exact), (12, 60, Exact)]),
        (170, vec![(21, 70, Exact), (11, 100, Exact)]),
        (230, vec![(21, 70, Exact), (11, 100, Exact), (12, 60, Exact)]),
    ] {
        assert_eq!(spread(source(amount, None), &ledger()), expected, "{amount}");
    }
    let twins = [line(1, 1, 0, 9, 40), line(2, 2, 0, 5, 40), line(3, 3, 0, 1, 500)];
    assert_eq!(spread(source(40, None), &twins), [(2, 40, Proposed)]);
}

#[test]
fn a_credit_note_settles_the_invoice_it_corrects_first() {
    let of_invoice_1 = Source { invoice: Some(InvoiceId(Uuid::from_u128(1))), ..source(180, None) };
    assert_eq!(
        spread(of_invoice_1, &ledger()),
        [(11, 100, Origin::Exact), (12, 60, Origin::Exact), (21, 20, Origin::Proposed)]
    );
}

#[test]
fn a_part_counts_from_the_later_of_the_two_days() {
    let lines = [line(1, 1, 3, 9, 40), line(2, 2, 15, 45, 40)];
    let parts = allocate(source(80, None), &Allocate::Default, &lines).unwrap();
    let days: Vec<_> = parts.iter().map(|part| part.effective_on).collect();
    assert_eq!(days, [day(10), day(15)]);
}

#[test]
fn a_list_is_followed_or_refused() {
    let id = |number: u128| DueLineId(Uuid::from_u128(number));
    let list = |parts: &[(u128, i64)]| {
        let parts = parts.iter().map(|(line, amount)| (id(*line), *amount)).collect();
        allocate(source(100, None), &Allocate::Exactly(parts), &ledger())
    };
    let parts = list(&[(12, 60), (11, 30)]).unwrap();
    assert_eq!(parts.iter().map(|part| part.amount).collect::<Vec<_>>(), [60, 30]);
    assert!(parts.iter().all(|part| part.origin == Origin::Debtor));
    assert_eq!(list(&[(99, 1)]), Err(AllocationFault::NotOfThisCustomer(id(99))));
    assert_eq!(list(&[(12, 61)]), Err(AllocationFault::ExceedsResidual(id(12))));
    assert_eq!(list(&[(11, 100), (12, 1)]), Err(AllocationFault::ExceedsSource));
    assert_eq!(allocate(source(100, None), &Allocate::None, &ledger()), Ok(vec![]));
}

#[test]
fn an_origin_is_read_back_from_its_code() {
    for origin in Origin::ALL {
        assert_eq!(origin.code().parse(), Ok(origin));
    }
    assert_eq!("other".parse::<Origin>(), Err(UnknownOrigin));
}

fn ledgers() -> impl Strategy<Value = Vec<OpenLine>> {
    proptest::collection::vec((1_u128..5, 0_u32..20, 0_u32..60, 0_i64..200), 0..10).prop_map(
        |lines| {
            (100..)
                .zip(lines)
                .map(|(id, (invoice, issued, after, residual))| {
                    line(id, invoice, issued, issued + after, residual)
                })
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn nothing_is_over_allocated_and_nothing_is_lost(
        lines in ledgers(),
        amount in 1_i64..1_500,
        named in proptest::option::of(1_u128..6),
        corrected in proptest::option::of(1_u128..6),
    ) {
        let reference = named.map(|invoice| format!("REGLT F-{invoice:03}"));
        let source = Source {
            amount,
            day: day(10),
            reference: reference.as_deref(),
            invoice: corrected.map(|invoice| InvoiceId(Uuid::from_u128(invoice))),
        };
        let parts = allocate(source, &Allocate::Default, &lines).unwrap();
        let given: i64 = parts.iter().map(|part| part.amount).sum();
        let owed: i64 = lines.iter().map(|line| line.residual).sum();
        prop_assert_eq!(given, amount.min(owed));
        for (place, part) in parts.iter().enumerate() {
            let line = lines.iter().find(|line| line.due_line == part.due_line).unwrap();
            prop_assert!(part.amount > 0 && part.amount <= line.residual);
            prop_assert!(part.effective_on >= source.day && part.effective_on >= line.issued_on);
            prop_assert!(parts.iter().skip(place + 1).all(|other| other.due_line != part.due_line));
        }
    }

    #[test]
    fn the_order_in_which_lines_are_read_changes_nothing(
        lines in ledgers(),
        amount in 1_i64..1_500,
    ) {
        let mut reversed = lines.clone();
        reversed.reverse();
        let wish = Allocate::Default;
        prop_assert_eq!(
            allocate(source(amount, None), &wish, &lines),
            allocate(source(amount, None), &wish, &reversed)
        );
    }
}
