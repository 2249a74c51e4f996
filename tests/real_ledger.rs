//! Two years of a real ledger: imported, then a run confirmed and sent every Monday, on both
//! engines, held against a model of a few lines that reads the same file by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::support::engine::Engine;
use crate::support::program::Installation;
use crate::support::shared;

const LEVELS: [(i64, i64); 4] = [(8, 0), (20, 10), (35, 10), (50, 10)];

/// One invoice as the file has it.
struct Invoice {
    customer: String,
    number: String,
    due: NaiveDate,
    paid: NaiveDate,
    cents: i64,
}

/// One who reads French, and got three levels; one who reads English.
const FRENCH: &str = "compta@s-e-a.example";
const ENGLISH: &str = "accounts@hollins-wholesale-ltd-3831.example";

/// What two years came to.
#[derive(PartialEq, Eq, Debug)]
struct Story {
    /// Who got which level when, and the sums.
    runs: String,
    /// The mails of one customer, whole.
    french: String,
    /// The same of another.
    english: String,
}

#[test]
fn every_monday_for_two_years_the_right_customers_get_the_right_level_on_both_engines() {
    let Some(folder) = shared("receivables") else { return };
    let invoices = read(&folder.join("accounts_receivable.csv"));
    let stories: Vec<_> = Engine::all()
        .into_iter()
        .map(|engine| live_two_years(engine, &folder, &invoices))
        .collect();
    for pair in stories.windows(2) {
        assert_eq!(pair[0], pair[1], "both engines tell the same story");
    }
    insta::assert_snapshot!("two_years_of_mondays", stories[0].runs);
    insta::assert_snapshot!("mails_of_a_french_customer", stories[0].french);
    insta::assert_snapshot!("mails_of_an_english_customer", stories[0].english);
}

/// The mails to an address in the order in which they were queued, without what differs from one
/// installation to the next.
fn mails_to(house: &Installation, address: &str) -> String {
    let mut files: Vec<_> =
        std::fs::read_dir(house.path("mail")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        if !text.contains(&format!("\nTo: {address}\r\n")) {
            continue;
        }
        let id = file.file_stem().unwrap().to_str().unwrap();
        let text = text.replace(id, "ID").replace(&id.replace('-', ""), "ID");
        for line in text.lines() {
            let line = if line.starts_with("Date: ") { "Date: DATE" } else { line };
            writeln!(all, "{line}").unwrap();
        }
    }
    all
}

/// Imports, runs and sends; tells who got which level when.
fn live_two_years(engine: Engine, folder: &std::path::Path, invoices: &[Invoice]) -> Story {
    let house = Installation::new(engine);
    let of = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    house.set_up_firm();
    house.must(&["import", "customers", &of("customers.csv")]);
    let mapping = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/accounts_receivable.toml");
    house.must(&["import", "invoices", &of("accounts_receivable.csv"), "--mapping", mapping]);

    let mut story = String::new();
    let mut levels: BTreeMap<&str, (i64, NaiveDate)> = BTreeMap::new();
    let mut mails = 0;
    let mut day = NaiveDate::from_ymd_opt(2012, 2, 6).unwrap();
    for _ in 0..101 {
        let run: Value = serde_json::from_str(&house.must(&[
            "dunning",
            "run",
            "--date",
            &day.to_string(),
            "--confirm",
            "--json",
        ]))
        .unwrap();
        let expected = expect(invoices, &mut levels, day);
        let mut told = BTreeSet::new();
        for message in run["messages"].as_array().unwrap() {
            let customer = message["customer"].as_str().unwrap();
            let level = message["level"].as_i64().unwrap();
            let net = message["net"].as_i64().unwrap();
            let numbers: BTreeSet<&str> = message["due_lines"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line["invoice"].as_str().unwrap())
                .collect();
            let (expected_level, expected_net, expected_numbers) = &expected[customer];
            assert_eq!(
                (level, net, &numbers),
                (*expected_level, *expected_net, expected_numbers),
                "{day} {customer}"
            );
            assert!(told.insert(customer), "one message per customer");
            writeln!(story, "{day} {customer} level {level}, {} due lines, {net}", numbers.len())
                .unwrap();
            mails += usize::from(message["channel"] == "email");
        }
        assert_eq!(told, expected.keys().copied().collect(), "{day}");
        house.must(&["worker", "--drain"]);
        day = day + Days::new(7);
    }
    let accepted: Value =
        serde_json::from_str(&house.must(&["message", "list", "--state", "accepted", "--json"]))
            .unwrap();
    assert_eq!(accepted.as_array().unwrap().len(), mails);
    house.must(&["doctor"]);
    let (french, english) = (mails_to(&house, FRENCH), mails_to(&house, ENGLISH));
    Story { runs: story, french, english }
}

/// What the procedure asks for on a day, from the file alone; `levels` remembers what was sent.
fn expect<'a>(
    invoices: &'a [Invoice],
    levels: &mut BTreeMap<&'a str, (i64, NaiveDate)>,
    day: NaiveDate,
) -> BTreeMap<&'a str, (i64, i64, BTreeSet<&'a str>)> {
    let mut customers: BTreeMap<&str, Vec<&Invoice>> = BTreeMap::new();
    for invoice in invoices.iter().filter(|invoice| invoice.due < day && invoice.paid > day) {
        customers.entry(&invoice.customer).or_default().push(invoice);
    }
    let mut expected = BTreeMap::new();
    for (customer, open) in customers {
        let mut highest = 0;
        for invoice in &open {
            let (level, sent) =
                levels.get(invoice.number.as_str()).copied().unwrap_or((0, NaiveDate::MIN));
            let Some((delay, gap)) = LEVELS.get(usize::try_from(level).unwrap()) else { continue };
            if (day - invoice.due).num_days() >= *delay
                && (level == 0 || (day - sent).num_days() >= *gap)
            {
                levels.insert(&invoice.number, (level + 1, day));
                highest = highest.max(level + 1);
            }
        }
        if highest > 0 {
            let net = open.iter().map(|invoice| invoice.cents).sum();
            expected.insert(
                customer,
                (highest, net, open.iter().map(|invoice| invoice.number.as_str()).collect()),
            );
        }
    }
    expected
}

fn read(path: &std::path::Path) -> Vec<Invoice> {
    let date = |text: &str| NaiveDate::parse_from_str(text, "%m/%d/%Y").unwrap();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    rows.map(|row| {
        let (units, cents) =
            row["InvoiceAmount"].split_once('.').unwrap_or((&row["InvoiceAmount"], "0"));
        Invoice {
            customer: row["customerID"].clone(),
            number: row["invoiceNumber"].clone(),
            due: date(&row["DueDate"]),
            paid: date(&row["SettledDate"]),
            cents: units.parse::<i64>().unwrap() * 100
                + format!("{cents:0<2}").parse::<i64>().unwrap(),
        }
    })
    .collect()
}
