//! What proves a decision, as callers send it: texts by name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::consent::{LONGEST_EVIDENCE, MOST_EVIDENCE};
use serde_json::Value;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::input::{Faults, Input, Wrong};

/// Texts by name.
#[derive(Debug, Default)]
pub(crate) struct EvidenceInput(pub(crate) BTreeMap<String, String>);

impl Input for EvidenceInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let Value::Object(fields) = value else {
            faults.at(at, Wrong::new("not_an_object"));
            return None;
        };
        if fields.len() > MOST_EVIDENCE {
            faults.at(at, Wrong::new("list_too_long").with("max", MOST_EVIDENCE));
            return None;
        }
        let too_long = |text: &str| text.chars().count() > LONGEST_EVIDENCE;
        let mut texts = BTreeMap::new();
        for (name, value) in fields {
            match value {
                // A name is the caller's own text: it is not repeated.
                Value::String(text) if too_long(name) || too_long(text) => {
                    faults.at(at, Wrong::new("text_too_long").with("max", LONGEST_EVIDENCE));
                    return None;
                }
                Value::String(text) => {
                    texts.insert(name.clone(), text.clone());
                }
                _ => {
                    faults.at(at, Wrong::new("not_a_text"));
                    return None;
                }
            }
        }
        Some(Self(texts))
    }
}

impl utoipa::PartialSchema for EvidenceInput {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(LONGEST_EVIDENCE))
            .build();
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .additional_properties(Some(AdditionalProperties::RefOr(text.into())))
            .build()
            .into()
    }
}

impl utoipa::ToSchema for EvidenceInput {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ConsentEvidence")
    }
}
