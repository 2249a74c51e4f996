//! A tree of conditions in a body: read by the domain, its faults told at their places.

use std::borrow::Cow;

use domain::segment::{MOST_CONDITIONS, MOST_DEPTH, Tree, TreeFault, TreeFaultKind};
use serde_json::{Value, json};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{RefOr, schema::AdditionalProperties};

use crate::input::{Faults, Input, Wrong};

/// A tree that was read.
#[derive(Debug)]
pub(crate) struct TreeBody(pub(crate) Tree);

impl Input for TreeBody {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        match Tree::read(value) {
            Ok(tree) => Some(Self(tree)),
            Err(found) => {
                for fault in found {
                    faults.at(&format!("{at}{}", fault.at), wrong(&fault));
                }
                None
            }
        }
    }
}

fn wrong(fault: &TreeFault) -> Wrong {
    let mut wrong = Wrong::new(fault.kind.code());
    if let Some(field) = fault.kind.field() {
        let operators: Vec<_> = field.spec().operators().map(|operator| operator.code()).collect();
        wrong = wrong
            .with("field", field)
            .with("kind", field.spec().kind.code())
            .with("operators", operators.join(", "));
    }
    match fault.kind {
        TreeFaultKind::TooDeep => wrong.with("max", MOST_DEPTH),
        TreeFaultKind::TooMany => wrong.with("max", MOST_CONDITIONS),
        _ => wrong,
    }
}

impl utoipa::PartialSchema for TreeBody {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some(format!(
                "A group `{{\"and\": [...]}}` or `{{\"or\": [...]}}`, a negation `{{\"not\": {{...}}}}`, or a \
                 condition: `field`, `operator`, `value` and, where a field is counted over some days, \
                 `over` (`{{\"last_days\": n}}`, `{{\"during\": name}}` or `{{\"from\": day, \"to\": day}}`). The \
                 fields and their operators are listed at `/segments/fields`. At most {MOST_DEPTH} deep \
                 and of {MOST_CONDITIONS} conditions."
            )))
            .additional_properties(Some(AdditionalProperties::FreeForm(true)))
            .examples([json!({ "field": "reach.email", "operator": "equals", "value": true })])
            .into()
    }
}

impl utoipa::ToSchema for TreeBody {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("SegmentTree")
    }
}
