//! What a person decides at the terminal: formal notices approved, letters posted or given up, a run
//! cancelled while letters are out, a rate recorded.

use sea_orm::ConnectionTrait as _;
use serde_json::Value;
use store::testing::runtime;

use crate::support::engine::Engine;
use crate::support::program::Installation;

const CUSTOMERS: &str = "reference;name;kind;email;street;postal_code;city;country\n\
    C-1;Menuiserie Arnaud;company;arnaud@client.example;12 rue des Lilas;69003;Lyon;FR\n\
    C-2;Papeterie du Pont;company;pont@client.example;3 quai du Rhône;69002;Lyon;FR\n";
const INVOICES: &str = "customer;number;issued_on;due_on;amount\n\
    C-1;F-1;2025-01-02;2025-02-01;1000,00\n\
    C-2;F-2;2025-01-02;2025-02-01;250,00\n";
const MAPPING: &str = "separator = \";\"\ndate_format = \"YYYY-MM-DD\"\ncurrency = \"EUR\"\n\
    decimal_mark = \",\"\n[columns]\ncustomer = \"customer\"\nnumber = \"number\"\n\
    issued_on = \"issued_on\"\ndue_on = \"due_on\"\namount = \"amount\"\n";

/// Two customers whose invoices have come to the formal notice.
fn at_the_formal_notice(engine: Engine) -> Installation {
    let house = Installation::new(engine);
    house.set_up_firm();
    let file = |name: &str, text: &str| {
        std::fs::write(house.path(name), text).unwrap();
        house.path(name).to_str().unwrap().to_owned()
    };
    let (customers, invoices) = (file("c.csv", CUSTOMERS), file("i.csv", INVOICES));
    let mapping = file("i.toml", MAPPING);
    house.must(&["import", "customers", &customers]);
    house.must(&["import", "invoices", &invoices, "--mapping", &mapping]);
    for day in ["2025-02-10", "2025-02-24", "2025-03-10"] {
        house.must(&["dunning", "run", "--date", day, "--confirm"]);
        house.must(&["worker", "--drain"]);
    }
    house.must(&["dunning", "run", "--date", "2025-04-01", "--confirm"]);
    house
}

fn list(house: &Installation, arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&house.must(arguments)).unwrap()
}

fn reasons(house: &Installation, day: &str) -> Vec<String> {
    let shown: Value =
        serde_json::from_str(&house.must(&["dunning", "run", "--date", day, "--json"])).unwrap();
    let left_out = shown["left_out"].as_array().unwrap();
    left_out.iter().map(|line| line["reason"].as_str().unwrap().to_owned()).collect()
}

/// What is approved at night or on a Sunday leaves on the next working day; the test runs at any hour.
fn leave_at_once(house: &Installation) {
    runtime().block_on(async {
        let db = store::Db::open(&house.database_url(), 1).await.unwrap();
        let sql = "update message set due_at = created_at where state = 'queued'";
        db.read().execute_unprepared(sql).await.unwrap();
    });
}

#[test]
fn a_letter_that_is_given_up_frees_its_line_and_a_cancelled_run_says_what_is_out() {
    for engine in Engine::all() {
        let house = at_the_formal_notice(engine);
        assert_eq!(reasons(&house, "2025-04-02"), ["awaiting_review", "awaiting_review"]);
        house.must(&["dunning", "approve", "2025-04-01", "C-1"]);
        house.must(&["dunning", "approve", "2025-04-01", "--all"]);
        leave_at_once(&house);
        house.must(&["worker", "--drain"]);
        let out = ["message", "list", "--state", "handed_out", "--json"];
        let letters = list(&house, &out);
        assert_eq!(letters.len(), 2);
        assert_eq!(std::fs::read_dir(house.path("letters")).unwrap().count(), 2);

        let [first, second] = [0, 1].map(|place: usize| letters[place]["id"].as_str().unwrap());
        house.must(&["message", "discard", first]);
        assert!(house.refused(&["message", "discard", first]).contains("not sent"));
        let told = house.must(&["dunning", "cancel", "2025-04-01"]);
        assert!(told.contains("One letter is out already"), "{told}");
        house.must(&["message", "post", second, "--on", "2025-04-03", "--proof", "1A 234"]);
        assert!(list(&house, &out).is_empty());
        // The line that was given up is proposed again; the one that was posted has its level.
        assert_eq!(reasons(&house, "2025-04-03"), ["last_level_reached"]);
        house.must(&["doctor"]);
    }
}

#[test]
fn a_message_is_reviewed_under_its_own_run() {
    let house = at_the_formal_notice(Engine::Sqlite);
    let message = list(&house, &["message", "list", "--json"]).remove(0);
    let notice = message["purpose"]["id"].as_str().unwrap();
    let refused = house.refused(&["dunning", "approve", "2025-04-01", notice]);
    assert!(refused.contains("belongs to another run"), "{refused}");
    assert!(house.refused(&["dunning", "approve", "2025-04-01", "C-9"]).contains("review"));
}

#[test]
fn a_rate_is_recorded_listed_and_refused_by_what_is_wrong_with_it() {
    let house = Installation::new(Engine::Sqlite);
    let set = |day: &str, rate: &str| {
        let arguments = ["rate", "set", "legal_professional", day, rate, "--source", "JO"];
        house.command(&arguments, &[]).output().unwrap().status.code()
    };
    assert_eq!(set("2026-07-01", "2,60"), Some(0));
    assert_eq!(set("2026-07-02", "2,60"), Some(1), "no half-year begins that day");
    assert_eq!(set("2026-07-01", "much"), Some(2), "no percentage");
    let list = list(&house, &["rate", "list", "--kind", "legal_professional", "--json"]);
    let last = list.last().unwrap();
    assert_eq!((&last["valid_from"], &last["rate_bp"]), (&"2026-07-01".into(), &260.into()));
    assert_eq!(last["confirmed"], "unconfirmed");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_stops_nothing() {
    use std::os::unix::ffi::OsStrExt as _;
    let house = Installation::new(Engine::Sqlite);
    let mut command = house.command(&["settings"], &[]);
    command.env("SOMEBODY_ELSES", std::ffi::OsStr::from_bytes(b"\xe9"));
    assert!(command.output().unwrap().status.success());
}
