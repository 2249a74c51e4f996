//! Customers, invoices, payments, credit notes and the firm itself.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};

pub(super) fn eur(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

pub(super) async fn customer(caller: &Caller<'_>, reference: &str) -> String {
    let body = json!({
        "reference": reference, "name": "Menuiserie Arnaud", "legal_class": "professional_company",
        "language": "fr",
        "contact_points": [{ "kind": "email", "value": format!("{}@client.example", reference.to_lowercase()) }],
        "addresses": [{ "role": "billing", "address": {
            "street": "12 rue des Lilas", "postal_code": "69003", "city": "Lyon", "country": "FR",
        } }],
        "identifiers": [{ "kind": "siren", "value": "356 000 000" }],
    });
    let made = caller.post("customers", &body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

pub(super) async fn invoice(
    caller: &Caller<'_>,
    customer: &str,
    number: &str,
    due: &[(&str, i64)],
) -> Value {
    let lines: Vec<_> =
        due.iter().map(|(day, amount)| json!({ "due_on": day, "amount": eur(*amount) })).collect();
    let body = json!({
        "customer": customer, "number": number, "issued_on": "2026-01-05",
        "amount": eur(due.iter().map(|(_, amount)| amount).sum()), "due_lines": lines,
    });
    caller.post("invoices", &body).await.expect(201)
}

both_engines! {
    async fn a_customer_is_made_read_and_changed(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-0042").await;
        let path = format!("customers/{id}");
        let read = caller.get(&path).await;
        let before = read.expect(200);
        assert_eq!(before["identifiers"], json!([{ "kind": "siren", "value": "356000000" }]));
        assert_eq!(before["addresses"][0]["address"]["city"], "Lyon");

        // Absent stays, null empties.
        let change = json!({ "language": null, "payment_terms": "45 jours fin de mois" });
        let changed = caller.change(Method::PATCH, &path, read.header("etag"), &change).await;
        let after = changed.expect(200);
        assert_eq!((&after["language"], &after["payment_terms"]), (&Value::Null, &json!("45 jours fin de mois")));
        assert_eq!((&after["name"], &after["contact_points"]), (&before["name"], &before["contact_points"]));
        let stale = caller.change(Method::PATCH, &path, read.header("etag"), &change).await;
        assert_eq!(stale.problem(412), "stale_version");

        customer(&caller, "C-0043").await;
        let found = caller.get("customers?reference=c-0042").await.expect(200);
        assert_eq!(found["items"], json!([after]));
        let first = caller.get("customers?limit=1").await.expect(200);
        let next = format!("customers?limit=1&after={}", first["next"].as_str().unwrap());
        let second = caller.get(&next).await.expect(200);
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
        assert!(second["next"].is_null());
        app.stop().await;
    }

    async fn an_invoice_of_two_due_lines_is_paid_in_part_and_the_payment_bounces(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let id = customer(&caller, "C-1").await;
        let posted = invoice(&caller, &id, "F-1", &[("2026-02-05", 60_000), ("2026-03-05", 40_000)]).await;
        let path = format!("invoices/{}", posted["id"].as_str().unwrap());
        assert_eq!(posted["residual"], eur(100_000));

        let body = json!({ "customer": id, "received_on": "2026-02-10", "amount": eur(30_000) });
        let paid = caller.post("payments", &body).await;
        let payment = paid.expect(201);
        assert_eq!(payment["allocations"][0]["origin"], "proposed");
        let proposed = caller.get("payments?proposed=true").await.expect(200);
        assert_eq!(proposed["items"].as_array().unwrap().len(), 1);
        let payments = paid.header("location").to_owned();
        let confirmed = caller.post(&format!("{payments}/allocations/confirm"), &json!({})).await.expect(200);
        assert_eq!(confirmed["open"], eur(0));
        let residual = async |day: &str| {
            caller.get(&format!("{path}?as_of={day}")).await.expect(200)["residual"]["amount"].as_i64().unwrap()
        };
        assert_eq!((residual("2026-02-09").await, residual("2026-02-10").await), (100_000, 70_000));

        // The debtor meant the second line.
        let second = posted["due_lines"][1]["id"].as_str().unwrap();
        let meant = json!({ "due_lines": [{ "due_line": second, "amount": eur(30_000) }] });
        let moved = caller.post(&format!("{payments}/allocations"), &meant).await.expect(200);
        let standing: Vec<_> = moved["allocations"].as_array().unwrap().iter()
            .filter(|row| row["reverses"].is_null() && row["reversed_by"].is_null()).collect();
        assert_eq!((standing.len(), &standing[0]["due_line"]), (1, &json!(second)));

        let bounce = json!({ "bounced_on": "2026-02-20" });
        let bounced = caller.post(&format!("{payments}/bounce"), &bounce).await.expect(200);
        assert_eq!(bounced["bounced_on"], "2026-02-20");
        assert_eq!((residual("2026-02-19").await, residual("2026-02-20").await), (70_000, 100_000));
        let again = caller.post(&format!("{payments}/bounce"), &bounce).await;
        assert_eq!(again.problem(422), "refused");
        assert_eq!(again.json()["code"], "already_bounced");
        let open = caller.get("invoices?state=overdue").await.expect(200);
        assert_eq!(open["items"].as_array().unwrap().len(), 1);
        app.stop().await;
    }

    async fn an_invoice_that_does_not_add_up_is_refused_with_its_place(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let id = customer(&caller, "C-1").await;
        let mut body = json!({
            "customer": id, "number": "F-1", "issued_on": "2026-01-05", "amount": eur(100),
            "due_lines": [
                { "due_on": "2026-01-04", "amount": eur(50) },
                { "due_on": "2026-02-04", "amount": eur(49) },
            ],
        });
        let answer = caller.post("invoices", &body).await;
        assert_eq!(answer.problem(422), "invalid");
        let codes: Vec<_> = answer.json()["errors"].as_array().unwrap().iter()
            .map(|fault| fault["code"].as_str().unwrap().to_owned()).collect();
        assert_eq!(codes, ["due_lines_do_not_add_up", "due_before_issue"]);
        body["due_lines"] = json!([{ "due_on": "2026-02-04", "amount": { "amount": 100, "currency": "USD" } }]);
        let answer = caller.post("invoices", &body).await;
        assert_eq!(answer.json()["errors"][0]["pointer"], "/due_lines/0/amount/currency");
        body["due_lines"] = json!([{ "due_on": "2026-02-04", "amount": eur(100) }]);
        caller.post("invoices", &body).await.expect(201);
        let twice = caller.post("invoices", &body).await;
        assert_eq!(twice.problem(409), "conflict");
        assert_eq!(twice.json()["code"], "invoice_number_taken");
        body["customer"] = json!("01a2076b-4400-7000-9948-9654fcd76fda");
        body["number"] = json!("F-2");
        assert_eq!(caller.post("invoices", &body).await.problem(404), "not_found");
        app.stop().await;
    }

    async fn a_credit_note_settles_the_invoice_that_it_corrects(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let id = customer(&caller, "C-1").await;
        let posted = invoice(&caller, &id, "F-1", &[("2026-02-05", 10_000)]).await;
        let body = json!({
            "customer": id, "number": "A-1", "issued_on": "2026-02-01", "amount": eur(4_000),
            "invoice": posted["id"],
        });
        let note = caller.post("credit-notes", &body).await;
        assert_eq!(note.expect(201)["allocations"][0]["amount"], eur(4_000));
        let read = caller.get(note.header("location")).await.expect(200);
        assert_eq!(read, note.json());
        let listed = caller.get("credit-notes").await.expect(200);
        assert_eq!(listed["items"], json!([read]));
        app.stop().await;
    }

    async fn the_firm_is_described_by_whoever_directs_it(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let unset = direction.get("company").await;
        assert_eq!((unset.header("etag"), &unset.expect(200)["name"]), ("\"0\"", &Value::Null));
        let body = json!({
            "name": "Atelier du Port", "sender_email": "compta@atelier.example",
            "iban": "FR14 2004 1010 0505 0001 3M02 606", "time_zone": "Europe/Paris",
            "address": { "street": "3 quai du Port", "postal_code": "13002", "city": "Marseille", "country": "FR" },
        });
        let set = direction.change(Method::PUT, "company", "\"0\"", &body).await;
        let firm = set.expect(200);
        assert_eq!((set.header("etag"), &firm["iban"]), ("\"1\"", &json!("FR1420041010050500013M02606")));
        assert_eq!(firm["missing_for_mail"], json!([]));
        let mut wrong = body.clone();
        wrong["iban"] = json!("FR14 2004 1010 0505 0001 3M02 607");
        let refused = direction.change(Method::PUT, "company", "\"1\"", &wrong).await;
        assert_eq!(refused.problem(422), "refused");
        assert!(!refused.text.contains("2004"), "{}", refused.text);
        let read = Answer::of(direction.call(Method::GET, "company")).await.expect(200);
        assert_eq!(read, firm);
        app.stop().await;
    }
}
