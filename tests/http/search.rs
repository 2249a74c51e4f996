//! One box over the customer file.

use domain::user::Role;
use serde_json::json;
use store::Db;
use store::both_engines;

use super::app::App;
use super::ledger::customer;

both_engines! {
    async fn a_customer_is_found_as_soon_as_it_is_made_in_any_writing_with_the_reason(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-0042").await;
        for (typed, reason) in [
            ("menuiserie%20arnaud", "name"),
            ("ARNAUD%20men", "name"),
            ("menuisserie", "fuzzy"),
            ("c-0042", "reference"),
            ("356%20000%20000", "identifier"),
            ("c-0042@client.example", "email"),
            ("lyon", "city"),
            ("69003", "postal_code"),
        ] {
            let found = caller.get(&format!("search?q={typed}&kind=customer&limit=5")).await.expect(200);
            assert_eq!(found["next"], json!(null));
            let find = &found["items"][0];
            assert_eq!((&find["match"], &find["customer"]), (&json!(reason), &json!(id)), "{typed}");
            assert_eq!((&find["kind"], &find["reference"]), (&json!("customer"), &json!("C-0042")));
        }
        assert_eq!(caller.get("search?q=durand").await.expect(200)["items"], json!([]));
        assert_eq!(caller.get("search?q=lyon&kind=person").await.expect(200)["items"], json!([]));
        for wrong in ["search", "search?q=", "search?q=%20", "search?q=a&kind=dog", "search?q=a&page=2"] {
            assert_eq!(caller.get(wrong).await.problem(400), "malformed_query", "{wrong}");
        }
        app.stop().await;
    }

    async fn tags_own_fields_and_establishments_lead_to_the_customer(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let caller = app.caller(Role::Assistant).await;
        let field = json!({ "code": "contract", "kind": "text", "label": { "fr": "Marché", "en": "Contract" } });
        direction.post("custom-fields", &field).await.expect(201);
        let new = json!({ "reference": "C-1", "name": "Menuiserie Arnaud", "tags": ["Salon du bois"],
                          "custom_fields": { "contract": "K-2024/17" } });
        let id = caller.post("customers", &new).await.expect(201)["id"].clone();
        let places = format!("customers/{}/establishments", id.as_str().unwrap());
        caller.post(&places, &json!({ "name": "Entrepôt" })).await.expect(201);
        for (typed, kind, reason) in [
            ("salon%20bois", "customer", "tag"),
            ("k-2024%2F17", "customer", "own_field"),
            ("entrepot", "establishment", "name"),
        ] {
            let found = caller.get(&format!("search?q={typed}")).await.expect(200);
            let find = &found["items"][0];
            assert_eq!((&find["kind"], &find["match"]), (&json!(kind), &json!(reason)), "{typed}");
            assert_eq!((&find["customer"], &find["reference"]), (&id, &json!("C-1")), "{typed}");
        }
        app.stop().await;
    }

    async fn a_search_has_pages_and_keeps_to_what_is_wanted(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        for nth in 1..=3 {
            let tags = if nth == 2 { json!(["VIP"]) } else { json!([]) };
            let body = json!({
                "reference": format!("C-{nth}"), "name": format!("Menuiserie {nth}"), "tags": tags,
                "legal_class": "professional_company", "language": "fr",
                "addresses": [{ "role": "billing", "address": {
                    "street": "12 rue des Lilas", "postal_code": "69003", "city": "Lyon", "country": "FR",
                } }],
            });
            caller.post("customers", &body).await.expect(201);
        }
        let references = |page: &serde_json::Value| {
            let items = page["items"].as_array().unwrap();
            items.iter().map(|item| item["reference"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let whole = caller.get("search?q=menuiserie").await.expect(200);
        assert_eq!((references(&whole).len(), &whole["next"]), (3, &json!(null)));
        let first = caller.get("search?q=menuiserie&limit=2").await.expect(200);
        let next = first["next"].as_str().unwrap();
        let second = caller.get(&format!("search?q=menuiserie&limit=2&after={next}")).await.expect(200);
        assert_eq!([references(&first), references(&second)].concat(), references(&whole));
        assert_eq!(second["next"], json!(null));
        for (wanted, count) in [
            ("tag=vip", 1),
            ("legal_class=professional_company", 3),
            ("legal_class=consumer", 0),
            ("language=fr&department=69", 3),
            ("language=en", 0),
            ("department=2A", 0),
            ("owner=00000000-0000-0000-0000-000000000001", 0),
        ] {
            let found = caller.get(&format!("search?q=menuiserie&{wanted}")).await.expect(200);
            assert_eq!(references(&found).len(), count, "{wanted}");
        }
        for wrong in ["department=20", "after=2", "tag=", "legal_class=dog"] {
            let answer = caller.get(&format!("search?q=menuiserie&{wrong}")).await;
            assert_eq!(answer.problem(400), "malformed_query", "{wrong}");
        }
        app.stop().await;
    }

    async fn customers_are_listed_in_the_order_that_is_asked_for(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        for reference in ["B", "A"] {
            customer(&caller, reference).await;
        }
        let listed = async |query: &str| {
            let listed = caller.get(&format!("customers?{query}")).await.expect(200);
            let items = listed["items"].as_array().unwrap();
            items.iter().map(|item| item["reference"].as_str().unwrap()).collect::<String>()
        };
        assert_eq!(listed("").await, "BA");
        assert_eq!(listed("sort=reference").await, "AB");
        assert_eq!(listed("sort=name&language=fr&dunning_active=true").await, "BA");
        assert_eq!(listed("language=en").await, "");
        assert_eq!(caller.get("customers?sort=city").await.problem(400), "malformed_query");
        app.stop().await;
    }
}
