//! Reminders to a mail server that answers as servers do: each answer leaves the message in its
//! state, nobody gets a mail twice, and nobody is marked for a fault of ours. On both engines.

use std::collections::BTreeSet;

use crate::support::engine::Engine;
use crate::support::reminders::{address, change, confirmed, drain, ids, in_state};
use crate::support::smtp::{Behaviour, MailServer, Tls, absent};

/// The settings that lead to a server, with patience for a slow machine.
fn towards(url: &str) -> Vec<(&str, &str)> {
    vec![
        ("RELAIS_SMTP_URL", url),
        ("RELAIS_SMTP_CONNECTIONS", "4"),
        ("RELAIS_SMTP_TIMEOUT_SECONDS", "30"),
        ("RELAIS_LEASE_SECONDS", "120"),
    ]
}

/// Makes what was put off due now.
const DUE_NOW: &str =
    "update message set due_at = created_at where state in ('queued', 'deferred')";

#[test]
fn what_the_server_accepts_is_sent_once_over_a_few_connections() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 60);
        let server = MailServer::start();
        let url = server.url("");
        assert!(drain(&house, &towards(&url)).success());
        let received = server.received();
        let recipients: BTreeSet<_> = received.iter().map(|mail| mail.recipient.clone()).collect();
        assert_eq!(recipients, (0..60).map(address).collect());
        assert_eq!(received.len(), 60);
        let sent: BTreeSet<_> = received.iter().map(|mail| mail.id().to_owned()).collect();
        assert_eq!(ids(&house, "accepted"), sent, "the Message-ID is the id of the message");
        for mail in &received {
            let text = String::from_utf8(mail.raw.clone()).unwrap();
            assert!(text.contains("\r\nAuto-Submitted: auto-generated\r\n"), "{text}");
            assert!(text.contains(&format!("\r\nTo: {}\r\n", mail.recipient)), "{text}");
            assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
        }
        let (made, at_once) = server.connections();
        assert!(made <= 4 && at_once <= 4, "{made} connections, {at_once} at once");
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(server.count(), 60, "nothing is due any more");
        let _ = house.must(&["doctor"]);
    }
}

#[test]
fn what_is_put_off_comes_again_later_under_the_same_message_id() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 3);
        let server = MailServer::start();
        let url = server.url("");
        server.script(&address(0), &[Behaviour::AtRecipient("451 4.3.0 try again later")]);
        server.script(&address(1), &[Behaviour::AtContent("451 4.3.0 try again later")]);
        assert!(drain(&house, &towards(&url)).success());
        let deferred = in_state(&house, "deferred");
        assert_eq!((deferred.len(), ids(&house, "accepted").len()), (2, 1));
        for message in deferred.values() {
            assert_eq!((&message["reply_code"], &message["attempts"]), (&451.into(), &1.into()));
        }
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(ids(&house, "deferred").len(), 2, "not before its time");

        change(&house, DUE_NOW);
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(ids(&house, "accepted").len(), 3);
        let received = server.received();
        assert_eq!(received.len(), 4);
        let again: Vec<_> = received.iter().filter(|mail| mail.recipient == address(1)).collect();
        assert_eq!(again[0].message_id, again[1].message_id);
        assert_eq!((again[0].accepted, again[1].accepted), (false, true));
        let _ = house.must(&["doctor"]);
    }
}

#[test]
fn a_dead_address_fails_and_is_not_written_to_again() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 3);
        let server = MailServer::start();
        let url = server.url("");
        let gone = Behaviour::AtRecipient("550 5.1.1 <accounts0@customer0.example>: unknown");
        server.script(&address(0), &[gone]);
        assert!(drain(&house, &towards(&url)).success());
        let failed = in_state(&house, "failed");
        assert_eq!((failed.len(), ids(&house, "accepted").len()), (1, 2));
        let message = failed.values().next().unwrap();
        assert_eq!(message["failure_class"], "recipient");
        assert_eq!(message["customer"], "C0000000");
        assert!(!message.to_string().contains("accounts0@"), "{message}");

        let _ = house.must(&["dunning", "run", "--date", "2025-06-16", "--confirm"]);
        assert!(drain(&house, &towards(&url)).success());
        let received = server.received();
        let to = |number| received.iter().filter(|mail| mail.recipient == address(number)).count();
        assert_eq!([to(0), to(1), to(2)], [0, 2, 2], "by letter, or not at all");
        let _ = house.must(&["doctor"]);
    }
}

#[test]
fn a_refusal_of_ours_stops_the_sending_and_marks_nobody() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 40);
        let server = MailServer::start();
        let url = server.url("");
        for number in 0..40 {
            server.script(&address(number), &[Behaviour::AtContent("554 5.7.1 blocked by policy")]);
        }
        let one_at_a_time = [towards(&url), vec![("RELAIS_SMTP_CONNECTIONS", "1")]].concat();
        assert_eq!(drain(&house, &one_at_a_time).code(), Some(1));
        assert_eq!(server.count(), 1, "it stops at the first one");
        for state in ["accepted", "failed", "uncertain", "skipped"] {
            assert_eq!(ids(&house, state), BTreeSet::new(), "{state}");
        }
        assert_eq!(ids(&house, "deferred").len() + ids(&house, "queued").len(), 40);
        assert_eq!(drain(&house, &towards(&url)).code(), Some(1), "it stays stopped");
        assert_eq!(server.count(), 1);

        let cured = MailServer::start();
        let url = cured.url("");
        change(&house, DUE_NOW);
        let _ = house.must(&["message", "resume"]);
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!((cured.count(), ids(&house, "accepted").len()), (40, 40));
        let _ = house.must(&["doctor"]);
    }
}

#[test]
fn a_lost_answer_is_for_a_person_to_settle() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 6);
        let server = MailServer::start();
        let url = server.url("");
        server.script(&address(0), &[Behaviour::CutAfterContent]);
        server.script(&address(1), &[Behaviour::CutAfterContent]);
        server.script(&address(2), &[Behaviour::SilentAfterContent]);
        let impatient = [("RELAIS_SMTP_TIMEOUT_SECONDS", "5"), ("RELAIS_LEASE_SECONDS", "20")];
        assert!(drain(&house, &[&towards(&url)[..], &impatient].concat()).success());
        let uncertain = in_state(&house, "uncertain");
        assert_eq!((uncertain.len(), ids(&house, "accepted").len()), (3, 3));
        assert_eq!(server.count(), 6);

        change(&house, DUE_NOW);
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(server.count(), 6, "it is not sent again by itself");

        let of = |customer| {
            uncertain.iter().find(|(_, message)| message["customer"] == customer).unwrap().0
        };
        let _ = house.must(&["message", "settle", of("C0000000"), "sent"]);
        let _ = house.must(&["message", "settle", of("C0000001"), "lost"]);
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(ids(&house, "uncertain"), BTreeSet::from([of("C0000002").clone()]));
        assert_eq!(ids(&house, "accepted").len(), 5);
        let received = server.received();
        assert_eq!(received.len(), 7);
        assert_eq!(received[6].recipient, address(1));
        assert_eq!(received[6].id(), of("C0000001"), "under the same Message-ID");
        let _ = house.must(&["doctor"]);
    }
}

#[test]
fn without_the_encryption_that_is_asked_for_nothing_leaves() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 3);
        for tls in [Tls::None, Tls::Refused, Tls::UnknownCertificate] {
            let server = MailServer::with_tls(tls);
            let url = server.url("?tls=required");
            assert_eq!(drain(&house, &towards(&url)).code(), Some(1), "{tls:?}");
            assert_eq!(server.count(), 0);
            let doctor = house.command(&["doctor"], &towards(&url)).output().unwrap();
            assert_eq!(doctor.status.code(), Some(1), "{tls:?}");
            let _ = house.must(&["message", "resume"]);
        }
        change(&house, DUE_NOW);
        let server = MailServer::start();
        let url = server.url("");
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!((server.count(), ids(&house, "accepted").len()), (3, 3));
        let doctor = house.command(&["doctor"], &towards(&url)).status().unwrap();
        assert!(doctor.success());
    }
}

#[test]
fn a_server_that_is_not_there_costs_time_and_nothing_else() {
    for engine in Engine::all() {
        let house = confirmed(&engine, 3);
        let (gone, _nobody_listens) = absent();
        assert_eq!(drain(&house, &towards(&gone)).code(), Some(1));
        let _ = house.must(&["message", "resume"]);
        change(&house, DUE_NOW);
        let server = MailServer::start();
        let url = server.url("");
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!((server.count(), ids(&house, "accepted").len()), (3, 3));
        let _ = house.must(&["doctor"]);
    }
}
