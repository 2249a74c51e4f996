//! What differs between two files of a customer, field by field, for the history.

use domain::customer::CustomerFile;
use domain::event::ChangedValue;
use serde_json::{Value, json};

/// The values that differ, by the names of the fields in the interface; those of the firm's own
/// fields as `custom_fields.<code>`.
pub(super) fn values(before: &CustomerFile, after: &CustomerFile) -> Vec<ChangedValue> {
    let mut changed: Vec<ChangedValue> = parts(before)
        .into_iter()
        .zip(parts(after))
        .filter_map(|((field, before), (_, after))| ChangedValue::of(field, before, after))
        .collect();
    let mut codes: Vec<&String> = before.custom.keys().chain(after.custom.keys()).collect();
    codes.sort_unstable();
    codes.dedup();
    changed.extend(codes.into_iter().filter_map(|code| {
        let value = |file: &CustomerFile| {
            file.custom.get(code).map_or(Value::Null, domain::customer::CustomValue::json)
        };
        ChangedValue::of(format!("custom_fields.{code}"), value(before), value(after))
    }));
    changed
}

fn parts(file: &CustomerFile) -> [(&'static str, Value); 13] {
    let addresses = file
        .addresses
        .iter()
        .map(|address| json!({ "role": address.role, "address": address.place }));
    let tags = file.tags.iter().map(domain::customer::Tag::as_str);
    [
        ("name", json!(file.name)),
        ("legal_class", json!(file.legal_class)),
        ("language", json!(file.language)),
        ("currency", json!(file.currency)),
        ("payment_terms", json!(file.payment_terms)),
        ("credit_limit", json!(file.credit_limit)),
        ("procedure", json!(file.procedure)),
        ("dunning_active", json!(file.dunning_active)),
        ("contact_points", list(&file.contact_points)),
        ("addresses", some(addresses.collect())),
        ("identifiers", list(&file.identifiers)),
        ("owner", json!(file.owner)),
        ("tags", some(tags.map(Value::from).collect())),
    ]
}

pub(crate) fn list<T: serde::Serialize>(items: &[T]) -> Value {
    some(items.iter().map(|item| json!(item)).collect())
}

/// A list; nothing when it is empty.
fn some(items: Vec<Value>) -> Value {
    if items.is_empty() { Value::Null } else { Value::Array(items) }
}
