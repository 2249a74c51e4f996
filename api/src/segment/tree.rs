//! A tree of conditions in a body: read by the domain, its faults told at their places.

use std::borrow::Cow;

use domain::segment::{MOST_CONDITIONS, MOST_DEPTH, OwnFields, Tree, TreeFault, TreeFaultKind};
use serde_json::{Value, json};
use store::Db;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{RefOr, schema::AdditionalProperties};

use crate::input::{Faults, Input, Wrong};
use crate::problem::{Kind, Problem};

/// A tree without a fault that shows before the firm's own fields are known.
#[derive(Debug)]
pub(crate) struct TreeBody(Value);

impl TreeBody {
    /// The tree, at `/tree` of its body, with the fields that the firm defined.
    pub(super) async fn known(self, db: &Db) -> Result<Tree, Problem> {
        let own = store::segment::own_fields(db.read()).await?;
        let read = Tree::read(&self.0, &own);
        read.map_err(|found| {
            let mut faults = Faults::default();
            for fault in found {
                faults.at(&format!("/tree{}", fault.at), wrong(&fault));
            }
            Problem::faults(Kind::Invalid, faults)
        })
    }
}

impl Input for TreeBody {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let mut found = Tree::read(value, &OwnFields::default()).err().unwrap_or_default();
        found.retain(|fault| fault.kind != TreeFaultKind::UnknownOwnField);
        for fault in &found {
            faults.at(&format!("{at}{}", fault.at), wrong(fault));
        }
        found.is_empty().then(|| Self(value.clone()))
    }
}

fn wrong(fault: &TreeFault) -> Wrong {
    let mut wrong = Wrong::new(fault.kind.code());
    if let Some(field) = fault.kind.field() {
        let operators: Vec<_> = field.spec().operators().map(|operator| operator.code()).collect();
        wrong = wrong
            .with("field", field.code())
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
