//! Posting and finding invoices on both engines.

use domain::invoice::InvoiceNumber;
use domain::payment::Allocate;

use super::*;
use crate::allocation::fixture::{
    context, day, invoice, new_customer, paid, payment, posted, sound,
};
use crate::both_engines;
use crate::db::Db;
use crate::error::StoreError;
use crate::page::PageRequest;

async fn numbers(db: &Db, filter: InvoiceFilter, as_of: &str) -> Vec<String> {
    let page = list(db.read(), filter, day(as_of), PageRequest::first(50)).await.unwrap();
    page.items.into_iter().map(|invoice| invoice.number).collect()
}

both_engines! {
    async fn a_slice_is_posted_in_order_and_found_by_number(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let slice: Vec<_> = (0..1_500)
            .map(|number| {
                let lines = [("2024-02-10", 60), ("2024-03-10", 40)];
                invoice(customer, &format!("F{number}"), "2024-01-10", &lines)
            })
            .collect();
        let txn = db.begin().await.unwrap();
        let posted = post_many(&*txn, &context(), &slice).await.unwrap();
        txn.commit().await.unwrap();
        let known: Vec<_> = slice.iter().map(|new| new.number.clone()).collect();
        let found = find_by_number(db.read(), &known).await.unwrap();
        assert_eq!(found.len(), 1_500);
        for (new, posted) in slice.iter().zip(&posted) {
            let stored = &found[&new.number];
            assert_eq!((stored.id, stored.amount, stored.customer), (posted.id, 100, customer));
            let lines: Vec<_> = stored.due_lines.iter().map(|(id, ..)| *id).collect();
            assert_eq!(lines, posted.due_lines);
            assert_eq!(stored.due_lines[1].1, day("2024-03-10"));
        }
        let other = InvoiceNumber::new("B", "F1").unwrap();
        assert!(find_by_number(db.read(), &[other]).await.unwrap().is_empty());
        sound(&db).await;
    }

    async fn a_number_is_posted_once(db: Db) {
        let customer = new_customer(&db, "C1").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        let again = invoice(customer, " F1", "2024-01-11", &[("2024-02-10", 60)]);
        let refused = post(&db, &context(), again, None).await;
        assert!(matches!(refused, Err(StoreError::Conflict { code: "invoice_number_taken" })));
    }

    async fn an_invoice_of_nobody_is_not_posted(db: Db) {
        let nobody = invoice(context().id(), "F1", "2024-01-10", &[("2024-02-10", 60)]);
        let refused = post(&db, &context(), nobody, None).await;
        assert!(matches!(refused, Err(StoreError::NotFound { noun: "customer" })));
    }

    async fn invoices_are_listed_by_state_as_of_a_day(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 60)])).await;
        paid(&db, payment(customer, "2024-02-20", 60, Allocate::Default)).await;
        posted(&db, invoice(customer, "F2", "2024-02-01", &[("2024-03-01", 50)])).await;
        posted(&db, invoice(other, "F3", "2024-02-01", &[("2024-03-01", 40)])).await;

        let of = |state| InvoiceFilter { customer: Some(customer), state };
        assert_eq!(numbers(&db, of(None), "2024-01-01").await, ["F1", "F2"]);
        assert_eq!(numbers(&db, InvoiceFilter::default(), "2024-01-01").await.len(), 3);
        let open = of(Some(InvoiceState::Open));
        let late = of(Some(InvoiceState::Overdue));
        let done = of(Some(InvoiceState::Paid));
        assert_eq!(numbers(&db, open, "2024-02-19").await, ["F1", "F2"]);
        assert_eq!(numbers(&db, open, "2024-02-20").await, ["F2"]);
        assert_eq!(numbers(&db, done, "2024-02-20").await, ["F1"]);
        assert_eq!(numbers(&db, late, "2024-02-10").await, [""; 0]);
        assert_eq!(numbers(&db, late, "2024-02-11").await, ["F1"]);
        assert_eq!(numbers(&db, late, "2024-03-02").await, ["F2"]);
    }

    async fn a_list_goes_on_where_its_page_ended(db: Db) {
        let customer = new_customer(&db, "C1").await;
        for number in ["F1", "F2", "F3"] {
            posted(&db, invoice(customer, number, "2024-01-10", &[("2024-02-10", 60)])).await;
        }
        let page = PageRequest::first(2);
        let all = InvoiceFilter::default();
        let first = list(db.read(), all, day("2024-01-10"), page).await.unwrap();
        let next = PageRequest { after: first.next, ..page };
        let second = list(db.read(), all, day("2024-01-10"), next).await.unwrap();
        assert_eq!((first.items.len(), second.items.len(), second.next), (2, 1, None));
        assert_eq!(second.items[0].number, "F3");
        assert_eq!(second.items[0].due_lines[0].residual, 60);
    }
}
