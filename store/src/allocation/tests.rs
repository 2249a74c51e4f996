//! The ledger on both engines: what is owed as of a day, changes by a person, and a random ledger
//! against the rules of the domain.

use domain::invoice::{Movement, residual, settled_on};
use domain::payment::{Allocate, Origin};
use sea_orm::EntityTrait;

use super::fixture::{
    context, credit, day, invoice, new_customer, owed, paid, payment, posted, settled, sound,
};
use super::*;
use crate::both_engines;
use crate::db::Db;
use crate::entity::{allocation, due_line};
use crate::error::StoreError;

both_engines! {
    async fn a_ledger_is_read_as_of_any_day(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        let lines = [("2024-02-10", 60), ("2024-03-10", 40)];
        let first = posted(&db, invoice(customer, "F1", "2024-01-10", &lines)).await;
        let next = posted(&db, invoice(customer, "F2", "2024-02-15", &[("2024-03-15", 50)])).await;
        posted(&db, invoice(other, "F3", "2024-01-01", &[("2024-01-01", 7)])).await;
        // Recorded late: it pays F1 from 1 February, and F2 from the day of F2.
        paid(&db, payment(customer, "2024-02-01", 120, Allocate::Default)).await;

        let (a, b, c) = (first.due_lines[0], first.due_lines[1], next.due_lines[0]);
        assert_eq!(owed(&db, customer, "2024-01-09").await, []);
        assert_eq!(owed(&db, customer, "2024-01-31").await, [(a, 60), (b, 40)]);
        assert_eq!(owed(&db, customer, "2024-02-01").await, []);
        assert_eq!(credit(&db, customer, "2024-01-31").await, 0);
        assert_eq!(credit(&db, customer, "2024-02-01").await, 20);
        assert_eq!(owed(&db, customer, "2024-02-15").await, [(c, 30)]);
        assert_eq!(credit(&db, customer, "2024-02-15").await, 0);
        assert_eq!(settled(&db, a).await, (Some(day("2024-02-01")), 1));
        assert_eq!(settled(&db, c).await, (None, 1));
        sound(&db).await;
    }

    async fn a_person_confirms_a_proposed_allocation_once(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let first = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let source = SourceId::Payment(
            paid(&db, payment(customer, "2024-02-01", 50, Allocate::Default)).await,
        );
        confirm(&db, &context(), source, None).await.unwrap();
        confirm(&db, &context(), source, None).await.unwrap();

        let rows = of_source(db.read(), source).await.unwrap();
        let origins: Vec<_> = rows.iter().map(|row| (row.origin, row.stands())).collect();
        assert_eq!(
            origins,
            [(Origin::Proposed, false), (Origin::Proposed, false), (Origin::Person, true)]
        );
        assert_eq!(rows[1].reverses, Some(rows[0].id));
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(first.due_lines[0], 10)]);
        sound(&db).await;
    }

    async fn a_changed_allocation_counts_as_if_it_had_always_been_so(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let old = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let new = posted(&db, invoice(customer, "F2", "2024-01-20", &[("2024-02-20", 60)])).await;
        let (old, new) = (old.due_lines[0], new.due_lines[0]);
        let source = SourceId::Payment(
            paid(&db, payment(customer, "2024-02-01", 50, Allocate::Default)).await,
        );
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(old, 10), (new, 60)]);
        change(&db, &context(), source, vec![(new, 45)], None).await.unwrap();
        assert_eq!(owed(&db, customer, "2024-01-31").await, [(old, 60), (new, 60)]);
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(old, 60), (new, 15)]);
        assert_eq!(credit(&db, customer, "2024-02-01").await, 5);
        // The same line with another amount: it may use what it already has.
        change(&db, &context(), source, vec![(new, 50)], None).await.unwrap();
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(old, 60), (new, 10)]);
        change(&db, &context(), source, vec![], None).await.unwrap();
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(old, 60), (new, 60)]);
        assert_eq!(credit(&db, customer, "2024-02-01").await, 50);
        sound(&db).await;
    }

    async fn a_change_that_breaks_a_rule_is_refused_and_writes_nothing(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        let mine = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let theirs = posted(&db, invoice(other, "F2", "2024-01-10", &[("2024-02-10", 60)])).await;
        let (mine, theirs) = (mine.due_lines[0], theirs.due_lines[0]);
        let source = SourceId::Payment(
            paid(&db, payment(customer, "2024-02-01", 70, Allocate::None)).await,
        );
        for (parts, code) in [
            (vec![(theirs, 10)], "due_line_of_another"),
            (vec![(mine, 61)], "exceeds_residual"),
            (vec![(mine, 0)], "part_not_positive"),
            (vec![(mine, 10), (mine, 10)], "due_line_listed_twice"),
        ] {
            match change(&db, &context(), source, parts, None).await {
                Err(StoreError::Refused(refusal)) => assert_eq!(refusal.code, code),
                other => panic!("{other:?}"),
            }
        }
        let nobody = SourceId::Payment(context().id());
        let unknown = change(&db, &context(), nobody, vec![], None).await;
        assert!(matches!(unknown, Err(StoreError::NotFound { noun: "payment" })));
        assert_eq!(of_source(db.read(), source).await.unwrap(), []);
    }

    async fn the_set_statements_agree_with_the_rules_of_the_domain(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let mut random = Random(7);
        let mut sources = Vec::new();
        let mut lines = Vec::new();
        for round in 0..40 {
            let on = day("2024-01-01") + chrono::Days::new(random.below(60));
            let on = on.to_string();
            match random.below(5) {
                0 | 1 => {
                    let amount = i64::try_from(10 + random.below(90)).unwrap();
                    let new = invoice(customer, &format!("F{round}"), &on, &[("2024-06-01", amount)]);
                    lines.extend(posted(&db, new).await.due_lines);
                }
                2 => {
                    let amount = i64::try_from(10 + random.below(150)).unwrap();
                    let new = payment(customer, &on, amount, Allocate::Default);
                    sources.push(paid(&db, new).await);
                }
                3 if !sources.is_empty() => {
                    let one = sources[random.below(sources.len() as u64) as usize];
                    // Refused when it bounced before or on a day before it came: as it should.
                    let _ = crate::payment::bounce(&db, &context(), one, day(&on), None).await;
                }
                _ if !sources.is_empty() && !lines.is_empty() => {
                    let one = SourceId::Payment(sources[random.below(sources.len() as u64) as usize]);
                    let line = lines[random.below(lines.len() as u64) as usize];
                    let _ = change(&db, &context(), one, vec![(line, 5)], None).await;
                }
                _ => {}
            }
        }
        sound(&db).await;

        let rows = allocation::Entity::find().all(db.read()).await.unwrap();
        let kept = due_line::Entity::find().all(db.read()).await.unwrap();
        assert!(rows.iter().any(|row| row.reverses.is_some()) && kept.len() > 5);
        for line in &kept {
            let movements: Vec<Movement> = rows
                .iter()
                .filter(|row| row.due_line_id == line.id)
                .map(|row| Movement {
                    effective_on: row.effective_on,
                    amount: if row.reverses.is_some() { -row.amount } else { row.amount },
                })
                .collect();
            assert_eq!(line.settled_on, settled_on(line.amount, &movements), "{}", line.id);
            for number in (0..70).step_by(3) {
                let as_of = day("2024-01-01") + chrono::Days::new(number);
                let stored = owed(&db, customer, &as_of.to_string()).await;
                let stored = stored.iter().find(|(id, _)| id.0 == line.id).map_or(0, |(_, owed)| *owed);
                let issued = crate::invoice::get(db.read(), line.invoice_id.into(), as_of).await;
                let expected = residual(line.amount, &movements, as_of);
                if issued.unwrap().issued_on <= as_of {
                    assert_eq!(stored, expected, "{} {as_of}", line.id);
                } else {
                    assert_eq!(stored, 0);
                }
            }
        }
    }
}

/// Numbers that look random and are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}
