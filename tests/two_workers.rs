//! Two workers on two machines share one PostgreSQL: they share the messages, and send none twice.

use std::collections::BTreeSet;

use crate::support::engine::Engine;
use crate::support::reminders::{PATIENCE, Process, confirmed, count, ids};
use crate::support::smtp::MailServer;

const REMINDERS: usize = 2_000;

#[test]
fn two_workers_share_the_messages_and_send_none_twice() {
    let engine = Engine::postgres();
    let house = confirmed(&engine, REMINDERS);
    let server = MailServer::start();
    server.hold();
    let url = server.url("");
    let other_machine = tempfile::tempdir().unwrap();
    let settings = [("RELAIS_SMTP_URL", url.as_str())];
    let elsewhere = [settings[0], ("RELAIS_DATA_DIR", other_machine.path().to_str().unwrap())];
    let mut here = Process::start(house.command(&["worker", "--drain"], &settings));
    let mut there = Process::start(house.command(&["worker", "--drain"], &elsewhere));
    // Both have begun before one can have done it all.
    server.wait_for_held(8, PATIENCE);
    server.release();
    assert!(here.wait(PATIENCE).success());
    assert!(there.wait(PATIENCE).success());

    let received: BTreeSet<_> = server.received().iter().map(|mail| mail.id().to_owned()).collect();
    assert_eq!((received.len(), server.count()), (REMINDERS, REMINDERS), "each of them once");
    assert_eq!(ids(&house, "accepted"), received);
    let workers = "select count(distinct worker) as number from message_attempt";
    assert_eq!(count(&house, workers), 2, "both had their share");
    let _ = house.must(&["doctor"]);
}
