//! Mails to a server that answers as a test tells it.

use super::*;

store::both_engines! {
    async fn every_mail_is_received_once_under_the_id_of_its_message(db: Db) {
        let server = MailServer::start();
        let desk = Desk::new(db).to(server.url(""));
        desk.describe_firm().await;
        desk.run_of(40).await;
        let summary = desk.drain().await;
        assert_eq!(summary.sent.accepted, 40);
        let mut received: Vec<_> = server.received().iter().map(|mail| mail.id().to_owned()).collect();
        received.sort();
        let mut sent: Vec<_> =
            desk.messages().await.iter().map(|message| message.id.to_string()).collect();
        sent.sort();
        assert_eq!(received, sent);
        assert!(server.connections().1 <= 2, "no more connections than set");
        assert_eq!(desk.tally().await, [("accepted", 40)]);
        assert_eq!(desk.journals(), 0);
    }

    async fn what_is_put_off_is_sent_again_later_under_the_same_message_id(db: Db) {
        let server = MailServer::start();
        server.script(&address(0), &[Behaviour::AtRecipient("451 4.3.0 later")]);
        server.script(&address(1), &[Behaviour::AtContent("452 4.2.2 full")]);
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(3).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.accepted, summary.sent.deferred), (1, 2));
        assert!(!summary.is_stopped() && summary.next.is_some());
        assert_eq!(desk.drain().await.sent, crate::Tally::default(), "not before its time");
        desk.wait(6);
        assert_eq!(desk.drain().await.sent.accepted, 2);
        let of_second = |mail: &smtp::Received| mail.recipient == address(1);
        let received = server.received();
        let ids: Vec<_> =
            received.iter().filter(|mail| of_second(mail)).map(|mail| mail.id()).collect();
        assert_eq!((ids.len(), ids[0]), (2, ids[1]));
        assert_eq!(desk.tally().await, [("accepted", 3)]);
        assert!(desk.messages().await.iter().filter(|one| one.attempts == 2).count() == 2);
    }

    async fn what_is_refused_fails_and_the_connection_goes_on(db: Db) {
        let server = MailServer::start();
        server.script(&address(0), &[Behaviour::AtRecipient("550 5.1.1 unknown")]);
        server.script(&address(1), &[Behaviour::AtContent("552 5.3.4 too big")]);
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(4).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.accepted, summary.sent.failed), (2, 2));
        let messages = desk.messages().await;
        let why = |number: usize| messages[number].reason.clone().unwrap();
        assert_eq!((why(0), why(1)), ("recipient_refused".into(), "content_refused".into()));
        assert_eq!(messages[0].reply_text.as_deref(), Some("5.1.1 unknown"));
        desk.tally().await;
        store::message::retry(&desk.db, &desk.context(), messages[0].id).await.unwrap();
        let summary = desk.drain().await;
        assert_eq!(summary.sent.skipped, 1, "its address is known to be dead");
        store::message::retry(&desk.db, &desk.context(), messages[1].id).await.unwrap();
        assert_eq!(desk.drain().await.sent.accepted, 1);
        desk.tally().await;
    }

    async fn a_lost_answer_leaves_one_message_uncertain_and_it_is_not_sent_again(db: Db) {
        let server = MailServer::start();
        server.script(&address(1), &[Behaviour::CutAfterContent]);
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(4).await;
        let summary = desk.drain().await;
        assert_eq!((summary.sent.accepted, summary.sent.uncertain), (3, 1));
        assert_eq!(summary.uncertain, 1);
        assert!(!summary.is_stopped());
        desk.wait(60 * 48);
        desk.drain().await;
        assert_eq!(server.count(), 4);
        assert_eq!(desk.state_of("C001").await, MessageState::Uncertain);
        let id = desk.messages().await[1].id;
        let said = store::message::Said::Lost;
        store::message::settle(&desk.db, &desk.context(), id, said).await.unwrap();
        desk.drain().await;
        assert_eq!(desk.tally().await, [("accepted", 4)]);
        let received = server.received();
        let twice: Vec<_> = received.iter().filter(|mail| mail.recipient == address(1)).collect();
        assert_eq!(twice[0].message_id, twice[1].message_id);
    }

    async fn an_invoice_paid_while_its_page_is_sent_is_not_asked_for(db: Db) {
        let server = MailServer::start();
        server.hold();
        let desk = Desk::new(db).to(server.url(""));
        for number in 0..2 {
            let reference = format!("C{number:03}");
            let customer = desk.late(&reference, Some(&address(number))).await;
            desk.invoice(customer, &format!("G-{reference}")).await;
        }
        desk.confirm().await;
        let paying = async {
            until(|| server.count() > 0).await;
            let first = server.received()[0].recipient.clone();
            let second = if first == address(0) { "C001" } else { "C000" };
            let messages = desk.messages().await;
            let of = |message: &&Message| message.reference.as_deref() == Some(second);
            desk.pay(messages.iter().find(of).unwrap().customer.unwrap()).await;
            // Until the page is looked at again.
            tokio::time::sleep(Duration::from_millis(2_100)).await;
            server.release();
            second
        };
        // One after the other: of two connections each would claim one of the two.
        let (_keep, stop) = watch::channel(false);
        let config = Config { smtp_connections: 1, ..desk.config() };
        let (summary, second) = tokio::join!(drain(config, desk.deps(), stop), paying);
        let summary = summary.unwrap();
        assert_eq!(summary.sent.accepted, 2);
        let asked_for = |mail: &smtp::Received, reference: &str| {
            let text = String::from_utf8(mail.raw.clone()).unwrap().replace("=\r\n", "");
            ["F", "G"].iter().filter(|one| text.contains(&format!("{one}-{reference}"))).count()
        };
        let received = server.received();
        let first = if second == "C000" { "C001" } else { "C000" };
        assert_eq!((asked_for(&received[0], first), asked_for(&received[1], second)), (2, 1));
        desk.tally().await;
    }
}
