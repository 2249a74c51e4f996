//! The values of the firm's own fields, as they are read and shown.

use std::collections::{BTreeMap, HashMap};

use domain::customer::{CustomField, CustomFieldFault, CustomValues};
use serde_json::{Map, Value};

use crate::input::{Faults, Input, Wrong};

/// Values by the codes of their fields; `null` empties. What they may be is known with the fields.
#[derive(Debug)]
pub(crate) struct CustomValuesInput(BTreeMap<String, Value>);

impl Input for CustomValuesInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Object(fields) if fields.len() <= 200 => {
                Some(Self(fields.iter().map(|(c, value)| (c.clone(), value.clone())).collect()))
            }
            Value::Object(_) => {
                faults.at(at, Wrong::new("list_too_long").with("max", 200));
                None
            }
            _ => {
                faults.at(at, Wrong::new("not_an_object"));
                None
            }
        }
    }
}

impl CustomValuesInput {
    /// Writes the values into those of a file: what is absent stays.
    pub(super) fn write(
        self,
        fields: &HashMap<String, CustomField>,
        values: &mut CustomValues,
        faults: &mut Faults,
    ) {
        for (code, value) in self.0 {
            let Some(field) = fields.get(&code) else {
                // The name is the caller's: only what is a name of ours is repeated.
                let wrong = Wrong::new(CustomFieldFault::Unknown.code());
                faults.at("/custom_fields", wrong.with("field", ""));
                continue;
            };
            if value.is_null() {
                values.remove(&code);
                continue;
            }
            match field.read(&value) {
                Ok(value) => {
                    values.insert(code, value);
                }
                // What an archived field holds may be sent back as it was read.
                Err(CustomFieldFault::Archived)
                    if values.get(&code).is_some_and(|known| known.json() == value) => {}
                Err(fault) => {
                    let wrong = Wrong::new(fault.code()).with("field", &code);
                    faults.at(&format!("/custom_fields/{code}"), wrong);
                }
            }
        }
    }
}

/// The values as the interface shows them.
pub(super) fn shown(values: &CustomValues) -> Map<String, Value> {
    values.iter().map(|(code, value)| (code.clone(), value.json())).collect()
}
