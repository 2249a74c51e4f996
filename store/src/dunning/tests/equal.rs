//! The statements against the rule: random ledgers, irregular days, and the same answer as the
//! domain gives from the facts read one by one.

use std::collections::BTreeMap;

use domain::id::{CustomerId, DueLineId};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::world::*;
use crate::allocation;
use crate::both_engines;
use crate::db::Db;
use crate::dunning::Reading;

both_engines! {
    async fn a_history_of_runs_reminds_every_level_once_in_order_and_never_a_paid_line(db: Db) {
        let mut random = StdRng::seed_from_u64(7);
        let mut customers: Vec<(CustomerId, String)> = Vec::new();
        let mut lines: Vec<(CustomerId, DueLineId, String, i64)> = Vec::new();
        for number in 0..5 {
            let reference = format!("C{number}");
            customers.push((customer(&db, &reference).await, reference));
        }
        for number in 0..20 {
            let (owner, _) = &customers[random.random_range(0..5)];
            let due = day("2026-01-01") + chrono::Duration::days(random.random_range(0..60));
            let amount = random.random_range(1..500);
            let invoice = format!("F{number}");
            let line = owes(&db, *owner, &invoice, &due.to_string(), amount).await;
            lines.push((*owner, line, invoice, amount));
        }
        // Levels of each invoice and the days on which they were really sent.
        let mut sent: BTreeMap<String, Vec<(u8, chrono::NaiveDate)>> = BTreeMap::new();
        let mut today = day("2026-01-05");
        for _ in 0..12 {
            today += chrono::Duration::days(random.random_range(1..16));
            let on = today.to_string();
            let (owner, line, _, amount) = lines[random.random_range(0..lines.len())].clone();
            let part = random.random_range(1..=amount);
            let given = domain::payment::Allocate::Exactly(vec![(line, part)]);
            let given = payment(owner, &on, part, given);
            // More than is owed is refused: then nothing is paid that day.
            let _ = crate::payment::record(&db, &context(), given, None).await;

            let preview = read(&db, &on).await;
            let run = confirm(&db, &on).await.run;
            assert_eq!(whole(&db, Reading::of_run(run)).await, preview);
            let mut seen = std::collections::HashSet::new();
            for message in &preview.messages {
                assert!(seen.insert(message.customer.clone()), "one message per customer");
                let (id, _) = customers.iter().find(|(_, name)| *name == message.customer).unwrap();
                let owed = allocation::residuals(db.read(), &[*id], today).await.unwrap();
                let overdue: i64 = owed
                    .iter()
                    .filter(|line| line.due_on < today)
                    .map(|line| line.residual)
                    .sum();
                assert_eq!(message.net, overdue, "the amounts are those of the ledger");
                for line in &message.due_lines {
                    assert!(line.residual > 0, "never a paid line");
                }
            }
            let fate = ["accepted", "accepted", "accepted", "failed"][random.random_range(0..4)];
            // What waits for a review is approved at once.
            let page = crate::page::PageRequest::first(100);
            let notices = crate::dunning::run_messages(&db, run, None, page).await.unwrap();
            for notice in notices.items {
                if notice.review == domain::dunning::Review::Awaiting {
                    crate::dunning::approve(&db, &context(), notice.id, None).await.unwrap();
                }
            }
            end(&db, run, fate).await;
            for line in preview.messages.iter().flat_map(|message| &message.due_lines) {
                let history = sent.entry(line.invoice.clone()).or_default();
                assert_eq!(line.level, history.last().map(|(level, _)| *level));
                let Some(level) = line.rises_to else { continue };
                let last = history.last().map_or(0, |(level, _)| *level);
                assert_eq!(level, last + 1, "never skipped");
                if let Some((_, since)) = history.last() {
                    assert!((today - *since).num_days() >= 10);
                }
                if fate == "accepted" {
                    history.push((level, today));
                }
            }
        }
        assert!(sent.values().any(|levels| levels.len() >= 3), "the history climbs");
        sound(&db).await;
    }
}
