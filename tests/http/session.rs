//! Signing in and out.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, PASSWORD};

async fn sign_in(app: &App, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    Answer::of(app.call(Method::POST, "/api/v1/session").json(&body)).await
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

both_engines! {
    async fn a_person_signs_in_acts_and_signs_out(db: Db) {
        let app = App::start(db).await;
        app.user("zoe@example.fr", Role::Direction, Some(PASSWORD)).await;
        let opened = sign_in(&app, "zoe@example.fr", PASSWORD).await;
        let session = opened.expect(200);
        let set = opened.header("set-cookie");
        for part in ["__Host-relais_session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(set.contains(part), "{set}");
        }
        assert!(!opened.text.contains(cookie(&opened).split('=').nth(1).unwrap()), "only the cookie has it");

        let cookie = cookie(&opened);
        let with = |method: Method, path: &str| app.call(method, path).header("cookie", &cookie);
        let me = Answer::of(with(Method::GET, "/api/v1/session")).await.expect(200);
        assert_eq!(me, session);

        // What changes something needs the secret that another site cannot read.
        let body = json!({ "name": "export" });
        let forged = Answer::of(with(Method::POST, "/api/v1/tokens").json(&body)).await;
        assert_eq!(forged.problem(403), "csrf_token_required");
        let csrf = session["csrf_token"].as_str().unwrap();
        let made = with(Method::POST, "/api/v1/tokens").header("X-CSRF-Token", csrf).json(&body);
        Answer::of(made).await.expect(201);

        let out = with(Method::DELETE, "/api/v1/session").header("X-CSRF-Token", csrf);
        let out = Answer::of(out).await;
        assert_eq!(out.status, 204);
        assert!(out.header("set-cookie").contains("Max-Age=0"), "{}", out.header("set-cookie"));
        let after = Answer::of(with(Method::GET, "/api/v1/session")).await;
        assert_eq!(after.problem(401), "unauthenticated");
        app.stop().await;
    }

    async fn a_wrong_password_and_an_unknown_account_get_the_same_answer(db: Db) {
        let app = App::start(db).await;
        app.user("zoe@example.fr", Role::Direction, Some(PASSWORD)).await;
        let told = |answer: &Answer| {
            assert_eq!(answer.problem(401), "wrong_credentials");
            let mut told: Value = answer.json();
            told["request_id"] = Value::Null;
            told
        };
        let wrong = sign_in(&app, "zoe@example.fr", "cheval pile agraphe").await;
        let unknown = sign_in(&app, "nobody@example.fr", PASSWORD).await;
        assert_eq!(told(&wrong), told(&unknown));
        app.stop().await;
    }

    async fn tries_are_slowed_with_a_time_to_come_back(db: Db) {
        let app = App::start(db).await;
        app.user("zoe@example.fr", Role::Direction, Some(PASSWORD)).await;
        for _ in 0..5 {
            sign_in(&app, "zoe@example.fr", "a wrong guess").await.problem(401);
        }
        let slowed = sign_in(&app, "zoe@example.fr", PASSWORD).await;
        assert_eq!(slowed.problem(429), "too_many_requests");
        let seconds: i64 = slowed.header("retry-after").parse().unwrap();
        assert!((1..=16).contains(&seconds), "{seconds}");
        app.advance(chrono::TimeDelta::seconds(seconds));
        sign_in(&app, "zoe@example.fr", PASSWORD).await.expect(200);
        app.stop().await;
    }
}
