use chrono::Duration;
use domain::consent::{PREFERENCE_LINK_LIFE, PREFERENCE_LINK_PAUSE};
use domain::context::Context;
use domain::message::{MessageState, Purpose};
use domain::suppression::SuppressionReason;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::contactability::tests::customer;
use crate::entity::{contact_point, message, party, party_contact_point};
use crate::message::{Claim, ClaimedPage, Scope, claim_page};
use crate::suppression::{NewSuppression, suppress};
use crate::testing::{context, context_at};
use crate::{Db, both_engines};

async fn claim(db: &Db, context: &Context) -> ClaimedPage {
    let (token, lease) = (context.id(), Duration::minutes(5));
    let claim = Claim { token, worker: "test", batch: None, scope: Scope::Mail, limit: 10, lease };
    claim_page(db, context, &claim).await.unwrap().unwrap()
}

/// How many links and mails are written down.
async fn written(db: &Db) -> (u64, u64) {
    let links = preference_link::Entity::find().count(db.read()).await.unwrap();
    (links, message::Entity::find().count(db.read()).await.unwrap())
}

/// The other mailbox or number of a party.
async fn phone(db: &Db) -> ContactPointId {
    let points = contact_point::Entity::find().all(db.read()).await.unwrap();
    points.into_iter().find(|point| point.kind == "phone").unwrap().id.into()
}

fn refused(outcome: &Result<PreferenceLinkId, StoreError>, code: &str) -> bool {
    matches!(outcome, Err(StoreError::Refused(why)) if why.code == code)
}

both_engines! {
    async fn one_mail_goes_to_a_mailbox_in_an_hour_and_the_next_one_after_it(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let first = ask_from_mailbox(&db, &context, point, Language::En).await.unwrap().unwrap();
        assert_eq!(ask_from_mailbox(&db, &context, point, Language::Fr).await.unwrap(), None);
        let known = get(db.read(), first).await.unwrap();
        assert_eq!((known.party, known.point, known.language), (party, point, Language::En));
        assert_eq!(known.expires_at, context.now + PREFERENCE_LINK_LIFE);
        let soon = context_at(context.now + PREFERENCE_LINK_PAUSE - Duration::seconds(1));
        assert_eq!(ask_from_mailbox(&db, &soon, point, Language::Fr).await.unwrap(), None);
        let new = NewPreferenceLink { party, point, language: Language::Fr };
        assert_eq!(ask(&db, &soon, new, None).await.unwrap(), first, "the one that is on its way");
        assert_eq!(written(&db).await, (1, 1));
        let later = context_at(context.now + PREFERENCE_LINK_PAUSE);
        assert!(ask_from_mailbox(&db, &later, point, Language::Fr).await.unwrap().is_some());
        assert_eq!(written(&db).await, (2, 2));
    }

    async fn of_many_who_ask_at_once_one_is_sent(db: Db) {
        let context = context();
        let (_, _, point) = customer(&db, &context, "anne", "consumer").await;
        let asked = (0..4).map(|_| ask_from_mailbox(&db, &context, point, Language::Fr));
        let done = futures::future::join_all(asked).await;
        assert_eq!(done.iter().filter(|one| matches!(one, Ok(Some(_)))).count(), 1, "{done:?}");
        assert!(done.iter().all(Result::is_ok), "{done:?}");
        assert_eq!(written(&db).await, (1, 1));
    }

    async fn the_mail_goes_through_the_ledger_and_its_document_leads_to_the_preferences(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let new = NewPreferenceLink { party, point, language: Language::Fr };
        let id = ask(&db, &context, new, None).await.unwrap();
        let page = claim(&db, &context).await;
        assert_eq!(page.messages.len(), 1);
        assert_eq!(page.messages[0].purpose, Purpose::PreferenceLink(id));
        let unknown: PreferenceLinkId = context.id();
        let documents = documents(&db, &[id, unknown]).await.unwrap();
        assert_eq!(documents.len(), 1);
        let document = &documents[&id];
        assert_eq!((document.party, document.point, document.language), (party, point, Language::Fr));
        assert_eq!(document.recipient.as_ref().unwrap().as_str(), "anne@client.example");
        assert_eq!(document.requested_at, context.now);
        assert_eq!(document.until, context.now + PREFERENCE_LINK_LIFE);
    }

    async fn a_mail_whose_link_would_be_too_old_does_not_leave(db: Db) {
        let context = context();
        let (_, _, point) = customer(&db, &context, "anne", "consumer").await;
        ask_from_mailbox(&db, &context, point, Language::Fr).await.unwrap().unwrap();
        let late = context_at(context.now + PREFERENCE_LINK_LIFE);
        assert_eq!(claim(&db, &late).await.skipped, 1);
        let row = message::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!((row.state.as_str(), row.reason.as_deref()), (MessageState::Skipped.code(), Some("link_over")));
    }

    async fn whoever_objected_to_marketing_still_finds_the_way_to_the_preferences(db: Db) {
        let context = context();
        let (_, _, point) = customer(&db, &context, "anne", "consumer").await;
        let value = domain::customer::ContactValue::Email("anne@client.example".parse().unwrap());
        let no = NewSuppression { value, reason: SuppressionReason::Objection, purpose: None, import: None, anew: false };
        suppress(&db, &context, no, None).await.unwrap();
        ask_from_mailbox(&db, &context, point, Language::Fr).await.unwrap().unwrap();
        assert_eq!(claim(&db, &context).await.messages.len(), 1);
    }

    async fn where_nobody_is_reached_any_more_nothing_is_sent(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let phone = phone(&db).await;
        for point in [context.id(), phone] {
            assert_eq!(ask_from_mailbox(&db, &context, point, Language::Fr).await.unwrap(), None);
        }
        let row = party::ActiveModel {
            id: Unchanged(party.0),
            deleted_at: Set(Some(context.now)),
            ..Default::default()
        };
        party::Entity::update(row).exec(db.read()).await.unwrap();
        assert_eq!(ask_from_mailbox(&db, &context, point, Language::Fr).await.unwrap(), None);
        assert_eq!(written(&db).await, (0, 0));
    }

    async fn a_link_goes_to_a_mailbox_of_the_partys_own_only(db: Db) {
        let context = context();
        let (_, anne, point) = customer(&db, &context, "anne", "consumer").await;
        let (phone, language) = (phone(&db).await, Language::Fr);
        let (_, bob, _) = customer(&db, &context, "bob", "consumer").await;
        let new = NewPreferenceLink { party: anne, point, language };
        let by_phone = ask(&db, &context, NewPreferenceLink { point: phone, ..new }, None).await;
        assert!(refused(&by_phone, "preference_link_not_by_mail"), "{by_phone:?}");
        for new in [NewPreferenceLink { party: bob, ..new }, NewPreferenceLink { point: context.id(), ..new }] {
            let nowhere = ask(&db, &context, new, None).await;
            assert!(matches!(nowhere, Err(StoreError::NotFound { .. })), "{nowhere:?}");
        }
        let shared = party_contact_point::ActiveModel {
            party_id: Set(bob.0),
            contact_point_id: Set(point.0),
            role: Set("billing".to_owned()),
            position: Set(0),
        };
        party_contact_point::Entity::insert(shared).exec_without_returning(db.read()).await.unwrap();
        ask(&db, &context, new, None).await.unwrap();
        let lately = ask(&db, &context, NewPreferenceLink { party: bob, ..new }, None).await;
        assert!(refused(&lately, "preference_link_lately"), "{lately:?}");
    }
}
