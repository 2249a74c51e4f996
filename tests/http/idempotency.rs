//! Asking twice.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};

async fn post(caller: &Caller<'_>, path: &str, key: &str, body: &Value) -> Answer {
    let call = caller.call(Method::POST, path).header("Idempotency-Key", key).json(body);
    Answer::of(call).await
}

both_engines! {
    async fn the_same_request_twice_is_done_once(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let body = json!({ "reference": "C-1", "name": "Menuiserie Arnaud" });
        let first = post(&caller, "customers", "k1", &body).await;
        let again = post(&caller, "customers", "k1", &body).await;
        assert_eq!(first.expect(201), again.expect(201));
        assert_eq!(first.header("location"), again.header("location"));
        let list = caller.get("customers").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 1);

        let other = post(&caller, "customers", "k1", &json!({ "name": "Another" })).await;
        assert_eq!(other.problem(422), "refused");
        assert_eq!(other.json()["code"], "idempotency_key_reused");
        let conflict = post(&caller, "customers", "k2", &body).await;
        assert_eq!(conflict.problem(409), "conflict");
        assert_eq!(post(&caller, "customers", "k2", &body).await.json()["code"], "reference_taken");
        app.stop().await;
    }

    async fn a_program_needs_a_key(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let body = json!({ "name": "Menuiserie Arnaud" });
        let without = Answer::of(caller.call(Method::POST, "customers").json(&body)).await;
        assert_eq!(without.problem(400), "idempotency_key_required");
        app.stop().await;
    }

    async fn the_secret_of_a_token_is_not_told_again(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let body = json!({ "name": "export" });
        let first = post(&caller, "tokens", "k1", &body).await.expect(201);
        let again = post(&caller, "tokens", "k1", &body).await.expect(201);
        assert_eq!(first["token"], again["token"]);
        assert!(first["secret"].is_string() && again["secret"].is_null());
        app.stop().await;
    }
}
