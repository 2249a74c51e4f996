//! Limits, headers, health and metrics.

use std::time::Duration;

use domain::user::Role;
use reqwest::Method;
use store::Db;
use store::both_engines;

use super::app::{Answer, App};

both_engines! {
    async fn a_body_that_is_too_large_is_refused(db: Db) {
        let app = App::start_with(db, api::Config { body_limit: 2048, ..Default::default() }).await;
        let caller = app.caller(Role::Assistant).await;
        let body = format!("{{\"name\": \"{}\"}}", "x".repeat(4_000));
        let call = caller.call(Method::POST, "customers").header("Idempotency-Key", "k");
        let answer = Answer::of(call.header("Content-Type", "application/json").body(body)).await;
        assert_eq!(answer.problem(413), "body_too_large");
        app.stop().await;
    }

    async fn more_requests_than_there_are_places_are_told_to_come_back(db: Db) {
        let app = App::start_with(db, api::Config { in_flight: 0, ..Default::default() }).await;
        let answer = Answer::of(app.call(Method::GET, "/health/live")).await;
        assert_eq!(answer.problem(503), "unavailable");
        assert_eq!(answer.header("retry-after"), "1");
        app.stop().await;
    }

    async fn a_request_that_takes_too_long_ends(db: Db) {
        let limit = Duration::from_nanos(1);
        let app = App::start_with(db, api::Config { request_timeout: limit, ..Default::default() }).await;
        let answer = Answer::of(app.call(Method::GET, "/health/ready")).await;
        assert_eq!(answer.problem(503), "unavailable");
        app.stop().await;
    }

    async fn every_answer_tells_browsers_to_be_strict(db: Db) {
        let config = api::Config { public_url: "https://relais.example".into(), ..Default::default() };
        let app = App::start_with(db, config).await;
        for path in ["/health/live", "/api/v1/customers", "/nothing", "/api/v1/docs/"] {
            let answer = Answer::of(app.call(Method::GET, path)).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert!(answer.header("strict-transport-security").contains("max-age"), "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
            assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
        }
        app.stop().await;
    }

    async fn a_page_of_a_named_origin_may_call_and_no_other(db: Db) {
        let origins = vec!["https://desk.example".to_owned()];
        let app = App::start_with(db, api::Config { cors_origins: origins, ..Default::default() }).await;
        for (origin, allowed) in [("https://desk.example", "https://desk.example"), ("https://evil.example", "")] {
            let call = app.call(Method::OPTIONS, "/api/v1/customers").header("Origin", origin);
            let asked = Answer::of(call.header("Access-Control-Request-Method", "POST")).await;
            assert_eq!(asked.header("access-control-allow-origin"), allowed, "{origin}");
            let call = app.call(Method::GET, "/health/live").header("Origin", origin);
            let got = Answer::of(call).await;
            assert_eq!(got.header("access-control-allow-origin"), allowed, "{origin}");
            assert_eq!(got.header("access-control-allow-credentials"), "", "{origin}");
        }
        app.stop().await;
    }

    async fn health_tells_part_by_part(db: Db) {
        let app = App::start(db.clone()).await;
        let live = Answer::of(app.call(Method::GET, "/health/live")).await.expect(200);
        assert_eq!(live["status"], "live");
        let ready = Answer::of(app.call(Method::GET, "/health/ready")).await.expect(200);
        assert_eq!(ready["status"], "ready", "{ready}");
        assert_eq!((&ready["database"], &ready["disk"]), (&true.into(), &true.into()));
        let head = Answer::of(app.call(Method::HEAD, "/health/live")).await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
        db.close().await.unwrap();
        let ready = Answer::of(app.call(Method::GET, "/health/ready")).await.expect(503);
        assert_eq!((&ready["status"], &ready["database"]), (&"not_ready".into(), &false.into()));
        app.stop().await;
    }

    async fn metrics_are_for_those_who_may_read_them(db: Db) {
        let app = App::start(db.clone()).await;
        assert_eq!(Answer::of(app.call(Method::GET, "/metrics")).await.problem(401), "unauthenticated");
        let admin = app.caller(Role::Administrator).await;
        admin.get("customers").await.expect(200);
        let page = admin.get("/metrics").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("relais_http_requests_total{method=\"GET\",route=\"/api/v1/customers\",status=\"200\"} 1"), "{}", page.text);
        assert!(page.text.contains("relais_outbox_due 0"), "{}", page.text);
        // The first one stays meanwhile: the connections that it opened to the database end with it.
        let open = App::start_with(db, api::Config { metrics_public: true, ..Default::default() }).await;
        assert_eq!(Answer::of(open.call(Method::GET, "/metrics")).await.status, 200);
        open.stop().await;
        app.stop().await;
    }
}
