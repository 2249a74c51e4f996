//! The right to contact over HTTP: purposes, consents, suppressions, calls, and the answer.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{App, Caller};

/// A consumer with a mailbox and a number: the customer and its party.
async fn consumer(caller: &Caller<'_>) -> (String, String) {
    let body = json!({
        "reference": "C-7", "name": "Anne Arnaud", "legal_class": "consumer", "language": "fr",
        "contact_points": [
            { "kind": "email", "value": "anne@client.example" },
            { "kind": "phone", "value": "04 91 13 89 00" },
        ],
        "addresses": [{ "role": "billing", "address": {
            "street": "12 rue des Lilas", "postal_code": "69003", "city": "Lyon", "country": "FR",
        } }],
    });
    let made = caller.post("customers", &body).await.expect(201);
    let text = |field: &str| made[field].as_str().unwrap().to_owned();
    (text("id"), text("party"))
}

async fn wording(caller: &Caller<'_>, code: &str) -> Value {
    let purposes = caller.get("purposes").await.expect(200);
    let purposes = purposes["items"].as_array().unwrap().clone();
    let purpose = purposes.iter().find(|purpose| purpose["code"] == code).unwrap();
    let path = format!("purposes/{}/wordings", purpose["id"].as_str().unwrap());
    caller.get(&path).await.expect(200)["items"][0]["id"].clone()
}

/// The reason of the first answer about mails.
async fn by_mail(caller: &Caller<'_>, customer: &str, query: &str) -> Value {
    let path = format!("customers/{customer}/contactability?{query}");
    let answer = caller.get(&path).await.expect(200);
    let answers = answer["answers"].as_array().unwrap();
    answers.iter().find(|one| one["channel"] == "email").unwrap().clone()
}

both_engines! {
    async fn a_consent_is_recorded_with_its_proof_and_taken_back(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let (customer, party) = consumer(&caller).await;
        let before = by_mail(&caller, &customer, "purpose=newsletter").await;
        assert_eq!((&before["allowed"], &before["reason"]), (&json!(false), &json!("no_consent")));
        assert_eq!(before["article"], "L34-5 CPCE");
        let mut body = json!({
            "party": party, "purpose": "newsletter", "channel": "email", "decision": "given",
            "wording": wording(&caller, "newsletter").await, "language": "fr", "method": "paper",
            "collected_by": "Salon de Lyon", "evidence": { "fiche": "F-12" },
        });
        let made = caller.post("consents", &body).await;
        let given = made.expect(201);
        assert_eq!(caller.get(made.header("location")).await.expect(200), given);
        let now = by_mail(&caller, &customer, "purpose=newsletter").await;
        assert_eq!((&now["reason"], &now["evidence"]["id"]), (&json!("consent_given"), &given["id"]));
        assert!(now["next_lawful_at"].is_null());

        body["effective_at"] = json!("2027-01-01T00:00:00Z");
        let refused = caller.post("consents", &body).await;
        assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".into(), &json!("consent_in_future")));
        for method in ["double_opt_in", "preference_centre", "unsubscribe_link", "import", "rule"] {
            let claimed = json!({ "party": party, "decision": "objected", "method": method });
            let refused = caller.post("consents", &claimed).await;
            assert_eq!(refused.problem(422), "invalid", "{method}");
            let fault = refused.json()["errors"][0].clone();
            assert_eq!((&fault["pointer"], &fault["code"]), (&json!("/method"), &json!("method_of_the_program")));
        }
        let no = json!({ "party": party, "decision": "objected", "method": "message" });
        caller.post("consents", &no).await.expect(201);
        let after = by_mail(&caller, &customer, "purpose=newsletter").await;
        assert_eq!((&after["reason"], &after["article"]), (&json!("objected"), &json!("GDPR 21(2)")));
        let reminder = by_mail(&caller, &customer, "purpose=debt_reminder").await;
        assert_eq!(reminder["reason"], "not_marketing");
        let listed = caller.get(&format!("consents?party={party}")).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        app.stop().await;
    }

    async fn a_customer_is_answered_for_every_purpose_at_a_moment(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (customer, party) = consumer(&caller).await;
        let path = format!("customers/{customer}/contactability?at=2026-11-28T10:00:00Z");
        let answer = caller.get(&path).await.expect(200);
        assert_eq!(answer["at"], "2026-11-28T10:00:00Z");
        assert!(answer["answers"].as_array().unwrap().len() > 15);
        let given = json!({
            "party": party, "purpose": "phone_offers", "channel": "phone", "decision": "given",
            "wording": wording(&caller, "phone_offers").await, "language": "fr", "method": "phone",
        });
        caller.post("consents", &given).await.expect(201);
        // A Saturday: Monday at ten in Paris.
        let path = format!("customers/{customer}/contactability?purpose=phone_offers&at=2026-11-28T10:00:00Z");
        let answer = caller.get(&path).await.expect(200)["answers"][0].clone();
        assert_eq!((&answer["reason"], &answer["confirmed"]), (&json!("not_a_calling_day"), &json!(false)));
        assert_eq!(answer["next_lawful_at"], "2026-11-30T09:00:00Z");
        for (query, code) in [
            ("purpose=nothing", "no_such_purpose"),
            ("purpose=No", "not_a_purpose_code"),
            ("at=tomorrow", "not_an_instant"),
        ] {
            let wrong = caller.get(&format!("customers/{customer}/contactability?{query}")).await;
            assert_eq!(wrong.problem(400), "malformed_query");
            assert_eq!(wrong.json()["errors"][0]["code"], code);
        }
        app.stop().await;
    }

    async fn an_address_is_suppressed_and_nobody_can_read_it_back(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let body = json!({ "kind": "email", "value": "Anne@client.example", "reason": "wrong_address" });
        let made = caller.post("suppressions", &body).await;
        let view = made.expect(201);
        assert!(!made.text.contains("client.example"), "{}", made.text);
        let (customer, _) = consumer(&caller).await;
        let reminder = by_mail(&caller, &customer, "purpose=debt_reminder").await;
        assert_eq!((&reminder["reason"], &reminder["article"]), (&json!("suppressed"), &json!("GDPR 5(1)(d)")));
        assert_eq!(reminder["evidence"], json!({ "kind": "suppression", "id": view["id"] }));
        caller.post(&format!("{}/lift", made.header("location")), &json!({})).await.expect(200);
        let reminder = by_mail(&caller, &customer, "purpose=debt_reminder").await;
        assert_eq!(reminder["reason"], "not_marketing");
        let bad = json!({ "kind": "email", "value": "anne", "reason": "objection", "purpose": "nothing" });
        assert_eq!(caller.post("suppressions", &bad).await.problem(422), "invalid");
        app.stop().await;
    }

    async fn a_call_is_recorded_and_read(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (_, party) = consumer(&caller).await;
        let body = json!({ "party": party, "outcome": "refused" });
        let made = caller.post("calls", &body).await;
        assert_eq!(caller.get(made.header("location")).await.expect(200), made.expect(201));
        let nobody = caller.post("calls", &json!({ "outcome": "answered" })).await;
        assert_eq!((nobody.problem(422), &nobody.json()["code"]), ("refused".into(), &json!("call_to_nobody")));
        app.stop().await;
    }

    async fn the_direction_defines_what_people_are_contacted_for(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let mut body = json!({
            "code": "fairs", "label_fr": "Salons", "label_en": "Fairs",
            "legal_ground": "consent", "channels": ["email"], "marketing": true,
        });
        let made = direction.post("purposes", &body).await;
        let path = made.header("location").to_owned();
        assert_eq!(made.expect(201)["active"], true);
        let texts = json!({ "text_fr": "J’accepte.", "text_en": "I agree." });
        let added = direction.post(&format!("{path}/wordings"), &texts).await.expect(200);
        assert_eq!(added["version"], 1);
        let read = direction.get(&path).await;
        body["active"] = json!(false);
        let changed = direction.change(Method::PUT, &path, read.header("etag"), &body).await;
        assert_eq!((changed.header("etag"), &changed.expect(200)["active"]), ("\"2\"", &json!(false)));
        body["marketing"] = json!(false);
        let refused = direction.change(Method::PUT, &path, "\"2\"", &body).await;
        assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".into(), &json!("purpose_keeps_its_nature")));
        let assistant = app.caller(Role::Assistant).await;
        assert_eq!(assistant.post("purposes", &body).await.problem(403), "forbidden");
        app.stop().await;
    }
    async fn a_figure_of_the_law_is_recorded_with_its_source_and_the_next_answer_reads_it(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let (customer, party) = consumer(&app.caller(Role::Sales).await).await;
        let assistant = app.caller(Role::Assistant).await;
        let of = async |kind: &str, day: &str| {
            let listed = assistant.get("contact-rules").await.expect(200);
            let found = |rule: &&Value| rule["kind"] == kind && rule["valid_from"] == day;
            listed["items"].as_array().unwrap().iter().find(found).cloned()
        };
        let known = of("call_morning_from", "2026-08-11").await.unwrap();
        assert_eq!((&known["value"], &known["unit"]), (&json!(600), &json!("minute_of_day")));
        assert_eq!(known["confirmed"], "unconfirmed");
        let given = json!({
            "party": party, "purpose": "phone_offers", "channel": "phone", "decision": "given",
            "wording": wording(&assistant, "phone_offers").await, "language": "fr", "method": "phone",
        });
        assistant.post("consents", &given).await.expect(201);
        // A Tuesday, ten minutes past ten in Paris.
        let path = format!("customers/{customer}/contactability?purpose=phone_offers&at=2026-12-01T09:10:00Z");
        let reason = async || assistant.get(&path).await.expect(200)["answers"][0]["reason"].clone();
        assert_eq!(reason().await, "consent_given");

        let rule = json!({
            "kind": "call_morning_from", "valid_from": "2026-11-30", "value": 630,
            "source": "D223-9 C. conso.", "confirmed": "confirmed",
        });
        assert_eq!(assistant.post("contact-rules", &rule).await.problem(403), "forbidden");
        let mut shown = rule.clone();
        shown["unit"] = json!("minute_of_day");
        assert_eq!(direction.post("contact-rules", &rule).await.expect(200), shown);
        assert_eq!(of("call_morning_from", "2026-11-30").await.unwrap(), shown);
        assert_eq!(reason().await, "outside_calling_hours");
        for (field, wrong, kind) in [
            ("value", json!(1_441), "refused"),
            ("value", json!(-1), "invalid"),
            ("value", json!(null), "invalid"),
            ("source", json!(" "), "invalid"),
            ("source", json!("x".repeat(501)), "invalid"),
            ("kind", json!("call_never"), "invalid"),
            ("unit", json!("minute_of_day"), "invalid"),
        ] {
            let mut body = rule.clone();
            body[field] = wrong;
            let answer = direction.post("contact-rules", &body).await;
            assert_eq!(answer.problem(422), kind, "{field}: {}", answer.text);
        }
        app.stop().await;
    }
}
