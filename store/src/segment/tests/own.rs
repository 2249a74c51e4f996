//! Segments on tags and on the fields that the firm defined.

use domain::customer::{
    Choice, CustomFieldKind, CustomValue, CustomerFile, Label, LegalClass, Tag,
};
use sea_orm::ConnectionTrait;

use super::{customer, empty, file, found, is, json};
use crate::allocation::fixture::context;
use crate::both_engines;
use crate::customer::{NewCustomField, create_custom_field, custom_field, update_custom_field};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::PageRequest;
use crate::segment::{create, get, list, own_fields};

fn label(text: &str) -> Label {
    Label { fr: text.to_owned(), en: text.to_owned() }
}

async fn define(db: &Db, code: &str, kind: CustomFieldKind, choices: &[&str]) {
    let choices = choices
        .iter()
        .map(|code| Choice { code: (*code).to_owned(), label: label(code) })
        .collect();
    let new = NewCustomField { code: code.to_owned(), kind, label: label(code), choices };
    create_custom_field(db, &context(), new, None).await.unwrap();
}

async fn with(db: &Db, reference: &str, tags: &[&str], values: &[(&str, CustomValue)]) {
    let file = CustomerFile {
        tags: Tag::set(tags.iter().map(|tag| Tag::parse(tag).unwrap())),
        custom: values.iter().map(|(code, value)| ((*code).to_owned(), value.clone())).collect(),
        ..file(reference, LegalClass::ProfessionalCompany, None)
    };
    customer(db, reference, "2026-01-10T12:00:00Z", file).await;
}

/// The day of the question is 23 November 2026.
async fn world(db: &Db) {
    define(db, "motto", CustomFieldKind::Text, &[]).await;
    define(db, "staff", CustomFieldKind::Number, &[]).await;
    define(db, "renewal", CustomFieldKind::Date, &[]).await;
    define(db, "sector", CustomFieldKind::Choice, &["wood", "steel", "glass"]).await;
    define(db, "exports", CustomFieldKind::Boolean, &[]).await;
    let text = |text: &str| CustomValue::Text(text.to_owned());
    let choice = |code: &str| CustomValue::Choice(code.to_owned());
    let day = |day: &str| CustomValue::Date(day.parse().unwrap());
    with(
        db,
        "A-1",
        &["VIP", "Salon de Lyon"],
        &[
            ("motto", text("À cœur vaillant")),
            ("staff", CustomValue::Number(125_000)),
            ("renewal", day("2026-11-23")),
            ("sector", choice("wood")),
            ("exports", CustomValue::Boolean(true)),
        ],
    )
    .await;
    with(
        db,
        "B-1",
        &["vip", "100%_\\"],
        &[
            ("motto", text("wood")),
            ("staff", CustomValue::Number(-10_000)),
            ("renewal", day("2026-10-31")),
            ("sector", choice("steel")),
            ("exports", CustomValue::Boolean(false)),
        ],
    )
    .await;
    with(db, "C-1", &[], &[]).await;
}

both_engines! {
    async fn each_tag_and_each_field_of_the_firm_finds_whom_it_should(db: Db) {
        world(&db).await;
        for (condition, expected) in [
            (is("tag.name", "equals", json!("ViP")), "A-1 B-1"),
            (is("tag.name", "one_of", json!(["salon de lyon", "absent"])), "A-1"),
            (is("tag.name", "begins_with", json!("Sal")), "A-1"),
            (is("tag.name", "contains", json!("lyon")), "A-1"),
            (is("tag.name", "contains", json!("0%_\\")), "B-1"),
            (is("tag.name", "contains", json!("%")), "B-1"),
            (empty("tag.name"), "C-1"),
            (is("own.motto", "equals", json!("a coeur VAILLANT")), "A-1"),
            (is("own.motto", "contains", json!("cœur")), "A-1"),
            (is("own.motto", "begins_with", json!("wo")), "B-1"),
            (empty("own.motto"), "C-1"),
            (is("own.staff", "equals", json!(12.5)), "A-1"),
            (is("own.staff", "less_than", json!(0)), "B-1"),
            (is("own.staff", "greater_than", json!(-1)), "A-1"),
            (is("own.staff", "between", json!([-1, 12.5])), "A-1 B-1"),
            // Not known is not zero.
            (is("own.staff", "equals", json!(0)), ""),
            (is("own.renewal", "on", json!("today")), "A-1"),
            (is("own.renewal", "before", json!("today")), "B-1"),
            (is("own.renewal", "during", json!("last_month")), "B-1"),
            (is("own.renewal", "more_than_days_ago", json!(22)), "B-1"),
            (is("own.renewal", "in_next_days", json!(1)), "A-1"),
            (is("own.sector", "one_of", json!(["wood", "glass"])), "A-1"),
            (empty("own.sector"), "C-1"),
            (is("own.exports", "equals", json!(true)), "A-1"),
            (is("own.exports", "equals", json!(false)), "B-1"),
            (json!({ "and": [
                is("tag.name", "equals", json!("vip")), is("own.staff", "greater_than", json!(1)),
            ] }), "A-1"),
            (json!({ "or": [
                empty("tag.name"), is("own.sector", "equals", json!("steel")),
            ] }), "B-1 C-1"),
        ] {
            assert_eq!(found(&db, &condition).await, expected, "{condition}");
            let all = "A-1 B-1 C-1";
            let others: Vec<_> = all.split(' ').filter(|one| !expected.contains(one)).collect();
            let not = json!({ "not": condition });
            assert_eq!(found(&db, &not).await, others.join(" "), "{not}");
            let either = json!({ "or": [not, condition] });
            assert_eq!(found(&db, &either).await, all, "{either}");
        }
    }

    async fn what_was_typed_for_a_tag_or_an_own_field_is_bound(db: Db) {
        world(&db).await;
        let own = own_fields(db.read()).await.unwrap();
        let tree = domain::segment::Tree::read(&json!({ "and": [
            is("tag.name", "contains", json!("zztag")),
            is("own.motto", "one_of", json!(["zzmotto", "x' or '1'='1"])),
            is("own.staff", "equals", json!(7654.321)),
            is("own.sector", "equals", json!("glass")),
        ] }), &own).unwrap();
        let statements = crate::segment::ask::counting(&db, &context(), &tree, &[crate::segment::part::Part::Whole]).await.unwrap();
        let statement = &statements[0];
        for word in ["zztag", "zzmotto", "'1'", "76543210", "glass", "motto"] {
            assert!(!statement.sql.contains(word), "{}", statement.sql);
        }
        assert_eq!(crate::segment::count(&db, &context(), &tree).await.unwrap(), 0);
    }

    async fn a_segment_outlives_a_field_that_goes_and_says_so(db: Db) {
        world(&db).await;
        let own = own_fields(db.read()).await.unwrap();
        let read = |json| domain::segment::Tree::read(&json, &own).unwrap();
        let glass = read(json!({ "not": is("own.sector", "one_of", json!(["wood", "glass"])) }));
        let motto = read(json!({ "and": [is("own.motto", "equals", json!("x"))] }));
        let name = |text: &str| text.parse::<domain::segment::SegmentName>().unwrap();
        let glass = create(&db, &context(), &name("Verre"), &glass, None).await.unwrap();
        let motto = create(&db, &context(), &name("Devise"), &motto, None).await.unwrap();

        // A field that takes no new value any more is still asked of those who have one.
        let sector = own.iter().find(|field| field.code() == "own.sector").unwrap().id();
        let archive = |field: &mut domain::customer::CustomField| field.archived = true;
        update_custom_field(&db, &context(), sector, 1, archive).await.unwrap();
        assert_eq!(found(&db, &is("own.sector", "equals", json!("wood"))).await, "A-1");
        assert!(get(db.read(), glass).await.unwrap().conditions.tree().is_ok());

        // A choice that nobody has may go.
        let fewer = |field: &mut domain::customer::CustomField| field.choices.truncate(2);
        update_custom_field(&db, &context(), sector, 2, fewer).await.unwrap();
        assert_eq!(custom_field(&db, sector).await.unwrap().version, 3);
        for sql in [
            "delete from custom_value where field_id in (select id from custom_field where code = 'motto')",
            "delete from custom_field where code = 'motto'",
        ] {
            db.read().execute_unprepared(sql).await.unwrap();
        }
        for (id, code, field, at) in [
            (glass, "segment_choice_gone", "own.sector", "/not/value/1"),
            (motto, "segment_field_gone", "own.motto", "/and/0/field"),
        ] {
            let saved = get(db.read(), id).await.unwrap();
            let refused = saved.conditions.known();
            let Err(StoreError::Refused(refusal)) = refused else { panic!("{refused:?}") };
            assert_eq!(refusal.code, code);
            assert_eq!(refusal.params, [("field", field.to_owned()), ("at", at.to_owned())]);
        }
        let all = list(db.read(), false, PageRequest::first(10)).await.unwrap();
        assert_eq!(all.items.len(), 2, "the list shows them");
    }
}
