//! Mails and letters as files.

use super::*;

store::both_engines! {
    async fn without_a_server_mails_are_files_and_letters_are_pdfs(db: Db) {
        let desk = Desk::new(db);
        desk.describe_firm().await;
        desk.late("L1", None).await;
        desk.run_of(3).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.accepted, summary.sent.handed_out), (3, 1));
        assert!(!summary.is_stopped() && summary.left == 0);
        assert_eq!(desk.tally().await, [("accepted", 3), ("handed_out", 1)]);
        let mails = desk.files("mail");
        assert_eq!(mails.len(), 3);
        let text = std::fs::read_to_string(&mails[0]).unwrap();
        assert!(text.contains("compta@hebrard.example") && text.contains("Auto-Submitted"));
        let letters = desk.files("letters");
        assert_eq!(letters.len(), 1);
        assert!(std::fs::read(&letters[0]).unwrap().starts_with(b"%PDF"));
        assert_eq!(desk.journals(), 0);
        let due = store::outbox::due(desk.db.read(), desk.context().now, 10).await.unwrap();
        assert_eq!(due, [], "what was asked for is answered");
        assert_eq!(desk.drain().await.sent, crate::Tally::default());
    }

    async fn a_firm_that_is_not_described_writes_mails_as_localhost_and_no_letter(db: Db) {
        let desk = Desk::new(db);
        desk.late("L1", None).await;
        desk.run_of(1).await;
        let summary = desk.drain().await;
        assert!(summary.is_stopped());
        assert_eq!(summary.pauses[0].fault, SenderFault::LetterheadMissing);
        assert_eq!(summary.pauses[0].reply.as_deref(), Some("name, address"));
        assert_eq!(desk.tally().await, [("queued", 1), ("accepted", 1)]);
        let text = std::fs::read_to_string(&desk.files("mail")[0]).unwrap();
        assert!(text.contains("relais@localhost"));
        desk.describe_firm().await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.handed_out, summary.is_stopped()), (1, false));
        assert_eq!(desk.pauses().await, []);
    }

    async fn what_was_paid_since_is_not_asked_for(db: Db) {
        let desk = Desk::new(db);
        desk.run_of(2).await;
        let customer = desk.messages().await[0].customer.unwrap();
        desk.pay(customer).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.accepted, summary.sent.skipped), (1, 1));
        assert_eq!(desk.messages().await[0].reason.as_deref(), Some("settled"));
        desk.tally().await;
    }
}
