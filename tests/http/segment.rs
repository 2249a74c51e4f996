//! Segments over HTTP: looked at, saved, changed, listed, deleted, and what is refused.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App};
use super::ledger::{customer, eur, invoice};

fn late(amount: i64) -> Value {
    json!({ "and": [
        { "field": "place.department", "operator": "equals", "value": "69" },
        { "field": "invoice.overdue", "operator": "greater_than", "value": eur(amount) },
    ] })
}

both_engines! {
    async fn a_segment_is_looked_at_saved_changed_and_deleted(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let one = customer(&caller, "C-1").await;
        let two = customer(&caller, "C-2").await;
        customer(&caller, "C-3").await;
        invoice(&caller, &one, "F-1", &[("2026-02-05", 60_000)]).await;
        invoice(&caller, &two, "F-2", &[("2026-02-05", 90_000)]).await;

        let body = json!({ "tree": late(50_000) });
        let seen = caller.post("segments/preview", &body).await.expect(200);
        assert_eq!(seen["count"], 2);
        assert_eq!(seen["sample"][0]["reference"], "C-1");
        let english = caller.call(Method::POST, "segments/preview").header("Accept-Language", "en");
        let english = Answer::of(english.json(&body)).await.expect(200);
        assert_eq!(
            english["sentence"],
            "Customers for whom all of these hold:\n– the French department is 69\n– the overdue balance is above €500.00"
        );
        assert!(seen["sentence"].as_str().unwrap().contains("l’encours échu dépasse"), "{seen}");
        let none = caller.get("segments").await.expect(200);
        assert_eq!(none["items"], json!([]), "a preview stores nothing");

        let new = json!({ "name": "Lyon, en retard", "tree": late(50_000) });
        let made = caller.post("segments", &new).await;
        let segment = made.expect(201);
        assert_eq!(segment["tree"], late(50_000));
        let path = made.header("location").to_owned();
        let taken = caller.post("segments", &json!({ "name": "LYON, EN RETARD", "tree": late(1) })).await;
        assert_eq!(taken.problem(409), "conflict");

        let first = caller.get(&format!("{path}/members?limit=1")).await.expect(200);
        assert_eq!(first["items"], json!([{ "customer": one, "reference": "C-1", "name": "Menuiserie Arnaud" }]));
        let next = format!("{path}/members?limit=1&after={}", first["next"].as_str().unwrap());
        let second = caller.get(&next).await.expect(200);
        assert_eq!((&second["items"][0]["customer"], &second["next"]), (&json!(two), &Value::Null));

        let read = caller.get(&path).await;
        let change = json!({ "name": "Lyon, très en retard", "tree": late(80_000) });
        let changed = caller.change(Method::PUT, &path, read.header("etag"), &change).await;
        assert_eq!(changed.expect(200)["version"], 2);
        let stale = caller.change(Method::PUT, &path, read.header("etag"), &change).await;
        assert_eq!(stale.problem(412), "stale_version");
        let members = caller.get(&format!("{path}/members")).await.expect(200);
        assert_eq!(members["items"].as_array().unwrap().len(), 1);

        let bare = Answer::of(caller.call(Method::DELETE, &path)).await;
        assert_eq!(bare.problem(428), "version_required");
        let gone = caller.call(Method::DELETE, &path).header("If-Match", changed.header("etag"));
        Answer::of(gone).await.expect(204);
        assert_eq!(caller.get(&path).await.problem(404), "not_found");
        assert_eq!(caller.get(&format!("{path}/members")).await.problem(404), "not_found");
        app.stop().await;
    }

    async fn a_tree_with_faults_is_refused_with_the_place_of_each(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let mut deep = json!({ "field": "reach.email", "operator": "equals", "value": true });
        for _ in 0..20 {
            deep = json!({ "not": deep });
        }
        let condition = |field: &str, operator: &str, value: Value| {
            json!({ "field": field, "operator": operator, "value": value })
        };
        let tree = json!({ "or": [
            condition("customer.shoe_size", "equals", json!(42)),
            condition("customer.name", "greater_than", json!("a")),
            condition("invoice.open", "greater_than", json!(100)),
            condition("customer.language", "equals", json!("de")),
            condition("invoice.open", "between", json!([eur(1), { "amount": 2, "currency": "USD" }])),
            { "field": "reach.email", "operator": "equals", "value": true, "over": { "last_days": 3 } },
            condition("invoice.count", "between", json!([2, 1])),
            deep,
            { "and": [], "surprise": 1 },
        ] });
        let answer = caller.post("segments/preview", &json!({ "tree": tree })).await;
        assert_eq!(answer.problem(422), "invalid");
        let told: Vec<_> = answer.json()["errors"].as_array().unwrap().iter()
            .map(|fault| (fault["pointer"].as_str().unwrap().to_owned(), fault["code"].as_str().unwrap().to_owned()))
            .collect();
        let not = "/not".repeat(6);
        let deepest = format!("/tree/or/7{not}");
        for (pointer, code) in [
            ("/tree/or/0/field", "segment_unknown_field"),
            ("/tree/or/1/operator", "segment_operator"),
            ("/tree/or/2/value", "segment_wrong_type"),
            ("/tree/or/3/value", "segment_unknown_choice"),
            ("/tree/or/4/value", "segment_two_currencies"),
            ("/tree/or/5/over", "segment_span_not_taken"),
            ("/tree/or/6/value", "segment_backwards"),
            ("/tree/or/8/surprise", "unknown_field"),
            ("/tree/or/8/and", "empty"),
        ] {
            assert!(told.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} {code}: {told:?}");
        }
        assert!(told.iter().any(|(at, code)| at.starts_with(&deepest) && code == "segment_too_deep"), "{told:?}");
        let unnamed = caller.post("segments", &json!({ "name": " ", "tree": {} })).await;
        assert_eq!(unnamed.problem(422), "invalid");
        app.stop().await;
    }

    async fn the_fields_are_listed_in_the_language_of_the_caller(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Direction).await;
        let french = caller.get("segments/fields").await.expect(200);
        let english = caller.call(Method::GET, "segments/fields").header("Accept-Language", "en-GB");
        let english = Answer::of(english).await.expect(200);
        let label = |list: &Value, code: &str| {
            let items = list["items"].as_array().unwrap();
            items.iter().find(|item| item["code"] == code).unwrap()["label"].clone()
        };
        assert_eq!(label(&french, "invoice.overdue"), "Encours échu");
        assert_eq!(label(&english, "invoice.overdue"), "Overdue balance");
        for list in [&french, &english] {
            assert!(!list.to_string().contains('⟦'), "{list}");
            for field in list["items"].as_array().unwrap() {
                assert!(!field["operators"].as_array().unwrap().is_empty(), "{field}");
                assert_eq!(field["kind"] == "choice", !field["choices"].as_array().unwrap().is_empty());
            }
        }
        app.stop().await;
    }
}
