//! Letters that come back, on both engines.

use domain::contactability::{ContactChannel, Reason};
use domain::customer::{Address, ContactRole, Establishment, InvalidReason, PostalAddress};
use domain::id::CustomerId;

use super::*;
use crate::both_engines;
use crate::contactability::{self, Ask, Via};
use crate::customer;
use crate::page::PageRequest;
use crate::purpose;
use crate::testing::context;
use crate::timeline::{self, TimelineFilter};

/// Since when each address of a customer is known not to work, and why.
async fn known(db: &Db, customer: CustomerId) -> Vec<(String, Option<String>)> {
    let record = customer::get(db.read(), customer).await.unwrap();
    let of = |at: StoredAddress| (at.address.place.street, at.invalid_reason);
    record.addresses.into_iter().map(of).collect()
}

async fn by_post(db: &Db, customer: CustomerId) -> Reason {
    let purposes: Vec<_> =
        purpose::list(db.read()).await.unwrap().into_iter().map(|one| one.purpose).collect();
    let answers =
        contactability::of_customer(db, customer, &purposes, context().now).await.unwrap();
    let post = answers
        .iter()
        .find(|one| one.channel == ContactChannel::Post && one.purpose.code.as_str() == "offers");
    post.unwrap().answer.reason
}

both_engines! {
    async fn a_letter_that_came_back_is_remembered_until_the_place_changes(db: Db) {
        let context = context();
        let (id, party, _) =
            contactability::tests::customer(&db, &context, "firm", "professional_company").await;
        let at = customer::get(db.read(), id).await.unwrap().addresses[0].id;
        assert_eq!(by_post(&db, id).await, Reason::LegitimateInterest);
        for reason in [InvalidReason::Returned, InvalidReason::Other] {
            invalidate(&db, &context, at, reason, None).await.unwrap();
        }
        let shown = get(&db, at).await.unwrap();
        assert_eq!((shown.invalid_since, shown.invalid_reason.as_deref()), (Some(context.now), Some("returned")));
        assert_eq!(by_post(&db, id).await, Reason::ContactPointInvalid);
        let ask = Ask { party: Some(party), via: Via::Address(at), channel: ContactChannel::Post };
        let reminder = domain::purpose::Purpose::debt_reminder();
        let fingerprints = db.fingerprints().unwrap();
        let asks = [ask];
        let answers = contactability::of(db.read(), fingerprints, &asks, &reminder, context.now);
        assert_eq!(answers.await.unwrap()[0].reason, Reason::ContactPointInvalid);

        let returned = ("12 rue des Lilas".to_owned(), Some("returned".to_owned()));
        customer::update(&db, &context, id, 1, |file| file.name = "Firm".to_owned(), None).await.unwrap();
        assert_eq!(known(&db, id).await, std::slice::from_ref(&returned));
        let role = |file: &mut domain::customer::CustomerFile| {
            file.addresses[0].role = ContactRole::Main;
        };
        customer::update(&db, &context, id, 2, role, None).await.unwrap();
        assert_eq!(known(&db, id).await, [returned], "the place is the same");
        let moved = |file: &mut domain::customer::CustomerFile| {
            file.addresses[0].place.street = "3 quai du Port".to_owned();
        };
        customer::update(&db, &context, id, 3, moved, None).await.unwrap();
        assert_eq!(known(&db, id).await, [("3 quai du Port".to_owned(), None)]);
        assert_eq!(by_post(&db, id).await, Reason::LegitimateInterest);
    }

    async fn a_place_does_not_work_under_any_of_its_roles(db: Db) {
        let context = context();
        let (id, _, _) =
            contactability::tests::customer(&db, &context, "firm", "professional_company").await;
        let twice = |file: &mut domain::customer::CustomerFile| {
            let same = file.addresses[0].clone();
            file.addresses.push(Address { role: ContactRole::Delivery, ..same });
        };
        customer::update(&db, &context, id, 1, twice, None).await.unwrap();
        let at = customer::get(db.read(), id).await.unwrap().addresses[1].id;
        invalidate(&db, &context, at, InvalidReason::Returned, None).await.unwrap();
        assert!(known(&db, id).await.iter().all(|(_, reason)| reason.is_some()));
        assert_eq!(by_post(&db, id).await, Reason::ContactPointInvalid);
        validate(&db, &context, at, None).await.unwrap();
        assert!(known(&db, id).await.iter().all(|(_, reason)| reason.is_none()));
    }

    async fn an_address_of_an_establishment_works_again_when_a_person_says_so(db: Db) {
        let context = context();
        let (id, _, _) =
            contactability::tests::customer(&db, &context, "firm", "professional_company").await;
        let place = PostalAddress::new(&[], "1 rue Haute", "13002", "Marseille", "FR").unwrap();
        let new = Establishment {
            name: "Atelier".to_owned(),
            siret: None,
            language: None,
            addresses: vec![domain::customer::Address { role: ContactRole::Delivery, place }],
            contact_points: Vec::new(),
        };
        let workshop = crate::party::create_establishment(&db, &context, id, new, None).await.unwrap();
        let only = async || {
            let record = crate::party::establishment(&db, workshop).await.unwrap();
            record.addresses.into_iter().next().unwrap()
        };
        invalidate(&db, &context, only().await.id, InvalidReason::Left, None).await.unwrap();
        crate::party::update_establishment(&db, &context, workshop, 1, |one| {
            one.name = "Atelier du port".to_owned();
        }).await.unwrap();
        let at = only().await;
        assert_eq!(at.invalid_reason.as_deref(), Some("left"), "its name says nothing of its place");
        for _ in 0..2 {
            validate(&db, &context, at.id, None).await.unwrap();
        }
        assert_eq!(only().await.invalid_since, None);
        let kinds = [EventKind::AddressValidated, EventKind::AddressInvalidated];
        let told = TimelineFilter { kinds: kinds.to_vec(), ..TimelineFilter::default() };
        let told = timeline::of_customer(&db, id, &told, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(told.iter().map(|entry| entry.kind).collect::<Vec<_>>(), kinds);
        let nobody = validate(&db, &context, context.id(), None).await;
        assert!(matches!(nobody, Err(StoreError::NotFound { noun: "address" })));
    }
}
