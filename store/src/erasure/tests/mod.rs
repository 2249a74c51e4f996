//! Erasures on both engines: what goes, what stays, and what is refused.

mod left;

use domain::contactability::{ContactChannel, Reason};
use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, LegalClass,
    NewCustomer, PersonRole, PostalAddress,
};
use domain::id::{CustomerId, PurposeId};
use domain::language::Language;
use domain::merge::Choices;
use domain::money::Currency;
use domain::payment::Allocate;
use domain::purpose::Purpose;

use super::*;
use crate::allocation::fixture::{day, invoice, paid, payment, posted};
use crate::both_engines;
use crate::contactability::tests::customer;
use crate::contactability::{self, Ask, Via};
use crate::customer::{self as customers, CustomerRecord};
use crate::entity::suppression;
use crate::merge::{self, Merge};
use crate::page::PageRequest;
use crate::party::create_person;
use crate::party::tests::{company, zoe};
use crate::testing::context;
use crate::{contact_point, preference, purpose, timeline};

fn mailbox(address: &str) -> ContactPoint {
    ContactPoint { role: ContactRole::Main, value: ContactValue::Email(address.parse().unwrap()) }
}

/// A firm in Quimper with a mailbox and its number of the state.
async fn made(db: &Db, name: &str, address: &str) -> CustomerRecord {
    let place = PostalAddress::new(&[], "3 rue des Tanneurs", "29000", "Quimper", "FR").unwrap();
    let file = CustomerFile {
        legal_class: LegalClass::ProfessionalCompany,
        language: Some(Language::Fr),
        contact_points: vec![mailbox(address)],
        addresses: vec![Address { role: ContactRole::Billing, place }],
        identifiers: vec![Identifier::Siren("423529940".parse().unwrap())],
        ..CustomerFile::named(name, Currency::EUR)
    };
    let new = NewCustomer { reference: None, file };
    let id = customers::create(db, &context(), new, None).await.unwrap();
    record(db, id).await
}

/// A customer as it stands, deleted or not.
async fn record(db: &Db, id: CustomerId) -> CustomerRecord {
    customers::find(db.read(), &[id]).await.unwrap().remove(0)
}

/// An invoice of a day that was paid on it.
async fn bought(db: &Db, of: CustomerId, number: &str, on: &str) {
    let bill = posted(db, invoice(of, number, on, &[(on, 500)])).await;
    let lines = vec![(bill.due_lines[0], 500)];
    paid(db, payment(of, on, 500, Allocate::Exactly(lines))).await;
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> Refusal {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn newsletter(db: &Db) -> Purpose {
    purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap().purpose
}

both_engines! {
    async fn a_person_who_was_erased_is_known_when_the_address_comes_again(db: Db) {
        let context = context();
        let firm = company(&db, "Menuiserie Arnaud").await;
        let new = zoe(&[PersonRole::Buyer], "zoe@client.example");
        let person = create_person(&db, &context, firm, new, None).await.unwrap();
        assert!(matches!(erase(&db, &context, person, 7, None).await, Err(StoreError::Stale)));
        assert_eq!(erase(&db, &context, person, 1, None).await.unwrap(), person);
        let kept = get(&db, person).await.unwrap();
        let expected = (person, context.now, Kept::Nothing, None);
        assert_eq!((kept.party, kept.erased_at, kept.kept, kept.until), expected);
        assert!(crate::party::person(&db, person).await.is_err());
        assert_eq!(customers::get(db.read(), firm).await.unwrap().points.len(), 1, "the firm stays");
        let erasures = timeline::TimelineFilter::of(EventKind::PartyErased);
        let told = timeline::of_customer(&db, firm, &erasures, PageRequest::first(9));
        assert_eq!(told.await.unwrap().items[0].party.as_ref().unwrap().1, MASK);
        assert_eq!(erase(&db, &context, person, 1, None).await.unwrap(), person, "once is enough");

        let (_, party, point) = customer(&db, &context, "zoe", "professional_company").await;
        let ask = Ask { party: Some(party), via: Via::Point(point), channel: ContactChannel::Email };
        let marks = db.fingerprints().unwrap();
        for (purpose, reason) in [
            (newsletter(&db).await, Reason::Suppressed),
            (Purpose::debt_reminder(), Reason::NotMarketing),
        ] {
            let answers = contactability::of(db.read(), marks, &[ask], &purpose, context.now).await;
            assert_eq!(answers.unwrap()[0].reason, reason);
        }
    }

    async fn accounting_keeps_the_name_the_address_and_the_number_for_ten_years(db: Db) {
        for (number, on, kept, until) in [
            ("F1", "2015-03-01", Kept::Nothing, None),
            ("F2", "2016-03-01", Kept::Accounting, Some(day("2026-12-31"))),
        ] {
            let before = made(&db, "Hebrard SARL", &format!("{number}@hebrard.example")).await;
            bought(&db, before.id, number, on).await;
            erase(&db, &context(), before.party, before.version, None).await.unwrap();
            let erasure = get(&db, before.party).await.unwrap();
            assert_eq!((erasure.kept, erasure.until), (kept, until));
            let after = record(&db, before.id).await;
            assert!(after.deleted_at.is_some() && after.points.is_empty());
            assert_eq!((after.file.language, &after.reference), (None, &before.reference));
            let left = (after.file.addresses.len(), after.file.identifiers.len());
            match kept {
                Kept::Accounting => assert_eq!((after.file.name.as_str(), left), ("Hebrard SARL", (1, 1))),
                Kept::Nothing => assert_eq!((after.file.name.as_str(), left), (MASK, (0, 0))),
            }
            assert!(customers::get(db.read(), before.id).await.is_err());
            let back = customers::restore(&db, &context(), before.id, None).await;
            assert_eq!(refused(back).code, "customer_erased");
        }
    }

    async fn what_accounting_needs_no_longer_goes_the_next_time(db: Db) {
        let before = made(&db, "Hebrard SARL", "anne@hebrard.example").await;
        bought(&db, before.id, "F1", "2016-03-01").await;
        let first = context();
        erase(&db, &first, before.party, before.version, None).await.unwrap();
        let later = Context { now: first.now + chrono::TimeDelta::days(60), ..first.clone() };
        erase(&db, &later, before.party, 9, None).await.unwrap();
        let erasure = get(&db, before.party).await.unwrap();
        assert_eq!((erasure.erased_at, erasure.kept, erasure.until), (first.now, Kept::Nothing, None));
        assert_eq!(record(&db, before.id).await.file.name, MASK);
    }

    async fn whoever_owes_was_merged_or_is_not_there_is_not_erased(db: Db) {
        let one = made(&db, "Hebrard SARL", "anne@hebrard.example").await;
        let two = made(&db, "Hebrard", "paul@hebrard.example").await;
        posted(&db, invoice(one.id, "F1", "2026-01-05", &[("2027-02-05", 500)])).await;
        let owes = refused(erase(&db, &context(), one.party, one.version, None).await);
        let told = vec![("count", "1".to_owned()), ("number", "F1".to_owned())];
        assert_eq!((owes.code, owes.params), ("customer_owes", told));
        assert_eq!(record(&db, one.id).await.file.name, "Hebrard SARL");
        let asked = Merge { survivor: one.id, expected: None, other: two.id, choices: Choices::default() };
        merge::merge(&db, &context(), &asked, None).await.unwrap();
        let merged = erase(&db, &context(), two.party, two.version, None).await;
        assert_eq!(refused(merged).code, "erasure_merged");
        let nobody = erase(&db, &context(), context().id(), 1, None).await;
        assert!(matches!(nobody, Err(StoreError::NotFound { noun: "party" })));
    }

    async fn a_mailbox_that_somebody_else_reads_stays_theirs(db: Db) {
        let one = made(&db, "Hebrard SARL", "shared@hebrard.example").await;
        let two = made(&db, "Hebrard", "shared@hebrard.example").await;
        erase(&db, &context(), one.party, one.version, None).await.unwrap();
        let after = record(&db, two.id).await;
        assert_eq!(after.points, two.points);
        assert_eq!(suppression::Entity::find().count(db.read()).await.unwrap(), 0);
        // Nobody reads there any more once the other is erased as well.
        erase(&db, &context(), two.party, two.version, None).await.unwrap();
        let gone = contact_point::get(&db, two.points[0].id).await;
        assert!(matches!(gone, Err(StoreError::NotFound { .. })));
        assert_eq!(suppression::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn the_link_of_a_message_ends_well_after_an_erasure(db: Db) {
        let before = made(&db, "Hebrard SARL", "anne@hebrard.example").await;
        let (context, point) = (context(), before.points[0].id);
        erase(&db, &context, before.party, before.version, None).await.unwrap();
        let id: PurposeId = newsletter(&db).await.id;
        for _ in 0..2 {
            preference::unsubscribe(&db, &context, point, id).await.unwrap();
        }
        let page = preference::get(db.read(), db.fingerprints().unwrap(), before.party, point, context.now).await;
        assert!(matches!(page, Err(StoreError::NotFound { .. })));
        let back = contact_point::validate(&db, &context, point, None).await;
        assert!(matches!(back, Err(StoreError::NotFound { .. })));
    }
}
