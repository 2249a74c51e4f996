use domain::customer::EmailAddress;

use super::*;
use crate::both_engines;
use crate::testing::{context, secret};

fn mailbox(text: &str) -> ContactValue {
    ContactValue::Email(EmailAddress::parse(text).unwrap())
}

fn new(text: &str, reason: SuppressionReason) -> NewSuppression {
    NewSuppression { value: mailbox(text), reason, purpose: None, import: None, anew: false }
}

both_engines! {
    async fn what_is_said_anew_counts_from_now(db: Db) {
        let first = context();
        let later = Context { now: first.now + chrono::TimeDelta::hours(1), ..first.clone() };
        let told = new("zoe@client.example", SuppressionReason::Objection);
        let one = suppress(&db, &first, told.clone(), None).await.unwrap();
        assert_eq!(suppress(&db, &later, told.clone(), None).await.unwrap(), one, "it stands");
        let anew = NewSuppression { anew: true, ..told };
        let other = suppress(&db, &later, anew.clone(), None).await.unwrap();
        assert_ne!(other, one);
        assert_eq!(suppress(&db, &later, anew, None).await.unwrap(), other, "once at an instant");
    }

    async fn a_suppressed_address_is_recognised_in_any_writing_and_nobody_can_read_it(db: Db) {
        let context = context();
        let objected = new("Anne@Client.example", SuppressionReason::Objection);
        let id = suppress(&db, &context, objected.clone(), None).await.unwrap();
        assert_eq!(suppress(&db, &context, objected, None).await.unwrap(), id, "once is enough");
        let erased = new("anne@client.example", SuppressionReason::Erasure);
        suppress(&db, &context, erased, None).await.unwrap();
        let typed = [mailbox("ANNE@client.example"), mailbox("paul@client.example")];
        let found = caught(db.read(), db.fingerprints().unwrap(), &typed).await.unwrap();
        let reasons: Vec<Vec<_>> =
            found.iter().map(|of| of.iter().map(|one| one.reason).collect()).collect();
        assert_eq!(reasons[0], [SuppressionReason::Objection, SuppressionReason::Erasure]);
        assert!(reasons[1].is_empty());
        let rows = Entity::find().all(db.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.fingerprint.len() == 64 && !row.fingerprint.contains('@')));
        let others = Fingerprints::of(&crate::secret::Secret::new(&"y".repeat(32)).unwrap());
        assert_ne!(others.of_value(&typed[0]).as_str(), rows[0].fingerprint);
        assert_eq!(Fingerprints::of(&secret()).of_value(&typed[0]).as_str(), rows[0].fingerprint);
    }

    async fn a_thousand_addresses_and_more_are_suppressed_and_caught_by_sets(db: Db) {
        let context = context();
        let marks = db.fingerprints().unwrap();
        let many: Vec<_> = (0..1_500)
            .map(|number| new(&format!("r{number}@client.example"), SuppressionReason::WrongAddress))
            .collect();
        let txn = db.begin().await.unwrap();
        let made = suppress_in(&*txn, &context, marks, &many).await.unwrap();
        let again = suppress_in(&*txn, &context, marks, &many).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(made, again);
        let values: Vec<_> = many.into_iter().map(|new| new.value).collect();
        let found = caught(db.read(), marks, &values).await.unwrap();
        assert!(found.iter().all(|of| of.len() == 1));
    }

    async fn a_lifted_suppression_is_over(db: Db) {
        let context = context();
        let wrong = new("anne@client.example", SuppressionReason::WrongAddress);
        let id = suppress(&db, &context, wrong.clone(), None).await.unwrap();
        lift(&db, &context, id, None).await.unwrap();
        assert!(get(&db, id).await.unwrap().lifted_at.is_some());
        let found = caught(db.read(), db.fingerprints().unwrap(), &[wrong.value]).await.unwrap();
        assert!(found[0].is_empty());
        assert!(matches!(lift(&db, &context, id, None).await, Err(StoreError::NotFound { .. })));
    }
}
