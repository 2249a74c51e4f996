//! The OpenAPI document: complete, consistent, and the one that is committed.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use store::Db;
use store::both_engines;

use super::app::{Answer, App};

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

fn document() -> Value {
    serde_json::to_value(api::document()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((path.clone(), method.to_uppercase(), operation.clone()));
        }
    }
    all
}

#[test]
fn the_committed_document_is_that_of_this_version() {
    let made = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    if made != committed {
        let beside = format!("{COMMITTED}.new");
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(&beside, made).unwrap();
        panic!("docs/openapi.json is not current; if the change is meant: mv {beside} {COMMITTED}");
    }
}

#[test]
fn every_route_is_documented_with_its_own_id_and_its_errors() {
    let document = document();
    let operations = operations(&document);
    let mut ids = BTreeSet::new();
    for (path, method, operation) in &operations {
        let name = format!("{method} {path}");
        assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{name}");
        assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{name}");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name}");
        assert!(responses.contains_key("500"), "{name}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let named: Vec<_> = parameters.iter().map(|p| p["name"].as_str().unwrap()).collect();
        let unique: BTreeSet<_> = named.iter().collect();
        assert_eq!(unique.len(), named.len(), "{name}: {named:?}");
        assert_eq!(path.contains("{id}"), named.contains(&"id"), "{name}");
    }
    let documented: BTreeSet<_> =
        operations.iter().map(|(path, method, _)| format!("{method} {path}")).collect();
    let served: BTreeSet<_> =
        api::rules().into_iter().map(|rule| format!("{} {}", rule.method, rule.path)).collect();
    assert_eq!(documented, served);
}

#[test]
fn every_schema_that_is_named_is_there() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    for part in text.split("\"#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
}

both_engines! {
    async fn the_document_and_its_pages_come_with_the_program(db: Db) {
        let app = App::start(db).await;
        let served = Answer::of(app.call(Method::GET, "/api/v1/openapi.json")).await.expect(200);
        assert_eq!(served, document());
        assert_eq!(served["openapi"], "3.1.0");
        for door in ["/", "/api/v1/docs"] {
            let answer = Answer::of(app.call(Method::GET, door)).await;
            assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/api/v1/docs/"));
        }
        let page = Answer::of(app.call(Method::GET, "/api/v1/docs/")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("swagger-ui"), "{}", page.text);
        assert!(!page.text.contains("http://") && !page.text.contains("https://"), "{}", page.text);
        let script = Answer::of(app.call(Method::GET, "/api/v1/docs/swagger-initializer.js")).await;
        assert!(script.text.contains("/api/v1/openapi.json"), "{}", script.text);
        app.stop().await;
    }
}
