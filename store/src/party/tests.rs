//! People and establishments on both engines.

use chrono::TimeDelta;
use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Establishment, Identifier,
    NewCustomer, Person, PersonRole, PostalAddress,
};
use domain::event::EventKind;
use domain::id::CustomerId;
use domain::language::Language;
use domain::money::Currency;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::db::Db;
use crate::entity::contact_point;
use crate::testing::{context, context_at};
use crate::timeline::{self, TimelineFilter};

pub(crate) async fn company(db: &Db, name: &str) -> CustomerId {
    let file = CustomerFile {
        contact_points: vec![mailbox("compta@arnaud.example")],
        identifiers: vec![Identifier::Siren("423529940".parse().unwrap())],
        ..CustomerFile::named(name, Currency::EUR)
    };
    // An hour before the test's own acts, so that its events come first.
    let context = context_at(context().now - TimeDelta::hours(1));
    let new = NewCustomer { reference: None, file };
    crate::customer::create(db, &context, new, None).await.unwrap()
}

pub(crate) fn mailbox(address: &str) -> ContactPoint {
    let value = ContactValue::Email(address.parse().unwrap());
    ContactPoint { role: ContactRole::Main, value }
}

pub(crate) fn zoe(roles: &[PersonRole], address: &str) -> Person {
    Person {
        name: "Zoé Durand".to_owned(),
        job_title: Some("Comptable".to_owned()),
        language: Some(Language::En),
        roles: roles.to_vec(),
        contact_points: vec![mailbox(address)],
    }
}

pub(crate) fn workshop(siret: &str) -> Establishment {
    let place = PostalAddress::new(&[], "1 rue Haute", "13002", "Marseille", "FR").unwrap();
    Establishment {
        name: "Atelier".to_owned(),
        siret: Some(siret.parse().unwrap()),
        language: None,
        addresses: vec![Address { role: ContactRole::Delivery, place }],
        contact_points: Vec::new(),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn a_person_is_added_changed_and_deleted(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let other = company(&db, "Bois Martin").await;
        let new = zoe(&[PersonRole::Reminders, PersonRole::Buyer], "compta@arnaud.example");
        let id = create_person(&db, &context, customer, new.clone(), None).await.unwrap();
        let read = person(&db, id).await.unwrap();
        assert_eq!((read.customer, read.version), (Some(customer), 1));
        assert_eq!(read.person.roles, [PersonRole::Buyer, PersonRole::Reminders]);
        assert_eq!(read.person.job_title, new.job_title);
        // The mailbox that two firms and a person share is one row.
        assert_eq!(contact_point::Entity::find().count(db.read()).await.unwrap(), 1);
        assert_eq!(people(&db, other, false, PageRequest::first(9)).await.unwrap().items, []);
        assert_eq!(people(&db, customer, false, PageRequest::first(9)).await.unwrap().items, [read]);

        let change = |person: &mut Person| {
            person.name = "Zoé Durand-Petit".to_owned();
            person.roles = vec![PersonRole::Delivery];
            person.contact_points = vec![mailbox("zoe@arnaud.example")];
        };
        assert_eq!(update_person(&db, &context, id, 1, change).await.unwrap(), 2);
        assert!(matches!(update_person(&db, &context, id, 1, change).await, Err(StoreError::Stale)));
        assert_eq!(update_person(&db, &context, id, 2, change).await.unwrap(), 2, "nothing changes");
        let read = person(&db, id).await.unwrap();
        assert_eq!((read.version, read.person.roles.as_slice()), (2, [PersonRole::Delivery].as_slice()));
        assert_eq!(read.points[0].point, mailbox("zoe@arnaud.example"));

        let history = timeline::history(&db, id.0, Some("name"), PageRequest::first(9)).await.unwrap();
        let [entry] = history.items.as_slice() else { panic!("{history:?}") };
        assert_eq!(entry.changes[0].before, Some("Zoé Durand".into()));
        assert_eq!(entry.changes[0].after, Some("Zoé Durand-Petit".into()));

        let stale = delete_person(&db, &context, id, 1).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        delete_person(&db, &context, id, 2).await.unwrap();
        assert!(matches!(person(&db, id).await, Err(StoreError::NotFound { noun: "person" })));
        assert_eq!(people(&db, customer, false, PageRequest::first(9)).await.unwrap().items, []);

        // What concerns the person shows at the company.
        let all = TimelineFilter::default();
        let page = timeline::of_customer(&db, customer, &all, PageRequest::first(9)).await.unwrap();
        let kinds: Vec<_> = page.items.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [
            EventKind::PersonDeleted, EventKind::PersonChanged, EventKind::PersonAdded,
            EventKind::CustomerCreated,
        ]);
        assert_eq!(page.items[0].party.as_ref().unwrap().1, "Zoé Durand-Petit");
    }

    async fn an_establishment_has_its_address_and_a_number_of_its_company(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let other = create_establishment(&db, &context, customer, workshop("73282932000074"), None);
        assert_eq!(refused(other.await), "siret_of_another");
        let new = workshop("42352994000011");
        let id = create_establishment(&db, &context, customer, new.clone(), None).await.unwrap();
        assert_eq!(establishment(&db, id).await.unwrap().establishment, new);
        let moved = |establishment: &mut Establishment| {
            establishment.siret = None;
            establishment.addresses[0].place.city = "Aubagne".to_owned();
        };
        update_establishment(&db, &context, id, 1, moved).await.unwrap();
        let read = establishment(&db, id).await.unwrap();
        assert_eq!(read.establishment.siret, None);
        assert_eq!(read.addresses[0].address.place.city, "Aubagne");
        assert!(matches!(person(&db, id).await, Err(StoreError::NotFound { .. })));
        assert_eq!(establishments(&db, customer, false, PageRequest::first(9)).await.unwrap().items, [read]);
        delete_establishment(&db, &context, id, 2).await.unwrap();
        assert!(establishment(&db, id).await.is_err());
    }

    async fn a_deleted_person_is_listed_and_taken_back_as_it_was(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let new = zoe(&[PersonRole::Buyer], "zoe@arnaud.example");
        let id = create_person(&db, &context, customer, new, None).await.unwrap();
        let before = person(&db, id).await.unwrap();
        assert_eq!(refused(restore_person(&db, &context, id, None).await), "person_not_deleted");
        delete_person(&db, &context, id, 1).await.unwrap();
        let gone = people(&db, customer, true, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(gone.iter().map(|person| person.id).collect::<Vec<_>>(), [id]);
        let other = restore_establishment(&db, &context, id, None).await;
        assert!(matches!(other, Err(StoreError::NotFound { noun: "establishment" })));

        restore_person(&db, &context, id, None).await.unwrap();
        let back = person(&db, id).await.unwrap();
        assert_eq!((&back.person, back.version), (&before.person, 3));
        assert_eq!(people(&db, customer, true, PageRequest::first(9)).await.unwrap().items, []);
        assert_eq!(people(&db, customer, false, PageRequest::first(9)).await.unwrap().items, [back]);
        let wanted = crate::search::Wanted::first(9);
        let found = crate::search::find(db.read(), "zoe@arnaud.example", &wanted).await.unwrap().items;
        assert!(found.iter().any(|found| found.party == id.0), "it is found again");
        let restored = TimelineFilter::of(EventKind::PersonRestored);
        let page = timeline::of_customer(&db, customer, &restored, PageRequest::first(9)).await.unwrap();
        assert_eq!(page.items.len(), 1);
        assert_eq!(page.items[0].party.as_ref().unwrap().0, id);
    }

    async fn what_stands_below_a_deleted_customer_is_taken_back_after_it(db: Db) {
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let new = workshop("42352994000011");
        let id = create_establishment(&db, &context, customer, new.clone(), None).await.unwrap();
        delete_establishment(&db, &context, id, 1).await.unwrap();
        let gone = establishments(&db, customer, true, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(gone.iter().map(|gone| gone.id).collect::<Vec<_>>(), [id]);
        crate::customer::delete(&db, &context, customer, 1).await.unwrap();
        let early = restore_establishment(&db, &context, id, None).await;
        assert_eq!(refused(early), "customer_deleted");
        crate::customer::restore(&db, &context, customer, None).await.unwrap();
        assert!(establishment(&db, id).await.is_err(), "the customer alone came back");
        restore_establishment(&db, &context, id, None).await.unwrap();
        let back = establishment(&db, id).await.unwrap();
        assert_eq!((back.establishment, back.version), (new, 3));
        let again = restore_establishment(&db, &context, id, None).await;
        assert_eq!(refused(again), "establishment_not_deleted");
    }

    async fn who_is_of_nobody_known_is_not_added(db: Db) {
        let nobody = CustomerId(uuid::Uuid::from_u128(1));
        let new = zoe(&[], "a@b.example");
        let added = create_person(&db, &context(), nobody, new, None).await;
        assert!(matches!(added, Err(StoreError::NotFound { noun: "customer" })));
    }

    async fn a_fact_about_a_party_of_two_customers_stands_on_both_timelines(db: Db) {
        use sea_orm::{ActiveValue::Set, IntoActiveModel};
        let context = context();
        let customer = company(&db, "Menuiserie Arnaud").await;
        let row = customer::Entity::find_by_id(customer.0).one(db.read()).await.unwrap().unwrap();
        let second: CustomerId = context.id();
        let mut row = row.into_active_model();
        row.id = Set(second.0);
        row.reference = Set("SECOND".to_owned());
        row.reference_key = Set("second".to_owned());
        customer::Entity::insert(row).exec_without_returning(db.read()).await.unwrap();
        let id = create_person(&db, &context, customer, zoe(&[], "a@b.example"), None).await.unwrap();
        update_person(&db, &context, id, 1, |person| person.job_title = None).await.unwrap();
        let of = async |id| {
            let changed = TimelineFilter::of(EventKind::PersonChanged);
            timeline::of_customer(&db, id, &changed, PageRequest::first(9)).await.unwrap().items.len()
        };
        assert_eq!((of(customer).await, of(second).await), (1, 1));
    }
}
