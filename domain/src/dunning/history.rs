//! Histories: random ledgers, runs on irregular days, messages that leave, fail or hang; and what
//! must hold whatever happens.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::tests::{REACH, day, ladder};
use super::*;
use crate::id::{DueLineId, InvoiceId};
use crate::money::Currency;

/// What becomes of a message.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Accepted,
    Failed,
    Uncertain,
    UnderWay,
}

#[derive(Debug, Clone)]
struct Debt {
    customer: usize,
    due_on: NaiveDate,
    amount: i64,
    payments: Vec<(NaiveDate, i64)>,
}

impl Debt {
    fn residual(&self, on: NaiveDate) -> i64 {
        let paid: i64 =
            self.payments.iter().filter(|(day, _)| *day <= on).map(|(_, paid)| paid).sum();
        (self.amount - paid).max(0)
    }
}

/// The reminders of a line: level, day of the run and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    Open(u8),
    Sent(u8, NaiveDate),
}

fn debts() -> impl Strategy<Value = Vec<Debt>> {
    let payment = (0_i64..150, 1_i64..150);
    let debt = (0_usize..4, 0_i64..60, 1_i64..200, proptest::collection::vec(payment, 0..3));
    proptest::collection::vec(debt, 1..15).prop_map(|debts| {
        debts
            .into_iter()
            .map(|(customer, due, amount, payments)| Debt {
                customer,
                due_on: day("2026-01-01") + Duration::days(due),
                amount,
                payments: payments
                    .into_iter()
                    .map(|(on, paid)| (day("2026-01-01") + Duration::days(on), paid))
                    .collect(),
            })
            .collect()
    })
}

/// Days between two runs, and the fate of the messages of the second.
fn runs() -> impl Strategy<Value = Vec<(i64, Fate)>> {
    let fate = prop_oneof![
        6 => Just(Fate::Accepted),
        2 => Just(Fate::Failed),
        1 => Just(Fate::Uncertain),
        1 => Just(Fate::UnderWay),
    ];
    proptest::collection::vec((prop_oneof![1_i64..9, 20_i64..60], fate), 1..25)
}

fn facts(
    debts: &[Debt],
    claims: &BTreeMap<usize, Vec<Claim>>,
    on: NaiveDate,
    of: usize,
) -> (Vec<usize>, CustomerFacts) {
    let mut places = Vec::new();
    let mut lines = Vec::new();
    for (place, debt) in debts.iter().enumerate() {
        let residual = debt.residual(on);
        if debt.customer != of || debt.due_on >= on || residual == 0 {
            continue;
        }
        let mut standing = Standing::default();
        let mut open = None;
        for claim in claims.get(&place).into_iter().flatten() {
            match claim {
                Claim::Open(_) => open = Some(OpenStep::UnderWay),
                Claim::Sent(level, since) => {
                    standing = Standing { level: standing.level.max(*level), since: Some(*since) };
                }
            }
        }
        places.push(place);
        lines.push(LineFacts {
            id: DueLineId(Uuid::from_u128(place as u128)),
            invoice: InvoiceId(Uuid::nil()),
            currency: Currency::EUR,
            due_on: debt.due_on,
            residual,
            held: Held::default(),
            standing,
            open,
            bounced: false,
        });
    }
    let facts = CustomerFacts {
        reminders_off: false,
        restricted: false,
        reach: REACH,
        lines,
        credits: vec![],
    };
    (places, facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_happens_a_level_is_reminded_once_in_order_and_never_on_a_paid_line(
        debts in debts(),
        runs in runs(),
    ) {
        let procedure = ladder();
        let mut claims: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
        let mut sent: BTreeSet<(usize, u8)> = BTreeSet::new();
        let mut today = day("2026-01-01");
        for (days, fate) in runs {
            today += Duration::days(days);
            for customer in 0..4 {
                let (places, facts) = facts(&debts, &claims, today, customer);
                let found = propose(&facts, Some(&procedure), today);
                prop_assert!(found.notices.len() <= 1, "one message per customer");
                let Some(notice) = found.notices.first() else { continue };
                let due: i64 = places.iter().map(|place| debts[*place].residual(today)).sum();
                prop_assert_eq!(notice.net, due, "the amounts are those of the ledger");
                for line in &notice.lines {
                    let place = places[line.fact];
                    let debt = &debts[place];
                    prop_assert!(debt.residual(today) > 0, "never on a paid line");
                    let Some(level) = line.rises_to else { continue };
                    let step = procedure.level(level).unwrap();
                    prop_assert!((today - debt.due_on).num_days() >= step.delay_days);
                    let history = claims.entry(place).or_default();
                    let last = history.iter().filter_map(|claim| match claim {
                        Claim::Sent(level, since) => Some((*level, *since)),
                        Claim::Open(_) => None,
                    }).max();
                    prop_assert_eq!(level, last.map_or(0, |(level, _)| level) + 1, "never skipped");
                    if let Some((_, since)) = last {
                        prop_assert!((today - since).num_days() >= step.gap_days);
                    }
                    prop_assert!(
                        !history.iter().any(|claim| matches!(claim, Claim::Open(_))),
                        "a reminder that may yet arrive is not sent again"
                    );
                    match fate {
                        Fate::Accepted => {
                            prop_assert!(sent.insert((place, level)), "never twice");
                            history.push(Claim::Sent(level, today));
                        }
                        Fate::Uncertain | Fate::UnderWay => history.push(Claim::Open(level)),
                        Fate::Failed => {}
                    }
                }
            }
        }
    }

    #[test]
    fn a_missed_month_loses_no_reminder_and_brings_no_three_in_three_days(
        missed in 0_i64..120,
    ) {
        let procedure = ladder();
        let debts = [Debt {
            customer: 0,
            due_on: day("2026-01-01"),
            amount: 100,
            payments: vec![],
        }];
        let mut claims: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
        let mut days = Vec::new();
        for offset in missed..missed + 60 {
            let today = day("2026-01-01") + Duration::days(offset);
            let (_, facts) = facts(&debts, &claims, today, 0);
            if let Some(notice) = propose(&facts, Some(&procedure), today).notices.first() {
                claims.entry(0).or_default().push(Claim::Sent(notice.level, today));
                days.push((notice.level, offset));
            }
        }
        let levels: Vec<u8> = days.iter().map(|(level, _)| *level).collect();
        prop_assert_eq!(levels, [1, 2, 3, 4]);
        prop_assert!(days.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 10));
    }
}
