//! Erasure over HTTP: by the direction alone, with the version that was read, once and for all.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};
use super::ledger::{customer, invoice};

async fn erase(caller: &Caller<'_>, party: &Value, etag: &str, key: &str) -> Answer {
    let path = format!("parties/{}/erase", party.as_str().unwrap());
    let call = caller.call(Method::POST, &path).header("If-Match", etag);
    Answer::of(call.header("Idempotency-Key", key)).await
}

both_engines! {
    async fn the_direction_erases_a_customer_and_nobody_takes_it_back(db: Db) {
        let app = App::start(db).await;
        let assistant = app.caller(Role::Assistant).await;
        let direction = app.caller(Role::Direction).await;
        let owes = customer(&assistant, "C-1").await;
        invoice(&assistant, &owes, "F-1", &[("2026-12-31", 100)]).await;
        let owes = assistant.get(&format!("customers/{owes}")).await;
        let refused = erase(&direction, &owes.expect(200)["party"], owes.header("etag"), "a").await;
        assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".to_owned(), &json!("customer_owes")));

        let path = format!("customers/{}", customer(&assistant, "C-2").await);
        let read = assistant.get(&path).await;
        let (before, etag) = (read.expect(200), read.header("etag"));
        let party = &before["party"];
        assert_eq!(erase(&assistant, party, etag, "b").await.problem(403), "forbidden");
        assert_eq!(erase(&direction, party, "\"7\"", "c").await.problem(412), "stale_version");
        let bare = direction.post(&format!("parties/{}/erase", party.as_str().unwrap()), &Value::Null).await;
        assert_eq!(bare.problem(428), "version_required");
        let erased = erase(&direction, party, etag, "d").await.expect(200);
        assert_eq!((&erased["party"], &erased["kept"], &erased["until"]), (party, &json!("nothing"), &Value::Null));
        assert_eq!(erase(&direction, party, etag, "d").await.expect(200), erased, "asked twice, done once");
        assert_eq!(assistant.get(&path).await.problem(404), "not_found");
        let listed = assistant.get("customers?deleted=true").await;
        assert_eq!(listed.expect(200)["items"][0]["name"], "—");
        assert!(!listed.text.contains("client.example") && !listed.text.contains("Lilas"), "{}", listed.text);
        let back = assistant.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!((back.problem(422), &back.json()["code"]), ("refused".to_owned(), &json!("customer_erased")));
        app.stop().await;
    }
}
