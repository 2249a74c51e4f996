//! Imports and exports over HTTP: sent, planned and applied by a worker, undone, and sent back.

use domain::context::{Actor, Context};
use domain::duplicate::SearchState;
use domain::id::{Ids, ImportId};
use domain::user::Role;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;
use store::import::Surroundings;

use super::app::{Answer, App, Caller};

async fn send(caller: &Caller<'_>, path: &str, media_type: &str, bytes: &str) -> Answer {
    let key = format!("key-{}", rand::random::<u64>());
    let request = caller.call(Method::POST, path).header("Idempotency-Key", key);
    Answer::of(request.header(CONTENT_TYPE, media_type).body(bytes.to_owned())).await
}

/// What a worker does when it looks.
async fn work(app: &App) {
    let ids = std::sync::Arc::new(Ids::seeded(rand::random()));
    let now = app.now();
    let context = || Context::new(now, ids.clone(), Actor::System);
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    for id in store::import::waiting(app.db.read(), now, 10).await.unwrap() {
        let token = context().id();
        store::import::work(&app.db, id, token, &surroundings).await.unwrap();
    }
}

fn id(import: &Value) -> ImportId {
    import["id"].as_str().unwrap().parse().unwrap()
}

/// What a stream of events told, in its order.
fn told(stream: &Answer) -> Vec<Value> {
    let lines = stream.expect_text(200).lines();
    let data = lines.filter_map(|line| line.strip_prefix("data: "));
    data.map(|data| serde_json::from_str(data).unwrap()).collect()
}

both_engines! {
    async fn whoever_follows_what_takes_long_is_told_until_it_is_over(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let sent = send(&caller, "imports", "text/csv", "reference;name\nA;Alpha\n").await.expect(202);
        let path = format!("imports/{}", id(&sent));
        // The stream ends by itself once the worker has planned the file.
        let url = format!("{path}/progress");
        let (stream, ()) = futures::future::join(caller.get(&url), work(&app)).await;
        assert_eq!(stream.header("content-type"), "text/event-stream");
        let planned = caller.get(&path).await.expect(200);
        assert_eq!((&planned["state"], &planned["asked"]), (&json!("planned"), &Value::Null));
        assert_eq!(told(&stream).last(), Some(&planned));
        assert_eq!(told(&caller.get(&url).await), [planned], "nothing is under way");

        let search = caller.post("duplicates/search", &Value::Null).await.expect(202);
        let path = format!("duplicate-searches/{}", search["id"].as_str().unwrap());
        let begun = store::duplicate::unfinished(app.db.read()).await.unwrap().unwrap();
        let context = app.context();
        while store::duplicate::advance(&app.db, &context, begun).await.unwrap().state != SearchState::Done {}
        let done = caller.get(&path).await.expect(200);
        assert_eq!(done["state"], "done");
        assert_eq!(told(&caller.get(&format!("{path}/progress")).await), [done]);
        for noun in ["imports", "duplicate-searches"] {
            let nobody = format!("{noun}/01a2076b-4400-7000-9948-9654fcd76fda/progress");
            assert_eq!(caller.get(&nobody).await.problem(404), "not_found");
        }
        app.stop().await;
    }

    async fn a_file_is_sent_planned_applied_and_undone(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let text = "reference;name;email\nA;Alpha;a@alpha.example\nB;Beta;wrong\n";
        let sent = send(&caller, "imports?file_name=customers.csv", "text/csv", text).await;
        let import = sent.expect(202);
        let path = format!("imports/{}", id(&import));
        assert_eq!(sent.header("location"), format!("/api/v1/{path}"));
        assert_eq!((&import["state"], &import["asked"], &import["total"]), (&json!("received"), &json!("plan"), &Value::Null));
        assert_eq!(caller.post(&format!("{path}/apply"), &json!({})).await.problem(422), "refused");

        work(&app).await;
        let planned = caller.get(&path).await.expect(200);
        assert_eq!((&planned["state"], &planned["create"], &planned["fault"]), (&json!("planned"), &json!(1), &json!(1)));
        assert_eq!(planned["file_name"], "customers.csv");
        let rows = caller.get(&format!("{path}/rows?limit=1")).await.expect(200);
        assert_eq!((&rows["items"][0]["verdict"], &rows["next"]), (&json!("create"), &json!(2)));
        let rows = caller.get(&format!("{path}/rows?after=2")).await.expect(200);
        assert_eq!((&rows["items"][0]["reason"], &rows["next"]), (&json!("not_an_email"), &Value::Null));
        assert_eq!(caller.get("customers").await.expect(200)["items"], json!([]));

        let asked = caller.post(&format!("{path}/apply"), &json!({})).await.expect(202);
        assert_eq!(asked["asked"], "apply");
        work(&app).await;
        let applied = caller.get(&path).await.expect(200);
        assert_eq!((&applied["state"], &applied["done"], &applied["total"]), (&json!("applied"), &json!(1), &json!(1)));
        let customers = caller.get("customers").await.expect(200);
        assert_eq!(customers["items"][0]["reference"], "A");
        assert_eq!(caller.get("imports").await.expect(200)["items"].as_array().unwrap().len(), 1);

        caller.post(&format!("{path}/revert"), &json!({})).await.expect(202);
        work(&app).await;
        assert_eq!(caller.get(&path).await.expect(200)["state"], "reverted");
        assert_eq!(caller.get("customers").await.expect(200)["items"], json!([]));
        app.stop().await;
    }

    async fn a_file_is_read_as_its_sender_says(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let text = "Code,Qui,Lettre\nA,Alpha,non\n";
        let mapping = json!({
            "separator": ",", "columns": { "reference": "Code", "name": "Qui" },
            "consents": { "Lettre": { "purpose": "newsletter", "channel": "email" } },
        });
        let path = |mapping: &str| {
            let query = [("mapping", mapping)];
            let url = reqwest::Url::parse_with_params("http://x/imports", query).unwrap();
            format!("imports?{}", url.query().unwrap())
        };
        let sent = send(&caller, &path(&mapping.to_string()), "text/csv", text).await.expect(202);
        work(&app).await;
        let planned = caller.get(&format!("imports/{}", id(&sent))).await.expect(200);
        assert_eq!((&planned["state"], &planned["create"], &planned["fault"]), (&json!("planned"), &json!(1), &json!(0)));
        let wrong = send(&caller, &path(r#"{"columns":{"nothing":"Code"}}"#), "text/csv", text).await;
        let problem = wrong.expect(400);
        assert_eq!(problem["errors"][0]["parameter"], "mapping", "{problem}");
        assert_eq!(problem["errors"][0]["code"], "not_a_mapping");
        app.stop().await;
    }

    async fn what_stands_against_undoing_is_told(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let import = send(&caller, "imports", "text/csv", "reference;name\nA;Alpha\n").await.expect(202);
        work(&app).await;
        let path = format!("imports/{}", id(&import));
        caller.post(&format!("{path}/apply"), &json!({})).await.expect(202);
        work(&app).await;
        let customer = &caller.get("customers").await.expect(200)["items"][0];
        let change = format!("customers/{}", customer["id"].as_str().unwrap());
        caller.change(Method::PATCH, &change, "\"1\"", &json!({ "name": "Other" })).await.expect(200);
        caller.post(&format!("{path}/revert"), &json!({})).await.expect(202);
        work(&app).await;
        let held = caller.get(&path).await.expect(200);
        assert_eq!((&held["state"], &held["asked"]), (&json!("applied"), &Value::Null));
        assert_eq!(held["refusal"]["code"], "import_held");
        assert_eq!(held["refusal"]["details"]["depends"][0]["what"], "change");
        app.stop().await;
    }

    async fn a_file_that_is_no_table_is_refused_with_the_reason(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let import = send(&caller, "imports", "text/csv", "a;b\n1;2\n").await.expect(202);
        work(&app).await;
        let refused = caller.get(&format!("imports/{}", id(&import))).await.expect(200);
        assert_eq!((&refused["state"], &refused["refusal"]["code"]), (&json!("refused"), &json!("import_not_readable")));
        assert_eq!(refused["refusal"]["details"]["faults"][0]["code"], "column_missing");
        assert_eq!(send(&caller, "imports", "application/json", "{}").await.problem(415), "wrong_media_type");
        assert_eq!(send(&caller, "imports?kind=suppliers", "text/csv", "a").await.problem(400), "malformed_query");
        app.stop().await;
    }

    async fn customers_leave_as_a_table(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        crate::http::ledger::customer(&caller, "C-1").await;
        let table = caller.get("customers/export").await;
        assert_eq!(table.status.as_u16(), 200);
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        assert!(table.text.starts_with("\u{feff}Référence;Type;Nom;"), "{}", table.text);
        let table = caller.get("customers/export?language=en&name=menuis").await;
        assert!(table.text.contains("\r\nC-1,professional_company,Menuiserie Arnaud,356000000,"), "{}", table.text);
        let table = caller.get("customers/export?format=xlsx").await;
        assert!(table.header("content-type").contains("spreadsheetml"));
        assert_eq!(caller.get("customers/export?format=pdf").await.problem(400), "malformed_query");
        app.stop().await;
    }

    async fn the_other_lists_leave_as_tables_by_their_filters(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let customer = crate::http::ledger::customer(&caller, "C-1").await;
        crate::http::ledger::invoice(&caller, &customer, "=F1", &[("2026-02-05", 1_250)]).await;
        let zoe = json!({ "name": "Zoé Durand", "roles": ["reminders"] });
        caller.post(&format!("customers/{customer}/people"), &zoe).await.expect(201);
        let call = json!({ "title": "+call", "subject_kind": "customer", "subject": customer });
        caller.post("tasks", &call).await.expect(201);
        let note = json!({ "kind": "call_out", "text": "-rang" });
        caller.post(&format!("customers/{customer}/notes"), &note).await.expect(201);

        let invoices = caller.get("invoices/export?as_of=2026-01-10").await;
        assert_eq!(invoices.header("content-disposition"), "attachment; filename=\"invoices.csv\"");
        assert!(invoices.text.starts_with("\u{feff}Référence client;Nom du client;Série;"), "{}", invoices.text);
        assert!(invoices.text.contains("\r\nC-1;Menuiserie Arnaud;;'=F1;2026-01-05;2026-02-05;12,50;12,50;EUR;;\r\n"), "{}", invoices.text);
        let none = caller.get("invoices/export?state=overdue&as_of=2026-01-10").await;
        assert_eq!(none.expect_text(200).lines().count(), 1);
        let payments = caller.get("payments/export?language=en&proposed=true").await;
        assert!(payments.expect_text(200).starts_with("Customer reference,Customer name,Received on,"), "{}", payments.text);
        let people = caller.get("people/export?language=en").await;
        assert!(people.expect_text(200).contains("\r\nC-1,Menuiserie Arnaud,Zoé Durand,Reminders,"), "{}", people.text);
        let tasks = caller.get(&format!("tasks/export?customer={customer}")).await;
        assert!(tasks.expect_text(200).contains("\r\nC-1;Menuiserie Arnaud;'+call;;;;À faire;"), "{}", tasks.text);
        let notes = caller.get(&format!("notes/export?customer={customer}")).await;
        assert!(notes.expect_text(200).contains("\r\nC-1;Menuiserie Arnaud;;Appel passé;"), "{}", notes.text);
        assert!(notes.text.ends_with(";'-rang\r\n"), "{}", notes.text);
        let nobody = "notes/export?customer=01a2076b-4400-7000-9948-9654fcd76fda";
        assert_eq!(caller.get(nobody).await.problem(404), "not_found");
        for list in ["invoices", "payments", "people", "tasks", "establishments", "notes", "messages"] {
            let table = caller.get(&format!("{list}/export?format=xlsx")).await;
            assert_eq!((table.status.as_u16(), table.header("content-type").contains("spreadsheetml")), (200, true));
            assert_eq!(caller.get(&format!("{list}/export?limit=3")).await.problem(400), "malformed_query");
        }
        app.stop().await;
    }
}
