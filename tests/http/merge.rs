//! Duplicates and merges of customers, people and establishments by the interface: found, dismissed, merged, undone.

use domain::duplicate::SearchState;
use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};
use super::ledger::{customer, invoice};

/// Moves the search on as a worker does.
async fn work(app: &App) {
    let search = store::duplicate::unfinished(app.db.read()).await.unwrap().unwrap();
    while store::duplicate::advance(&app.db, &app.context(), search).await.unwrap().state
        != SearchState::Done
    {}
}

async fn merge(caller: &Caller<'_>, id: &str, etag: &str, body: &Value) -> Answer {
    merge_at(caller, &format!("customers/{id}"), etag, body).await
}

async fn merge_at(caller: &Caller<'_>, path: &str, etag: &str, body: &Value) -> Answer {
    let call = caller.call(Method::POST, &format!("{path}/merge"));
    let key = format!("k-{}", rand::random::<u64>());
    Answer::of(call.header("If-Match", etag).header("Idempotency-Key", key).json(body)).await
}

/// A person of a customer, by its id.
async fn person(caller: &Caller<'_>, customer: &str, name: &str, address: &str) -> String {
    let body = json!({
        "name": name, "roles": ["reminders"],
        "contact_points": [{ "kind": "email", "value": address }],
    });
    let made = caller.post(&format!("customers/{customer}/people"), &body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

/// An establishment of a customer, by its id.
async fn establishment(caller: &Caller<'_>, customer: &str, name: &str) -> String {
    let path = format!("customers/{customer}/establishments");
    let made = caller.post(&path, &json!({ "name": name })).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

both_engines! {
    async fn a_pair_is_found_merged_and_the_merge_is_undone(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let (one, two) = (customer(&caller, "C-1").await, customer(&caller, "C-2").await);
        invoice(&caller, &two, "F-2", &[("2026-02-05", 60_000)]).await;
        let begun = caller.post("duplicates/search", &Value::Null).await.expect(202);
        assert_eq!((&begun["state"], &begun["total"]), (&json!("gathering"), &json!(2)));
        let again = caller.post("duplicates/search", &Value::Null).await.expect(202);
        assert_eq!(again["id"], begun["id"], "one search at a time");
        work(&app).await;
        let search = format!("duplicate-searches/{}", begun["id"].as_str().unwrap());
        let done = caller.get(&search).await.expect(200);
        assert_eq!((&done["state"], &done["found"]), (&json!("done"), &json!(1)));
        let pairs = caller.get("duplicates?likeness=probable").await.expect(200);
        let pair = &pairs["items"][0];
        assert_eq!(pair["reasons"], json!(["same_siren", "same_name", "same_address"]));
        assert_eq!((&pair["score"], &pair["likeness"]), (&json!(100), &json!("probable")));
        assert_eq!(pair["parties"][0]["reference"], "C-1");
        assert_eq!(caller.get("duplicates?state=new").await.problem(400), "malformed_query");

        let etag = caller.get(&format!("customers/{one}")).await.header("etag").to_owned();
        let body = json!({ "other": two, "choices": { "language": "other", "addresses": "survivor" } });
        assert_eq!(merge(&caller, &one, "\"9\"", &body).await.problem(412), "stale_version");
        let wrong = merge(&caller, &one, &etag, &json!({ "other": two, "choices": { "name": "both" } })).await;
        assert_eq!(wrong.problem(422), "invalid");
        let itself = merge(&caller, &one, &etag, &json!({ "other": one })).await;
        assert_eq!((itself.problem(422).as_str(), itself.json()["code"].as_str()), ("refused", Some("merge_itself")));
        let made = merge(&caller, &one, &etag, &body).await;
        let merged = made.expect(201);
        let path = format!("merges/{}", merged["id"].as_str().unwrap());
        assert_eq!(made.header("location"), format!("/api/v1/{path}"));
        assert_eq!(merged["choices"], json!({ "language": "other", "addresses": "survivor" }));

        let old = caller.get(&format!("customers/{two}")).await.expect(200);
        assert_eq!(old["id"], json!(one), "the old id leads to the survivor");
        let listed = caller.get("customers?reference=c-2").await.expect(200);
        assert_eq!(listed["items"][0]["id"], json!(one), "and the old reference");
        let invoices = caller.get(&format!("invoices?customer={one}")).await.expect(200);
        assert_eq!(invoices["items"][0]["number"], "F-2");
        assert_eq!(caller.get("duplicates").await.expect(200)["items"], json!([]));
        let pair_path = format!("duplicates/{}", pair["id"].as_str().unwrap());
        assert_eq!(caller.get(&pair_path).await.expect(200)["state"], "merged");
        let late = caller.post(&format!("{pair_path}/dismiss"), &Value::Null).await;
        assert_eq!(late.problem(422), "refused");

        let undone = caller.post(&format!("{path}/undo"), &Value::Null).await.expect(200);
        assert_eq!(undone["state"], "undone");
        assert_eq!(caller.get(&path).await.expect(200), undone);
        assert_eq!(caller.get(&format!("customers/{two}")).await.expect(200)["reference"], "C-2");
        let twice = caller.post(&format!("{path}/undo"), &Value::Null).await;
        assert_eq!(twice.json()["code"], "merge_undone");
        let dismissed = caller.post(&format!("{pair_path}/dismiss"), &Value::Null).await.expect(200);
        assert_eq!(dismissed["state"], "dismissed");
        let merges = caller.get(&format!("merges?customer={two}")).await.expect(200);
        assert_eq!(merges["items"].as_array().unwrap().len(), 1);

        let sales = app.caller(Role::Sales).await;
        assert_eq!(sales.get("duplicates").await.status, 200);
        assert_eq!(merge(&sales, &one, &etag, &body).await.problem(403), "forbidden");
        app.stop().await;
    }

    async fn whatever_is_read_by_an_old_id_is_the_survivors_and_nothing_is_written_by_it(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let (one, two) = (customer(&caller, "C-1").await, customer(&caller, "C-2").await);
        person(&caller, &one, "Zoé Durand", "zoe@client.example").await;
        caller.post(&format!("customers/{one}/notes"), &json!({ "text": "Rang" })).await.expect(201);
        let place = json!({ "name": "Entrepôt" });
        caller.post(&format!("customers/{one}/establishments"), &place).await.expect(201);
        let etag = caller.get(&format!("customers/{one}")).await.header("etag").to_owned();
        merge(&caller, &one, &etag, &json!({ "other": two })).await.expect(201);
        for noun in [
            "timeline", "history", "people", "establishments", "notes", "attachments", "payment-sheet",
            "contactability?at=2026-11-23T09:00:00Z",
        ] {
            let old = caller.get(&format!("customers/{two}/{noun}")).await.expect(200);
            let new = caller.get(&format!("customers/{one}/{noun}")).await.expect(200);
            assert_eq!(old, new, "{noun}");
        }
        let people = caller.get(&format!("customers/{two}/people")).await.expect(200);
        assert_eq!(people["items"].as_array().unwrap().len(), 1);
        let asked = caller.get(&format!("customers/{two}/contactability")).await.expect(200);
        assert_eq!(asked["customer"], json!(one));
        let note = caller.post(&format!("customers/{two}/notes"), &json!({ "text": "Rang" })).await;
        assert_eq!(note.problem(404), "not_found");
        app.stop().await;
    }

    async fn two_people_of_two_customers_are_merged_and_are_two_again(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let (firm, group) = (customer(&caller, "C-1").await, customer(&caller, "C-2").await);
        let one = person(&caller, &firm, "Zoé Durand", "zoe@client.example").await;
        let two = person(&caller, &group, "Zoe DURAND", "zoe.durand@group.example").await;
        let (mine, theirs) = (format!("people/{one}"), format!("people/{two}"));
        let other_before = caller.get(&theirs).await.expect(200);

        let read = caller.get(&mine).await;
        let (before, etag) = (read.expect(200), read.header("etag").to_owned());
        let body = json!({ "other": two, "choices": { "name": "survivor", "contact_points": "both" } });
        assert_eq!(merge_at(&caller, &mine, "\"9\"", &body).await.problem(412), "stale_version");
        let wrong = json!({ "other": two, "choices": { "job_title": "both" } });
        assert_eq!(merge_at(&caller, &mine, &etag, &wrong).await.problem(422), "invalid");
        let itself = merge_at(&caller, &mine, &etag, &json!({ "other": one })).await;
        assert_eq!((itself.problem(422).as_str(), &itself.json()["code"]), ("refused", &json!("merge_itself")));
        let made = merge_at(&caller, &mine, &etag, &body).await;
        let merged = made.expect(201);
        let path = format!("merges/{}", merged["id"].as_str().unwrap());
        assert_eq!(made.header("location"), format!("/api/v1/{path}"));
        assert_eq!((&merged["kind"], &merged["survivor"], &merged["other"]), (&json!("person"), &json!(firm), &json!(group)));
        assert_eq!((&merged["survivor_party"], &merged["other_party"]), (&json!(one), &json!(two)));
        assert_eq!(merged["choices"], json!({ "name": "survivor", "contact_points": "both" }));

        let read = caller.get(&theirs).await.expect(200);
        assert_eq!((&read["id"], &read["customer"]), (&json!(one), &json!(firm)), "the old id leads to the survivor");
        let boxes: Vec<_> = read["contact_points"].as_array().unwrap().iter().map(|point| &point["value"]).collect();
        assert_eq!(boxes, [&json!("zoe@client.example"), &json!("zoe.durand@group.example")]);
        let left = caller.get(&format!("customers/{group}/people")).await.expect(200);
        assert_eq!(left["items"], json!([]));
        let told = caller.get(&format!("customers/{group}/timeline?kind=people_merged")).await.expect(200);
        assert_eq!(told["items"].as_array().unwrap().len(), 1);
        let merges = caller.get(&format!("merges?customer={group}")).await.expect(200);
        assert_eq!(merges["items"], json!([merged]));

        let undone = caller.post(&format!("{path}/undo"), &Value::Null).await.expect(200);
        assert_eq!(undone["state"], "undone");
        for (path, before) in [(&mine, &before), (&theirs, &other_before)] {
            let after = caller.get(path).await.expect(200);
            for field in ["id", "customer", "name", "roles", "contact_points"] {
                assert_eq!(after[field], before[field], "{path} {field}");
            }
        }

        let sales = app.caller(Role::Sales).await;
        assert_eq!(merge_at(&sales, &mine, &etag, &body).await.problem(403), "forbidden");
        app.stop().await;
    }

    async fn two_establishments_of_two_customers_are_merged_and_are_two_again(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let (firm, group) = (customer(&caller, "C-1").await, customer(&caller, "C-2").await);
        let one = establishment(&caller, &firm, "Entrepôt").await;
        let two = establishment(&caller, &group, "Entrepot Nord").await;
        let (mine, theirs) = (format!("establishments/{one}"), format!("establishments/{two}"));
        let other_before = caller.get(&theirs).await.expect(200);
        let etag = caller.get(&mine).await.header("etag").to_owned();
        let body = json!({ "other": two, "choices": { "name": "other" } });
        assert_eq!(merge_at(&caller, &mine, "\"9\"", &body).await.problem(412), "stale_version");
        let wrong = json!({ "other": two, "choices": { "siret": "both" } });
        assert_eq!(merge_at(&caller, &mine, &etag, &wrong).await.problem(422), "invalid");
        let merged = merge_at(&caller, &mine, &etag, &body).await.expect(201);
        assert_eq!((&merged["kind"], &merged["survivor"], &merged["other"]), (&json!("establishment"), &json!(firm), &json!(group)));
        let read = caller.get(&theirs).await.expect(200);
        assert_eq!((&read["id"], &read["customer"]), (&json!(one), &json!(firm)), "the old id leads to the survivor");
        assert_eq!(read["name"], "Entrepot Nord");
        for noun in ["timeline", "history"] {
            let old = caller.get(&format!("{theirs}/{noun}")).await.expect(200);
            assert_eq!(old, caller.get(&format!("{mine}/{noun}")).await.expect(200), "{noun}");
        }
        let undo = format!("merges/{}/undo", merged["id"].as_str().unwrap());
        assert_eq!(caller.post(&undo, &Value::Null).await.expect(200)["state"], "undone");
        let after = caller.get(&theirs).await.expect(200);
        for field in ["id", "customer", "name", "addresses"] {
            assert_eq!(after[field], other_before[field], "{field}");
        }
        app.stop().await;
    }
}
