//! Trees read and refused: a table of cases.

use serde_json::{Value, json};

use super::*;

fn read(json: &Value) -> Result<Tree, Vec<(String, &'static str)>> {
    read_with(json, &OwnFields::default())
}

fn read_with(json: &Value, own: &OwnFields) -> Result<Tree, Vec<(String, &'static str)>> {
    Tree::read(json, own)
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
        condition("customer.owner", "equals", json!("01900000-0000-7000-8000-000000000001")),
        json!({ "field": "customer.owner", "operator": "is_empty" }),
        condition("customer.currency", "one_of", json!(["EUR", "USD"])),
        condition("identifier.present", "one_of", json!(["siren", "vat"])),
        condition("person.role", "equals", json!("accounts_payable")),
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
        wrong("customer.owner", "equals", json!("zoe"), "/value", "segment_wrong_type"),
        wrong(
            "customer.currency",
            "one_of",
            json!(["EUR", "eur"]),
            "/value/1",
            "segment_wrong_type",
        ),
        wrong("customer.created", "in_next_days", json!(7), "/operator", "segment_operator"),
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

fn own() -> OwnFields {
    use crate::customer::{Choice, CustomField, CustomFieldKind, Label};
    let label = |text: &str| Label { fr: format!("{text} (fr)"), en: text.to_owned() };
    let field = |number: u128, code: &str, kind, choices: &[&str]| CustomField {
        id: uuid::Uuid::from_u128(number).into(),
        code: code.to_owned(),
        kind,
        label: label(code),
        choices: choices
            .iter()
            .map(|code| Choice { code: (*code).to_owned(), label: label(code) })
            .collect(),
        archived: number == 5,
    };
    OwnFields::new([
        field(3, "renewal", CustomFieldKind::Date, &[]),
        field(1, "name", CustomFieldKind::Text, &[]),
        field(2, "staff", CustomFieldKind::Number, &[]),
        field(4, "sector", CustomFieldKind::Choice, &["wood", "steel"]),
        field(5, "exports", CustomFieldKind::Boolean, &[]),
    ])
}

#[test]
fn the_fields_of_the_firm_are_asked_by_their_kind() {
    let own = own();
    assert_eq!(own.iter().next().unwrap().code(), "own.name", "in the order of their making");
    for (field, operator, value, expected) in [
        ("own.name", "begins_with", json!("Pré"), Ok(())),
        ("own.name", "greater_than", json!("a"), Err(("/operator", "segment_operator"))),
        ("own.name", "equals", json!(3), Err(("/value", "segment_wrong_type"))),
        ("own.staff", "equals", json!(12), Ok(())),
        ("own.staff", "greater_than", json!(12.5), Ok(())),
        ("own.staff", "between", json!([-0.25, 9_999_999_999_i64]), Ok(())),
        ("own.staff", "between", json!([2.5, 2.4]), Err(("/value", "segment_backwards"))),
        ("own.staff", "less_than", json!(0.00001), Err(("/value", "segment_wrong_type"))),
        ("own.staff", "equals", json!("12"), Err(("/value", "segment_wrong_type"))),
        ("own.renewal", "before", json!("today"), Ok(())),
        ("own.renewal", "in_last_days", json!(30), Ok(())),
        ("own.renewal", "on", json!("2026-02-30"), Err(("/value", "segment_wrong_type"))),
        ("own.sector", "one_of", json!(["wood", "steel"]), Ok(())),
        (
            "own.sector",
            "one_of",
            json!(["wood", "glass"]),
            Err(("/value/1", "segment_unknown_choice")),
        ),
        ("own.renewal", "in_next_days", json!(30), Ok(())),
        ("own.renewal", "in_next_days", json!(0), Err(("/value", "segment_wrong_type"))),
        ("own.exports", "equals", json!(false), Ok(())),
        ("own.exports", "equals", json!("no"), Err(("/value", "segment_wrong_type"))),
        ("own.shoe_size", "equals", json!(42), Err(("/field", "segment_unknown_field"))),
        ("staff", "equals", json!(12), Err(("/field", "segment_unknown_field"))),
        ("own.", "equals", json!(12), Err(("/field", "segment_unknown_field"))),
        ("tag.name", "one_of", json!(["VIP", "salon"]), Ok(())),
        ("tag.name", "contains", json!(" "), Err(("/value", "empty"))),
        ("tag.colour", "equals", json!("red"), Err(("/field", "segment_unknown_field"))),
    ] {
        let tree = condition(field, operator, value);
        let read = read_with(&tree, &own);
        match expected {
            Ok(()) => assert_eq!(read.unwrap().to_json(), tree),
            Err((at, code)) => {
                assert_eq!(read, Err(vec![(at.to_owned(), code)]), "{tree}");
            }
        }
    }
    for field in ["own.name", "own.staff", "own.renewal", "own.sector", "own.exports", "tag.name"] {
        let tree = json!({ "not": { "field": field, "operator": "is_empty" } });
        assert_eq!(read_with(&tree, &own).unwrap().to_json(), tree);
    }
}

#[test]
fn a_field_that_the_firm_has_no_more_is_told_apart() {
    let tree = json!({ "and": [condition("own.gone", "equals", json!(1)), condition("own", "equals", json!(1))] });
    let faults = Tree::read(&tree, &own()).unwrap_err();
    let kinds: Vec<_> = faults.iter().map(|fault| (fault.at.as_str(), &fault.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("/and/0/field", &TreeFaultKind::UnknownOwnField),
            ("/and/1/field", &TreeFaultKind::UnknownField),
        ]
    );
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
    let own = own();
    let defined = own.iter().cloned().map(Field::Own);
    for field in Field::built_in().chain(defined) {
        let (group, _) = field.code().split_once('.').unwrap();
        assert_eq!(group, field.group().code());
        assert!(field.spec().operators().count() > 0);
        assert_eq!(Field::of(field.code(), &own), Some(field));
    }
    assert_eq!(Field::of("customer", &own), None);
    // A firm may call its own field as it likes.
    assert_eq!(Field::of("own.name", &own).unwrap().group(), Group::Own);
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
