//! Each invariant is found broken when its tables are, on both engines.

use domain::payment::Allocate;
use sea_orm::ConnectionTrait;

use super::*;
use crate::allocation::fixture::{invoice, new_customer, paid, payment, posted, sound};
use crate::both_engines;
use crate::db::Db;

async fn broken_by(db: &Db, sql: &str) -> Vec<&'static str> {
    let txn = db.begin().await.unwrap();
    txn.execute_unprepared(sql).await.unwrap();
    let findings = examine(&*txn).await.unwrap();
    assert!(findings.iter().all(|finding| finding.count >= 1 && !finding.examples.is_empty()));
    findings.into_iter().map(|finding| finding.invariant).collect()
}

both_engines! {
    async fn a_ledger_that_was_tampered_with_is_found_out(db: Db) {
        let customer = new_customer(&db, "C1").await;
        new_customer(&db, "C2").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        paid(&db, payment(customer, "2024-02-01", 60, Allocate::Default)).await;
        sound(&db).await;
        for (sql, invariant) in [
            ("UPDATE due_line SET amount = 50", "due_lines_add_up"),
            ("UPDATE due_line SET due_on = '2024-01-01'", "due_line_is_its_invoices"),
            ("UPDATE allocation SET amount = 61", "no_line_gets_more_than_its_amount"),
            ("UPDATE payment SET amount = 59", "no_payment_gives_more_than_its_own"),
            ("UPDATE due_line SET settled_on = NULL", "settled_on_is_what_the_allocations_say"),
            ("UPDATE due_line SET settled_on = '2024-01-31'", "settled_on_is_what_the_allocations_say"),
            ("UPDATE allocation SET amount = 59", "settled_on_is_what_the_allocations_say"),
            ("UPDATE allocation SET effective_on = '2024-02-02'", "allocation_counts_from_the_later_day"),
            ("UPDATE payment SET currency = 'USD'", "allocation_stays_with_its_customer_and_currency"),
            (
                "UPDATE payment SET bounced_on = '2024-03-01', bounced_at = recorded_at",
                "bounced_payment_settles_nothing",
            ),
            (
                "INSERT INTO message_counter (batch_id, state, count)
                 SELECT id, 'queued', 3 FROM customer WHERE reference = 'C2'",
                "message_counters_equal_the_messages",
            ),
        ] {
            let found = broken_by(&db, sql).await;
            assert!(found.contains(&invariant), "{sql}: {found:?}");
        }
        let stolen = "UPDATE payment SET customer_id =
                        (SELECT id FROM customer WHERE reference = 'C2')";
        let found = broken_by(&db, stolen).await;
        assert_eq!(found, ["allocation_stays_with_its_customer_and_currency"]);
        sound(&db).await;
    }
}
