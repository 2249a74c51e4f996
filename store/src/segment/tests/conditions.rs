//! Each condition, its negation, and conditions joined: asked on 23 November 2026.

use domain::customer::{Identifier, Person, PersonRole, Siren};
use domain::user::Role;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::*;
use crate::both_engines;
use crate::customer::{get_by_reference, update};
use crate::party::{create_person, delete_person};
use crate::user::tests::new_user;

fn over(mut condition: Value, span: Value) -> Value {
    condition["over"] = span;
    condition
}

both_engines! {
    async fn each_condition_finds_whom_it_should(db: Db) {
        world(&db).await;
        for (condition, expected) in [
            (is("customer.name", "equals", json!("societe COEUR")), "A-1"),
            (is("customer.name", "one_of", json!(["zoe", "bastia maree"])), "C-1 D-1"),
            (is("customer.name", "contains", json!("MARÉE")), "D-1"),
            (is("customer.name", "contains", json!("0%_\\")), "B-1"),
            (is("customer.name", "contains", json!("1%0")), ""),
            (is("customer.name", "begins_with", json!("soc")), "A-1"),
            (is("customer.name", "equals", json!("'; drop table segment --")), ""),
            (is("customer.reference", "equals", json!("a-1")), "A-1"),
            (is("customer.reference", "contains", json!("-")), "A-1 B-1 C-1 D-1"),
            (is("customer.reference", "begins_with", json!("B")), "B-1"),
            (is("customer.legal_class", "one_of", json!(["consumer", "foreign"])), "B-1 C-1"),
            (is("customer.language", "equals", json!("fr")), "A-1"),
            (empty("customer.language"), "C-1 D-1"),
            (is("customer.created", "on", json!("2026-03-02")), "B-1"),
            (is("customer.created", "before", json!("2026-03-02")), "C-1 D-1"),
            (is("customer.created", "before", json!("today")), "B-1 C-1 D-1"),
            (is("customer.created", "after", json!("2026-03-01")), "A-1 B-1"),
            (is("customer.created", "in_last_days", json!(1)), "A-1"),
            (is("customer.created", "during", json!("this_year")), "A-1 B-1 C-1 D-1"),
            (is("customer.payment_terms", "contains", json!("FIN DE MOIS")), "A-1"),
            (is("customer.payment_terms", "equals", json!("comptant")), ""),
            (empty("customer.payment_terms"), "B-1 C-1 D-1"),
            (is("customer.credit_limit", "greater_than", eur(499_999)), "A-1"),
            (is("customer.credit_limit", "less_than", eur(500_000)), ""),
            (is("customer.credit_limit", "less_than", json!({ "amount": 600_000, "currency": "USD" })), ""),
            (empty("customer.credit_limit"), "B-1 C-1 D-1"),
            (is("customer.currency", "one_of", json!(["USD", "EUR"])), "A-1 B-1 C-1 D-1"),
            (is("customer.currency", "equals", json!("USD")), ""),
            (empty("customer.owner"), "A-1 B-1 C-1 D-1"),
            (empty("customer.procedure"), "A-1 B-1 C-1 D-1"),
            (empty("identifier.present"), "A-1 B-1 C-1 D-1"),
            (empty("person.role"), "A-1 B-1 C-1 D-1"),
            (is("customer.reminders_active", "equals", json!(false)), "C-1"),
            (is("customer.restricted", "equals", json!(true)), "D-1"),
            (is("customer.restricted", "equals", json!(false)), "A-1 B-1 C-1"),
            (is("place.country", "equals", json!("FR")), "A-1 D-1"),
            (empty("place.country"), "C-1"),
            (is("place.department", "equals", json!("69")), "A-1"),
            (is("place.department", "one_of", json!(["2A", "69"])), "A-1"),
            (is("place.department", "equals", json!("2B")), "D-1"),
            (is("place.department", "equals", json!("10")), ""),
            (is("place.postal_code", "equals", json!("1000")), "B-1"),
            (is("place.postal_code", "begins_with", json!("6")), "A-1"),
            (is("place.postal_code", "begins_with", json!("690")), "A-1"),
            (is("place.postal_code", "contains", json!("00")), "A-1 B-1 D-1"),
            (is("place.city", "one_of", json!(["lyon", "bruxelles"])), "A-1 B-1"),
            (is("place.city", "begins_with", json!("bast")), "D-1"),
            (is("place.city", "equals", json!("Nulle part")), ""),
            (is("reach.email", "equals", json!(true)), "A-1"),
            (is("reach.phone", "equals", json!(true)), ""),
            (is("reach.post", "equals", json!(false)), "C-1"),
            (is("reach.invalid", "equals", json!(true)), "B-1"),
            (is("invoice.count", "equals", json!(2)), "A-1 B-1"),
            (is("invoice.count", "less_than", json!(1)), "C-1 D-1"),
            (over(is("invoice.count", "greater_than", json!(0)), json!({ "last_days": 30 })), "B-1"),
            (over(is("invoice.count", "equals", json!(0)), json!({ "during": "last_year" })), "B-1 C-1 D-1"),
            (is("invoice.total", "greater_than", eur(54_999)), "A-1"),
            (is("invoice.total", "between", json!([eur(0), eur(10_000)])), "B-1 C-1 D-1"),
            (is("invoice.total", "equals", json!({ "amount": 90_000, "currency": "USD" })), "B-1"),
            (is("invoice.open", "equals", eur(40_000)), "A-1"),
            (is("invoice.open", "equals", eur(10_000)), "B-1"),
            (is("invoice.open", "equals", eur(0)), "C-1 D-1"),
            (is("invoice.overdue", "greater_than", eur(0)), "A-1 B-1"),
            (is("invoice.overdue", "equals", eur(20_000)), "A-1"),
            (is("invoice.overdue", "greater_than", json!({ "amount": 0, "currency": "USD" })), ""),
            (is("invoice.last", "in_last_days", json!(4)), "B-1"),
            (is("invoice.last", "more_than_days_ago", json!(30)), "A-1"),
            (empty("invoice.last"), "C-1 D-1"),
            (is("invoice.days_since_last", "equals", json!(0)), "B-1"),
            (is("invoice.days_since_last", "greater_than", json!(52)), "A-1"),
            (is("invoice.days_since_last", "greater_than", json!(53)), ""),
            (is("invoice.days_since_last", "between", json!([0, 53])), "A-1 B-1"),
            (is("invoice.days_since_last", "less_than", json!(1)), "B-1"),
            (empty("invoice.days_since_last"), "C-1 D-1"),
            (is("payment.last", "on", json!("2026-11-10")), "A-1"),
            (empty("payment.last"), "C-1 D-1"),
            (is("payment.total", "equals", eur(15_000)), "A-1"),
            (over(is("payment.total", "equals", eur(5_000)), json!({ "from": "2025-12-01", "to": "2025-12-31" })), "A-1"),
            (empty("message.last"), "A-1 B-1 C-1 D-1"),
            (is("message.last", "before", json!("today")), ""),
            (is("message.state", "equals", json!("failed")), ""),
            (is("message.count", "equals", json!(0)), "A-1 B-1 C-1 D-1"),
        ] {
            assert_eq!(found(&db, &condition).await, expected, "{condition}");
            // Whoever fails it passes its negation, also from within an alternative.
            let all = "A-1 B-1 C-1 D-1";
            let others: Vec<_> = all.split(' ').filter(|one| !expected.contains(one)).collect();
            let not = json!({ "not": condition });
            assert_eq!(found(&db, &not).await, others.join(" "), "{not}");
            let either = json!({ "or": [not, condition] });
            assert_eq!(found(&db, &either).await, all, "{either}");
            let both = json!({ "and": [condition, { "or": [condition, condition] }] });
            assert_eq!(found(&db, &both).await, expected, "{both}");
        }
    }

    async fn whoever_looks_after_it_its_numbers_and_its_people_are_asked(db: Db) {
        world(&db).await;
        let zoe = new_user("zoe@example.fr", Role::Sales);
        let zoe = crate::user::create(&db, &context(), zoe, None).await.unwrap();
        let mut ids = Vec::new();
        for reference in ["A-1", "B-1"] {
            let found = get_by_reference(db.read(), &reference.parse().unwrap()).await.unwrap();
            ids.push((found.id, found.version));
        }
        let default = crate::entity::dunning_procedure::DEFAULT;
        update(&db, &context(), ids[0].0, ids[0].1, |file| {
            file.owner = Some(zoe);
            file.procedure = Some(default.into());
            file.identifiers = vec![Identifier::Siren(Siren::parse("423529940").unwrap())];
        }, None).await.unwrap();
        let person = |role| Person {
            name: "Jean Petit".to_owned(),
            job_title: None,
            language: None,
            roles: vec![role],
            contact_points: Vec::new(),
        };
        let buyer = person(PersonRole::Buyer);
        create_person(&db, &context(), ids[0].0, buyer.clone(), None).await.unwrap();
        let gone = create_person(&db, &context(), ids[1].0, buyer, None).await.unwrap();
        delete_person(&db, &context(), gone, 1).await.unwrap();
        let payer = person(PersonRole::AccountsPayable);
        create_person(&db, &context(), ids[1].0, payer, None).await.unwrap();
        let nobody = "01900000-0000-7000-8000-000000000001";
        for (condition, expected) in [
            (is("customer.owner", "equals", json!(zoe)), "A-1"),
            (is("customer.owner", "one_of", json!([nobody, zoe])), "A-1"),
            (is("customer.owner", "equals", json!(nobody)), ""),
            (empty("customer.owner"), "B-1 C-1 D-1"),
            (json!({ "not": is("customer.owner", "equals", json!(zoe)) }), "B-1 C-1 D-1"),
            (is("customer.procedure", "equals", json!(default)), "A-1"),
            (is("customer.procedure", "equals", json!(nobody)), ""),
            (json!({ "not": is("customer.procedure", "equals", json!(default)) }), "B-1 C-1 D-1"),
            (empty("customer.procedure"), "B-1 C-1 D-1"),
            (is("identifier.present", "equals", json!("siren")), "A-1"),
            (is("identifier.present", "one_of", json!(["siret", "vat"])), ""),
            (empty("identifier.present"), "B-1 C-1 D-1"),
            (is("person.role", "equals", json!("buyer")), "A-1"),
            (is("person.role", "one_of", json!(["buyer", "accounts_payable"])), "A-1 B-1"),
            (json!({ "not": is("person.role", "equals", json!("accounts_payable")) }), "A-1 C-1 D-1"),
            (empty("person.role"), "C-1 D-1"),
            (json!({ "and": [
                is("place.country", "equals", json!("FR")), is("customer.owner", "equals", json!(zoe)),
                is("person.role", "equals", json!("buyer")),
            ] }), "A-1"),
        ] {
            assert_eq!(found(&db, &condition).await, expected, "{condition}");
        }
    }

    async fn messages_are_told_by_their_day_and_their_state(db: Db) {
        world(&db).await;
        let now = context();
        let mut rows = Vec::new();
        let party = crate::entity::party::Entity::find()
            .filter(crate::entity::party::Column::Name.eq("Société Cœur"))
            .one(db.read()).await.unwrap().unwrap();
        // 00:30 of the 1st in Paris.
        let settled = "2026-10-31T23:30:00Z".parse().unwrap();
        for (key, state) in [("1", "accepted"), ("2", "failed")] {
            rows.push(crate::entity::message::ActiveModel {
                id: Set(now.id()),
                purpose_kind: Set("dunning_notice".to_owned()),
                purpose_id: Set(now.id()),
                batch_id: Set(now.id()),
                recipient_key: Set(key.to_owned()),
                channel: Set("email".to_owned()),
                party_id: Set(party.id),
                language: Set("fr".to_owned()),
                state: Set(state.to_owned()),
                legal_ground: Set("contract".to_owned()),
                attempts: Set(1),
                due_at: Set(settled),
                created_at: Set(settled),
                settled_at: Set(Some(settled)),
                ..Default::default()
            });
        }
        crate::entity::message::Entity::insert_many(rows).exec_without_returning(db.read()).await.unwrap();
        for (condition, expected) in [
            (is("message.last", "on", json!("2026-11-01")), "A-1"),
            (is("message.last", "before", json!("2026-11-01")), ""),
            (empty("message.last"), "B-1 C-1 D-1"),
            (is("message.state", "one_of", json!(["failed", "uncertain"])), "A-1"),
            (is("message.count", "equals", json!(2)), "A-1"),
            (over(is("message.count", "greater_than", json!(0)), json!({ "during": "this_month" })), "A-1"),
            (over(is("message.count", "greater_than", json!(0)), json!({ "during": "last_month" })), ""),
        ] {
            assert_eq!(found(&db, &condition).await, expected, "{condition}");
        }
    }

    async fn conditions_are_joined_as_they_are_nested(db: Db) {
        world(&db).await;
        let french = is("place.country", "equals", json!("FR"));
        let company = is("customer.legal_class", "equals", json!("professional_company"));
        let owes = is("invoice.overdue", "greater_than", eur(0));
        for (tree, expected) in [
            (json!({ "and": [french, company, owes] }), "A-1"),
            (json!({ "or": [french, owes] }), "A-1 B-1 D-1"),
            (json!({ "and": [{ "or": [french, owes] }, { "not": company }] }), "B-1"),
            (json!({ "not": { "or": [french, owes] } }), "C-1"),
            (json!({ "not": { "not": { "and": [french, { "not": owes }] } } }), "D-1"),
        ] {
            assert_eq!(found(&db, &tree).await, expected, "{tree}");
        }
    }

    async fn what_was_typed_is_never_in_the_text_of_a_statement(db: Db) {
        let words = ["zzname", "zzcity", "zzcode", "7654321"];
        let tree = tree(&json!({ "and": [
            is("customer.name", "contains", json!("zzname")),
            is("place.city", "begins_with", json!("zzcity")),
            is("place.postal_code", "begins_with", json!("zzcode")),
            is("invoice.open", "between", json!([eur(1_234_567), eur(7_654_321)])),
        ] }));
        let statements = crate::segment::ask::counting(&db, &context(), &tree, &[Part::Whole]).await.unwrap();
        let statement = &statements[0];
        for word in words {
            assert!(!statement.sql.to_lowercase().contains(word), "{}", statement.sql);
        }
    }
}
