//! What a document shows: the frozen figures, penalties and indemnity by the law.

use domain::dunning::CreditKind;
use domain::id::NoticeId;
use domain::language::Language;
use domain::payment::{Allocate, PaymentDraft};
use domain::penalty::PenaltyTerms;
use sea_orm::ActiveValue::Set;

use super::world::*;
use crate::allocation::fixture::draft;
use crate::both_engines;
use crate::db::Db;
use crate::dunning;
use crate::entity::party;

both_engines! {
    async fn a_document_shows_what_the_run_froze(db: Db) {
        let late = customer(&db, "C1").await;
        let english = party::ActiveModel { language: Set(Some("en".into())), ..Default::default() };
        with_party(&db, late, english).await;
        let bill = invoice(late, "F1", "2024-11-01", &[("2024-12-31", 60_000), ("2025-01-31", 40_000)]);
        posted(&db, bill).await;
        owes(&db, late, "F2", "2025-06-01", 5_000).await;
        let credit = PaymentDraft {
            reference: Some("VIR 7".to_owned()),
            ..draft(late, "2025-05-01", 1_000, Allocate::None)
        };
        paid(&db, credit.checked().unwrap()).await;

        let run = confirm(&db, "2025-07-10").await.run;
        let notice: NoticeId = messages(&db, run).await[0].purpose_id.into();
        let mut documents = dunning::documents(&db, &[notice]).await.unwrap();
        let document = documents.remove(&notice).unwrap();
        assert_eq!((document.language, document.day), (Language::En, day("2025-07-10")));
        assert_eq!((document.level, document.level_code.as_str()), (1, "courtesy"));
        assert_eq!(document.recipient.email.as_ref().unwrap().to_string(), "c1@client.example");
        assert_eq!(document.recipient.address.as_ref().unwrap().city, "Paris");
        let lines: Vec<_> = document
            .lines
            .iter()
            .map(|line| (line.invoice_number.as_str(), line.residual, line.penalty, line.indemnity))
            .collect();
        // ECB + 10: 13.15 % to 30 June 2025, 12.15 % from 1 July (half-year rates).
        assert_eq!(
            lines,
            [
                ("F1", 60_000, Some(4_112), 4_000),
                ("F1", 40_000, Some(2_295), 0),
                ("F2", 5_000, Some(69), 4_000),
            ]
        );
        assert_eq!(document.credits[0].kind, CreditKind::Payment);
        assert_eq!(document.credits[0].reference, "VIR 7");
        let totals = document.totals;
        assert_eq!((totals.residual, totals.credits, totals.net), (105_000, 1_000, 104_000));
        assert_eq!((totals.penalties, totals.indemnities), (Some(6_476), 8_000));
        let PenaltyTerms::Shown { rates, .. } = document.penalty_terms else { panic!("shown") };
        assert_eq!(rates, [("2025-S1".to_owned(), 1_315), ("2025-S2".to_owned(), 1_215)]);
        sound(&db).await;
    }

    async fn a_missing_rate_refuses_the_figure_and_is_named_by_the_run(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-12-01", 10_000).await;
        let january = crate::testing::context_at("2027-01-15T09:00:00Z".parse().unwrap());
        let run = dunning::confirm_day(&db, &january, day("2027-01-15")).await.unwrap().run;
        let today = dunning::confirm_day(&db, &context(), day("2027-01-15")).await;
        assert!(today.is_ok(), "a day that is confirmed is answered, however far ahead");
        let far = dunning::confirm_day(&db, &context(), day("2062-01-15")).await;
        assert_eq!(code(far), "run_too_far_ahead");
        let stored = dunning::run(&db, run).await.unwrap();
        assert_eq!(stored.missing_rates, ["ecb_main 2027-01-01"]);
        let notice: NoticeId = messages(&db, run).await[0].purpose_id.into();
        let document = dunning::documents(&db, &[notice]).await.unwrap().remove(&notice).unwrap();
        let missing = "ecb_main 2027-01-01".to_owned();
        assert_eq!(document.penalty_terms, PenaltyTerms::Reserved { missing });
        assert_eq!((document.lines[0].penalty, document.totals.penalties), (None, None));
        assert_eq!(document.totals.indemnities, 4_000, "the indemnity needs no rate");
        sound(&db).await;
    }
}
