//! A consent that is asked to be confirmed by mail, without a contact sheet.

use chrono::TimeDelta;
use domain::consent::REQUEST_LIFE;
use domain::id::ConsentRequestId;
use domain::link::Link;
use domain::user::Role;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{App, Caller};
use super::public::{decisions, id, links, mail, open, shows, submit};

const NEWSLETTER: &str = "01900000-0000-7000-8000-000000010001";

/// A consumer: its party, its mailbox and its number.
async fn consumer(caller: &Caller<'_>, name: &str) -> [Value; 3] {
    let body = json!({
        "name": name, "legal_class": "consumer", "language": "fr",
        "contact_points": [
            { "kind": "email", "value": format!("{name}@client.example") },
            { "kind": "phone", "value": "04 91 13 89 00" },
        ],
    });
    let made = caller.post("customers", &body).await.expect(201);
    let point = |place: usize| made["contact_points"][place]["id"].clone();
    [made["party"].clone(), point(0), point(1)]
}

both_engines! {
    async fn a_consent_is_asked_for_by_mail_and_counts_once_it_is_confirmed(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let [party, mailbox, number] = consumer(&caller, "anne").await;
        let body = json!({
            "party": party, "contact_point": mailbox, "method": "web_form",
            "collected_by": "www.example.com", "purposes": [{ "purpose": "newsletter", "wording": NEWSLETTER }],
        });
        let answer = caller.post("consent-requests", &body).await;
        let made = answer.expect(201);
        assert_eq!((&made["state"], &made["language"]), (&json!("open"), &json!("fr")));
        for field in ["party", "contact_point", "method", "collected_by", "purposes"] {
            assert_eq!(made[field], body[field], "{field}");
        }
        let path = answer.header("location").to_owned();
        assert_eq!(caller.get(&path).await.expect(200), made);
        let request: ConsentRequestId = id(&made["id"]);
        let link = format!("/p/confirm/{}", links().token(Link::Confirm { request, until: app.now() + REQUEST_LIFE }));
        let mail = mail(&app).await.replace("=\r\n", "");
        assert!(mail.contains(&format!("https://firm.example{link}")), "{link} in {mail}");
        shows(&open(&app, &link).await, 200, "fr", "J’accepte de recevoir votre lettre d’information.");
        assert!(decisions(&caller, &party).await.is_empty(), "nothing counts before");
        app.advance(TimeDelta::minutes(1));
        submit(&app, &link, &[("language", "fr")]).await.expect_text(200);
        assert_eq!(decisions(&caller, &party).await, ["newsletter given"]);
        let confirmed = caller.get(&path).await.expect(200);
        assert_eq!(confirmed["state"], "confirmed");
        assert!(confirmed["confirmed_at"].is_string(), "{confirmed}");

        let other = caller.post("consent-requests", &body).await;
        other.expect(201);
        app.advance(REQUEST_LIFE);
        let caller = app.caller(Role::Assistant).await;
        assert_eq!(caller.get(other.header("location")).await.expect(200)["state"], "expired");
        let [paul, ..] = consumer(&caller, "paul").await;
        for (field, value, code) in [
            ("party", paul, "consent_point_of_another"),
            ("contact_point", number, "consent_request_not_by_mail"),
            ("purposes", json!([]), "request_of_nothing"),
        ] {
            let mut wrong = body.clone();
            wrong[field] = value;
            let refused = caller.post("consent-requests", &wrong).await;
            assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".into(), &json!(code)));
        }
        for (field, value, pointer) in [
            ("method", json!("double_opt_in"), "/method"),
            ("purposes", json!([{ "purpose": "nothing", "wording": NEWSLETTER }]), "/purposes/0/purpose"),
        ] {
            let mut wrong = body.clone();
            wrong[field] = value;
            let refused = caller.post("consent-requests", &wrong).await;
            assert_eq!(refused.problem(422), "invalid", "{field}");
            assert_eq!(refused.json()["errors"][0]["pointer"], pointer);
        }
        let nobody = json!({ "party": mailbox, "contact_point": mailbox, "method": "paper", "purposes": [] });
        assert_eq!(caller.post("consent-requests", &nobody).await.problem(404), "not_found");
        app.stop().await;
    }
}
