use serde_json::json;
use uuid::Uuid;

use super::*;

fn label(text: &str) -> Label {
    Label { fr: text.to_owned(), en: text.to_owned() }
}

fn field(kind: CustomFieldKind, choices: &[&str]) -> CustomField {
    let choice = |code: &&str| Choice { code: (*code).to_owned(), label: label(code) };
    CustomField {
        id: CustomFieldId(Uuid::nil()),
        code: "sector".to_owned(),
        kind,
        label: label(" Sector "),
        choices: choices.iter().map(choice).collect(),
        archived: false,
    }
}

#[test]
fn a_value_is_read_by_the_kind_of_its_field_and_written_as_it_was() {
    use CustomFieldKind::{Boolean, Choice, Date, Number, Text};
    for (kind, value, expected) in [
        (Text, json!(" Bois "), Ok(CustomValue::Text("Bois".into()))),
        (Text, json!(""), Err(CustomFieldFault::Value)),
        (Text, json!(1), Err(CustomFieldFault::Value)),
        (Text, json!("a\nb"), Err(CustomFieldFault::Value)),
        (Number, json!(12), Ok(CustomValue::Number(120_000))),
        (Number, json!(-12.5), Ok(CustomValue::Number(-125_000))),
        (Number, json!(0.0001), Ok(CustomValue::Number(1))),
        (Number, json!(9_999_999_999_i64), Ok(CustomValue::Number(99_999_999_990_000))),
        (Number, json!(0.00001), Err(CustomFieldFault::Value)),
        (Number, json!(10_000_000_000_i64), Err(CustomFieldFault::Value)),
        (Number, json!(1e21), Err(CustomFieldFault::Value)),
        (Number, json!("12"), Err(CustomFieldFault::Value)),
        (Date, json!("2026-02-28"), Ok(CustomValue::Date("2026-02-28".parse().unwrap()))),
        (Date, json!("2026-02-30"), Err(CustomFieldFault::Value)),
        (Date, json!("+26-02-28"), Err(CustomFieldFault::Value)),
        (Choice, json!("wood"), Ok(CustomValue::Choice("wood".into()))),
        (Choice, json!("iron"), Err(CustomFieldFault::Value)),
        (Boolean, json!(true), Ok(CustomValue::Boolean(true))),
        (Boolean, json!("true"), Err(CustomFieldFault::Value)),
        (Boolean, json!(null), Err(CustomFieldFault::Value)),
    ] {
        let choices: &[&str] = if kind == Choice { &["wood", "steel"] } else { &[] };
        let field = field(kind, choices).checked().unwrap();
        let read = field.read(&value);
        assert_eq!(read, expected, "{kind:?} {value}");
        if let Ok(read) = read {
            assert_eq!(field.read(&read.json()), Ok(read));
        }
    }
}

#[test]
fn a_field_has_a_code_labels_and_choices_where_they_belong() {
    use CustomFieldFault::{Archived, Choices, Code, Label as NoLabel};
    let good = field(CustomFieldKind::Choice, &["wood", "steel"]);
    assert_eq!(good.clone().checked().unwrap().label.of(Language::En), "Sector");
    for (bad, fault) in [
        (CustomField { code: "Sector".into(), ..good.clone() }, Code),
        (CustomField { code: "1st".into(), ..good.clone() }, Code),
        (CustomField { code: String::new(), ..good.clone() }, Code),
        (CustomField { label: label(" "), ..good.clone() }, NoLabel),
        (field(CustomFieldKind::Choice, &[]), Choices),
        (field(CustomFieldKind::Choice, &["wood", "wood"]), Choices),
        (field(CustomFieldKind::Text, &["wood"]), Choices),
    ] {
        assert_eq!(bad.clone().checked(), Err(fault), "{bad:?}");
    }
    let archived = CustomField { archived: true, ..good };
    assert_eq!(archived.read(&json!("wood")), Err(Archived));
}
