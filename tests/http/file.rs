//! The customer file as callers meet it: people, establishments, how to get paid, notes, files, tasks,
//! the firm's own fields, the timeline, the history, and a customer who is deleted and restored.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};
use super::ledger::{customer, invoice};

fn codes(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.problem(422), "invalid");
    let faults = answer.json()["errors"].as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    faults.iter().map(|fault| (text(&fault["pointer"]), text(&fault["code"]))).collect()
}

async fn patch(caller: &Caller<'_>, path: &str, change: &Value) -> Answer {
    let read = caller.get(path).await;
    read.expect(200);
    caller.change(Method::PATCH, path, read.header("etag"), change).await
}

async fn delete(caller: &Caller<'_>, path: &str) -> Answer {
    let read = caller.get(path).await;
    read.expect(200);
    Answer::of(caller.call(Method::DELETE, path).header("If-Match", read.header("etag"))).await
}

both_engines! {
    async fn a_wrong_number_says_what_is_wrong_with_it(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        for (kind, value, code) in [
            ("siren", "423 529 941", "identifier_check"),
            ("siren", "42352994O", "identifier_not_digits"),
            ("siret", "4235299400001", "identifier_length"),
            ("siret", "35600000049838", "identifier_check"),
            ("vat", "FR25423529940", "identifier_check"),
            ("vat", "DE12", "identifier_form"),
            ("vat", "136695976", "identifier_country"),
            ("iban", "FR1420041010050500013M02607", "identifier_check"),
            ("iban", "hello", "identifier_form"),
        ] {
            let body = json!({ "name": "X", "identifiers": [{ "kind": kind, "value": value }] });
            let answer = caller.post("customers", &body).await;
            let pointer = "/identifiers/0/value".to_owned();
            assert_eq!(codes(&answer), [(pointer, code.to_owned())], "{kind} {value}");
            assert!(!answer.text.contains(value), "{}", answer.text);
        }
        for (kind, value, code) in [
            ("email", "compta@localhost", "email_domain_without_dot"),
            ("email", "compta", "not_an_email_address"),
            ("phone", "call me", "not_a_phone_number"),
            ("phone", "04 91 13 89", "phone_not_in_plan"),
            ("social", "myspace:anne", "social_network_unknown"),
            ("social", "https://www.linkedin.com/feed/", "social_handle_missing"),
            ("social", "x:anne durand", "social_handle_malformed"),
        ] {
            let body = json!({ "name": "X", "contact_points": [{ "kind": kind, "value": value }] });
            let answer = caller.post("customers", &body).await;
            let pointer = "/contact_points/0/value".to_owned();
            assert_eq!(codes(&answer), [(pointer, code.to_owned())], "{kind} {value}");
        }
        let body = json!({
            "name": "X",
            "contact_points": [
                { "kind": "phone", "value": "0262 48 10 00" },
                { "kind": "social", "value": "https://mastodon.social/@Anne" },
            ],
            "addresses": [{ "address": {
                "street": "1 rue X", "postal_code": "97400", "city": "Saint-Denis", "country": "FR",
            } }],
            "identifiers": [{ "kind": "iban", "value": "fr14 2004 1010 0505 0001 3m02 606" }],
        });
        let made = caller.post("customers", &body).await.expect(201);
        assert_eq!(made["contact_points"][0]["value"], "+262262481000");
        assert_eq!(made["contact_points"][1]["value"], "mastodon:Anne@mastodon.social");
        assert_eq!(made["identifiers"][0]["value"], "FR1420041010050500013M02606");
        app.stop().await;
    }

    async fn people_and_establishments_belong_to_their_customer(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let id = customer(&caller, "C-1").await;
        let people = format!("customers/{id}/people");
        let body = json!({
            "name": "Zoé Durand", "language": "en", "roles": ["reminders", "buyer"],
            "contact_points": [{ "kind": "email", "value": "c-1@client.example" }],
        });
        let made = caller.post(&people, &body).await;
        let person = made.expect(201);
        let path = format!("people/{}", person["id"].as_str().unwrap());
        assert_eq!(made.header("location"), format!("/api/v1/{path}"));
        assert_eq!(person["roles"], json!(["buyer", "reminders"]));
        assert_eq!(person["customer"], id.as_str());
        let changed = patch(&caller, &path, &json!({ "language": null, "job_title": "Acheteuse" })).await;
        let changed = changed.expect(200);
        assert_eq!((&changed["language"], &changed["job_title"]), (&Value::Null, &json!("Acheteuse")));
        let faults = caller.post(&people, &json!({ "name": "a", "roles": ["king"], "age": 7 })).await;
        assert_eq!(codes(&faults).len(), 2);
        let listed = caller.get(&people).await.expect(200);
        assert_eq!(listed["items"], json!([changed]));
        let told = caller.get(&format!("{path}/timeline")).await.expect(200);
        assert_eq!(told["items"].as_array().unwrap().len(), 2);
        let history = caller.get(&format!("{path}/history?field=job_title")).await.expect(200);
        assert_eq!(history["items"][0]["changes"], json!([
            { "field": "job_title", "before": null, "after": "Acheteuse" },
        ]));
        assert_eq!(delete(&caller, &path).await.status, 204);
        assert_eq!(caller.get(&path).await.problem(404), "not_found");
        let gone = caller.get(&format!("{people}?deleted=true")).await.expect(200);
        assert_eq!(gone["items"][0]["id"], person["id"]);
        let back = caller.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!((back.header("etag"), &back.expect(200)["roles"]), ("\"4\"", &person["roles"]));
        let again = caller.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!((again.problem(422), &again.json()["code"]), ("refused".to_owned(), &json!("person_not_deleted")));

        let places = format!("customers/{id}/establishments");
        // The company's SIREN is that of La Poste.
        let other = caller.post(&places, &json!({ "name": "A", "siret": "42352994000011" })).await;
        assert_eq!(other.problem(422), "refused");
        assert_eq!(other.json()["code"], "siret_of_another");
        let body = json!({ "name": "Bureau", "siret": "356 000 000 49837" });
        let made = caller.post(&places, &body).await.expect(201);
        assert_eq!(made["siret"], "35600000049837");
        let path = format!("establishments/{}", made["id"].as_str().unwrap());
        patch(&caller, &path, &json!({ "siret": null })).await.expect(200);
        assert_eq!(caller.get(&places).await.expect(200)["items"][0]["siret"], Value::Null);
        assert_eq!(delete(&caller, &path).await.status, 204);
        caller.post(&format!("{path}/restore"), &json!({})).await.expect(200);
        let told = caller.get(&format!("{path}/timeline")).await.expect(200);
        let told = told["items"].as_array().unwrap();
        let kinds: Vec<_> = told.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, [
            "establishment_restored", "establishment_deleted", "establishment_changed", "establishment_added",
        ]);
        let history = caller.get(&format!("{path}/history?field=siret")).await.expect(200);
        assert_eq!(history["items"][0]["changes"], json!([
            { "field": "siret", "before": "35600000049837", "after": null },
        ]));
        app.stop().await;
    }

    async fn how_to_get_paid_is_described_as_a_whole(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let path = format!("customers/{}/payment-sheet", customer(&caller, "C-1").await);
        let empty = caller.get(&path).await;
        assert_eq!((empty.header("etag"), &empty.expect(200)["version"]), ("\"0\"", &json!(0)));
        let sheet = json!({ "portal": "Chorus Pro", "cut_off_day": 25, "payment_run_days": [30, 10] });
        let put = caller.change(Method::PUT, &path, "\"0\"", &sheet).await.expect(200);
        assert_eq!((&put["payment_run_days"], &put["version"]), (&json!([10, 30]), &json!(1)));
        let stale = caller.change(Method::PUT, &path, "\"0\"", &sheet).await;
        assert_eq!(stale.problem(412), "stale_version");
        let wrong = caller.change(Method::PUT, &path, "\"1\"", &json!({ "cut_off_day": 32 })).await;
        assert_eq!((wrong.problem(422), &wrong.json()["code"]), ("refused".to_owned(), &json!("payment_sheet_day")));
        let bare = Answer::of(caller.call(Method::PUT, &path).json(&sheet)).await;
        assert_eq!(bare.problem(428), "version_required");
        app.stop().await;
    }

    async fn a_file_is_attached_and_comes_back_as_a_download(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let list = format!("customers/{}/attachments", customer(&caller, "C-1").await);
        let upload = |query: &str, media_type: &str, bytes: Vec<u8>, key: &str| {
            caller
                .call(Method::POST, &format!("{list}{query}"))
                .header("Idempotency-Key", key)
                .header("Content-Type", media_type)
                .body(bytes)
        };
        let page = b"<script>alert(1)</script>".to_vec();
        let name = "?name=Bon%20de%20commande%20%C3%A9t%C3%A9.html";
        let made = Answer::of(upload(name, "text/html", page.clone(), "a")).await.expect(201);
        assert_eq!((&made["file_name"], &made["size"]), (&json!("Bon de commande été.html"), &json!(25)));
        let again = Answer::of(upload(name, "text/html", page, "a")).await.expect(201);
        assert_eq!(again["id"], made["id"]);
        let path = format!("attachments/{}", made["id"].as_str().unwrap());
        let content = caller.get(&format!("{path}/content")).await;
        assert_eq!(content.expect_text(200), "<script>alert(1)</script>");
        assert_eq!(content.header("content-type"), "application/octet-stream");
        assert_eq!(content.header("x-content-type-options"), "nosniff");
        let disposition = content.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=\"Bon de commande _t_.html\""), "{disposition}");
        assert!(disposition.contains("filename*=UTF-8''Bon%20de%20commande%20%C3%A9t%C3%A9.html"), "{disposition}");
        for (query, bytes, status) in [
            ("", vec![1], 400),
            ("?name=..%2Fetc", vec![1], 400),
            ("?name=a&colour=red", vec![1], 400),
            ("?name=a", vec![], 422),
        ] {
            let answer = Answer::of(upload(query, "application/pdf", bytes, "b")).await;
            assert_eq!(answer.status.as_u16(), status, "{query} {}", answer.text);
        }
        // The server may answer and hang up before it has read all of it.
        let large = upload("?name=a", "application/pdf", vec![0; 10 * 1024 * 1024 + 1], "c").send().await;
        assert!(large.map_or(true, |answer| answer.status() == 413));
        assert_eq!(caller.get(&list).await.expect(200)["items"], json!([made]));
        let gone = Answer::of(caller.call(Method::DELETE, &path)).await;
        assert_eq!(gone.status, 204);
        assert_eq!(caller.get(&format!("{path}/content")).await.problem(404), "not_found");
        let gone = caller.get(&format!("{list}?deleted=true")).await.expect(200);
        assert_eq!(gone["items"], json!([made]));
        let back = caller.post(&format!("{path}/restore"), &json!({})).await.expect(200);
        assert_eq!(back, made);
        assert_eq!(caller.get(&format!("{path}/content")).await.expect_text(200), "<script>alert(1)</script>");
        let again = caller.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!((again.problem(422), &again.json()["code"]), ("refused".to_owned(), &json!("attachment_not_deleted")));
        app.stop().await;
    }

    async fn the_timeline_tells_in_the_callers_language_and_the_history_each_value(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-1").await;
        let path = format!("customers/{id}");
        patch(&caller, &path, &json!({ "name": "Menuiserie Petit", "tags": ["VIP", "vip"] })).await.expect(200);
        let note = json!({ "kind": "call_in", "text": "Payera vendredi" });
        let note = caller.post(&format!("{path}/notes"), &note).await.expect(201);
        let told = caller.get(&format!("{path}/timeline")).await.expect(200);
        let entries = told["items"].as_array().unwrap();
        let sentences: Vec<_> = entries.iter().map(|e| e["sentence"].as_str().unwrap()).collect();
        assert_eq!(sentences, [
            "Le client a appelé.",
            "La fiche a été modifiée\u{a0}: nom, étiquettes.",
            "Le client a été créé.",
        ]);
        assert_eq!((&entries[0]["text"], &entries[0]["actor_name"]), (&json!("Payera vendredi"), &json!("Zoé Durand")));
        let english = caller.call(Method::GET, &format!("{path}/timeline?kind=note_written&limit=1"));
        let english = Answer::of(english.header("Accept-Language", "en")).await.expect(200);
        assert_eq!(english["items"][0]["sentence"], "The customer called.");
        for wrong in ["kind=eaten", "kind=note_written,eaten", "kind=", "from=yesterday", "actor=me"] {
            assert_eq!(caller.get(&format!("{path}/timeline?{wrong}")).await.problem(400), "malformed_query");
        }
        let narrow = format!("{path}/timeline?kind=customer_changed,note_written&from=2020-01-01");
        let narrow = caller.get(&narrow).await.expect(200);
        assert_eq!(narrow["items"].as_array().unwrap().len(), 2);
        let changes = json!({ "field": "name", "before": "Menuiserie Arnaud", "after": "Menuiserie Petit" });
        assert_eq!(narrow["items"][1]["changes"][0], changes);
        assert_eq!(narrow["items"][0]["happened_at"], narrow["items"][0]["at"]);
        let before = format!("{path}/timeline?until=2020-01-01T00:00:00Z");
        assert_eq!(caller.get(&before).await.expect(200)["items"], json!([]));
        let history = caller.get(&format!("{path}/history?field=name")).await.expect(200);
        assert_eq!(history["items"][0]["changes"], json!([
            { "field": "name", "before": "Menuiserie Arnaud", "after": "Menuiserie Petit" },
        ]));
        let notes = format!("notes/{}", note["id"].as_str().unwrap());
        patch(&caller, &notes, &json!({ "text": "Payera lundi" })).await.expect(200);
        let history = caller.get(&format!("{notes}/history")).await.expect(200);
        assert_eq!(history["items"][0]["changes"], json!([
            { "field": "text", "before": "Payera vendredi", "after": "Payera lundi" },
        ]));
        assert_eq!(delete(&caller, &notes).await.status, 204);
        assert_eq!(caller.get(&format!("{path}/notes")).await.expect(200)["items"], json!([]));
        let gone = caller.get(&format!("{path}/notes?deleted=true")).await.expect(200);
        assert_eq!(gone["items"][0]["id"], note["id"]);
        let back = caller.post(&format!("{notes}/restore"), &json!({})).await.expect(200);
        assert_eq!((&back["text"], &back["version"]), (&json!("Payera lundi"), &json!(4)));
        app.stop().await;
    }

    async fn an_address_or_a_mailbox_works_no_more_for_a_reason_or_for_none(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-1").await;
        let read = caller.get(&format!("customers/{id}")).await.expect(200);
        let address = format!("addresses/{}", read["addresses"][0]["id"].as_str().unwrap());
        let returned = json!({ "reason": "returned" });
        let said = caller.post(&format!("{address}/invalidate"), &returned).await.expect(200);
        assert_eq!((&said["invalid_reason"], &said["address"]["city"]), (&json!("returned"), &json!("Lyon")));
        assert_eq!(caller.get(&address).await.expect(200), said);
        let back = caller.post(&format!("{address}/validate"), &json!({})).await;
        assert_eq!(back.expect(200)["invalid_since"], json!(null));
        let mailbox = format!("contact-points/{}/invalidate", read["contact_points"][0]["id"].as_str().unwrap());
        let wrong = caller.post(&mailbox, &json!({ "reason": "tired" })).await;
        assert_eq!(wrong.problem(422), "invalid");
        let without = caller.call(Method::POST, &mailbox).header("Idempotency-Key", "key-without");
        let said = Answer::of(without).await.expect(200);
        assert_eq!(said["invalid_reason"], "reported");
        app.stop().await;
    }

    async fn a_task_is_given_to_somebody_and_stands_in_their_day(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Direction).await;
        let assistant = app.caller(Role::Assistant).await;
        let id = customer(&assistant, "C-1").await;
        let me = app.user("moi@example.fr", Role::Sales, None).await;
        let body = json!({
            "subject_kind": "customer", "subject": id, "title": "Rappeler", "due_on": "2026-11-20",
            "assignee": me.to_string(),
        });
        let task = caller.post("tasks", &body).await.expect(201);
        assert_eq!((&task["customer"], &task["state"]), (&json!(id), &json!("open")));
        let path = format!("tasks/{}", task["id"].as_str().unwrap());
        patch(&caller, &path, &json!({ "due_on": "2026-11-23", "details": "a\nb" })).await.expect(200);
        let of_customer = caller.get(&format!("tasks?customer={id}&state=open")).await.expect(200);
        assert_eq!(of_customer["items"].as_array().unwrap().len(), 1);
        assert_eq!(caller.get("tasks/my-day").await.expect(200)["items"], json!([]));
        caller.post(&format!("{path}/complete"), &json!({})).await.expect(200);
        let again = caller.post(&format!("{path}/complete"), &json!({})).await;
        assert_eq!((again.problem(422), &again.json()["code"]), ("refused".to_owned(), &json!("task_done")));
        caller.post(&format!("{path}/reopen"), &json!({})).await.expect(200);
        let nobody = json!({ "subject_kind": "invoice", "subject": id, "title": "x" });
        assert_eq!(caller.post("tasks", &nobody).await.problem(404), "not_found");
        app.stop().await;
    }

    async fn a_field_of_the_firms_own_is_defined_and_filled_in(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let caller = app.caller(Role::Assistant).await;
        let field = json!({
            "code": "sector", "kind": "choice", "label": { "fr": "Secteur", "en": "Sector" },
            "choices": [{ "code": "wood", "label": { "fr": "Bois", "en": "Wood" } }],
        });
        let made = direction.post("custom-fields", &field).await.expect(201);
        assert_eq!(direction.post("custom-fields", &field).await.problem(409), "conflict");
        let number = json!({ "code": "staff", "kind": "number", "label": { "fr": "Effectif", "en": "Staff" } });
        direction.post("custom-fields", &number).await.expect(201);
        assert_eq!(caller.post("custom-fields", &field).await.problem(403), "forbidden");
        let path = format!("customers/{}", customer(&caller, "C-1").await);
        let filled = json!({ "custom_fields": { "sector": "wood", "staff": 12.5 } });
        let changed = patch(&caller, &path, &filled).await.expect(200);
        assert_eq!(changed["custom_fields"], filled["custom_fields"]);
        let wrong = json!({ "custom_fields": { "sector": "glass", "colour": "red" } });
        assert_eq!(codes(&patch(&caller, &path, &wrong).await), [
            ("/custom_fields".to_owned(), "custom_field_unknown".to_owned()),
            ("/custom_fields/sector".to_owned(), "custom_field_value".to_owned()),
        ]);
        let emptied = patch(&caller, &path, &json!({ "custom_fields": { "staff": null } })).await;
        assert_eq!(emptied.expect(200)["custom_fields"], json!({ "sector": "wood" }));
        let archived = format!("custom-fields/{}", made["id"].as_str().unwrap());
        patch(&direction, &archived, &json!({ "archived": true })).await.expect(200);
        assert_eq!(caller.get("custom-fields").await.expect(200)["items"].as_array().unwrap().len(), 2);
        app.stop().await;
    }

    async fn a_customer_is_deleted_unless_something_is_owed_and_restored(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let owes = customer(&caller, "C-1").await;
        invoice(&caller, &owes, "F-1", &[("2026-12-31", 100)]).await;
        let kept = delete(&caller, &format!("customers/{owes}")).await;
        assert_eq!((kept.problem(422), &kept.json()["code"]), ("refused".to_owned(), &json!("customer_owes")));
        assert!(kept.text.contains("F-1"), "{}", kept.text);
        let path = format!("customers/{}", customer(&caller, "C-2").await);
        let before = caller.get(&path).await.expect(200);
        let bare = Answer::of(caller.call(Method::DELETE, &path)).await;
        assert_eq!(bare.problem(428), "version_required");
        assert_eq!(delete(&caller, &path).await.status, 204);
        assert_eq!(caller.get(&path).await.problem(404), "not_found");
        assert_eq!(caller.get("customers?deleted=true").await.expect(200)["items"][0]["id"], before["id"]);
        let restored = caller.post(&format!("{path}/restore"), &json!({})).await.expect(200);
        assert_eq!((&restored["contact_points"], &restored["version"]), (&before["contact_points"], &json!(3)));
        let again = caller.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!(again.problem(422), "refused");
        app.stop().await;
    }
}
