//! Tasks on both engines.

mod objects;

use domain::event::ChangedValue;
use domain::task::{TaskDraft, TaskKind, WantedTask};
use domain::user::Role;

use super::*;
use crate::both_engines;
use crate::db::Db;
use crate::page::PageRequest;
use crate::party::tests::company;
use crate::testing::context;
use crate::timeline;
use crate::user::tests::new_user;

fn draft(title: &str, due_on: Option<&str>, assignee: Option<UserId>) -> TaskDraft {
    TaskDraft {
        title: Some(title.to_owned()),
        details: None,
        due_on: due_on.map(|day| day.parse().unwrap()),
        assignee,
    }
}

fn code<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        Err(StoreError::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn a_task_is_written_changed_done_and_opened_again(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let new = new_user("zoe@example.fr", Role::Sales);
        let user = crate::user::create(&db, &context, new, None).await.unwrap();
        let about = (TaskSubject::Customer, customer.0);
        let new = NewTask { subject: about, draft: draft(" Call back ", None, None) };
        let id = create(&db, &context, new, None).await.unwrap();
        let read = get(&db, id).await.unwrap();
        assert_eq!((read.title.as_deref(), read.customer), (Some("Call back"), Some(customer)));
        let change = |draft: &mut TaskDraft| draft.assignee = Some(user);
        assert_eq!(update(&db, &context, id, 1, change).await.unwrap(), 2);
        assert!(matches!(update(&db, &context, id, 1, change).await, Err(StoreError::Stale)));
        let put_off = |draft: &mut TaskDraft| {
            draft.details = Some("In the morning".to_owned());
            draft.due_on = Some("2026-11-30".parse().unwrap());
        };
        update(&db, &context, id, 2, put_off).await.unwrap();
        let told = timeline::history(&db, id.0, None, PageRequest::first(9)).await.unwrap().items;
        let changes: Vec<_> = told.into_iter().map(|told| told.changes).collect();
        let value = |field: &str, after: serde_json::Value| {
            ChangedValue::of(field, serde_json::Value::Null, after).unwrap()
        };
        assert_eq!(changes, [
            vec![value("details", "In the morning".into()), value("due_on", "2026-11-30".into())],
            vec![value("assignee", user.0.to_string().into())],
        ]);
        complete(&db, &context, id, None).await.unwrap();
        assert_eq!(code(complete(&db, &context, id, None).await), "task_done");
        assert_eq!(get(&db, id).await.unwrap().done_by.as_deref(), Some("system"));
        reopen(&db, &context, id, None).await.unwrap();
        assert_eq!(code(reopen(&db, &context, id, None).await), "task_open");
        let filter = TaskFilter { customer: Some(customer), ..TaskFilter::default() };
        let listed = list(&db, &filter, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(listed, [get(&db, id).await.unwrap()]);
        let nobody = NewTask {
            subject: (TaskSubject::Invoice, customer.0),
            draft: draft("x", None, None),
        };
        let made = create(&db, &context, nobody, None).await;
        assert!(matches!(made, Err(StoreError::NotFound { noun: "invoice" })));
    }

    async fn my_day_is_what_is_open_and_due_the_longest_overdue_first(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let me = crate::user::create(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        let other = crate::user::create(&db, &context, new_user("c@b.fr", Role::Sales), None).await.unwrap();
        for (title, due_on, who) in [
            ("today", Some("2026-11-23"), Some(me)),
            ("overdue", Some("2026-11-20"), Some(me)),
            ("today too", Some("2026-11-23"), Some(me)),
            ("tomorrow", Some("2026-11-24"), Some(me)),
            ("some day", None, Some(me)),
            ("somebody's", Some("2026-11-23"), Some(other)),
            ("nobody's", Some("2026-11-23"), None),
        ] {
            let subject = (TaskSubject::Customer, customer.0);
            let new = NewTask { subject, draft: draft(title, due_on, who) };
            create(&db, &context, new, None).await.unwrap();
        }
        let day = "2026-11-23".parse().unwrap();
        let mut titles = Vec::new();
        let mut page = PageRequest::first(1);
        loop {
            let found = my_day(&db, me, day, page).await.unwrap();
            titles.extend(found.items.into_iter().filter_map(|task| task.title));
            let Some(next) = found.next else { break };
            page.after = Some(next);
        }
        assert_eq!(titles, ["overdue", "today", "today too"]);
        let free = TaskFilter { unassigned: true, ..TaskFilter::default() };
        assert_eq!(list(&db, &free, PageRequest::first(9)).await.unwrap().items.len(), 1);
    }

    async fn what_the_program_asks_for_is_asked_for_once_while_it_is_open(db: Db) {
        let context = context();
        let customers = [company(&db, "A").await, company(&db, "B").await];
        let me = crate::user::create(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        crate::customer::update(&db, &context, customers[0], 1, |file| file.owner = Some(me), None)
            .await
            .unwrap();
        let wanted: Vec<_> = customers
            .iter()
            .chain(&customers)
            .map(|customer| WantedTask {
                kind: TaskKind::NoContactPoint,
                customer: *customer,
                due_on: "2026-11-23".parse().unwrap(),
            })
            .collect();
        for _ in 0..2 {
            let txn = db.begin().await.unwrap();
            want(&*txn, &context, &wanted).await.unwrap();
            txn.commit().await.unwrap();
        }
        let all = list(&db, &TaskFilter::default(), PageRequest::first(9)).await.unwrap().items;
        assert_eq!(all.len(), 2);
        let mine = all.iter().find(|task| task.customer == Some(customers[0])).unwrap();
        assert_eq!((mine.assignee, mine.title.as_ref()), (Some(me), None));
        complete(&db, &context, mine.id, None).await.unwrap();
        let txn = db.begin().await.unwrap();
        want(&*txn, &context, &wanted).await.unwrap();
        txn.commit().await.unwrap();
        let all = list(&db, &TaskFilter::default(), PageRequest::first(9)).await.unwrap().items;
        assert_eq!(all.len(), 3, "after it was done, the next run may ask again");
        assert_eq!(code(reopen(&db, &context, mine.id, None).await), "another_task_open");
    }
}
