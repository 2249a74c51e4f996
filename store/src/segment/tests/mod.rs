//! Segments on both engines: each condition finds whom it should, and nobody else.

mod conditions;
mod own;
mod saved;

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, LegalClass, NewCustomer,
    PostalAddress,
};
use domain::id::CustomerId;
use domain::invoice::InvoiceDraft;
use domain::language::Language;
use domain::money::Currency;
use domain::payment::Allocate;
use domain::segment::{OwnFields, Tree};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::part::Part;
use crate::allocation::fixture::{draft, invoice, paid, payment, posted};
use crate::db::{Db, Engine};
use crate::entity::customer;
use crate::testing::{context, context_at};

fn tree(json: &Value) -> Tree {
    Tree::read(json, &OwnFields::default()).unwrap()
}

fn is(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

fn empty(field: &str) -> Value {
    json!({ "field": field, "operator": "is_empty" })
}

fn eur(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

/// The references of those in a segment, by the sample, once the count and the pages agree.
async fn found(db: &Db, json: &Value) -> String {
    let own = super::own_fields(db.read()).await.unwrap();
    let (tree, now) = (Tree::read(json, &own).unwrap(), context());
    let sample = super::sample(db.read(), &now, &tree).await.unwrap();
    let count = super::count(db, &now, &tree).await.unwrap();
    assert_eq!(count, u64::try_from(sample.len()).unwrap(), "{json}");
    if db.engine() == Engine::Postgres {
        let ids: Vec<_> = customer::Entity::find()
            .order_by_asc(customer::Column::Id)
            .all(db.read())
            .await
            .unwrap();
        let cuts: Vec<_> = ids.into_iter().skip(1).step_by(2).map(|row| row.id).collect();
        let parts = Part::between(&cuts);
        assert_eq!(
            super::ask::count_parts(db, &now, &tree, &parts).await.unwrap(),
            count,
            "{json}"
        );
    }
    let mut pages = Vec::new();
    let mut page = crate::PageRequest::first(2);
    loop {
        let found = super::members(db.read(), &now, &tree, page).await.unwrap();
        pages.extend(found.items);
        match found.next {
            Some(after) => page.after = Some(after),
            None => break,
        }
    }
    let names = |members: &[super::Member]| {
        let mut names: Vec<_> = members.iter().map(|member| member.reference.clone()).collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(names(&pages), names(&sample), "{json}");
    names(&sample)
}

async fn customer(db: &Db, reference: &str, at: &str, file: CustomerFile) -> CustomerId {
    let context = context_at(at.parse().unwrap());
    let new = NewCustomer { reference: Some(reference.parse().unwrap()), file };
    crate::customer::create(db, &context, new, None).await.unwrap()
}

fn file(name: &str, class: LegalClass, language: Option<Language>) -> CustomerFile {
    CustomerFile { legal_class: class, language, ..CustomerFile::named(name, Currency::EUR) }
}

fn place(code: &str, city: &str, country: &str) -> Vec<Address> {
    let place = PostalAddress::new(&[], "1 rue X", code, city, country).unwrap();
    vec![Address { role: ContactRole::Main, place }]
}

fn mailbox(address: &str) -> ContactPoint {
    let value = ContactValue::Email(address.parse().unwrap());
    ContactPoint { role: ContactRole::Main, value }
}

/// Five customers. `A` owes and pays, `B` owes in two currencies, `C` is a person with nothing, `D` is
/// in Corsica and restricted, `E` is deleted.
async fn world(db: &Db) {
    let a = CustomerFile {
        addresses: place("69003", "LYON", "FR"),
        contact_points: vec![mailbox("a@client.example")],
        payment_terms: Some("45 jours fin de mois".to_owned()),
        credit_limit: Some(500_000),
        ..file("Société Cœur", LegalClass::ProfessionalCompany, Some(Language::Fr))
    };
    let a = customer(db, "A-1", "2026-11-23T07:00:00Z", a).await;
    let b = CustomerFile {
        addresses: place("1000", "Bruxelles", "BE"),
        contact_points: vec![mailbox("b@client.example")],
        ..file("Ets 100%_\\", LegalClass::Foreign, Some(Language::En))
    };
    // 00:30 on the 2nd in Paris.
    let b = customer(db, "B-1", "2026-03-01T23:30:00Z", b).await;
    customer(db, "C-1", "2026-01-10T12:00:00Z", file("Zoé", LegalClass::Consumer, None)).await;
    let d = CustomerFile {
        addresses: place("20200", "Bastia", "FR"),
        ..file("Bastia Marée", LegalClass::ProfessionalCompany, None)
    };
    customer(db, "D-1", "2026-01-10T12:00:00Z", d).await;
    customer(db, "E-1", "2026-01-10T12:00:00Z", file("Gone", LegalClass::Consumer, None)).await;

    // 300.00 due and paid by 100.00, 200.00 not yet due; one of 50.00 long paid.
    let lines = [("2026-10-31", 30_000), ("2026-12-31", 20_000)];
    posted(db, invoice(a, "F-1", "2026-10-01", &lines)).await;
    posted(db, invoice(a, "F-2", "2025-10-01", &[("2025-11-01", 5_000)])).await;
    paid(db, payment(a, "2025-12-01", 5_000, Allocate::Default)).await;
    paid(db, payment(a, "2026-11-10", 10_000, Allocate::Default)).await;
    let bounced = paid(db, payment(a, "2026-11-20", 20_000, Allocate::Default)).await;
    let day = "2026-11-21".parse().unwrap();
    crate::payment::bounce(db, &context(), bounced, day, None).await.unwrap();

    posted(db, invoice(b, "F-3", "2026-11-20", &[("2026-11-22", 10_000)])).await;
    let dollars = InvoiceDraft {
        currency: "USD".parse().unwrap(),
        ..(*invoice(b, "F-4", "2026-11-23", &[("2026-11-23", 90_000)])).clone()
    };
    posted(db, dollars.checked().unwrap()).await;
    // Counts from tomorrow on: it is still owed today.
    paid(db, draft(b, "2026-11-24", 10_000, Allocate::Default).checked().unwrap()).await;

    for sql in [
        "update party set restricted_at = created_at where name = 'Bastia Marée'",
        "update customer set deleted_at = created_at where reference = 'E-1'",
        "update customer set dunning_active = false where reference = 'C-1'",
        "update contact_point set invalid_since = created_at where value = 'b@client.example'",
    ] {
        db.read().execute_unprepared(sql).await.unwrap();
    }
    if db.engine() == crate::db::Engine::Sqlite {
        // In another part of the file than the others, as counts are cut.
        let beyond = "update customer set rowid = rowid + 64 where reference = 'D-1'";
        db.read().execute_unprepared(beyond).await.unwrap();
    }
}
