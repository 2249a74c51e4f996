//! Users and tokens.

use chrono::TimeDelta;
use domain::user::Role;
use reqwest::Method;
use serde_json::json;
use store::Db;
use store::both_engines;

use super::app::{Answer, App};

both_engines! {
    async fn a_user_is_made_changed_and_disabled(db: Db) {
        let app = App::start(db).await;
        let admin = app.caller(Role::Administrator).await;
        let body = json!({
            "email": "Zoe@example.fr", "name": "Zoé Durand", "role": "assistant", "language": "fr",
            "password": "cheval pile agrafe",
        });
        let made = admin.post("users", &body).await;
        let user = made.expect(201);
        assert!(!made.text.contains("cheval"), "a password is never told");
        assert_eq!((&user["role"], &user["has_password"]), (&json!("assistant"), &json!(true)));
        let path = made.header("location").to_owned();
        let read = admin.get(&path).await;
        assert_eq!((read.header("etag"), read.expect(200)), ("\"1\"", user));

        let change = json!({ "role": "accountant", "disabled": true });
        let changed = admin.change(Method::PATCH, &path, "\"1\"", &change).await;
        let user = changed.expect(200);
        assert_eq!((changed.header("etag"), &user["role"]), ("\"2\"", &json!("accountant")));
        assert!(user["disabled_at"].is_string());
        let stale = admin.change(Method::PATCH, &path, "\"1\"", &change).await;
        assert_eq!(stale.problem(412), "stale_version");
        let without = Answer::of(admin.call(Method::PATCH, &path).json(&change)).await;
        assert_eq!(without.problem(428), "version_required");

        let twice = admin.post("users", &body).await;
        assert_eq!(twice.problem(409), "conflict");
        assert_eq!(twice.json()["code"], "email_taken");
        app.stop().await;
    }

    async fn the_last_administrator_stays(db: Db) {
        let app = App::start(db).await;
        let admin = app.caller(Role::Administrator).await;
        let me = admin.get("session").await.expect(200)["user"]["id"].as_str().unwrap().to_owned();
        let change = json!({ "disabled": true });
        let answer = admin.change(Method::PATCH, &format!("users/{me}"), "\"1\"", &change).await;
        assert_eq!(answer.problem(422), "refused");
        assert_eq!(answer.json()["code"], "last_administrator");
        app.stop().await;
    }

    async fn a_token_is_shown_once_works_and_ends(db: Db) {
        let app = App::start(db).await;
        let sales = app.caller(Role::Sales).await;
        let made = sales.post("tokens", &json!({ "name": "export", "days": 10 })).await.expect(201);
        let secret = made["secret"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("rls_") && secret.starts_with(made["token"]["prefix"].as_str().unwrap()));
        let listed = sales.get("tokens").await;
        assert!(!listed.text.contains(&secret));
        assert_eq!(listed.expect(200)["items"].as_array().unwrap().len(), 2);
        let with = async || Answer::of(app.call(Method::GET, "/api/v1/session").bearer_auth(&secret)).await;
        assert_eq!(with().await.status, 200);
        app.advance(TimeDelta::days(10));
        assert_eq!(with().await.problem(401), "unauthenticated");

        let beyond = sales.post("tokens", &json!({ "name": "more", "scopes": ["write_users"] })).await;
        assert_eq!(beyond.problem(422), "refused");
        assert_eq!(beyond.json()["code"], "scope_beyond_role");
        app.stop().await;
    }

    async fn one_revokes_ones_own_tokens_and_an_administrator_anybodys(db: Db) {
        let app = App::start(db).await;
        let (sales, other) = (app.caller(Role::Sales).await, app.caller(Role::Assistant).await);
        let admin = app.caller(Role::Administrator).await;
        let made = sales.post("tokens", &json!({ "name": "a" })).await.expect(201);
        let path = format!("tokens/{}", made["token"]["id"].as_str().unwrap());
        assert_eq!(Answer::of(other.call(Method::DELETE, &path)).await.problem(404), "not_found");
        assert_eq!(Answer::of(admin.call(Method::DELETE, &path)).await.status, 204);
        assert_eq!(Answer::of(sales.call(Method::DELETE, &path)).await.status, 204, "it stays so");
        let secret = made["secret"].as_str().unwrap();
        let answer = Answer::of(app.call(Method::GET, "/api/v1/session").bearer_auth(secret)).await;
        assert_eq!(answer.problem(401), "unauthenticated");
        app.stop().await;
    }
}
