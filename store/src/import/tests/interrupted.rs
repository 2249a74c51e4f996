//! Killed between pages, overtaken, or followed by changes: an import ends with each row done once.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::customer::{CustomerFile, NewCustomer};
use futures::FutureExt;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::customer::create;
use crate::entity::{customer, due_line, invoice, payment};
use crate::error::StoreError;

fn invoices(count: usize) -> String {
    let rows: String = (0..count)
        .map(|n| format!("C{};F{n};2013-01-02;2013-02-01;10;2013-01-15\n", n % 2 + 1))
        .collect();
    format!("customer;number;issued_on;due_on;amount;paid_on\n{rows}")
}

/// Applies until `pages` pages are done, then ends as a kill between two transactions would.
async fn applied_until(db: &Db, request: &Request, pages: u64) -> Plan {
    let plan = planned(db, request).await.unwrap();
    let seen = Mutex::new(0);
    let stop = |progress| {
        let mut seen = seen.lock().unwrap();
        if matches!(progress, Progress::Applying { .. }) {
            *seen += 1;
            assert!(*seen <= pages, "killed");
        }
    };
    let surroundings = Surroundings { context: &context, progress: &stop };
    let killed = std::panic::AssertUnwindSafe(apply(db, plan.import.id, &surroundings));
    assert!(killed.catch_unwind().await.is_err());
    plan
}

both_engines! {
    async fn after_a_kill_the_same_command_goes_on(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let request = folder.invoices(invoices(3_500));
        let killed = applied_until(&db, &request, 2).await;
        let left = get(db.read(), killed.import.id).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!((left.state, left.applied, left.to_apply()), (ImportState::Applying, 2_000, 3_500));

        let plan = planned(&db, &request).await.unwrap();
        assert!(plan.resumed);
        assert_eq!(plan.import.id, killed.import.id);
        let first = Mutex::new(None);
        let told = |progress| {
            first.lock().unwrap().get_or_insert(progress);
        };
        let surroundings = Surroundings { context: &context, progress: &told };
        let done = apply(&db, plan.import.id, &surroundings).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!(first.into_inner().unwrap(), Some(Progress::Applying { done: 2_000, total: 3_500 }));
        assert_eq!((done.state, done.applied), (ImportState::Applied, 3_500));
        assert_eq!(invoice::Entity::find().count(db.read()).await.unwrap(), 3_500);
        assert_eq!(payment::Entity::find().count(db.read()).await.unwrap(), 3_500);
        let lines = due_line::Entity::find().all(db.read()).await.unwrap();
        assert!(lines.iter().all(|line| line.settled_on.is_some()));
    }

    async fn what_changed_since_the_plan_is_judged_again(db: Db) {
        let folder = Folder::new();
        let request = folder.customers("reference;name\nA;One\nB;Two\n");
        let plan = planned(&db, &request).await.unwrap();
        let meanwhile = NewCustomer {
            reference: Some("a".parse().unwrap()),
            file: CustomerFile::named("Meanwhile", Currency::EUR),
        };
        create(&db, &context(), meanwhile, None).await.unwrap();
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        apply(&db, plan.import.id, &surroundings).await.unwrap();
        let rows = customer::Entity::find().count(db.read()).await.unwrap();
        assert_eq!(rows, 2, "the customer made meanwhile is changed, not made twice");
    }

    async fn an_invoice_posted_since_the_plan_is_a_fault_when_it_differs(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let head = "customer;number;issued_on;due_on;amount\n";
        let request = folder.invoices(format!("{head}C1;1;2013-01-02;2013-02-01;10\nC1;2;2013-01-02;2013-02-01;10\n"));
        let plan = planned(&db, &request).await.unwrap();
        applied(&db, &folder.invoices(format!("{head}C1;1;2013-01-02;2013-02-01;11\n"))).await;
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let done = apply(&db, plan.import.id, &surroundings).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!((counts(&done), done.applied), ([2, 1, 0, 0, 1], 1));
        assert_eq!(told(&db, &done).await, expect(&[(2, "amount", "differs_from_posted")]));
    }

    async fn a_plan_that_another_took_over_is_not_applied(db: Db) {
        let folder = Folder::new();
        let request = folder.customers("reference;name\nA;One\n");
        let old = planned(&db, &request).await.unwrap();
        planned(&db, &request).await.unwrap();
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let refused = apply(&db, old.import.id, &surroundings).await;
        let Err(StoreError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code, "import_overtaken");
    }

    async fn two_processes_apply_one_import_in_turns(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let plan = planned(&db, &folder.invoices(invoices(2_500))).await.unwrap();
        let seen = AtomicBool::new(false);
        let told = |_| seen.store(true, Ordering::Relaxed);
        let surroundings = Surroundings { context: &context, progress: &told };
        let (one, other) = futures::join!(
            apply(&db, plan.import.id, &surroundings),
            apply(&db, plan.import.id, &surroundings),
        );
        let ends = [one.map(|_| ()), other.map(|_| ())];
        assert!(ends.iter().any(Result::is_ok), "{ends:?}");
        fixture::sound(&db).await;
        assert_eq!(invoice::Entity::find().count(db.read()).await.unwrap(), 2_500);
        assert_eq!(get(db.read(), plan.import.id).await.unwrap().applied, 2_500);
    }
}
