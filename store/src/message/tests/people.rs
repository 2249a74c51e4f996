//! What people say and see.

use domain::message::{FailureClass, FailureReason};

use super::*;
use crate::StoreError;

fn code(error: &StoreError) -> &str {
    match error {
        StoreError::Refused(refusal) => refusal.code,
        StoreError::NotFound { noun } => noun,
        other => panic!("{other}"),
    }
}

crate::both_engines! {
    async fn a_person_settles_an_uncertain_message_and_no_other(db: Db) {
        let context = context();
        queued(&db, &context, 2).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let both = ids(&page);
        let refused = settle(&db, &context, both[0], Said::Sent).await.unwrap_err();
        assert_eq!(code(&refused), "message_state");
        let outcomes = both.iter().map(|id| (*id, Outcome::Uncertain)).collect();
        record(&db, &context, page.token, outcomes, vec![]).await;
        let sent = settle(&db, &context, both[0], Said::Sent).await.unwrap();
        let lost = settle(&db, &context, both[1], Said::Lost).await.unwrap();
        assert_eq!((sent, lost), (MessageState::Accepted, MessageState::Queued));
        assert_eq!(tally(&db).await, [("queued", 1), ("accepted", 1)]);
        let again = claim(&db, &context, 10).await.unwrap();
        assert_eq!(ids(&again), [both[1]], "under the same id, hence the same Message-ID");
        let nobody = settle(&db, &context, MessageId(Uuid::nil()), Said::Sent).await.unwrap_err();
        assert_eq!(code(&nobody), "message");
    }

    async fn a_failed_message_is_tried_again_when_a_person_says_so(db: Db) {
        let context = context();
        queued(&db, &context, 1).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let outcome = Outcome::Failed {
            class: FailureClass::Sender,
            reason: FailureReason::SenderRefused,
            reply: None,
            dead_address: false,
        };
        record(&db, &context, page.token, vec![(ids(&page)[0], outcome)], vec![]).await;
        assert_eq!(retry(&db, &context, ids(&page)[0]).await.unwrap(), MessageState::Queued);
        let shown = &all(&db).await[0];
        assert_eq!((shown.reason.clone(), shown.failure_class, shown.settled_at), (None, None, None));
        // Claimed first: what a refused act has locked is passed over until it is rolled back.
        assert_eq!(claim(&db, &context, 10).await.unwrap().messages.len(), 1);
        assert!(retry(&db, &context, ids(&page)[0]).await.is_err());
    }

    async fn a_letter_is_accepted_when_a_person_proves_its_posting(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        queue_all(&db, &context, vec![new(&context, to, Channel::Letter)]).await;
        let page = claim_of(&db, &context, 10, Scope::Paper).await.unwrap();
        let id = ids(&page)[0];
        keep_letter(&db, &context, id, b"%PDF-1").await.unwrap();
        keep_letter(&db, &context, id, b"%PDF-2").await.unwrap();
        let kept = crate::blob::get(db.read(), domain::id::BlobId(id.0)).await.unwrap();
        assert_eq!((kept.size, kept.media_type.as_str()), (6, "application/pdf"));
        record(&db, &context, page.token, vec![(id, Outcome::HandedOut)], vec![]).await;
        assert_eq!(tally(&db).await, [("handed_out", 1)]);
        let today = context.now.date_naive();
        let tomorrow = today.succ_opt().unwrap();
        for (on, proof, expected) in [
            (tomorrow, "1A 234", "proof_in_the_future"),
            (today, " ", "proof_length"),
            (today, &"x".repeat(201), "proof_length"),
        ] {
            let refused = prove(&db, &context, id, on, proof).await.unwrap_err();
            assert_eq!(code(&refused), expected);
        }
        prove(&db, &context, id, today, " 1A 234 ").await.unwrap();
        let shown = &all(&db).await[0];
        assert_eq!((shown.state, shown.proof_on), (MessageState::Accepted, Some(today)));
        assert_eq!(shown.proof.as_deref(), Some("1A 234"));
        states(&db).await;
    }

    async fn a_letter_that_nobody_posts_is_discarded_once(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        queue_all(&db, &context, vec![new(&context, to, Channel::Letter)]).await;
        let page = claim_of(&db, &context, 10, Scope::Paper).await.unwrap();
        let id = ids(&page)[0];
        assert_eq!(code(&discard(&db, &context, id).await.unwrap_err()), "message_state");
        record(&db, &context, page.token, vec![(id, Outcome::HandedOut)], vec![]).await;
        assert_eq!(discard(&db, &context, id).await.unwrap(), MessageState::Skipped);
        assert_eq!(all(&db).await[0].reason.as_deref(), Some("discarded"));
        assert_eq!(code(&discard(&db, &context, id).await.unwrap_err()), "message_state");
        let today = context.now.date_naive();
        assert!(prove(&db, &context, id, today, "1A 234").await.is_err(), "it was not posted");
        states(&db).await;
    }

    async fn lists_are_read_page_by_page_and_by_state(db: Db) {
        let context = context();
        queued(&db, &context, 5).await;
        let page = claim(&db, &context, 2).await.unwrap();
        let outcomes = ids(&page).into_iter().map(|id| (id, Outcome::Uncertain)).collect();
        record(&db, &context, page.token, outcomes, vec![]).await;
        let read = async |state, batch, after| {
            let filter = Filter { state, batch, party: None };
            list(db.read(), filter, PageRequest { limit: 2, after }).await.unwrap()
        };
        let uncertain = read(Some(MessageState::Uncertain), Some(BATCH), None).await;
        assert_eq!((uncertain.items.len(), uncertain.next), (2, None));
        assert!(uncertain.items[0].name.as_ref().is_some_and(|name| name.starts_with("r0")));
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = read(None, None, after).await;
            seen.extend(page.items.into_iter().map(|message| message.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert!(seen.len() == 5 && seen.is_sorted());
        assert!(read(None, Some(Uuid::nil()), None).await.items.is_empty());
        let counted = counts(db.read()).await.unwrap();
        assert_eq!(counted.get(&MessageState::Uncertain), Some(&2));
    }
}
