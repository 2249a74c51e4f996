//! Who may pass which door: every route, with every role and with none, against the table.

use api::{Access, RouteRule};
use domain::user::{Act, Role};
use reqwest::Method;
use store::Db;
use store::both_engines;

use super::app::{Answer, App};

/// The path with an id that is nobody's.
fn path(rule: &RouteRule) -> String {
    rule.path.replace("{id}", "01a2076b-4400-7000-9948-9654fcd76fda")
}

fn method(rule: &RouteRule) -> Method {
    rule.method.parse().unwrap()
}

#[test]
fn the_routes_open_to_everybody_are_these() {
    let open = api::rules().into_iter().filter(|rule| rule.access == Access::Everybody);
    let open: Vec<_> = open.map(|rule| format!("{} {}", rule.method, rule.path)).collect();
    assert_eq!(
        open,
        [
            // Whoever signs in is not known yet.
            "POST /api/v1/session",
            // What watches the program knows no user.
            "GET /health/live",
            "GET /health/ready",
            // Whoever was written to has no account: the signed token in the address lets in.
            "GET /p/confirm/{token}",
            "POST /p/confirm/{token}",
            "GET /p/preferences/{token}",
            "POST /p/preferences/{token}",
            "GET /p/style.css",
            "GET /u/{token}",
            "POST /u/{token}",
        ]
    );
}

#[test]
fn every_act_opens_some_route() {
    for act in Act::ALL {
        assert!(api::rules().iter().any(|rule| rule.access == Access::May(*act)), "{act}");
    }
}

both_engines! {
    async fn every_route_asks_every_role_and_nobody_as_the_table_says(db: Db) {
        let app = App::start(db).await;
        for rule in api::rules() {
            // Without a key, a version or a body: who may pass is told before anything is read.
            let answer = Answer::of(app.call(method(&rule), &path(&rule))).await;
            let name = format!("nobody, {} {}", rule.method, rule.path);
            match rule.access {
                Access::Everybody => assert_ne!(answer.status, 401, "{name}"),
                _ => assert_eq!(answer.problem(401), "unauthenticated", "{name}"),
            }
        }
        for role in Role::ALL {
            let caller = app.caller(role).await;
            for rule in api::rules() {
                // A stream would not end.
                if rule.path.ends_with("/progress") || rule.path.ends_with("/session") {
                    continue;
                }
                let answer = Answer::of(caller.call(method(&rule), &path(&rule))).await;
                let name = format!("{role}, {} {}: {}", rule.method, rule.path, answer.text);
                let refused = answer.status == 403;
                match rule.access {
                    Access::May(act) if !role.may(act) => {
                        assert_eq!(answer.problem(403), "forbidden", "{name}");
                    }
                    _ => assert!(!refused && answer.status != 401 && answer.status != 500, "{name}"),
                }
            }
        }
        app.stop().await;
    }

    async fn a_scope_narrows_what_the_role_may_do(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Administrator).await;
        let body = serde_json::json!({ "name": "export", "scopes": ["read_customers"] });
        let made = caller.post("tokens", &body).await.expect(201);
        let token = made["secret"].as_str().unwrap();
        for (path, status) in [("/api/v1/customers", 200), ("/api/v1/invoices", 403)] {
            let answer = Answer::of(app.call(Method::GET, path).bearer_auth(token)).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
        app.stop().await;
    }
}
