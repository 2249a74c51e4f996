use chrono::{Duration, TimeDelta};
use domain::consent::{CollectionMethod, REQUEST_LIFE};
use domain::contactability::{ContactChannel, Reason};
use domain::context::Context;
use domain::language::Language;
use domain::message::{MessageState, Purpose};
use domain::suppression::SuppressionReason;
use sea_orm::EntityTrait;

use super::*;
use crate::contactability::tests::customer;
use crate::contactability::{self, Ask, Via};
use crate::entity::{consent, contact_point};
use crate::message::{Claim, ClaimedPage, Scope, claim_page};
use crate::suppression::{NewSuppression, suppress};
use crate::testing::{context, context_at};
use crate::{Db, both_engines};

/// A request for the newsletter and the offers.
async fn request(db: &Db, party: PartyId, point: ContactPointId) -> NewConsentRequest {
    let mut asked = Vec::new();
    for code in ["newsletter", "offers"] {
        let purpose = purpose::by_code(db.read(), &code.parse().unwrap()).await.unwrap().purpose;
        let wording = purpose::wordings(db, purpose.id).await.unwrap().pop().unwrap();
        asked.push((purpose.id, wording.id));
    }
    NewConsentRequest {
        party,
        point,
        language: Language::Fr,
        method: CollectionMethod::FaceToFace,
        collected_by: Some("Salon de Lyon".to_owned()),
        asked,
    }
}

async fn claim(db: &Db, context: &Context) -> ClaimedPage {
    let (token, lease) = (context.id(), Duration::minutes(5));
    let claim = Claim { token, worker: "test", batch: None, scope: Scope::Mail, limit: 10, lease };
    claim_page(db, context, &claim).await.unwrap().unwrap()
}

async fn state(db: &Db, id: ConsentRequestId) -> (MessageState, Option<String>) {
    let page = crate::message::list(db.read(), Default::default(), crate::PageRequest::first(10));
    let found = page.await.unwrap().items;
    let message = found.into_iter().find(|one| one.purpose == Purpose::ConsentRequest(id)).unwrap();
    (message.state, message.reason)
}

both_engines! {
    async fn a_consent_counts_once_its_link_is_followed_and_not_before(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let id = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        let newsletter = purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap();
        let asks = [Ask { party: Some(party), via: Via::Point(point), channel: ContactChannel::Email }];
        let may = async |at| {
            let marks = db.fingerprints().unwrap();
            contactability::of(db.read(), marks, &asks, &newsletter.purpose, at).await.unwrap()[0].reason
        };
        assert_eq!(may(context.now).await, Reason::NoConsent);

        let later = context_at(context.now + TimeDelta::days(1));
        let given = confirm(&db, &later, id, Language::En).await.unwrap();
        assert_eq!(given.len(), 2);
        assert_eq!(may(later.now).await, Reason::ConsentGiven);
        let kept = crate::consent::get(&db, given[0]).await.unwrap();
        assert_eq!((kept.method, kept.language), (CollectionMethod::DoubleOptIn, Some(Language::En)));
        assert_eq!(kept.evidence["request"], id.to_string());
        assert_eq!(kept.evidence["collected_by_method"], "face_to_face");
        let mailbox = contact_point::Entity::find_by_id(point.0).one(db.read()).await.unwrap();
        assert_eq!(mailbox.unwrap().verified_at, Some(later.now));
    }

    async fn a_link_that_was_used_or_is_too_old_is_refused_and_changes_nothing(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let first = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        let second = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        confirm(&db, &context, first, Language::Fr).await.unwrap();
        let late = context_at(context.now + REQUEST_LIFE);
        for (id, context, code) in [
            (first, &context, "request_confirmed"),
            (first, &late, "request_confirmed"),
            (second, &late, "request_expired"),
        ] {
            let refused = confirm(&db, context, id, Language::Fr).await;
            assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == code), "{refused:?}");
        }
        assert!(matches!(confirm(&db, &context, context.id(), Language::Fr).await, Err(StoreError::NotFound { .. })));
        assert_eq!(consent::Entity::find().all(db.read()).await.unwrap().len(), 2);
    }

    async fn of_two_clicks_at_once_one_counts(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let id = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        let clicks = (0..4).map(|_| confirm(&db, &context, id, Language::Fr));
        let done = futures::future::join_all(clicks).await;
        assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1, "{done:?}");
        assert_eq!(consent::Entity::find().all(db.read()).await.unwrap().len(), 2);
    }

    async fn the_mail_goes_through_the_ledger_and_says_what_was_shown(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let id = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        let page = claim(&db, &context).await;
        assert_eq!(page.messages.len(), 1);
        assert_eq!(page.messages[0].purpose, Purpose::ConsentRequest(id));
        let documents = documents(&db, &[id]).await.unwrap();
        let document = &documents[&id];
        assert_eq!(document.wordings.len(), 2);
        assert!(document.wordings[0].starts_with("J’accepte de recevoir votre lettre"));
        assert_eq!(document.until, context.now + REQUEST_LIFE);
        assert!(document.recipient.is_some());
    }

    async fn an_objection_to_marketing_lets_the_question_through_and_a_wrong_address_does_not(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let value: String = contact_point::Entity::find_by_id(point.0).one(db.read()).await.unwrap().unwrap().value;
        let value = domain::customer::ContactValue::Email(value.parse().unwrap());
        let mut shut = NewSuppression { value, reason: SuppressionReason::Objection, purpose: None, import: None, anew: false };
        suppress(&db, &context, shut.clone(), None).await.unwrap();
        let first = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        assert_eq!(claim(&db, &context).await.messages.len(), 1);
        shut.reason = SuppressionReason::WrongAddress;
        suppress(&db, &context, shut, None).await.unwrap();
        let second = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        assert_eq!(claim(&db, &context).await.skipped, 1);
        assert_eq!(state(&db, first).await.0, MessageState::Claimed);
        assert_eq!(state(&db, second).await, (MessageState::Skipped, Some("suppressed".to_owned())));
    }

    async fn a_mail_that_comes_too_late_does_not_leave(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let id = ask(&db, &context, request(&db, party, point).await, None).await.unwrap();
        let late = context_at(context.now + REQUEST_LIFE);
        assert_eq!(claim(&db, &late).await.skipped, 1);
        assert_eq!(state(&db, id).await, (MessageState::Skipped, Some("request_over".to_owned())));
    }

    async fn what_cannot_be_asked_is_refused(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let good = request(&db, party, point).await;
        let phone = purpose::by_code(db.read(), &"phone_offers".parse().unwrap()).await.unwrap();
        let [(newsletter, words), (_, others)] = good.asked[..] else { panic!("two are asked") };
        for (asked, code) in [
            (vec![], "request_of_nothing"),
            (vec![(phone.purpose.id, words)], "purpose_not_by_mail"),
            (vec![(newsletter, others)], "wording_of_another_purpose"),
        ] {
            let new = NewConsentRequest { asked, ..good.clone() };
            let refused = ask(&db, &context, new, None).await;
            assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == code), "{refused:?}");
        }
        let (other, paul, _) = customer(&db, &context, "paul", "consumer").await;
        let number = crate::customer::get(db.read(), other).await.unwrap().points[1].id;
        for (point, code) in
            [(point, "consent_point_of_another"), (number, "consent_request_not_by_mail")]
        {
            let new = NewConsentRequest { party: paul, point, ..good.clone() };
            let refused = ask(&db, &context, new, None).await;
            assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == code), "{refused:?}");
        }
    }
}
