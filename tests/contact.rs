//! The right to contact and the calendar, from the command line.

use serde_json::{Value, json};

use crate::support::engine::Engine;
use crate::support::program::Installation;

fn ask(house: &Installation, arguments: &[&str]) -> Value {
    let mut all = vec!["may-contact"];
    all.extend(arguments);
    all.push("--json");
    serde_json::from_str(&house.must(&all)).unwrap()
}

#[test]
fn one_question_has_one_answer_with_its_article() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        std::fs::write(
            house.path("customers.csv"),
            "reference,name,kind,email,phone\n\
             C-1,Menuiserie Arnaud,company,anne@arnaud.example,\n\
             C-2,Paul Petit,person,paul@petit.example,+33491138900\n",
        )
        .unwrap();
        let file = house.path("customers.csv");
        let _ = house.must(&["import", "customers", file.to_str().unwrap()]);
        let at = "2026-11-24T10:00:00Z";
        for (address, channel, purpose, allowed, reason, article) in [
            (
                "anne@arnaud.example",
                "email",
                "newsletter",
                true,
                "professional_address",
                "L34-5 CPCE",
            ),
            ("PAUL@petit.example", "email", "newsletter", false, "no_consent", "L34-5 CPCE"),
            ("paul@petit.example", "email", "debt_reminder", true, "not_marketing", "GDPR 6(1)(b)"),
            ("04 91 13 89 00", "phone", "phone_offers", false, "no_consent", "L223-1 C. conso."),
            ("04 91 13 89 00", "sms", "offers", false, "no_consent", "L34-5 CPCE"),
            ("0262 48 10 00", "phone", "phone_offers", false, "unknown_person", "GDPR 6(1)"),
            ("nobody@nowhere.example", "email", "newsletter", false, "unknown_person", "GDPR 6(1)"),
            ("nobody", "email", "newsletter", false, "not_an_address", "GDPR 5(1)(d)"),
            ("C-9", "post", "newsletter", false, "unknown_person", "GDPR 6(1)"),
        ] {
            let asked = [address, "--channel", channel, "--purpose", purpose, "--at", at];
            let answer = ask(&house, &asked);
            let told = (&answer["allowed"], &answer["reason"], &answer["article"]);
            assert_eq!(
                told,
                (&json!(allowed), &json!(reason), &json!(article)),
                "{address} {channel}"
            );
            for field in ["evidence", "next_lawful_at", "confirmed"] {
                assert!(answer.as_object().unwrap().contains_key(field), "{field}");
            }
        }
        let asked =
            ["may-contact", "paul@petit.example", "--channel", "email", "--purpose", "news"];
        assert!(house.refused(&asked).contains("newsletter"), "the purposes that there are");
        let asked =
            ["may-contact", "paul@petit.example", "--channel", "email", "--purpose", "offers"];
        assert!(house.must(&asked).contains("L34-5 CPCE"));
    }
}

#[test]
fn the_holidays_of_a_zone_are_listed_in_both_languages() {
    let house = Installation::new(Engine::Sqlite);
    let of = |zone: &str| -> Value {
        let asked = ["calendar", "holidays", "--zone", zone, "--year", "2026", "--json"];
        serde_json::from_str(&house.must(&asked)).unwrap()
    };
    for (zone, count) in [("75", 11), ("67", 13), ("2A", 11), ("972", 12), ("978", 12)] {
        assert_eq!(of(zone).as_array().unwrap().len(), count, "{zone}");
    }
    let good_friday = &of("57")[1];
    assert_eq!(good_friday["date"], "2026-04-03");
    assert_eq!(good_friday["name"], json!({ "fr": "Vendredi saint", "en": "Good Friday" }));
    assert_eq!(good_friday["certain"], false);
    let nowhere = ["calendar", "holidays", "--zone", "99", "--year", "2026"];
    assert_eq!(
        house.command(&nowhere, &[]).output().unwrap().status.code(),
        Some(2),
        "no such department"
    );
}

#[test]
fn a_figure_of_the_law_is_recorded_listed_and_refused_by_what_is_wrong_with_it() {
    let house = Installation::new(Engine::Sqlite);
    let set = |kind: &str, value: &str, source: &str| {
        let arguments = ["contact-rule", "set", kind, "2027-01-01", value, "--source", source];
        house.command(&arguments, &[]).output().unwrap().status.code()
    };
    assert_eq!(set("call_rest", "90", "JO"), Some(0));
    assert_eq!(set("call_rest", "0", "JO"), Some(1), "no days");
    assert_eq!(set("call_rest", "90", " "), Some(1), "no source");
    assert_eq!(set("call_rest", "many", "JO"), Some(2), "no number");
    assert_eq!(set("call_never", "1", "JO"), Some(2), "no such figure");
    let list = house.must(&["contact-rule", "list", "--kind", "call_rest", "--json"]);
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    let last = list.last().unwrap();
    assert_eq!((&last["valid_from"], &last["value"]), (&json!("2027-01-01"), &json!(90)));
    assert_eq!((&last["unit"], &last["confirmed"]), (&json!("days"), &json!("unconfirmed")));
    let shown = house.must(&["contact-rule", "list"]);
    assert!(shown.contains("call_rest") && !shown.contains('⟦'), "{shown}");
}
