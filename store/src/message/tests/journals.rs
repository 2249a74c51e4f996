//! What the journal of a lost worker settles.

use super::*;

/// Settles the journal of a page of which the first was accepted and the second begun.
async fn settled(db: &Db, context: &Context, page: &ClaimedPage, silence: Silence) -> Recorded {
    let ids = ids(page);
    let findings = Findings {
        token: page.token,
        worker: "next",
        answered: vec![(ids[0], accepted())],
        begun: vec![ids[1]],
        silence,
        lost: LostAnswer::Uncertain,
    };
    settle_journal(db, context, findings).await.unwrap()
}

crate::both_engines! {
    async fn a_journal_of_the_same_boot_leaves_in_doubt_only_what_was_begun(db: Db) {
        let context = context();
        queued(&db, &context, 5).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let recorded = settled(&db, &context, &page, Silence::NeverBegun).await;
        assert_eq!(recorded.changed, 5);
        assert_eq!(tally(&db).await, [("queued", 3), ("accepted", 1), ("uncertain", 1)]);
        let again = settled(&db, &context, &page, Silence::NeverBegun).await;
        assert_eq!(again.changed, 0, "a journal settles once");
        let next = claim(&db, &context, 10).await.unwrap();
        assert_eq!(next.messages.len(), 3, "the rest is sent at once");
    }

    async fn after_a_power_cut_silence_proves_nothing(db: Db) {
        let context = context();
        queued(&db, &context, 5).await;
        let page = claim(&db, &context, 10).await.unwrap();
        settled(&db, &context, &page, Silence::Unknown).await;
        assert_eq!(tally(&db).await, [("accepted", 1), ("uncertain", 4)]);
    }

    async fn a_journal_found_late_settles_what_its_own_token_left_uncertain(db: Db) {
        let context = context();
        queued(&db, &context, 4).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let late = later(&context, Duration::minutes(6));
        return_expired(&db, &late, "other", LostAnswer::Uncertain).await.unwrap();
        assert_eq!(tally(&db).await, [("uncertain", 4)]);
        let settled = settled(&db, &late, &page, Silence::NeverBegun).await;
        assert_eq!(settled.changed, 3);
        assert_eq!(tally(&db).await, [("queued", 2), ("accepted", 1), ("uncertain", 1)]);
    }

    async fn what_a_person_has_said_is_not_undone_by_a_journal(db: Db) {
        let context = context();
        queued(&db, &context, 2).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let late = later(&context, Duration::minutes(6));
        return_expired(&db, &late, "other", LostAnswer::Uncertain).await.unwrap();
        for id in ids(&page) {
            settle(&db, &late, id, Said::Sent).await.unwrap();
        }
        assert_eq!(settled(&db, &late, &page, Silence::NeverBegun).await.changed, 0);
        assert_eq!(tally(&db).await, [("accepted", 2)]);
    }
}
