//! Customers on both engines: made, found, changed.

mod desk;
mod social;

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, LegalClass,
    NewCustomer, PostalAddress,
};
use domain::language::Language;
use domain::money::Currency;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::db::Db;
use crate::entity::{address, contact_point, event, identifier, party};
use crate::error::StoreError;
use crate::page::PageRequest;
use crate::testing::context;

fn place(role: ContactRole, city: &str) -> Address {
    let place = PostalAddress::new(&["BAT 2"], "1 RUE X", "13100", city, "FR").unwrap();
    Address { role, place }
}

fn mailbox(role: ContactRole, address: &str) -> ContactPoint {
    ContactPoint { role, value: ContactValue::Email(address.parse().unwrap()) }
}

fn new(reference: Option<&str>, name: &str) -> NewCustomer {
    let file = CustomerFile {
        legal_class: LegalClass::ProfessionalCompany,
        language: Some(Language::Fr),
        credit_limit: Some(1_000),
        contact_points: vec![
            mailbox(ContactRole::Main, "Compta@one.example"),
            mailbox(ContactRole::Billing, "factures@one.example"),
        ],
        addresses: vec![place(ContactRole::Main, "AIX"), place(ContactRole::Delivery, "ARLES")],
        identifiers: vec![Identifier::Siren("423529940".parse().unwrap())],
        ..CustomerFile::named(name, Currency::EUR)
    };
    NewCustomer { reference: reference.map(|text| text.parse().unwrap()), file }
}

async fn made(db: &Db, reference: &str) -> CustomerRecord {
    let id = create(db, &context(), new(Some(reference), "Société Cœur"), None).await.unwrap();
    get(db.read(), id).await.unwrap()
}

both_engines! {
    async fn a_customer_is_read_back_as_it_was_made(db: Db) {
        let record = made(&db, "Été-1").await;
        assert_eq!(record.file, new(None, "Société Cœur").file);
        assert_eq!((record.version, record.reference.as_str()), (1, "Été-1"));
        let same = get_by_reference(db.read(), &" éTÉ-1 ".parse().unwrap()).await.unwrap();
        assert_eq!(same, record);
        let party = party::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!((party.kind.as_str(), party.name_folded.as_str()), ("organisation", "societe coeur"));
        assert_eq!(event::Entity::find().count(db.read()).await.unwrap(), 1);
        let none = get_by_reference(db.read(), &"ete-1".parse().unwrap()).await;
        assert!(matches!(none, Err(StoreError::NotFound { noun: "customer" })));
    }

    async fn a_reference_is_taken_whatever_its_case_and_a_missing_one_is_counted(db: Db) {
        made(&db, "c000001").await;
        let again = create(&db, &context(), new(Some("C000001 "), "x"), None).await;
        assert!(matches!(again, Err(StoreError::Conflict { code: "reference_taken" })));
        let two = [new(None, "x"), new(Some("own"), "y"), new(None, "z")];
        let txn = db.begin().await.unwrap();
        let ids = create_many(&*txn, &context(), &two, None).await.unwrap();
        txn.commit().await.unwrap();
        let records = find(db.read(), &ids).await.unwrap();
        let references: Vec<_> = records.iter().map(|record| record.reference.as_str()).collect();
        assert_eq!(references, ["C000002", "own", "C000003"]);
        assert_eq!(contact_point::Entity::find().count(db.read()).await.unwrap(), 2, "mailboxes are shared");
    }

    async fn a_file_that_breaks_a_rule_is_refused_with_its_code(db: Db) {
        let refused = create(&db, &context(), new(None, " "), None).await;
        let Err(StoreError::Refused(refusal)) = refused else { panic!() };
        assert_eq!(refusal.code, "customer_name_missing");
        assert_eq!(party::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn a_change_writes_what_differs_and_tells_which_fields(db: Db) {
        let before = made(&db, "1").await;
        let other = made(&db, "2").await;
        let version = update(&db, &context(), before.id, 1, |file| {
            file.name = "Autre".to_owned();
            file.language = None;
            file.credit_limit = None;
            file.legal_class = LegalClass::Consumer;
            file.contact_points = vec![
                mailbox(ContactRole::Main, "new@one.example"),
                mailbox(ContactRole::Main, "Compta@one.example"),
            ];
            file.addresses[0] = place(ContactRole::Main, "NICE");
            file.identifiers.clear();
        }, None).await.unwrap();
        let after = get(db.read(), before.id).await.unwrap();
        assert_eq!((version, after.version), (2, 2));
        assert_eq!(after.file.name, "Autre");
        assert_eq!((after.file.language, after.file.credit_limit), (None, None));
        assert_eq!(after.file.contact_points[0], mailbox(ContactRole::Main, "new@one.example"));
        assert_eq!(after.points[1].id, before.points[0].id, "the same mailbox is the same row");
        let mut cities: Vec<_> = after.file.addresses.iter().map(|at| at.place.city.as_str()).collect();
        cities.sort_unstable();
        assert_eq!(cities, ["ARLES", "NICE"]);
        let moved = |record: &CustomerRecord| record.addresses.iter().find(|a| a.address.role == ContactRole::Main).unwrap().id;
        assert_eq!(moved(&after), moved(&before), "a changed address keeps its id");
        assert_eq!(get(db.read(), other.id).await.unwrap(), other, "another customer stays as it was");
        let told = event::Entity::find().all(db.read()).await.unwrap();
        let told = told.iter().find(|event| event.kind == "customer_changed").unwrap();
        assert_eq!(told.data["fields"], serde_json::json!([
            "name", "legal_class", "language", "credit_limit", "contact_points", "addresses", "identifiers"
        ]));
    }

    async fn lists_grow_and_shrink(db: Db) {
        let before = made(&db, "1").await;
        update(&db, &context(), before.id, 1, |file| {
            file.addresses.push(place(ContactRole::Billing, "NICE"));
            file.identifiers.push(Identifier::Vat("FR24423529940".parse().unwrap()));
        }, None).await.unwrap();
        let after = get(db.read(), before.id).await.unwrap();
        assert_eq!((after.addresses.len(), after.file.identifiers.len()), (3, 2));
        update(&db, &context(), before.id, 2, |file| {
            file.addresses.clear();
            file.identifiers.clear();
            file.contact_points.clear();
        }, None).await.unwrap();
        assert_eq!(address::Entity::find().count(db.read()).await.unwrap(), 0);
        assert_eq!(identifier::Entity::find().count(db.read()).await.unwrap(), 0);
        assert!(get(db.read(), before.id).await.unwrap().points.is_empty());
    }

    async fn a_stale_version_changes_nothing_and_the_same_file_makes_no_version(db: Db) {
        let record = made(&db, "1").await;
        assert_eq!(update(&db, &context(), record.id, 1, |_| {}, None).await.unwrap(), 1);
        let rename = |file: &mut CustomerFile| file.name = "x".to_owned();
        let stale = update(&db, &context(), record.id, 0, rename, None).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        assert_eq!(get(db.read(), record.id).await.unwrap(), record);
    }

    async fn lists_go_by_page_and_by_filter(db: Db) {
        let four = [("a", "Été"), ("b", "étéindre"), ("c", "Hiver"), ("d", "Eté fini")]
            .map(|(reference, name)| new(Some(reference), name));
        let txn = db.begin().await.unwrap();
        create_many(&*txn, &context(), &four, None).await.unwrap();
        txn.commit().await.unwrap();
        let page = async |filter: CustomerFilter, order: CustomerOrder, page: PageRequest| {
            let page = list(db.read(), &filter, order, page).await.unwrap();
            let references: Vec<_> =
                page.items.iter().map(|record| record.reference.as_str().to_owned()).collect();
            (references.concat(), page.next)
        };
        let all = CustomerFilter::default;
        for (order, first, second) in [
            (CustomerOrder::Made, "abc", "d"),
            (CustomerOrder::Name, "adb", "c"),
            (CustomerOrder::Reference, "abc", "d"),
        ] {
            let (references, next) = page(all(), order, PageRequest::first(3)).await;
            assert_eq!(references, first, "{order:?}");
            let rest = PageRequest { limit: 3, after: next };
            assert_eq!(page(all(), order, rest).await, (second.to_owned(), None), "{order:?}");
            let nowhere = PageRequest { limit: 3, after: Some(uuid::Uuid::max()) };
            assert_eq!(page(all(), order, nowhere).await, (String::new(), None));
        }
        let of = async |filter| page(filter, CustomerOrder::Made, PageRequest::first(9)).await.0;
        assert_eq!(of(CustomerFilter { name: Some("ETE".to_owned()), ..all() }).await, "abd");
        assert_eq!(of(CustomerFilter { reference: Some("C".parse().unwrap()), ..all() }).await, "c");
        assert_eq!(of(CustomerFilter { legal_class: Some(LegalClass::Consumer), ..all() }).await, "");
        assert_eq!(of(CustomerFilter { language: Some(Language::Fr), ..all() }).await, "abcd");
        assert_eq!(of(CustomerFilter { language: Some(Language::En), ..all() }).await, "");
        assert_eq!(of(CustomerFilter { dunning_active: Some(false), ..all() }).await, "");
    }
}
