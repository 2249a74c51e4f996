//! Faults of ours: sending stops, nobody is marked, nothing is lost.

use super::*;
use crate::dispatch::Dispatch;
use crate::sweep::sweep;

store::both_engines! {
    async fn a_refusal_of_us_pauses_the_sending_and_marks_nobody(db: Db) {
        let server = MailServer::start();
        server.script(&address(0), &[Behaviour::AtContent("554 5.7.1 your policy is bad")]);
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(200).await;
        let summary = desk.drain().await;
        assert!(summary.is_stopped());
        assert_eq!(desk.pauses().await, [SenderFault::Policy]);
        assert_eq!(desk.state_of("C000").await, MessageState::Deferred);
        let tally = desk.tally().await;
        assert!(tally.iter().all(|(state, _)| ["queued", "accepted", "deferred"].contains(state)));
        let received = server.count();
        assert!(received < 200, "the others stop too");
        let again = desk.drain().await;
        assert!(again.is_stopped() && server.count() == received, "a pause holds");
        store::message::resume(&desk.db, &desk.context(), None).await.unwrap();
        desk.wait(6);
        assert!(!desk.drain().await.is_stopped());
        assert_eq!(desk.tally().await, [("accepted", 200)]);
    }

    async fn a_refusal_of_us_that_put_off_all_there_was_stopped_the_drain_too(db: Db) {
        let server = MailServer::start();
        server.script(&address(0), &[Behaviour::AtContent("550 5.7.26 unauthenticated")]);
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(1).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.deferred, summary.left), (1, 0));
        assert!(summary.is_stopped() && summary.pauses[0].fault == SenderFault::Policy);
        assert!(!desk.drain().await.is_stopped(), "nothing is due, and nothing was tried");
    }

    async fn a_sweep_asks_again_for_what_waits_for_the_firm(db: Db) {
        let desk = Desk::new(db).to("smtp://mail.example.invalid:25".to_owned());
        desk.late("L1", None).await;
        desk.run_of(1).await;
        desk.drain().await;
        let expected = [SenderFault::SenderMissing, SenderFault::LetterheadMissing];
        assert_eq!(desk.pauses().await, expected);
        desk.describe_firm().await;
        let (_keep, stop) = watch::channel(false);
        let dispatch = Dispatch::new(desk.config(), desk.deps(), stop).unwrap();
        sweep(&dispatch).await.unwrap();
        let due = store::outbox::due(desk.db.read(), desk.context().now, 10).await.unwrap();
        assert_eq!(due.len(), 1);
    }

    async fn a_server_that_does_not_answer_costs_time_and_no_attempt(db: Db) {
        let (url, _nobody_listens) = smtp::absent();
        let desk = Desk::new(db).to(url);
        desk.run_of(3).await;
        let summary = desk.drain().await;
        assert!(summary.is_stopped());
        assert_eq!(desk.pauses().await, [SenderFault::Unreachable]);
        assert_eq!(desk.tally().await, [("queued", 3)]);
        assert!(desk.messages().await.iter().all(|message| message.attempts == 0));
        let server = MailServer::start();
        let desk = desk.to(server.url(""));
        desk.wait(2);
        assert_eq!(desk.drain().await.sent.accepted, 3, "the pause is over by itself");
    }

    async fn a_server_that_refuses_tls_where_it_is_required_gets_nothing(db: Db) {
        let server = MailServer::with_tls(smtp::Tls::Refused);
        let desk = Desk::new(db).to(server.url("?tls=required"));
        desk.run_of(2).await;
        assert!(desk.drain().await.is_stopped());
        assert_eq!(desk.pauses().await, [SenderFault::Encryption]);
        assert_eq!((desk.tally().await, server.count()), (vec![("queued", 2)], 0));
    }

    async fn another_machine_gets_no_mail_from_a_firm_without_a_sender(db: Db) {
        let desk = Desk::new(db).to("smtp://mail.example.invalid:25".to_owned());
        desk.run_of(1).await;
        let summary = desk.drain().await;
        assert!(summary.is_stopped());
        assert_eq!(summary.pauses[0].fault, SenderFault::SenderMissing);
        assert_eq!(summary.pauses[0].reply.as_deref(), Some("name, sender_email"));
        assert_eq!(desk.tally().await, [("queued", 1)]);
    }

    async fn a_folder_that_cannot_be_written_fails_the_worker_and_no_message(db: Db) {
        let desk = Desk::new(db);
        desk.run_of(3).await;
        std::fs::write(desk.folder.path().join("mail"), "in the way").unwrap();
        let (_keep, stop) = watch::channel(false);
        drain(desk.config(), desk.deps(), stop).await.unwrap_err();
        assert_eq!(desk.tally().await, [("queued", 3)]);
        std::fs::remove_file(desk.folder.path().join("mail")).unwrap();
        assert_eq!(desk.drain().await.sent.accepted, 3);
    }
}
