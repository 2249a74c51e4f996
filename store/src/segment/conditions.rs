//! The conditions of a saved segment: as they were saved, and as they read with the fields that the firm
//! defines today. A field or a choice may have gone since; who asks is then told which.

use domain::segment::{OwnFields, Tree, TreeFault, TreeFaultKind};
use sea_orm::ConnectionTrait;
use serde_json::Value;

use crate::customer::custom_fields_by_code;
use crate::error::{Refusal, StoreError};
use crate::sql::unreadable;

/// The conditions of a saved segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions {
    json: Value,
    read: Result<Tree, Refusal>,
}

impl Conditions {
    /// Those that were saved.
    pub(super) fn saved(json: Value, own: &OwnFields) -> Result<Self, StoreError> {
        let read = match Tree::read(&json, own) {
            Ok(tree) => Ok(tree),
            Err(faults) => {
                let first = faults.first();
                let gone = first.and_then(|fault| gone(&json, fault));
                // Any other fault is none of those who define fields.
                let why = first.map_or("", |fault| fault.kind.code());
                Err(gone.ok_or_else(|| unreadable("segment.tree", why))?)
            }
        };
        Ok(Self { json, read })
    }

    /// As they were saved.
    #[must_use]
    pub const fn json(&self) -> &Value {
        &self.json
    }

    /// As they read today.
    ///
    /// # Errors
    /// The refusal `segment_field_gone` or `segment_choice_gone`, which names the field and its place,
    /// when the firm no longer has it.
    pub const fn tree(&self) -> Result<&Tree, &Refusal> {
        self.read.as_ref()
    }

    /// [`Conditions::tree`] for those who cannot go on without.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with the same refusal.
    pub fn known(&self) -> Result<&Tree, StoreError> {
        self.tree().map_err(|refusal| refusal.clone().into())
    }
}

/// What the firm no longer has of what a fault speaks of.
fn gone(json: &Value, fault: &TreeFault) -> Option<Refusal> {
    let (code, field) = match &fault.kind {
        TreeFaultKind::UnknownOwnField => {
            ("segment_field_gone", json.pointer(&fault.at)?.as_str()?)
        }
        TreeFaultKind::UnknownChoice(field) => ("segment_choice_gone", field.code()),
        _ => return None,
    };
    Some(Refusal::new(code).with("field", field).with("at", &fault.at))
}

/// The fields that the firm defined, of which a segment can ask.
///
/// # Errors
/// When the database cannot be read.
pub async fn own_fields<C: ConnectionTrait>(conn: &C) -> Result<OwnFields, StoreError> {
    Ok(OwnFields::new(custom_fields_by_code(conn).await?.into_values()))
}
