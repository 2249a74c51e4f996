//! Segments over HTTP: looked at, saved, changed, listed, deleted, and what is refused.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App};
use super::ledger::{customer, eur, invoice};

fn late(amount: i64) -> Value {
    json!({ "and": [
        { "field": "place.department", "operator": "equals", "value": "69" },
        { "field": "invoice.overdue", "operator": "greater_than", "value": eur(amount) },
    ] })
}

both_engines! {
    async fn a_segment_is_looked_at_saved_changed_and_deleted(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let one = customer(&caller, "C-1").await;
        let two = customer(&caller, "C-2").await;
        customer(&caller, "C-3").await;
        invoice(&caller, &one, "F-1", &[("2026-02-05", 60_000)]).await;
        invoice(&caller, &two, "F-2", &[("2026-02-05", 90_000)]).await;

        let body = json!({ "tree": late(50_000) });
        let seen = caller.post("segments/preview", &body).await.expect(200);
        assert_eq!(seen["count"], 2);
        assert_eq!(seen["sample"][0]["reference"], "C-1");
        let english = caller.call(Method::POST, "segments/preview").header("Accept-Language", "en");
        let english = Answer::of(english.json(&body)).await.expect(200);
        assert_eq!(
            english["sentence"],
            "Customers for whom all of these hold:\n– the French department is 69\n– the overdue balance is above €500.00"
        );
        assert!(seen["sentence"].as_str().unwrap().contains("l’encours échu dépasse"), "{seen}");
        let none = caller.get("segments").await.expect(200);
        assert_eq!(none["items"], json!([]), "a preview stores nothing");

        let new = json!({ "name": "Lyon, en retard", "tree": late(50_000) });
        let made = caller.post("segments", &new).await;
        let segment = made.expect(201);
        assert_eq!(segment["tree"], late(50_000));
        let path = made.header("location").to_owned();
        let taken = caller.post("segments", &json!({ "name": "LYON, EN RETARD", "tree": late(1) })).await;
        assert_eq!(taken.problem(409), "conflict");

        let first = caller.get(&format!("{path}/members?limit=1")).await.expect(200);
        assert_eq!(first["items"], json!([{ "customer": one, "reference": "C-1", "name": "Menuiserie Arnaud" }]));
        let next = format!("{path}/members?limit=1&after={}", first["next"].as_str().unwrap());
        let second = caller.get(&next).await.expect(200);
        assert_eq!((&second["items"][0]["customer"], &second["next"]), (&json!(two), &Value::Null));

        let read = caller.get(&path).await;
        let change = json!({ "name": "Lyon, très en retard", "tree": late(80_000) });
        let changed = caller.change(Method::PUT, &path, read.header("etag"), &change).await;
        assert_eq!(changed.expect(200)["version"], 2);
        let history = caller.get(&format!("{path}/history?field=name")).await.expect(200);
        assert_eq!(history["items"][0]["changes"], json!([
            { "field": "name", "before": "Lyon, en retard", "after": "Lyon, très en retard" },
        ]));
        let stale = caller.change(Method::PUT, &path, read.header("etag"), &change).await;
        assert_eq!(stale.problem(412), "stale_version");
        let members = caller.get(&format!("{path}/members")).await.expect(200);
        assert_eq!(members["items"].as_array().unwrap().len(), 1);

        let bare = Answer::of(caller.call(Method::DELETE, &path)).await;
        assert_eq!(bare.problem(428), "version_required");
        let gone = caller.call(Method::DELETE, &path).header("If-Match", changed.header("etag"));
        Answer::of(gone).await.expect(204);
        assert_eq!(caller.get(&path).await.problem(404), "not_found");
        assert_eq!(caller.get(&format!("{path}/members")).await.problem(404), "not_found");
        let listed = caller.get("segments?deleted=true").await.expect(200);
        assert_eq!(listed["items"][0]["id"], segment["id"]);
        let back = caller.post(&format!("{path}/restore"), &json!({})).await.expect(200);
        assert_eq!((&back["name"], &back["version"]), (&json!("Lyon, très en retard"), &json!(4)));
        let again = caller.post(&format!("{path}/restore"), &json!({})).await;
        assert_eq!((again.problem(422), &again.json()["code"]), ("refused".to_owned(), &json!("segment_not_deleted")));
        app.stop().await;
    }

    async fn a_tree_with_faults_is_refused_with_the_place_of_each(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let mut deep = json!({ "field": "reach.email", "operator": "equals", "value": true });
        for _ in 0..20 {
            deep = json!({ "not": deep });
        }
        let condition = |field: &str, operator: &str, value: Value| {
            json!({ "field": field, "operator": operator, "value": value })
        };
        let tree = json!({ "or": [
            condition("customer.shoe_size", "equals", json!(42)),
            condition("customer.name", "greater_than", json!("a")),
            condition("invoice.open", "greater_than", json!(100)),
            condition("customer.language", "equals", json!("de")),
            condition("invoice.open", "between", json!([eur(1), { "amount": 2, "currency": "USD" }])),
            { "field": "reach.email", "operator": "equals", "value": true, "over": { "last_days": 3 } },
            condition("invoice.count", "between", json!([2, 1])),
            deep,
            { "and": [], "surprise": 1 },
        ] });
        let answer = caller.post("segments/preview", &json!({ "tree": tree })).await;
        assert_eq!(answer.problem(422), "invalid");
        let told: Vec<_> = answer.json()["errors"].as_array().unwrap().iter()
            .map(|fault| (fault["pointer"].as_str().unwrap().to_owned(), fault["code"].as_str().unwrap().to_owned()))
            .collect();
        let not = "/not".repeat(6);
        let deepest = format!("/tree/or/7{not}");
        for (pointer, code) in [
            ("/tree/or/0/field", "segment_unknown_field"),
            ("/tree/or/1/operator", "segment_operator"),
            ("/tree/or/2/value", "segment_wrong_type"),
            ("/tree/or/3/value", "segment_unknown_choice"),
            ("/tree/or/4/value", "segment_two_currencies"),
            ("/tree/or/5/over", "segment_span_not_taken"),
            ("/tree/or/6/value", "segment_backwards"),
            ("/tree/or/8/surprise", "unknown_field"),
            ("/tree/or/8/and", "empty"),
        ] {
            assert!(told.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} {code}: {told:?}");
        }
        assert!(told.iter().any(|(at, code)| at.starts_with(&deepest) && code == "segment_too_deep"), "{told:?}");
        let unnamed = caller.post("segments", &json!({ "name": " ", "tree": {} })).await;
        assert_eq!(unnamed.problem(422), "invalid");
        app.stop().await;
    }

    async fn the_fields_are_listed_in_the_language_of_the_caller(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Direction).await;
        let french = caller.get("segments/fields").await.expect(200);
        let english = caller.call(Method::GET, "segments/fields").header("Accept-Language", "en-GB");
        let english = Answer::of(english).await.expect(200);
        let label = |list: &Value, code: &str| {
            let items = list["items"].as_array().unwrap();
            items.iter().find(|item| item["code"] == code).unwrap()["label"].clone()
        };
        assert_eq!(label(&french, "invoice.overdue"), "Encours échu");
        assert_eq!(label(&english, "invoice.overdue"), "Overdue balance");
        for list in [&french, &english] {
            assert!(!list.to_string().contains('⟦'), "{list}");
            for field in list["items"].as_array().unwrap() {
                assert!(!field["operators"].as_array().unwrap().is_empty(), "{field}");
                assert_eq!(field["kind"] == "choice", !field["choices"].as_array().unwrap().is_empty());
            }
        }
        app.stop().await;
    }

    async fn a_segment_asks_of_tags_and_of_the_fields_that_the_firm_defined(db: Db) {
        let app = App::start(db).await;
        let direction = app.caller(Role::Direction).await;
        let caller = app.caller(Role::Sales).await;
        let english = async |method: Method, path: &str, body: Option<&Value>| {
            let call = caller.call(method, path).header("Accept-Language", "en");
            Answer::of(match body {
                Some(body) => call.json(body),
                None => call,
            }).await
        };
        let sector = json!({
            "code": "sector", "kind": "choice", "label": { "fr": "Secteur", "en": "Sector" },
            "choices": [
                { "code": "wood", "label": { "fr": "Bois", "en": "Wood" } },
                { "code": "steel", "label": { "fr": "Acier", "en": "Steel" } },
            ],
        });
        let sector = direction.post("custom-fields", &sector).await.expect(201);
        let staff = json!({ "code": "staff", "kind": "number", "label": { "fr": "Effectif", "en": "Staff" } });
        direction.post("custom-fields", &staff).await.expect(201);
        let mut filled = json!({ "reference": "C-1", "name": "Menuiserie Arnaud", "tags": ["Salon de Lyon"],
                                 "custom_fields": { "sector": "wood", "staff": 12.5 } });
        caller.post("customers", &filled).await.expect(201);
        filled["reference"] = json!("C-2");
        filled["custom_fields"] = json!({ "sector": "steel" });
        caller.post("customers", &filled).await.expect(201);

        // What can be asked is listed beside the rest, in both languages.
        let field = |list: &Value, code: &str| {
            let items = list["items"].as_array().unwrap();
            items.iter().find(|item| item["code"] == code).unwrap().clone()
        };
        let list = caller.get("segments/fields").await.expect(200);
        let french = field(&list, "own.sector");
        assert_eq!((&french["label"], &french["kind"]), (&json!("Secteur"), &json!("choice")));
        assert_eq!(french["choices"][1], json!({ "code": "steel", "label": "Acier" }));
        assert_eq!(field(&list, "tag.name")["label"], "Étiquette");
        let list = english(Method::GET, "segments/fields", None).await.expect(200);
        assert_eq!(field(&list, "own.sector")["choices"][0], json!({ "code": "wood", "label": "Wood" }));
        assert_eq!(field(&list, "own.staff")["group_label"], "The firm’s own fields");

        let condition = |field: &str, operator: &str, value: Value| {
            json!({ "field": field, "operator": operator, "value": value })
        };
        let tree = json!({ "and": [
            condition("tag.name", "begins_with", json!("salon")),
            condition("own.sector", "one_of", json!(["wood", "steel"])),
            { "not": condition("own.staff", "greater_than", json!(20)) },
        ] });
        let body = json!({ "tree": tree });
        let seen = caller.post("segments/preview", &body).await.expect(200);
        assert_eq!(seen["count"], 2);
        let told = seen["sentence"].as_str().unwrap();
        assert!(told.contains("– le champ «\u{a0}Secteur\u{a0}» est Bois ou Acier"), "{told}");
        let seen = english(Method::POST, "segments/preview", Some(&body)).await.expect(200);
        let told = seen["sentence"].as_str().unwrap();
        assert!(told.ends_with("– a tag begins with “salon”\n– the field “Sector” is Wood or Steel\n– the field “Staff” is not above 20"), "{told}");

        // A field that nobody defined, and values that the others do not take, each at its place.
        let wrong = json!({ "tree": { "or": [
            condition("own.colour", "equals", json!("red")),
            condition("own.sector", "equals", json!("glass")),
            { "not": condition("own.staff", "equals", json!("many")) },
            condition("tag.name", "greater_than", json!("a")),
        ] } });
        let told = |answer: &Answer| -> Vec<(String, String, String)> {
            assert_eq!(answer.problem(422), "invalid");
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            answer.json()["errors"].as_array().unwrap().iter()
                .map(|fault| (text(&fault["pointer"]), text(&fault["code"]), text(&fault["detail"])))
                .collect()
        };
        // The shape is looked at first, with what is always there.
        let first = told(&caller.post("segments/preview", &wrong).await);
        assert_eq!(first.iter().map(|(at, ..)| at.as_str()).collect::<Vec<_>>(), ["/tree/or/3/operator"]);
        let mut wrong = wrong;
        wrong["tree"]["or"].as_array_mut().unwrap().pop();
        let french = told(&caller.post("segments/preview", &wrong).await);
        let places: Vec<_> = french.iter().map(|(at, code, _)| (at.as_str(), code.as_str())).collect();
        assert_eq!(places, [
            ("/tree/or/0/field", "segment_unknown_field"),
            ("/tree/or/1/value", "segment_unknown_choice"),
            ("/tree/or/2/not/value", "segment_wrong_type"),
        ]);
        assert!(french[0].2.starts_with("Il n’y a pas de champ de ce nom."), "{french:?}");
        let english_told = told(&english(Method::POST, "segments/preview", Some(&wrong)).await);
        assert!(english_told[0].2.starts_with("There is no field of this name."), "{english_told:?}");
        assert_eq!(english_told[1].2, "This is no value of the field own.sector.");

        // A choice goes after a segment was saved that asks for it: it is read, and says what is wrong.
        let saved = json!({ "name": "Acier", "tree": condition("own.sector", "equals", json!("steel")) });
        let made = caller.post("segments", &saved).await;
        assert_eq!(made.expect(201)["sentence"], "Clients pour lesquels le champ «\u{a0}Secteur\u{a0}» est Acier.");
        let path = made.header("location").to_owned();
        let two = caller.get("customers?reference=C-2").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let read = caller.get(&format!("customers/{two}")).await;
        let moved = json!({ "custom_fields": { "sector": "wood" } });
        caller.change(Method::PATCH, &format!("customers/{two}"), read.header("etag"), &moved).await.expect(200);
        let field = format!("custom-fields/{}", sector["id"].as_str().unwrap());
        let read = direction.get(&field).await;
        let fewer = json!({ "choices": [sector["choices"][0]] });
        direction.change(Method::PATCH, &field, read.header("etag"), &fewer).await.expect(200);
        let kept = caller.get(&path).await;
        let told = kept.expect(200)["sentence"].as_str().unwrap().to_owned();
        assert!(told.starts_with("Ce segment demande un choix que le champ own.sector n’a plus"), "{told}");
        let members = caller.get(&format!("{path}/members")).await;
        assert_eq!((members.problem(422), &members.json()["code"]), ("refused".to_owned(), &json!("segment_choice_gone")));
        let members = english(Method::GET, &format!("{path}/members"), None).await;
        assert_eq!(members.problem(422), "refused");
        assert!(members.text.contains("a choice that the field own.sector has no more"), "{}", members.text);
        let repaired = json!({ "name": "Bois", "tree": condition("own.sector", "equals", json!("wood")) });
        caller.change(Method::PUT, &path, kept.header("etag"), &repaired).await.expect(200);
        assert_eq!(caller.get(&format!("{path}/members")).await.expect(200)["items"].as_array().unwrap().len(), 2);
        app.stop().await;
    }

    async fn a_segment_and_a_filtered_list_leave_as_tables(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        for (reference, name, tag) in [
            ("C-1", "=Menuiserie", "salon"), ("C-2", "Menuiserie Petit", "vip"), ("C-3", "Garage", "vip"),
        ] {
            let new = json!({ "reference": reference, "name": name, "tags": [tag], "language": "en" });
            caller.post("customers", &new).await.expect(201);
        }
        let tree = json!({ "field": "tag.name", "operator": "equals", "value": "salon" });
        let made = caller.post("segments", &json!({ "name": "Salon", "tree": tree })).await;
        let path = format!("{}/export", made.header("location"));
        let table = caller.get(&path).await;
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(table.header("content-disposition"), "attachment; filename=\"segment.csv\"");
        let text = table.expect_text(200);
        assert!(text.starts_with("\u{feff}Référence;Type;Nom;"), "{text}");
        assert_eq!(text.lines().count(), 2);
        assert!(text.contains("\r\nC-1;unknown;'=Menuiserie;"), "{text}");
        let english = caller.get(&format!("{path}?language=en")).await;
        assert!(english.expect_text(200).starts_with("Reference,Kind,Name,"), "{}", english.text);
        let workbook = caller.get(&format!("{path}?format=xlsx")).await;
        assert!(workbook.header("content-type").contains("spreadsheetml"));
        assert_eq!(caller.get(&format!("{path}?format=pdf")).await.problem(400), "malformed_query");
        let nobody = "segments/0195f0a0-0000-7000-8000-000000000000/export";
        assert_eq!(caller.get(nobody).await.problem(404), "not_found");

        let list = caller.get("customers/export?tag=VIP&customer_language=en&language=en").await;
        let mut names: Vec<_> = list.expect_text(200).lines().skip(1).map(|line| line.split(',').nth(2).unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(names, ["Garage", "Menuiserie Petit"]);
        let empty = caller.get("customers/export?tag=vip&customer_language=fr").await;
        assert_eq!(empty.expect_text(200).lines().count(), 1);
        app.stop().await;
    }
}
