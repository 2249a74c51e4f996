//! Trees read and refused: a table of cases.

use serde_json::{Value, json};

use super::*;

fn read(json: &Value) -> Result<Tree, Vec<(String, &'static str)>> {
    Tree::read(json)
        .map_err(|faults| faults.into_iter().map(|fault| (fault.at, fault.kind.code())).collect())
}

fn condition(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

fn eur(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

#[test]
fn a_tree_is_written_as_it_was_read() {
    let over = |value: Value| json!({ "field": "invoice.total", "operator": "greater_than", "value": eur(1), "over": value });
    for tree in [
        condition("customer.name", "contains", json!("Cœur")),
        condition("customer.name", "one_of", json!(["a", "b"])),
        condition("customer.reference", "begins_with", json!("C-")),
        condition("customer.legal_class", "equals", json!("consumer")),
        condition("customer.language", "one_of", json!(["fr", "en"])),
        json!({ "field": "customer.language", "operator": "is_empty" }),
        condition("customer.restricted", "equals", json!(false)),
        condition("customer.credit_limit", "between", json!([eur(1), eur(2)])),
        condition("customer.created", "before", json!("today")),
        condition("customer.created", "on", json!("2026-02-28")),
        condition("customer.created", "in_last_days", json!(30)),
        condition("customer.created", "more_than_days_ago", json!(0)),
        condition("customer.created", "during", json!("this_month")),
        condition("customer.created", "between", json!(["2026-01-01", "2026-01-31"])),
        condition("place.department", "one_of", json!(["69", "2A", "971"])),
        condition("place.country", "equals", json!("BE")),
        condition("invoice.count", "less_than", json!(3)),
        condition("invoice.days_since_last", "greater_than", json!(90)),
        condition("message.state", "equals", json!("failed")),
        over(json!({ "last_days": 365 })),
        over(json!({ "during": "last_year" })),
        over(json!({ "from": "2026-01-01", "to": "2026-06-30" })),
    ] {
        let nested = json!({ "and": [tree, { "not": { "or": [tree, tree] } }] });
        assert_eq!(read(&nested).unwrap().to_json(), nested);
    }
}

#[test]
fn a_fault_says_where_it_is_and_what_is_wrong() {
    let wrong = |field, operator, value: Value, at: &str, code| {
        (condition(field, operator, value), at.to_owned(), code)
    };
    let mut deep = condition("reach.email", "equals", json!(true));
    for _ in 0..MOST_DEPTH {
        deep = json!({ "not": deep });
    }
    let many = vec![condition("reach.email", "equals", json!(true)); MOST_CONDITIONS + 1];
    let (half, rest) = many.split_at(MOST_CONDITIONS / 2);
    for (tree, at, code) in [
        (json!([]), String::new(), "segment_not_a_node"),
        (json!({}), String::new(), "segment_not_a_node"),
        (json!({ "xor": [] }), String::new(), "segment_not_a_node"),
        (json!({ "and": [] }), "/and".to_owned(), "empty"),
        (json!({ "and": {} }), "/and".to_owned(), "segment_not_a_node"),
        (json!({ "and": [many[0]], "or": [] }), "/or".to_owned(), "unknown_field"),
        (json!({ "not": [] }), "/not".to_owned(), "segment_not_a_node"),
        (deep, "/not".repeat(MOST_DEPTH), "segment_too_deep"),
        (json!({ "or": many }), "/or".to_owned(), "segment_too_many"),
        (
            json!({ "or": [{ "and": half }, { "and": rest }] }),
            format!("/or/1/and/{}", rest.len() - 1),
            "segment_too_many",
        ),
        wrong("customer.shoe_size", "equals", json!(1), "/field", "segment_unknown_field"),
        (json!({ "field": 3, "operator": "equals" }), "/field".to_owned(), "segment_unknown_field"),
        wrong("customer.name", "greater_than", json!("a"), "/operator", "segment_operator"),
        wrong("customer.name", "is_empty", Value::Null, "/operator", "segment_operator"),
        wrong("customer.name", "like", json!("a"), "/operator", "segment_operator"),
        (json!({ "field": "customer.name", "value": "a" }), "/operator".to_owned(), "required"),
        (
            json!({ "field": "customer.name", "operator": "equals" }),
            "/value".to_owned(),
            "required",
        ),
        (
            json!({ "field": "customer.name", "operator": "equals", "value": "a", "a/b": 1 }),
            "/a~1b".to_owned(),
            "unknown_field",
        ),
        wrong("customer.name", "equals", json!(3), "/value", "segment_wrong_type"),
        wrong("customer.name", "contains", json!(" \u{301} "), "/value", "empty"),
        wrong("customer.name", "one_of", json!("a"), "/value", "segment_wrong_type"),
        wrong("customer.name", "one_of", json!([]), "/value", "empty"),
        wrong("customer.name", "one_of", json!(["a", 3]), "/value/1", "segment_wrong_type"),
        wrong("customer.name", "equals", json!("a".repeat(201)), "/value", "segment_too_long"),
        wrong("customer.name", "one_of", json!(vec!["a"; 101]), "/value", "segment_too_long"),
        wrong("customer.language", "is_empty", json!(true), "/value", "segment_value_not_taken"),
        wrong("customer.language", "equals", json!("de"), "/value", "segment_unknown_choice"),
        wrong(
            "customer.language",
            "one_of",
            json!(["fr", "de"]),
            "/value/1",
            "segment_unknown_choice",
        ),
        wrong("place.department", "equals", json!("20"), "/value", "segment_unknown_choice"),
        wrong("reach.email", "equals", json!("yes"), "/value", "segment_wrong_type"),
        wrong("invoice.count", "equals", json!(1.5), "/value", "segment_wrong_type"),
        wrong("invoice.count", "between", json!([1]), "/value", "segment_wrong_type"),
        wrong("invoice.count", "between", json!([2, 1]), "/value", "segment_backwards"),
        wrong("invoice.open", "greater_than", json!(100), "/value", "segment_wrong_type"),
        wrong(
            "invoice.open",
            "between",
            json!([eur(1), { "amount": 2, "currency": "USD" }]),
            "/value",
            "segment_two_currencies",
        ),
        wrong("customer.created", "on", json!("2026-02-30"), "/value", "segment_wrong_type"),
        wrong("customer.created", "on", json!("tomorrow"), "/value", "segment_wrong_type"),
        wrong("customer.created", "in_last_days", json!(0), "/value", "segment_wrong_type"),
        wrong("customer.created", "during", json!("this_century"), "/value", "segment_wrong_type"),
        wrong(
            "customer.created",
            "between",
            json!(["2026-02-01", "2026-01-01"]),
            "/value",
            "segment_backwards",
        ),
        (
            json!({ "field": "invoice.open", "operator": "greater_than", "value": eur(1),
                    "over": { "last_days": 3 } }),
            "/over".to_owned(),
            "segment_span_not_taken",
        ),
        (
            json!({ "field": "invoice.count", "operator": "equals", "value": 1,
                    "over": { "last_days": 3, "during": "today" } }),
            "/over".to_owned(),
            "segment_wrong_span",
        ),
    ] {
        assert_eq!(read(&tree), Err(vec![(at, code)]), "{tree}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let tree = json!({ "and": [
        condition("customer.shoe_size", "equals", json!(1)),
        { "not": condition("reach.email", "contains", json!("a")) },
        condition("invoice.count", "equals", json!("a")),
    ] });
    let faults = read(&tree).unwrap_err();
    let places: Vec<_> = faults.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(places, ["/and/0/field", "/and/1/not/operator", "/and/2/value"]);
}

#[test]
fn each_field_is_found_by_its_code_under_its_group() {
    for field in Field::all() {
        assert_eq!(Field::of(field.code()), Some(field));
        let (group, _) = field.code().split_once('.').unwrap();
        assert_eq!(group, field.group().code());
        assert!(field.spec().operators().count() > 0);
    }
    assert_eq!(Field::of("customer"), None);
}

#[test]
fn the_name_of_a_segment_is_one_line() {
    assert_eq!(
        " Clients à l’étranger ".parse::<SegmentName>().unwrap().as_str(),
        "Clients à l’étranger"
    );
    for wrong in ["", "  ", "a\nb", &"a".repeat(121)] {
        assert_eq!(wrong.parse::<SegmentName>(), Err(SegmentNameFault), "{wrong}");
    }
}
