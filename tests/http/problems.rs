//! What goes wrong, told in the caller's language, with every fault at once and nothing repeated.

use domain::user::Role;
use reqwest::Method;
use serde_json::json;
use store::Db;
use store::both_engines;

use super::app::{Answer, App};

both_engines! {
    async fn all_the_faults_of_a_body_are_told_at_once_and_no_value_is_repeated(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let body = json!({
            "name": "", "legal_class": "king", "colour": "red",
            "contact_points": [{ "kind": "email", "value": "secret-address" }, { "kind": "fax" }],
            "addresses": [{ "address": { "city": "Lyon", "country": "FR", "postal_code": "6900" } }],
            "credit_limit": { "amount": 1.5, "currency": "euro" },
        });
        let answer = caller.post("customers", &body).await;
        assert_eq!(answer.problem(422), "invalid");
        assert!(!answer.text.contains("secret-address") && !answer.text.contains("king"));
        let faults = answer.json()["errors"].as_array().unwrap().clone();
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault["pointer"].as_str().unwrap(), fault["code"].as_str().unwrap()))
            .collect();
        assert_eq!(told, [
            ("/colour", "unknown_field"),
            ("/name", "empty"),
            ("/legal_class", "unknown_code"),
            ("/credit_limit/amount", "number_out_of_range"),
            ("/credit_limit/currency", "not_a_currency"),
            ("/contact_points/0/value", "not_an_email_address"),
            ("/contact_points/1/kind", "unknown_code"),
            ("/contact_points/1/value", "required"),
            ("/addresses/0/address/postal_code", "postal_code"),
        ]);
        app.stop().await;
    }

    async fn a_problem_speaks_the_callers_language(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let path = "customers/01a2076b-4400-7000-9948-9654fcd76fda";
        // The user's own language, unless the request asks for another.
        for (asked, language, title) in [
            (None, "fr", "Introuvable"),
            (Some("en-GB,en;q=0.9"), "en", "Not found"),
            (Some("de"), "fr", "Introuvable"),
        ] {
            let mut call = caller.call(Method::GET, path);
            if let Some(asked) = asked {
                call = call.header("Accept-Language", asked);
            }
            let answer = Answer::of(call).await;
            assert_eq!(answer.problem(404), "not_found");
            assert_eq!((answer.header("content-language"), &answer.json()["title"]), (language, &json!(title)));
        }
        app.stop().await;
    }

    async fn what_is_no_json_is_told_with_its_place(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let call = |body: &'static str, kind: &'static str| {
            let call = caller.call(Method::POST, "customers").header("Idempotency-Key", "k");
            call.header("Content-Type", kind).header("Accept-Language", "en").body(body)
        };
        let broken = Answer::of(call("{\n \"name\": ]", "application/json")).await;
        assert_eq!(broken.problem(400), "not_json");
        assert!(broken.json()["detail"].as_str().unwrap().contains("line 2"), "{}", broken.text);
        let wrong = Answer::of(call("name=x", "application/x-www-form-urlencoded")).await;
        assert_eq!(wrong.problem(415), "wrong_media_type");
        let nul = Answer::of(call("{\"name\": \"a\\u0000b\"}", "application/json")).await;
        assert_eq!(nul.problem(422), "invalid");
        app.stop().await;
    }

    async fn unknown_addresses_methods_and_parameters_are_problems_too(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        assert_eq!(caller.get("nothing").await.problem(404), "not_found");
        assert_eq!(caller.get("/elsewhere").await.problem(404), "not_found");
        assert_eq!(caller.get("customers/no-id").await.problem(404), "not_found");
        let put = Answer::of(caller.call(Method::PUT, "customers")).await;
        assert_eq!(put.problem(405), "method_not_allowed");
        assert!(put.header("allow").contains("GET") && put.header("allow").contains("POST"));
        let query = caller.get("customers?order=name&limit=501").await;
        assert_eq!(query.problem(400), "malformed_query");
        let codes: Vec<_> = query.json()["errors"].as_array().unwrap().iter()
            .map(|fault| format!("{} {}", fault["parameter"], fault["code"])).collect();
        assert_eq!(codes, ["\"order\" \"unknown_parameter\"", "\"limit\" \"limit_out_of_range\""]);
        app.stop().await;
    }

    async fn a_database_that_is_away_is_a_503_to_come_back_after(db: Db) {
        let app = App::start(db.clone()).await;
        let caller = app.caller(Role::Assistant).await;
        db.close().await.unwrap();
        for answer in [caller.get("customers").await, caller.get("/metrics").await] {
            assert_eq!(answer.problem(503), "unavailable");
            assert_eq!(answer.header("retry-after"), "1");
        }
        app.stop().await;
    }

    async fn a_failure_is_a_bare_500_with_an_id(db: Db) {
        let app = App::start(db.clone()).await;
        let caller = app.caller(Role::Assistant).await;
        use sea_orm::ConnectionTrait as _;
        db.read().execute_unprepared("drop table allocation").await.unwrap();
        let path = "payments/01a2076b-4400-7000-9948-9654fcd76fda/allocations/confirm";
        let _ = caller.post(path, &json!({})).await;
        db.read().execute_unprepared("alter table payment rename to elsewhere").await.unwrap();
        let answer = caller.get("payments").await;
        assert_eq!(answer.problem(500), "internal");
        let told = answer.json();
        let members: Vec<_> = told.as_object().unwrap().keys().collect();
        assert_eq!(members, ["request_id", "status", "title", "type"]);
        assert!(!answer.text.contains("payment"), "{}", answer.text);
        app.stop().await;
    }
}
