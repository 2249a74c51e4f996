//! `PATCH /custom-fields/{id}`

use domain::customer::CustomField;
use domain::id::CustomFieldId;

use super::{ChoiceInput, CustomFieldView, LabelInput, broken};
use crate::access::{May, WriteCompany};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id};
use crate::problem::Problem;

input! {
    /// What to change: what is absent stays. The list of choices is replaced whole.
    #[schema(as = CustomFieldChange, example = json!({ "archived": true }))]
    struct CustomFieldChangeBody {
        /// What people read.
        label: Option<LabelInput>,
        /// Its choices; one that some customer has stays.
        #[schema(max_items = 200)]
        choices: Option<Vec<ChoiceInput>>,
        /// Whether it takes no new value any more.
        archived: Option<bool>,
    }
}

/// Relabel or archive a field of the firm's own.
///
/// Its code and its kind never change, and it is never deleted: customers keep their values.
#[utoipa::path(patch, path = "/custom-fields/{id}")]
pub(crate) async fn handler(
    may: May<WriteCompany>,
    id: Id<CustomFieldId>,
    expected: Expected,
    body: Body<CustomFieldChangeBody>,
) -> Result<Versioned<CustomFieldView>, Problem> {
    let db = may.db();
    let mut field = store::customer::custom_field(db, *id).await?.field;
    if let Some(label) = body.value.label {
        field.label = label.into();
    }
    if let Some(choices) = body.value.choices {
        field.choices = choices.into_iter().map(Into::into).collect();
    }
    if let Some(archived) = body.value.archived {
        field.archived = archived;
    }
    let field = field.checked().map_err(broken)?;
    let change = |stored: &mut CustomField| *stored = field;
    store::customer::update_custom_field(db, &may.context(), *id, expected.0, change).await?;
    let field = store::customer::custom_field(db, *id).await?;
    let version = field.version;
    Ok(Versioned(field.into(), version))
}
