//! What people said before they were merged, between two merges, and as one.

use chrono::TimeDelta;
use domain::consent::{Decision, NewConsent};
use domain::contactability::{ContactChannel, Reason};
use domain::context::Context;
use domain::customer::{CustomerFile, LegalClass};
use domain::id::PartyId;

use super::tests::{asked, made, record};
use super::*;
use crate::both_engines;
use crate::contactability::{self, Ask, Via};
use crate::customer::{self, CustomerRecord};
use crate::db::Db;
use crate::testing::{context, context_at};
use crate::{consent, purpose};

/// A context some days after the first one.
fn on(day: i64) -> Context {
    context_at(context().now + TimeDelta::days(day))
}

async fn consumer(db: &Db, reference: &str) -> CustomerRecord {
    let made = made(db, reference).await;
    let consumer = |file: &mut CustomerFile| file.legal_class = LegalClass::Consumer;
    customer::update(db, &context(), made.id, made.version, consumer, None).await.unwrap();
    record(db, made.id).await
}

async fn say(db: &Db, day: i64, party: PartyId, decision: Decision) {
    let now = on(day);
    let yes = consent::tests::yes(db, &now, party).await;
    let wording = yes.wording.filter(|_| decision == Decision::Given);
    let said = NewConsent { decision, wording, ..yes };
    consent::record(db, &now, said, None).await.unwrap();
}

async fn become_one(db: &Db, day: i64, survivor: &CustomerRecord, other: &CustomerRecord) {
    merge(db, &on(day), &asked(survivor.id, other.id), None).await.unwrap();
}

/// Whether the newsletter may go to the first address of a customer on the ninth day, and why.
async fn answer(db: &Db, of: &CustomerRecord) -> Reason {
    let newsletter = purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap();
    let via = Via::Point(of.points[0].id);
    let ask = Ask { party: Some(of.party), via, channel: ContactChannel::Email };
    let marks = db.fingerprints().unwrap();
    let newsletter = newsletter.purpose;
    let answers = contactability::of(db.read(), marks, &[ask], &newsletter, on(9).now).await;
    answers.unwrap()[0].reason
}

both_engines! {
    async fn what_two_said_as_one_stands_when_a_third_is_merged_into_them(db: Db) {
        let one = consumer(&db, "A1").await;
        let two = consumer(&db, "B2").await;
        let three = consumer(&db, "C3").await;
        let four = consumer(&db, "D4").await;
        say(&db, 0, two.party, Decision::Objected).await;
        say(&db, 2, four.party, Decision::Objected).await;
        become_one(&db, 1, &one, &two).await;
        assert_eq!(answer(&db, &one).await, Reason::Objected);
        say(&db, 3, one.party, Decision::Given).await;
        assert_eq!(answer(&db, &one).await, Reason::ConsentGiven);
        become_one(&db, 4, &one, &three).await;
        assert_eq!(answer(&db, &one).await, Reason::ConsentGiven, "the third refused nothing");
        become_one(&db, 5, &one, &four).await;
        assert_eq!(answer(&db, &one).await, Reason::Objected, "the fourth was not one with them");
        say(&db, 6, one.party, Decision::Given).await;
        assert_eq!(answer(&db, &one).await, Reason::ConsentGiven);
    }

    async fn what_two_said_as_one_stands_when_they_are_merged_into_a_third(db: Db) {
        let one = consumer(&db, "A1").await;
        let two = consumer(&db, "B2").await;
        let three = consumer(&db, "C3").await;
        let four = consumer(&db, "D4").await;
        say(&db, 0, three.party, Decision::Objected).await;
        say(&db, 0, four.party, Decision::Objected).await;
        become_one(&db, 1, &two, &three).await;
        say(&db, 2, two.party, Decision::Given).await;
        become_one(&db, 3, &one, &two).await;
        assert_eq!(answer(&db, &one).await, Reason::ConsentGiven);
        become_one(&db, 4, &four, &one).await;
        assert_eq!(answer(&db, &four).await, Reason::Objected, "the last survivor's own no");
        say(&db, 5, four.party, Decision::Given).await;
        assert_eq!(answer(&db, &four).await, Reason::ConsentGiven);
    }
}
