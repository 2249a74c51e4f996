use chrono::TimeDelta;
use domain::consent::ConsentRecord;
use domain::contactability::Reason;
use domain::customer::{CustomerFile, Person};
use domain::id::PurposeId;
use domain::merge::{Choice as Kept, Choices, MergeField};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::consent::{ConsentFilter, list};
use crate::contactability::tests::customer;
use crate::contactability::{self, Ask, Via};
use crate::entity::{consent as consent_row, suppression};
use crate::merge::{Merge, merge};
use crate::party::tests::{company, mailbox, zoe};
use crate::testing::{context, context_at};
use crate::{Db, PageRequest, both_engines, party as parties};

async fn newsletter(db: &Db) -> PurposeRecord {
    purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap()
}

async fn page(db: &Db, party: PartyId, point: ContactPointId, at: DateTime<Utc>) -> Preferences {
    get(db.read(), db.fingerprints().unwrap(), party, point, at).await.unwrap()
}

fn of<'a>(known: &'a Preferences, code: &str) -> &'a Choice {
    known.choices.iter().find(|one| one.purpose.purpose.code.as_str() == code).unwrap()
}

/// What a person says to a purpose by a channel, in the words of today.
fn wish(known: &Preferences, code: &str, channel: ContactChannel, yes: bool) -> Wish {
    let choice = of(known, code);
    let wording = choice.wording.as_ref().map(|words| words.id);
    Wish { purpose: choice.purpose.purpose.id, channel: Some(channel), yes, wording }
}

/// What was last decided about the newsletter at a mailbox.
async fn decision(
    db: &Db,
    party: PartyId,
    point: ContactPointId,
    at: DateTime<Utc>,
) -> Option<Decision> {
    of(&page(db, party, point, at).await, "newsletter").channels[0].decision
}

/// The decisions of a party, in the order in which they were recorded.
async fn decided(db: &Db, party: PartyId) -> Vec<ConsentRecord> {
    let filter = ConsentFilter { party: Some(party), ..ConsentFilter::default() };
    let page = list(db, filter, PageRequest::first(20)).await.unwrap();
    page.items.into_iter().map(|one| one.record).collect()
}

async fn rows(db: &Db) -> (u64, u64) {
    let decisions = consent_row::Entity::find().count(db.read()).await.unwrap();
    (decisions, suppression::Entity::find().count(db.read()).await.unwrap())
}

both_engines! {
    async fn a_person_raises_and_takes_back_what_is_on_the_page(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let known = page(&db, party, point, context.now).await;
        let codes: Vec<_> = known.choices.iter().map(|one| one.purpose.purpose.code.as_str().to_owned()).collect();
        assert_eq!(codes, ["newsletter", "offers", "events", "phone_offers", "opening_measure"]);
        let wish = |yes| wish(&known, "newsletter", ContactChannel::Email, yes);
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

    async fn every_channel_that_reaches_the_person_is_chosen_by_itself(db: Db) {
        use ContactChannel::{Email, Phone, Post, Sms};
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let known = page(&db, party, point, context.now).await;
        let channels = |code| of(&known, code).channels.iter().map(|one| one.channel).collect::<Vec<_>>();
        assert_eq!(channels("offers"), [Email, Post, Sms]);
        assert_eq!((channels("phone_offers"), channels("opening_measure")), (vec![Phone], vec![Email]));
        let number = of(&known, "phone_offers").channels[0].point.unwrap();
        let yes = [wish(&known, "offers", Post, true), wish(&known, "phone_offers", Phone, true)];
        assert_eq!(save(&db, &context, party, point, Language::Fr, &yes).await.unwrap(), 2);
        let given = decided(&db, party).await;
        let at: Vec<_> = given.iter().map(|one| (one.channel, one.point, one.decision)).collect();
        assert_eq!(at, [(Some(Post), None, Decision::Given), (Some(Phone), Some(number), Decision::Given)]);
        let later = context_at(context.now + TimeDelta::minutes(1));
        let known = page(&db, party, point, later.now).await;
        let said: Vec<_> = of(&known, "offers").channels.iter().map(|one| one.decision).collect();
        assert_eq!(said, [None, Some(Decision::Given), None], "the other channels stay as they were");
        let no = [wish(&known, "phone_offers", Phone, false)];
        assert_eq!(save(&db, &later, party, point, Language::Fr, &no).await.unwrap(), 1);
        let last = decided(&db, party).await.pop().unwrap();
        assert_eq!((last.channel, last.point, last.decision), (Some(Phone), None, Decision::Withdrawn));
        let known = page(&db, party, point, later.now).await;
        assert_eq!(of(&known, "phone_offers").channels[0].decision, Some(Decision::Withdrawn));

        let firm = company(&db, "Menuiserie Arnaud").await;
        let person = parties::create_person(&db, &context, firm, zoe(&[], "zoe@x.example"), None).await.unwrap();
        let mailbox = parties::person(&db, person).await.unwrap().points[0].id;
        let known = page(&db, person, mailbox, context.now).await;
        let by: Vec<_> = known.choices.iter().flat_map(|one| &one.channels).map(|one| one.channel).collect();
        assert!(by.iter().all(|channel| *channel == Email), "neither a number nor an address: {by:?}");
    }

    async fn a_no_to_all_marketing_is_said_once_and_one_yes_does_not_take_it_back(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let known = page(&db, party, point, context.now).await;
        assert!(!known.refused && known.refusable);
        assert!(refuse_all(&db, &context, party, point, Language::Fr).await.unwrap());
        assert!(!refuse_all(&db, &context, party, point, Language::Fr).await.unwrap());
        let said = decided(&db, party).await;
        assert_eq!((said.len(), said[0].purpose, said[0].channel, said[0].point), (1, None, None, None));
        assert_eq!(said[0].decision, Decision::Objected);
        assert_eq!(rows(&db).await, (1, 2), "the mailbox and the number");
        let known = page(&db, party, point, context.now).await;
        assert!(known.refused && !known.refusable);
        let later = context_at(context.now + TimeDelta::minutes(1));
        let yes = wish(&known, "newsletter", ContactChannel::Email, true);
        save(&db, &later, party, point, Language::Fr, &[yes]).await.unwrap();
        let known = page(&db, party, point, later.now).await;
        assert!(known.refused && known.refusable, "it stands, and can be said anew");
    }

    async fn a_no_to_a_purpose_ends_it_by_channels_that_are_still_to_come(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let known = page(&db, party, point, context.now).await;
        let whole = Wish { channel: None, ..wish(&known, "offers", ContactChannel::Email, false) };
        for (minutes, saved) in [(1, 1), (2, 0)] {
            let now = context_at(context.now + TimeDelta::minutes(minutes));
            assert_eq!(save(&db, &now, party, point, Language::Fr, &[whole]).await.unwrap(), saved);
        }
        let said = decided(&db, party).await;
        assert_eq!((said.len(), said[0].channel, said[0].point), (1, None, None));
        let yes = wish(&known, "offers", ContactChannel::Post, true);
        let later = context_at(context.now + TimeDelta::minutes(3));
        save(&db, &later, party, point, Language::Fr, &[yes]).await.unwrap();
        let last = context_at(context.now + TimeDelta::minutes(4));
        assert_eq!(save(&db, &last, party, point, Language::Fr, &[whole]).await.unwrap(), 1);
        assert_eq!(decided(&db, party).await.pop().unwrap().decision, Decision::Withdrawn);
    }

    async fn a_no_at_a_shared_mailbox_is_heard_there(db: Db) {
        let context = context();
        let (_, anne, point) = customer(&db, &context, "anne", "professional_company").await;
        let (_, again, same) = customer(&db, &context, "anne", "professional_company").await;
        assert_eq!(point, same);
        let known = page(&db, anne, point, context.now).await;
        let whole = Wish { channel: None, ..wish(&known, "offers", ContactChannel::Email, false) };
        save(&db, &context, anne, point, Language::Fr, &[whole]).await.unwrap();
        let offers = of(&known, "offers").purpose.purpose.clone();
        let ask = Ask { party: Some(again), via: Via::Point(point), channel: ContactChannel::Email };
        let marks = db.fingerprints().unwrap();
        let answers = contactability::of(db.read(), marks, &[ask], &offers, context.now).await;
        assert_eq!(answers.unwrap()[0].reason, Reason::Suppressed);
    }

    async fn a_link_of_before_a_merge_leads_to_the_survivor(db: Db) {
        let context = context();
        let (one, anne, _) = customer(&db, &context, "anne", "consumer").await;
        let (two, double, point) = customer(&db, &context, "double", "consumer").await;
        let kept = Choices::new([(MergeField::ContactPoints, Kept::Survivor)]).unwrap();
        let wanted = Merge { survivor: one, expected: None, other: two, choices: kept };
        merge(&db, &context, &wanted, None).await.unwrap();
        let known = page(&db, double, point, context.now).await;
        assert_eq!((known.party, known.address.as_str()), (anne, "double@client.example"));
        let yes = wish(&known, "newsletter", ContactChannel::Email, true);
        let later = context_at(context.now + TimeDelta::minutes(1));
        assert_eq!(save(&db, &later, double, point, Language::Fr, &[yes]).await.unwrap(), 1);
        let said = decided(&db, anne).await;
        assert_eq!((said.len(), said[0].point), (1, Some(point)), "it is the survivor's");
        assert_eq!(language_of(db.read(), double).await.unwrap(), None);
    }

    async fn the_language_is_the_persons_else_the_companys_and_that_of_a_mailbox_is_everybodys(db: Db) {
        let context = context();
        let firm = company(&db, "Menuiserie Arnaud").await;
        let french = |file: &mut CustomerFile| file.language = Some(Language::Fr);
        crate::customer::update(&db, &context, firm, 1, french, None).await.unwrap();
        let person = async |language, address: &str| {
            let new = Person { language, contact_points: vec![mailbox(address), mailbox("both@x.example")], ..zoe(&[], address) };
            parties::create_person(&db, &context, firm, new, None).await.unwrap()
        };
        let silent = person(None, "a@x.example").await;
        let points = parties::person(&db, silent).await.unwrap().points;
        let (own, shared) = (points[0].id, points[1].id);
        assert_eq!(language_of(db.read(), silent).await.unwrap(), Some(Language::Fr));
        assert_eq!(page(&db, silent, own, context.now).await.language, Some(Language::Fr));
        person(Some(Language::Fr), "b@x.example").await;
        assert_eq!(language_at(db.read(), shared).await.unwrap(), Some(Language::Fr));
        let english = person(Some(Language::En), "c@x.example").await;
        assert_eq!(language_of(db.read(), english).await.unwrap(), Some(Language::En));
        assert_eq!(language_at(db.read(), shared).await.unwrap(), None, "they do not share one");
        assert_eq!(language_at(db.read(), own).await.unwrap(), Some(Language::Fr));
        assert_eq!(language_at(db.read(), context.id()).await.unwrap(), None);
        assert!(matches!(language_of(db.read(), context.id()).await, Err(StoreError::NotFound { noun: "party" })));
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
        let other = page(&db, party, point, context.now).await;
        let untouched = other.choices[1].channels.iter().all(|one| one.decision.is_none());
        assert!(untouched, "another purpose stays as it was");
        let wish = wish(&other, "newsletter", ContactChannel::Email, true);
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
        let marks = db.fingerprints().unwrap();
        let nobody = get(db.read(), marks, context.id(), point, context.now).await;
        assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
        let (_, paul, _) = customer(&db, &context, "paul", "consumer").await;
        let of_another = get(db.read(), marks, paul, point, context.now).await;
        assert!(matches!(of_another, Err(StoreError::NotFound { noun: "contact_point" })));
    }
}
