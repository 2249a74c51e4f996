//! Merges and their undoing on both engines: every table is compared row for row.

use std::collections::{BTreeMap, BTreeSet};

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, LegalClass,
    NewCustomer, PostalAddress,
};
use domain::id::CustomerId;
use domain::merge::{Choice, Choices, MergeField, MergeState};
use domain::money::Currency;
use domain::payment::Allocate;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};

use super::links::{LEFT, LINKS};
use super::*;
use crate::allocation::fixture::{context, day, invoice, paid, payment, posted, sound};
use crate::both_engines;
use crate::customer::{self, CustomerRecord};
use crate::db::{Db, Engine};
use crate::dunning;
use crate::entity::{event, merged_customer};
use crate::page::PageRequest;

fn place(role: ContactRole, city: &str) -> Address {
    let place = PostalAddress::new(&["BAT 2"], "1 RUE X", "13100", city, "FR").unwrap();
    Address { role, place }
}

fn mailbox(address: &str) -> ContactPoint {
    ContactPoint { role: ContactRole::Main, value: ContactValue::Email(address.parse().unwrap()) }
}

/// A customer with a mailbox of its own and one that all share.
pub(super) async fn made(db: &Db, reference: &str) -> CustomerRecord {
    let file = CustomerFile {
        legal_class: LegalClass::ProfessionalCompany,
        contact_points: vec![
            mailbox(&format!("{reference}@one.example")),
            mailbox("shared@one.example"),
        ],
        addresses: vec![
            place(ContactRole::Main, "AIX"),
            place(ContactRole::Billing, &format!("CITY {reference}")),
        ],
        identifiers: vec![Identifier::Siren("423529940".parse().unwrap())],
        ..CustomerFile::named(format!("Name {reference}"), Currency::EUR)
    };
    let new = NewCustomer { reference: Some(reference.parse().unwrap()), file };
    let id = customer::create(db, &context(), new, None).await.unwrap();
    customer::get(db.read(), id).await.unwrap()
}

pub(super) async fn record(db: &Db, id: CustomerId) -> CustomerRecord {
    customer::find(db.read(), &[id]).await.unwrap().remove(0)
}

pub(super) fn asked(survivor: CustomerId, other: CustomerId) -> Merge {
    Merge { survivor, expected: None, other, choices: Choices::default() }
}

pub(super) fn code<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> (&'static str, String) {
    match outcome {
        Err(StoreError::Refused(refusal)) => (
            refusal.code,
            refusal.params.first().map(|(_, value)| value.clone()).unwrap_or_default(),
        ),
        other => panic!("{other:?}"),
    }
}

/// Two customers with everything that a customer can have: invoices, payments, a credit left over, a
/// reminder of each in one run, holds, a child each.
async fn busy(db: &Db) -> (CustomerRecord, CustomerRecord) {
    let (one, two) = (made(db, "A1").await, made(db, "B2").await);
    for (nth, who) in [(1, &one), (2, &two)] {
        let number = |kind: &str| format!("{kind}{nth}");
        let late =
            posted(db, invoice(who.id, &number("L"), "2026-01-01", &[("2026-02-01", 900)])).await;
        let open = invoice(
            who.id,
            &number("O"),
            "2026-01-02",
            &[("2026-02-02", 500), ("2027-02-02", 500)],
        );
        let open = posted(db, open).await;
        let lines = vec![(late.due_lines[0], 100)];
        paid(db, payment(who.id, "2026-02-05", 150, Allocate::Exactly(lines))).await;
        let hold = domain::dunning::NewHold {
            customer: who.id,
            due_line: Some(open.due_lines[0]),
            amount: Some(40),
            reason: "price".to_owned(),
            from_on: day("2026-02-03"),
            until_on: day("2026-12-31"),
        };
        dunning::place(db, &context(), hold, None).await.unwrap();
    }
    dunning::confirm_day(db, &context(), day("2026-06-01")).await.unwrap();
    let child = made(db, "C3").await;
    let parent = format!(
        "update party set parent_id = {} where id = {}",
        literal(db, two.party.0),
        literal(db, child.party.0)
    );
    db.read().execute_unprepared(&parent).await.unwrap();
    (record(db, one.id).await, record(db, two.id).await)
}

fn literal(db: &Db, id: uuid::Uuid) -> String {
    match db.engine() {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}

async fn names(db: &Db, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let rows = db.read().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "name").unwrap()).collect()
}

async fn tables(db: &Db) -> Vec<String> {
    names(db, match db.engine() {
        Engine::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1",
        Engine::Postgres => "select cast(table_name as text) as name from information_schema.tables where table_schema = 'public' order by 1",
    }).await
}

async fn columns(db: &Db, table: &str) -> Vec<String> {
    names(db, &match db.engine() {
        Engine::Sqlite => format!("select name from pragma_table_info('{table}')"),
        Engine::Postgres => format!("select cast(column_name as text) as name from information_schema.columns where table_schema = 'public' and table_name = '{table}'"),
    }).await
}

/// Every row of every table that an undoing gives back, as text: without events, counters, what moves with
/// every act, and the journal itself.
pub(super) async fn whole(db: &Db) -> BTreeMap<String, BTreeSet<String>> {
    const APART: &[&str] = &[
        "event",
        "event_link",
        "event_value",
        "search_document",
        "search_pending",
        "search_piece",
        "search_posting",
        "search_term",
        "counter",
        "message_counter",
        "outbox",
        "merge",
        "merge_row",
        "idempotency",
        "seaql_migrations",
    ];
    let mut all = BTreeMap::new();
    for table in tables(db).await {
        if APART.contains(&table.as_str()) {
            continue;
        }
        let columns = columns(db, &table).await;
        let columns: Vec<_> =
            columns.iter().filter(|name| *name != "version" && *name != "updated_at").collect();
        let shown = |name: &&&String| match db.engine() {
            Engine::Sqlite => format!("quote({name})"),
            Engine::Postgres => format!("coalesce(quote_literal({name}), 'NULL')"),
        };
        let row: Vec<String> =
            columns.iter().map(|name| format!("'{name}=' || {}", shown(&name))).collect();
        let sql = format!("select {} as name from {table}", row.join(" || ' ' || "));
        all.insert(table, names(db, &sql).await.into_iter().collect());
    }
    all
}

#[track_caller]
pub(super) fn same(
    before: &BTreeMap<String, BTreeSet<String>>,
    after: &BTreeMap<String, BTreeSet<String>>,
) {
    for (table, rows) in before {
        let now = &after[table];
        let gone: Vec<_> = rows.difference(now).collect();
        let new: Vec<_> = now.difference(rows).collect();
        assert!(gone.is_empty() && new.is_empty(), "{table}: {gone:#?} became {new:#?}");
    }
}

both_engines! {
    async fn every_column_that_leads_to_a_party_or_a_customer_moves_or_says_why_not(db: Db) {
        let mut known: BTreeSet<(String, String)> = LEFT.iter().map(|(table, column, _)| (table.to_string(), column.to_string())).collect();
        known.extend(LINKS.iter().map(|link| (link.table.to_owned(), link.column.to_owned())));
        let mut found = BTreeSet::new();
        for table in tables(&db).await {
            for column in columns(&db, &table).await {
                let is_one = ["party_id", "customer_id", "merged_into", "parent_id", "subject_id", "object_id"].contains(&column.as_str())
                    || column.ends_with("_party_id") || column.ends_with("_customer_id");
                if is_one {
                    found.insert((table.clone(), column));
                }
            }
            let keys = match db.engine() {
                Engine::Sqlite => format!("select \"from\" as name from pragma_foreign_key_list('{table}') where \"table\" in ('party', 'customer')"),
                Engine::Postgres => format!(
                    "select cast(a.attname as text) as name from pg_constraint c
                     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
                     where c.contype = 'f' and c.conrelid = 'public.{table}'::regclass
                       and c.confrelid in ('party'::regclass, 'customer'::regclass)"
                ),
            };
            found.extend(names(&db, &keys).await.into_iter().map(|column| (table.clone(), column)));
        }
        let unknown: Vec<_> = found.difference(&known).collect();
        assert!(unknown.is_empty(), "say in store/src/merge/links.rs what a merge does with {unknown:?}");
        let gone: Vec<_> = known.difference(&found).collect();
        assert!(gone.is_empty(), "no such columns: {gone:?}");
    }

    async fn a_merge_moves_all_that_the_other_has_and_its_undoing_gives_all_back(db: Db) {
        let (one, two) = busy(&db).await;
        let before = whole(&db).await;
        let id = merge(&db, &context(), &Merge { expected: Some(one.version), ..asked(one.id, two.id) }, None).await.unwrap();
        let merged = record(&db, one.id).await;
        assert_eq!(merged.version, one.version + 1);
        let boxes: Vec<_> = merged.file.contact_points.iter().map(|point| point.value.as_str().to_owned()).collect();
        assert_eq!(boxes, ["A1@one.example", "shared@one.example", "B2@one.example"]);
        let cities: Vec<_> = merged.file.addresses.iter().map(|at| at.place.city.as_str()).collect();
        assert_eq!(cities, ["AIX", "CITY A1", "CITY B2"], "the survivor's come first, what both have stands once");
        assert_eq!(merged.file.identifiers.len(), 1);
        assert!(record(&db, two.id).await.deleted_at.is_some());
        for (table, column) in [("invoice", "customer_id"), ("payment", "customer_id"), ("allocation", "customer_id"), ("due_line", "customer_id"), ("dunning_claim", "customer_id"), ("dunning_hold", "customer_id")] {
            let left = names(&db, &format!("select 'x' as name from {table} where {column} = {}", literal(&db, two.id.0))).await;
            assert!(left.is_empty(), "{table}");
        }
        let notices = names(&db, &format!("select 'x' as name from dunning_notice where customer_id = {}", literal(&db, two.id.0))).await;
        assert_eq!(notices.len(), 1, "each had its message in the run: the second one stays where it is");
        let messages = names(&db, &format!("select 'x' as name from message where party_id = {}", literal(&db, one.party.0))).await;
        assert_eq!(messages.len(), 2);
        sound(&db).await;
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
        assert_eq!(record(&db, one.id).await.file, one.file);
        assert_eq!(record(&db, two.id).await.file, two.file);
        sound(&db).await;
        let told = event::Entity::find().all(db.read()).await.unwrap();
        let told = |kind: &str| told.iter().filter(|event| event.kind == kind).count();
        assert_eq!((told("customers_merged"), told("merge_undone")), (1, 1));
        assert_eq!(code(undo(&db, &context(), id, None).await).0, "merge_undone");
        let again = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        undo(&db, &context(), again, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn what_is_chosen_is_kept_and_the_rest_comes_back_by_the_undoing(db: Db) {
        let (one, two) = busy(&db).await;
        let before = whole(&db).await;
        let choices = MergeField::ALL.iter().map(|field| (*field, Choice::Other));
        let wanted = Merge { choices: Choices::new(choices).unwrap(), ..asked(one.id, two.id) };
        let id = merge(&db, &context(), &wanted, None).await.unwrap();
        let merged = record(&db, one.id).await;
        assert_eq!(merged.file, two.file, "the survivor says what the other said");
        assert_eq!(merged.reference, one.reference);
        assert_eq!(get(db.read(), id).await.unwrap().choices.len(), MergeField::ALL.len());
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn the_old_reference_leads_to_the_survivor_over_several_merges(db: Db) {
        let (a, b, c) = (made(&db, "A").await, made(&db, "B").await, made(&db, "C").await);
        let first = merge(&db, &context(), &asked(b.id, a.id), None).await.unwrap();
        let second = merge(&db, &context(), &asked(c.id, b.id), None).await.unwrap();
        for reference in ["A", "b", "C"] {
            let found = customer::get_by_reference(db.read(), &reference.parse().unwrap()).await.unwrap();
            assert_eq!(found.id, c.id, "{reference}");
            let filter = customer::CustomerFilter { reference: Some(reference.parse().unwrap()), ..Default::default() };
            let listed = customer::list(db.read(), &filter, Default::default(), PageRequest::first(9)).await.unwrap();
            assert_eq!(listed.items.iter().map(|record| record.id).collect::<Vec<_>>(), [c.id]);
        }
        assert_eq!(resolve(db.read(), a.id).await.unwrap(), c.id);
        let whose: Vec<_> = identities(db.read(), c.id).await.unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(whose, [c.id, a.id, b.id]);
        let what = code(undo(&db, &context(), first, None).await);
        assert_eq!(what, ("merge_depended", "merge".to_owned()));
        undo(&db, &context(), second, None).await.unwrap();
        assert_eq!(resolve(db.read(), a.id).await.unwrap(), b.id);
        undo(&db, &context(), first, None).await.unwrap();
        assert_eq!(merged_customer::Entity::find().count(db.read()).await.unwrap(), 0);
        let found = customer::get_by_reference(db.read(), &"A".parse().unwrap()).await.unwrap();
        assert_eq!(found.id, a.id);
        let page = list(db.read(), Some(b.id), PageRequest::first(9)).await.unwrap();
        assert!(page.items.iter().all(|merge| merge.state == MergeState::Undone) && page.items.len() == 2);
    }

    async fn what_is_newer_and_depends_on_a_merge_forbids_its_undoing_and_is_named(db: Db) {
        let (one, two) = busy(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        let rename = |file: &mut CustomerFile| file.name = "Renamed".to_owned();
        let version = record(&db, one.id).await.version;
        customer::update(&db, &context(), one.id, version, rename, None).await.unwrap();
        assert_eq!(code(undo(&db, &context(), id, None).await), ("merge_depended", "party".to_owned()));
        let back = |file: &mut CustomerFile| file.name = one.file.name.clone();
        customer::update(&db, &context(), one.id, version + 1, back, None).await.unwrap();
        let lines = crate::allocation::residuals(db.read(), &[one.id], day("2026-11-01")).await.unwrap();
        let foreign = names(&db, &format!("select 'x' as name from due_line where customer_id = {}", literal(&db, one.id.0))).await;
        assert_eq!(foreign.len(), 6, "lines of both");
        let all: Vec<_> = lines.iter().map(|line| (line.id, 1)).collect();
        let sum = i64::try_from(all.len()).unwrap();
        paid(&db, payment(one.id, "2026-11-01", sum, Allocate::Exactly(all))).await;
        assert_eq!(code(undo(&db, &context(), id, None).await), ("merge_depended", "allocation".to_owned()));
        assert_eq!(get(db.read(), id).await.unwrap().state, MergeState::Done);
        sound(&db).await;
    }

    async fn what_is_new_and_of_the_survivor_alone_stays_with_it(db: Db) {
        let (one, two) = busy(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        posted(&db, invoice(one.id, "NEW", "2026-11-01", &[("2026-12-01", 70)])).await;
        undo(&db, &context(), id, None).await.unwrap();
        let of_one = names(&db, &format!("select number as name from invoice where customer_id = {} order by 1", literal(&db, one.id.0))).await;
        assert_eq!(of_one, ["L1", "NEW", "O1"]);
        sound(&db).await;
    }

    async fn a_merge_is_refused_with_itself_across_another_and_when_it_is_stale(db: Db) {
        let (a, b, c) = (made(&db, "A").await, made(&db, "B").await, made(&db, "C").await);
        assert_eq!(code(merge(&db, &context(), &asked(a.id, a.id), None).await).0, "merge_itself");
        let stale = Merge { expected: Some(7), ..asked(a.id, b.id) };
        assert!(matches!(merge(&db, &context(), &stale, None).await, Err(StoreError::Stale)));
        let before = whole(&db).await;
        merge(&db, &context(), &asked(a.id, b.id), None).await.unwrap();
        assert_eq!(code(merge(&db, &context(), &asked(a.id, b.id), None).await).0, "merge_merged");
        assert_eq!(code(merge(&db, &context(), &asked(b.id, c.id), None).await).0, "merge_merged");
        let posted = crate::invoice::post(&db, &context(), invoice(b.id, "X", "2026-01-01", &[("2026-02-01", 9)]), None).await;
        assert!(matches!(posted, Err(StoreError::NotFound { .. })), "nothing new is posted for the merged one");
        assert_ne!(before, whole(&db).await);
        let none = undo(&db, &context(), uuid::Uuid::nil().into(), None).await;
        assert!(matches!(none, Err(StoreError::NotFound { noun: "merge" })));
    }

    async fn a_restriction_is_kept_or_refused_and_a_child_that_survives_is_not_its_own_parent(db: Db) {
        let (one, two) = (made(&db, "A").await, made(&db, "B").await);
        for sql in [
            format!("update party set restricted_at = created_at where id = {}", literal(&db, two.party.0)),
        ] {
            db.read().execute_unprepared(&sql).await.unwrap();
        }
        assert_eq!(code(merge(&db, &context(), &asked(one.id, two.id), None).await).0, "merge_restricted");
        assert_eq!(code(merge(&db, &context(), &asked(two.id, one.id), None).await).0, "merge_restricted");
        for sql in [
            format!("update party set restricted_at = updated_at where id = {}", literal(&db, one.party.0)),
            format!("update party set parent_id = {} where id = {}", literal(&db, two.party.0), literal(&db, one.party.0)),
        ] {
            db.read().execute_unprepared(&sql).await.unwrap();
        }
        let before = whole(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        let party = crate::entity::party::Entity::find_by_id(one.party.0).one(db.read()).await.unwrap().unwrap();
        assert!(party.restricted_at.is_some());
        assert_eq!(party.parent_id, None);
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }
}
