use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::consent::{CollectionMethod, Decision, ImportVerdict, NewConsent};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::customer::CustomerFile;
use domain::id::{ImportId, PurposeId};
use domain::language::Language;
use domain::merge::Choices;
use sea_orm::{EntityTrait, QueryOrder};

use super::*;
use crate::Db;
use crate::both_engines;
use crate::contactability::tests::customer;
use crate::entity::suppression;
use crate::merge::{Merge, merge};
use crate::page::PageRequest;
use crate::purpose;
use crate::testing::context;

/// A yes to the newsletter by mail, with the text of the house.
pub(crate) async fn yes(db: &Db, context: &Context, party: PartyId) -> NewConsent {
    let newsletter = purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap();
    let id: PurposeId = newsletter.purpose.id;
    let wording = purpose::wordings(db, id).await.unwrap().pop().unwrap();
    NewConsent {
        party: Some(party),
        point: None,
        purpose: Some(id),
        channel: Some(ContactChannel::Email),
        decision: Decision::Given,
        wording: Some(wording.id),
        language: Some(Language::Fr),
        method: CollectionMethod::Paper,
        collected_by: Some("salon de Lyon".into()),
        evidence: BTreeMap::from([("fiche".into(), "F-12".into())]),
        effective_at: context.now,
        import: None,
    }
}

/// The kinds of the suppressed addresses, with the purposes, in the order in which they came.
async fn silenced(db: &Db) -> Vec<(String, Option<PurposeId>)> {
    let rows = suppression::Entity::find().order_by_asc(suppression::Column::Id);
    let rows = rows.all(db.read()).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.purpose_id.map(Into::into))).collect()
}

both_engines! {
    async fn a_decision_is_kept_with_its_proof(db: Db) {
        let context = context();
        let (_, party, _) = customer(&db, &context, "anne", "consumer").await;
        let new = yes(&db, &context, party).await;
        let id = record(&db, &context, new.clone(), None).await.unwrap();
        let kept = get(&db, id).await.unwrap();
        assert_eq!((kept.wording, kept.language), (new.wording, Some(Language::Fr)));
        assert_eq!(kept.evidence, serde_json::json!({ "fiche": "F-12" }));
        let filter = ConsentFilter { party: Some(party), ..ConsentFilter::default() };
        let page = list(&db, filter, PageRequest::first(10)).await.unwrap();
        assert_eq!(page.items, [kept]);
    }

    async fn a_decision_of_tomorrow_or_without_what_it_names_is_not_recorded(db: Db) {
        let context = context();
        let (_, party, _) = customer(&db, &context, "anne", "consumer").await;
        let good = yes(&db, &context, party).await;
        let offers = purpose::by_code(db.read(), &"offers".parse().unwrap()).await.unwrap();
        for (bad, code) in [
            (
                NewConsent { effective_at: context.now + TimeDelta::milliseconds(1), ..good.clone() },
                "consent_in_future",
            ),
            (NewConsent { wording: None, ..good.clone() }, "consent_without_wording"),
            (
                NewConsent { purpose: Some(offers.purpose.id), ..good.clone() },
                "wording_of_another_purpose",
            ),
            (
                NewConsent { effective_at: chrono::DateTime::UNIX_EPOCH, ..good.clone() },
                "wording_not_yet_shown",
            ),
        ] {
            match record(&db, &context, bad, None).await {
                Err(StoreError::Refused(refusal)) => assert_eq!(refusal.code, code),
                other => panic!("{code}: {other:?}"),
            }
        }
        for bad in [
            NewConsent { party: Some(context.id()), ..good.clone() },
            NewConsent { point: Some(context.id()), ..good.clone() },
            NewConsent { wording: Some(context.id()), ..good },
        ] {
            let refused = record(&db, &context, bad, None).await;
            assert!(matches!(refused, Err(StoreError::NotFound { .. })), "{refused:?}");
        }
        let all = list(&db, ConsentFilter::default(), PageRequest::first(10)).await.unwrap();
        assert!(all.items.is_empty());
    }

    async fn a_no_that_is_written_down_is_known_when_the_address_comes_again(db: Db) {
        let context = context();
        let (_, party, mailbox) = customer(&db, &context, "anne", "professional_company").await;
        let newsletter = yes(&db, &context, party).await;
        let no = NewConsent {
            decision: Decision::Objected,
            wording: None,
            language: None,
            method: CollectionMethod::Phone,
            ..newsletter.clone()
        };
        // A paper of last year that a yes of this year overtook silences nothing.
        let given = NewConsent { point: Some(mailbox), ..newsletter.clone() };
        record(&db, &context, given, None).await.unwrap();
        let late = NewConsent { effective_at: context.now - TimeDelta::days(1), ..no.clone() };
        record(&db, &context, late, None).await.unwrap();
        assert!(silenced(&db).await.is_empty());
        record(&db, &context, no, None).await.unwrap();
        assert_eq!(silenced(&db).await, [("email".to_owned(), newsletter.purpose)]);
        let since = suppression::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!(since.recorded_at, context.now);
        let (_, again, point) = customer(&db, &context, "anne", "professional_company").await;
        assert_eq!(point, mailbox);
        // Both read there now: what one of them says of all that it has is its own alone.
        let to_all = |party| NewConsent {
            party: Some(party),
            purpose: None,
            channel: None,
            decision: Decision::Objected,
            wording: None,
            ..newsletter.clone()
        };
        record(&db, &context, to_all(again), None).await.unwrap();
        assert_eq!(silenced(&db).await.len(), 1);
        let (_, paul, _) = customer(&db, &context, "paul", "professional_company").await;
        record(&db, &context, to_all(paul), None).await.unwrap();
        assert_eq!(silenced(&db).await[1..], [("email".to_owned(), None), ("phone".to_owned(), None)]);
    }

    async fn an_address_that_never_was_the_persons_proves_nothing(db: Db) {
        let context = context();
        let (one, anne, mailbox) = customer(&db, &context, "anne", "consumer").await;
        let (two, paul, _) = customer(&db, &context, "paul", "consumer").await;
        let given = NewConsent { point: Some(mailbox), ..yes(&db, &context, anne).await };
        let of_another = NewConsent { party: Some(paul), ..given.clone() };
        let refused = record(&db, &context, of_another.clone(), None).await;
        assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == "consent_point_of_another"), "{refused:?}");
        record(&db, &context, given.clone(), None).await.unwrap();
        // The address leaves the file: what was said there can still be taken back.
        let leaves = |file: &mut CustomerFile| file.contact_points.clear();
        crate::customer::update(&db, &context, one, 1, leaves, None).await.unwrap();
        let taken = NewConsent { decision: Decision::Withdrawn, wording: None, ..given };
        record(&db, &context, taken, None).await.unwrap();
        let wanted = Merge { survivor: two, expected: None, other: one, choices: Choices::default() };
        merge(&db, &context, &wanted, None).await.unwrap();
        record(&db, &context, of_another, None).await.unwrap();
    }

    async fn an_import_never_raises_a_consent_nor_undoes_an_objection_and_says_which_rows_tried(db: Db) {
        use ImportVerdict::{Recorded, TriedToRaise, TriedToUndo, Unchanged};
        let context = context();
        let mut people = Vec::new();
        for name in ["anne", "paul", "zoe"] {
            people.push(customer(&db, &context, name, "consumer").await.1);
        }
        let given = yes(&db, &context, people[0]).await;
        record(&db, &context, given.clone(), None).await.unwrap();
        let objected = NewConsent {
            party: Some(people[1]),
            purpose: None,
            channel: None,
            wording: None,
            decision: Decision::Objected,
            ..given.clone()
        };
        record(&db, &context, objected, None).await.unwrap();
        let row = |party, decision| ImportRow {
            party: Some(party),
            point: None,
            purpose: given.purpose.unwrap(),
            channel: ContactChannel::Email,
            decision,
            effective_at: None,
        };
        let rows = [
            row(people[0], Decision::Given),
            row(people[1], Decision::Given),
            row(people[2], Decision::Given),
            row(people[2], Decision::Objected),
            row(people[2], Decision::Given),
            row(people[0], Decision::Withdrawn),
            row(people[0], Decision::Given),
        ];
        let txn = db.begin().await.unwrap();
        let id: ImportId = context.id();
        let taken = import(&*txn, &context, id, &rows).await.unwrap();
        txn.commit().await.unwrap();
        let verdicts: Vec<_> = taken.iter().map(|one| one.verdict).collect();
        let expected = [
            Unchanged, TriedToUndo, TriedToRaise, Recorded, TriedToUndo, Recorded, TriedToUndo,
        ];
        assert_eq!(verdicts, expected);
        let all = list(&db, ConsentFilter::default(), PageRequest::first(10)).await.unwrap().items;
        assert_eq!(all.len(), 4);
        assert_eq!(all.iter().filter(|one| one.import == Some(id)).count(), 2);
    }
}
