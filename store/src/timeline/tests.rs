//! Timelines and histories on both engines.

use chrono::TimeDelta;
use domain::call::{CallOutcome, NewCall};
use domain::consent::{CollectionMethod, Decision, NewConsent};
use domain::context::{Actor, Context};
use domain::customer::{InvalidReason, NoteKind, PaymentSheet, Tag};
use domain::event::{ChangedValue, NewEvent};
use domain::id::UserId;
use serde_json::json;

use super::*;
use crate::both_engines;
use crate::customer::{self, NewNote, NoteChange};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::PageRequest;
use crate::party::tests::{company, zoe};
use crate::testing::context;
use crate::{consent, contact_point, event, party};
use domain::event::EventKind;

fn call(text: &str) -> NewNote {
    NewNote { kind: NoteKind::CallIn, person: None, text: text.to_owned(), at: None }
}

both_engines! {
    async fn everything_stands_on_one_timeline_the_newest_first_page_by_page(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let party = customer::get(db.read(), customer).await.unwrap().party;
        let other = company(&db, "Bois Martin").await;
        customer::write_note(&db, &context, customer, call("Will pay on Friday"), None).await.unwrap();
        let told = vec![
            NewEvent::new(EventKind::MessageAccepted, "message", party).of_party(party)
                .with(json!({ "channel": "email" })),
            NewEvent::new(EventKind::ContactPointInvalidated, "contact_point", party)
                .also_of(customer).also_of(customer),
        ];
        let txn = db.begin().await.unwrap();
        event::record(&*txn, &context, told).await.unwrap();
        txn.commit().await.unwrap();
        let mut kinds = Vec::new();
        let mut page = PageRequest::first(1);
        let all = TimelineFilter::default();
        loop {
            let found = of_customer(&db, customer, &all, page).await.unwrap();
            kinds.extend(found.items.iter().map(|entry| entry.kind));
            let Some(next) = found.next else { break };
            page.after = Some(next);
        }
        assert_eq!(kinds, [
            EventKind::ContactPointInvalidated, EventKind::MessageAccepted, EventKind::NoteWritten,
            EventKind::CustomerCreated,
        ]);
        let notes = TimelineFilter::of(EventKind::NoteWritten);
        let found = of_customer(&db, customer, &notes, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text.as_deref(), Some("Will pay on Friday"));
        let theirs = of_customer(&db, other, &all, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(theirs.len(), 1, "another customer's timeline is its own");
    }

    async fn what_concerns_a_person_stands_on_the_timeline_of_the_company_too(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let person = zoe(&[], "zoe@x.example");
        let person = party::create_person(&db, &context, customer, person, None).await.unwrap();
        let mailbox = party::person(&db, person).await.unwrap().points[0].id;
        let said = |party, point| NewConsent {
            party,
            point,
            purpose: None,
            channel: None,
            decision: Decision::Objected,
            wording: None,
            language: None,
            method: CollectionMethod::Phone,
            collected_by: None,
            evidence: std::collections::BTreeMap::new(),
            effective_at: context.now,
            import: None,
        };
        consent::record(&db, &context, said(Some(person), None), None).await.unwrap();
        consent::record(&db, &context, said(None, Some(mailbox)), None).await.unwrap();
        let call = NewCall {
            party: Some(person),
            point: None,
            at: context.now,
            outcome: CallOutcome::NoAnswer,
        };
        crate::call::record(&db, &context, call, None).await.unwrap();
        for reason in [InvalidReason::Left, InvalidReason::Other] {
            contact_point::invalidate(&db, &context, mailbox, reason, None).await.unwrap();
        }
        let shown = contact_point::get(&db, mailbox).await.unwrap();
        assert_eq!((shown.invalid_since, shown.invalid_reason.as_deref()), (Some(context.now), Some("left")));
        contact_point::validate(&db, &context, mailbox, None).await.unwrap();
        assert_eq!(contact_point::get(&db, mailbox).await.unwrap().invalid_since, None);
        let all = TimelineFilter::default();
        let told = of_customer(&db, customer, &all, PageRequest::first(9)).await.unwrap().items;
        let told: Vec<_> = told.iter().map(|entry| entry.kind).collect();
        assert_eq!(told, [
            EventKind::ContactPointValidated, EventKind::ContactPointInvalidated,
            EventKind::CallRecorded, EventKind::ConsentRecorded, EventKind::ConsentRecorded,
            EventKind::PersonAdded, EventKind::CustomerCreated,
        ]);
    }

    async fn the_history_of_a_field_tells_its_values_and_forgets_them_when_they_are_erased(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        customer::update(&db, &context, customer, 1, |file| {
            file.name = "Menuiserie Petit".to_owned();
            file.credit_limit = Some(12_000);
        }, None).await.unwrap();
        customer::update(&db, &context, customer, 2, |file| {
            file.name = "Petit".to_owned();
            file.tags = Tag::set([Tag::parse("VIP").unwrap()]);
        }, None).await.unwrap();
        let sheet = PaymentSheet { portal: Some("Chorus Pro".to_owned()), ..PaymentSheet::default() };
        assert_eq!(customer::set_payment_sheet(&db, &context, customer, 0, sheet).await.unwrap(), 1);
        let of = async |field| {
            let found = history(&db, customer.0, field, PageRequest::first(9)).await.unwrap().items;
            found.into_iter().map(|entry| entry.changes).collect::<Vec<_>>()
        };
        let names: Vec<_> = of(Some("name")).await.into_iter().flatten().collect();
        assert_eq!(names.len(), 2);
        assert_eq!((&names[0].before, &names[0].after), (&Some(json!("Menuiserie Petit")), &Some(json!("Petit"))));
        assert_eq!(of(Some("credit_limit")).await[0][0].after, Some(json!(12_000)));
        assert_eq!(of(Some("tags")).await[0][0].after, Some(json!(["VIP"])));
        assert_eq!(of(Some("payment_sheet.portal")).await[0][0].after, Some(json!("Chorus Pro")));
        assert_eq!(of(None).await.len(), 3);
        assert_eq!(of(None).await[2].len(), 2, "all the fields of a change stand together");
        let first = history(&db, customer.0, None, PageRequest::first(1)).await.unwrap();
        let rest = PageRequest { limit: 9, after: first.next };
        assert_eq!(history(&db, customer.0, None, rest).await.unwrap().items.len(), 2);
        use sea_orm::ConnectionTrait;
        db.read().execute_unprepared("update event_value set before = null, after = null").await.unwrap();
        assert_eq!(of(Some("name")).await[0][0].before, None);
        let rows = db.read().query_all_raw(sea_orm::Statement::from_string(
            db.read().get_database_backend(), "select data from event")).await.unwrap();
        let told: Vec<serde_json::Value> = rows.iter().map(|row| row.try_get("", "data").unwrap()).collect();
        assert!(!json!(told).to_string().contains("Petit"), "no personal value in the rows that stay");
    }

    async fn a_timeline_is_narrowed_by_kinds_days_and_user_and_tells_what_changed_and_when(db: Db) {
        let author: UserId = context().id();
        let context = Context { actor: Actor::User(author), ..context() };
        let customer = company(&db, "Menuiserie Arnaud").await;
        let visited = context.now - TimeDelta::days(3);
        let note = NewNote { kind: NoteKind::Visit, at: Some(visited), ..call("Saw the workshop") };
        let note = customer::write_note(&db, &context, customer, note, None).await.unwrap();
        let later = Context { now: context.now + TimeDelta::days(1), ..context.clone() };
        let text = NoteChange { text: Some("Saw both workshops".to_owned()), ..NoteChange::default() };
        customer::change_note(&db, &later, note, 1, text).await.unwrap();
        let found = async |filter: TimelineFilter| {
            of_customer(&db, customer, &filter, PageRequest::first(9)).await.unwrap().items
        };
        let kinds = async |filter| {
            found(filter).await.into_iter().map(|entry| entry.kind).collect::<Vec<_>>()
        };
        let all = TimelineFilter::default;
        let both = vec![EventKind::NoteChanged, EventKind::NoteWritten];
        assert_eq!(kinds(TimelineFilter { kinds: both.clone(), ..all() }).await, both);
        assert_eq!(kinds(TimelineFilter { actor: Some(author), ..all() }).await, both);
        let today = TimelineFilter { until: Some(later.now), ..all() };
        assert_eq!(kinds(today).await, [EventKind::NoteWritten, EventKind::CustomerCreated]);
        let tomorrow = found(TimelineFilter { from: Some(later.now), ..all() }).await;
        assert_eq!(tomorrow.len(), 1);
        assert_eq!(tomorrow[0].changes, [ChangedValue {
            field: "text".to_owned(),
            before: Some(json!("Saw the workshop")),
            after: Some(json!("Saw both workshops")),
        }]);
        let written = found(TimelineFilter::of(EventKind::NoteWritten)).await;
        assert_eq!((written[0].at, written[0].happened_at), (context.now, Some(visited)));
        let nobody = TimelineFilter { actor: Some(context.id()), ..all() };
        assert!(kinds(nobody).await.is_empty());
    }

    async fn a_note_is_corrected_and_deleted_and_a_call_has_been(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let id = customer::write_note(&db, &context, customer, call("Friday"), None).await.unwrap();
        let change = NoteChange { text: Some("Monday".to_owned()), ..NoteChange::default() };
        assert_eq!(customer::change_note(&db, &context, id, 1, change.clone()).await.unwrap(), 2);
        let stale = customer::change_note(&db, &context, id, 1, change).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        assert_eq!(customer::note(&db, id).await.unwrap().text, "Monday");
        let entries = history(&db, id.0, Some("text"), PageRequest::first(9)).await.unwrap().items;
        assert_eq!(entries[0].changes[0].before, Some(json!("Friday")));
        let future = NewNote { at: Some(context.now + TimeDelta::days(1)), ..call("x") };
        let refused = customer::write_note(&db, &context, customer, future, None).await;
        assert!(matches!(refused, Err(StoreError::Refused(r)) if r.code == "note_in_the_future"));
        customer::delete_note(&db, &context, id, 2).await.unwrap();
        assert!(customer::note(&db, id).await.is_err());
        assert!(customer::notes(&db, customer, false, PageRequest::first(9)).await.unwrap().items.is_empty());
        let notes = TimelineFilter {
            kinds: vec![EventKind::NoteWritten, EventKind::NoteChanged], ..TimelineFilter::default()
        };
        let told = of_customer(&db, customer, &notes, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(told.len(), 2);
        let silent = told.iter().all(|entry| entry.text.is_none() && entry.changes.is_empty());
        assert!(silent, "a deleted note says nothing any more");
    }

    async fn a_deleted_note_is_listed_and_taken_back_unless_its_customer_is_deleted(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let id = customer::write_note(&db, &context, customer, call("Friday"), None).await.unwrap();
        let refused = async |code: &'static str| {
            let outcome = customer::restore_note(&db, &context, id, None).await;
            assert!(matches!(&outcome, Err(StoreError::Refused(r)) if r.code == code), "{outcome:?}");
        };
        refused("note_not_deleted").await;
        customer::delete_note(&db, &context, id, 1).await.unwrap();
        customer::delete(&db, &context, customer, 1).await.unwrap();
        refused("customer_deleted").await;
        customer::restore(&db, &context, customer, None).await.unwrap();
        let gone = customer::notes(&db, customer, true, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(gone.iter().map(|note| note.id).collect::<Vec<_>>(), [id]);
        customer::restore_note(&db, &context, id, None).await.unwrap();
        let back = customer::note(&db, id).await.unwrap();
        assert_eq!((back.text.as_str(), back.version), ("Friday", 3));
        let restored = TimelineFilter::of(EventKind::NoteRestored);
        let told = of_customer(&db, customer, &restored, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].text.as_deref(), Some("Friday"), "it says again what it said");
    }

    async fn every_page_of_a_timeline_walks_along_an_index(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let engine = db.read().get_database_backend();
        let party = customer::get(db.read(), customer).await.unwrap().party;
        let context = context();
        let narrow = TimelineFilter {
            kinds: vec![EventKind::NoteWritten, EventKind::CallRecorded],
            from: Some(context.now),
            until: Some(context.now),
            actor: Some(context.id()),
        };
        let (sql, values) = page::statement(
            &[("customer_id", customer.0), ("party_id", party.0)], &[customer.0],
            &narrow, PageRequest { limit: 50, after: Some(customer.0) },
        );
        use sea_orm::ConnectionTrait;
        let explain = match engine {
            sea_orm::DbBackend::Sqlite => "explain query plan ",
            _ => "explain ",
        };
        let txn = db.begin().await.unwrap();
        if engine != sea_orm::DbBackend::Sqlite {
            txn.execute_unprepared("set local enable_seqscan = off").await.unwrap();
        }
        let plan = sea_orm::Statement::from_sql_and_values(engine, format!("{explain}{sql}"), values);
        let rows = txn.query_all_raw(plan).await.unwrap();
        let column = if engine == sea_orm::DbBackend::Sqlite { "detail" } else { "QUERY PLAN" };
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
        let plan = plan.join("\n");
        for index in ["event_customer", "event_party", "event_link"] {
            assert!(plan.contains(index), "{plan}");
        }
        let scans = plan.lines().filter(|line| {
            line.ends_with("SCAN e") || line.ends_with("SCAN l") || line.contains("Seq Scan")
        });
        assert_eq!(scans.count(), 0, "{plan}");
    }
}
