//! Payments and credit notes on both engines.

use domain::id::PaymentId;
use domain::invoice::InvoiceNumber;
use domain::money::Currency;
use domain::payment::{Allocate, AllocationFault, CreditNoteDraft, Origin, PaymentDraft};
use sea_orm::ConnectionTrait;

use super::*;
use crate::allocation::fixture::{
    context, credit, day, draft, invoice, new_customer, owed, paid, payment, posted, settled, sound,
};
use crate::allocation::{SourceId, of_source};
use crate::both_engines;
use crate::db::Db;
use crate::error::StoreError;
use crate::page::PageRequest;

fn code(outcome: Result<(), StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

async fn origins(db: &Db, payment: PaymentId) -> Vec<(Origin, i64)> {
    let rows = of_source(db.read(), SourceId::Payment(payment)).await.unwrap();
    rows.iter().filter(|row| row.stands()).map(|row| (row.origin, row.amount)).collect()
}

both_engines! {
    async fn the_same_source_key_is_recorded_once(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let line = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let keyed = |amount: i64, key: &str| {
            let allocate = Allocate::Exactly(vec![(line.due_lines[0], 30)]);
            let keyed = draft(customer, "2024-02-01", amount, allocate);
            PaymentDraft { source_key: Some(key.to_owned()), ..keyed }.checked().unwrap()
        };
        let slice = [keyed(30, "k1"), keyed(30, "k1"), keyed(31, "k1"), keyed(30, "k2"), keyed(30, "k3")];
        let txn = db.begin().await.unwrap();
        let recorded = record_many(&*txn, &context(), &slice).await.unwrap();
        txn.commit().await.unwrap();
        let outcomes: Vec<_> = recorded.iter().map(|row| row.recording).collect();
        let refused = Recording::Refused(AllocationFault::ExceedsResidual(line.due_lines[0]));
        assert_eq!(
            outcomes,
            [Recording::New, Recording::Unchanged, Recording::Differs, Recording::New, refused]
        );
        assert_eq!(recorded[1].id, recorded[0].id);
        assert_eq!(owed(&db, customer, "2024-02-01").await, []);

        let again = record(&db, &context(), keyed(30, "k1"), None).await.unwrap();
        assert_eq!(Some(again), recorded[0].id);
        let other = record(&db, &context(), keyed(32, "k1"), None).await;
        assert!(matches!(other, Err(StoreError::Conflict { code: "payment_differs" })));
        let keys = ["k1".to_owned(), "k9".to_owned()];
        assert_eq!(find_by_source_key(db.read(), &keys).await.unwrap().len(), 1);
        sound(&db).await;
    }

    async fn payments_of_one_slice_do_not_pay_the_same_line_twice(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let first = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let next = posted(&db, invoice(customer, "F2", "2024-01-11", &[("2024-02-11", 60)])).await;
        let half = payment(customer, "2024-02-01", 40, Allocate::Default);
        let txn = db.begin().await.unwrap();
        let recorded = record_many(&*txn, &context(), &[half.clone(), half.clone(), half.clone(), half])
            .await
            .unwrap();
        txn.commit().await.unwrap();
        let open: Vec<_> = recorded.iter().map(|row| row.open).collect();
        assert_eq!(open, [0, 0, 0, 40]);
        assert_eq!(settled(&db, first.due_lines[0]).await.0, Some(day("2024-02-01")));
        assert_eq!(settled(&db, next.due_lines[0]).await.0, Some(day("2024-02-01")));
        assert_eq!(credit(&db, customer, "2024-02-01").await, 40);
        sound(&db).await;
    }

    async fn the_debtors_word_decides_else_the_oldest_lines_are_proposed(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let dollars = new_customer(&db, "C2").await;
        posted(&db, invoice(customer, "FA-100", "2024-01-10", &[("2024-02-10", 60)])).await;
        posted(&db, invoice(customer, "FA-200", "2024-01-11", &[("2024-02-11", 70)])).await;
        posted(&db, invoice(dollars, "FA-300", "2024-01-11", &[("2024-02-11", 70)])).await;
        let named = draft(customer, "2024-02-01", 30, Allocate::Default);
        let named = PaymentDraft { reference: Some("vir FA 200".to_owned()), ..named };
        let named = paid(&db, named.checked().unwrap()).await;
        assert_eq!(origins(&db, named).await, [(Origin::Debtor, 30)]);
        let exact = paid(&db, payment(customer, "2024-02-02", 40, Allocate::Default)).await;
        assert_eq!(origins(&db, exact).await, [(Origin::Exact, 40)]);
        let rest = paid(&db, payment(customer, "2024-02-03", 50, Allocate::Default)).await;
        assert_eq!(origins(&db, rest).await, [(Origin::Proposed, 50)]);
        // Nothing adds two currencies.
        let foreign = draft(dollars, "2024-02-01", 70, Allocate::Default);
        let foreign = PaymentDraft { currency: "USD".parse().unwrap(), ..foreign };
        let foreign = paid(&db, foreign.checked().unwrap()).await;
        assert_eq!(origins(&db, foreign).await, []);
        sound(&db).await;
    }

    async fn a_bounced_payment_restores_what_was_owed_from_its_day_on(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let lines = [("2024-02-10", 60), ("2024-03-10", 40)];
        let one = posted(&db, invoice(customer, "F1", "2024-01-10", &lines)).await;
        let (whole, part) = (one.due_lines[0], one.due_lines[1]);
        let id = paid(&db, payment(customer, "2024-02-01", 90, Allocate::Default)).await;
        assert_eq!(code(bounce(&db, &context(), id, day("2024-01-31"), None).await), "bounced_before_received");
        bounce(&db, &context(), id, day("2024-02-08"), None).await.unwrap();

        assert_eq!(owed(&db, customer, "2024-02-07").await, [(part, 10)]);
        assert_eq!(owed(&db, customer, "2024-02-08").await, [(whole, 60), (part, 40)]);
        assert_eq!(settled(&db, whole).await, (None, 2));
        assert_eq!(settled(&db, part).await, (None, 1));
        assert_eq!(code(bounce(&db, &context(), id, day("2024-02-09"), None).await), "already_bounced");
        let changed = crate::allocation::change(
            &db, &context(), SourceId::Payment(id), vec![(whole, 10)], None).await;
        assert_eq!(code(changed), "payment_bounced");
        let record = get(db.read(), id).await.unwrap();
        assert_eq!((record.open, record.bounced_on), (0, Some(day("2024-02-08"))));
        assert_eq!(record.allocations.len(), 4);

        paid(&db, payment(customer, "2024-02-20", 60, Allocate::Default)).await;
        assert_eq!(settled(&db, whole).await, (Some(day("2024-02-20")), 2));
        assert_eq!(owed(&db, customer, "2024-02-10").await, [(whole, 60), (part, 40)]);
        sound(&db).await;
    }

    async fn an_open_credit_that_bounces_is_none_from_that_day_on(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let id = paid(&db, payment(customer, "2024-02-01", 90, Allocate::Default)).await;
        assert_eq!(credit(&db, customer, "2024-02-08").await, 90);
        bounce(&db, &context(), id, day("2024-02-08"), None).await.unwrap();
        assert_eq!(credit(&db, customer, "2024-02-07").await, 90);
        assert_eq!(credit(&db, customer, "2024-02-08").await, 0);
        sound(&db).await;
    }

    async fn a_credit_note_settles_the_invoice_it_names_first(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        let old = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let named = posted(&db, invoice(customer, "F2", "2024-01-20", &[("2024-02-20", 50)])).await;
        let note = |customer, number: &str| CreditNoteDraft {
            customer,
            number: InvoiceNumber::new("", number).unwrap(),
            issued_on: day("2024-02-01"),
            amount: 70,
            currency: Currency::EUR,
            invoice: Some(named.id),
            allocate: Allocate::Default,
        }.checked().unwrap();
        let id = post_credit_note(&db, &context(), note(customer, "A1"), None).await.unwrap();
        assert_eq!(owed(&db, customer, "2024-02-01").await, [(old.due_lines[0], 40)]);
        let rows = credit_note(db.read(), id).await.unwrap().allocations;
        let shares: Vec<_> = rows.iter().map(|row| (row.origin, row.amount)).collect();
        assert_eq!(shares, [(Origin::Exact, 50), (Origin::Proposed, 20)]);

        let again = post_credit_note(&db, &context(), note(customer, "A1"), None).await;
        assert!(matches!(again, Err(StoreError::Conflict { code: "credit_note_number_taken" })));
        let wrong = post_credit_note(&db, &context(), note(other, "A2"), None).await;
        assert_eq!(code(wrong.map(|_| ())), "invoice_of_another");
        let page = PageRequest::first(10);
        let listed = credit_notes(db.read(), PaymentFilter::default(), page).await.unwrap();
        assert_eq!(listed.items.len(), 1);
        sound(&db).await;
    }

    async fn payments_are_listed_with_what_they_settle(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let id = paid(&db, payment(customer, "2024-02-01", 90, Allocate::Default)).await;
        paid(&db, payment(other, "2024-02-01", 10, Allocate::Default)).await;
        let filter = PaymentFilter { customer: Some(customer), proposed: true };
        let page = list(db.read(), filter, PageRequest::first(10)).await.unwrap();
        assert_eq!(page.items.len(), 1);
        assert_eq!((page.items[0].id, page.items[0].open), (id, 30));
        assert_eq!(page.items[0].allocations[0].number, "F1");
        crate::allocation::confirm(&db, &context(), SourceId::Payment(id), None).await.unwrap();
        let page = list(db.read(), filter, PageRequest::first(10)).await.unwrap();
        assert_eq!(page.items, []);
        let all = list(db.read(), PaymentFilter::default(), PageRequest::first(1)).await.unwrap();
        assert!(all.next.is_some());
    }

    async fn writers_at_the_same_time_do_not_pay_the_same_line_twice(db: Db) {
        let customer = new_customer(&db, "C1").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 100)])).await;
        let writers = (0..8).map(|_| {
            let new = payment(customer, "2024-02-01", 30, Allocate::Default);
            paid(&db, new)
        });
        let written = futures::future::join_all(writers).await;
        assert_eq!(written.len(), 8);
        assert_eq!(owed(&db, customer, "2024-02-01").await, []);
        assert_eq!(credit(&db, customer, "2024-02-01").await, 140);
        sound(&db).await;
    }

    async fn what_was_posted_for_a_deleted_customer_can_still_bounce(db: Db) {
        let customer = new_customer(&db, "C1").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let id = paid(&db, payment(customer, "2024-02-01", 60, Allocate::Default)).await;
        db.read().execute_unprepared("UPDATE customer SET deleted_at = created_at").await.unwrap();
        bounce(&db, &context(), id, day("2024-02-08"), None).await.unwrap();
        let new = payment(customer, "2024-02-01", 60, Allocate::Default);
        let refused = record(&db, &context(), new, None).await;
        assert!(matches!(refused, Err(StoreError::NotFound { noun: "customer" })));
        sound(&db).await;
    }
}
