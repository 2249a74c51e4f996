use chrono::TimeDelta;
use domain::id::PurposeId;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::contactability::tests::customer;
use crate::entity::{consent as consent_row, suppression};
use crate::testing::{context, context_at};
use crate::{Db, both_engines};

async fn newsletter(db: &Db) -> PurposeRecord {
    purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap()
}

/// What was last decided about the newsletter at a mailbox.
async fn decision(
    db: &Db,
    party: PartyId,
    point: ContactPointId,
    at: DateTime<Utc>,
) -> Option<Decision> {
    let known = get(db.read(), party, point, at).await.unwrap();
    known
        .choices
        .into_iter()
        .find(|one| one.purpose.purpose.code.as_str() == "newsletter")
        .unwrap()
        .decision
}

async fn rows(db: &Db) -> (u64, u64) {
    let decisions = consent_row::Entity::find().count(db.read()).await.unwrap();
    (decisions, suppression::Entity::find().count(db.read()).await.unwrap())
}

both_engines! {
    async fn a_person_raises_and_takes_back_what_is_on_the_page(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let known = get(db.read(), party, point, context.now).await.unwrap();
        let codes: Vec<_> = known.choices.iter().map(|one| one.purpose.purpose.code.as_str().to_owned()).collect();
        assert_eq!(codes, ["newsletter", "offers", "events", "opening_measure"]);
        let wish = |yes| Wish {
            purpose: known.choices[0].purpose.purpose.id,
            yes,
            wording: known.choices[0].wording.as_ref().map(|words| words.id),
        };
        let mut now = context.now;
        for (yes, changed, expected) in [
            (true, 1, Some(Decision::Given)),
            (true, 0, Some(Decision::Given)),
            (false, 1, Some(Decision::Withdrawn)),
            (false, 0, Some(Decision::Withdrawn)),
            (true, 1, Some(Decision::Given)),
        ] {
            now += TimeDelta::minutes(1);
            let saved = save(&db, &context_at(now), party, point, Language::En, &[wish(yes)]).await.unwrap();
            assert_eq!((saved, decision(&db, party, point, now).await), (changed, expected));
        }
        assert_eq!(rows(&db).await, (3, 1), "a no is known when the address comes again");
        let wordless = Wish { wording: None, ..wish(true) };
        let other = Wish { purpose: known.choices[1].purpose.purpose.id, ..wordless };
        let refused = save(&db, &context, party, point, Language::En, &[other]).await;
        assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == "consent_without_wording"), "{refused:?}");
    }

    async fn the_link_of_a_message_ends_its_purpose_as_often_as_it_is_followed(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "professional_company").await;
        let purpose = newsletter(&db).await.purpose.id;
        for _ in 0..3 {
            unsubscribe(&db, &context, point, purpose).await.unwrap();
        }
        assert_eq!(rows(&db).await, (1, 1));
        assert_eq!(decision(&db, party, point, context.now).await, Some(Decision::Objected));
        let other = get(db.read(), party, point, context.now).await.unwrap();
        assert_eq!(other.choices[1].decision, None, "another purpose stays as it was");
        let wish = Wish { purpose, yes: true, wording: other.choices[0].wording.as_ref().map(|one| one.id) };
        let later = context_at(context.now + TimeDelta::minutes(1));
        save(&db, &later, party, point, Language::Fr, &[wish]).await.unwrap();
        let last = context_at(context.now + TimeDelta::minutes(2));
        unsubscribe(&db, &last, point, purpose).await.unwrap();
        assert_eq!(decision(&db, party, point, last.now).await, Some(Decision::Withdrawn));
    }

    async fn a_link_to_what_is_gone_ends_well_and_changes_nothing(db: Db) {
        let context = context();
        let (_, _, point) = customer(&db, &context, "anne", "consumer").await;
        let purpose = newsletter(&db).await.purpose.id;
        unsubscribe(&db, &context, context.id(), purpose).await.unwrap();
        unsubscribe(&db, &context, point, context.id::<PurposeId>()).await.unwrap();
        assert_eq!(rows(&db).await, (0, 0));
        let nobody = get(db.read(), context.id(), point, context.now).await;
        assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
        let (_, paul, _) = customer(&db, &context, "paul", "consumer").await;
        let of_another = get(db.read(), paul, point, context.now).await;
        assert!(matches!(of_another, Err(StoreError::NotFound { noun: "contact_point" })));
    }
}
