//! `POST /custom-fields`

use domain::customer::CustomField;
use domain::id::CustomFieldId;
use store::customer::NewCustomField;

use super::{ChoiceInput, CustomFieldView, LabelInput, broken};
use crate::access::{Key, May, WriteCompany};
use crate::answer::Created;
use crate::input::{Body, CustomFieldKindCode, Text};
use crate::problem::Problem;

input! {
    /// A field to define.
    #[schema(as = NewCustomField, example = json!({
        "code": "sector",
        "kind": "choice",
        "label": { "fr": "Secteur", "en": "Sector" },
        "choices": [
            { "code": "wood", "label": { "fr": "Bois", "en": "Wood" } },
            { "code": "steel", "label": { "fr": "Acier", "en": "Steel" } },
        ],
    }))]
    struct NewCustomFieldBody {
        /// Its name for programs, unique: lower-case letters, digits and `_`.
        #[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        code: Text<40>,
        /// What its values are.
        kind: CustomFieldKindCode,
        /// What people read.
        label: LabelInput,
        /// Its choices, when it is a choice.
        #[schema(max_items = 200)]
        choices: Option<Vec<ChoiceInput>>,
    }
}

/// Define a field of the firm's own.
#[utoipa::path(post, path = "/custom-fields")]
pub(crate) async fn handler(
    may: May<WriteCompany>,
    key: Key,
    body: Body<NewCustomFieldBody>,
) -> Result<Created<CustomFieldView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewCustomFieldBody { code, kind, label, choices } = body.value;
    let choices: Vec<_> = choices.into_iter().flatten().map(Into::into).collect();
    let (code, kind, label) = (code.0, *kind, label.into());
    let id: CustomFieldId = context.id();
    let field = CustomField { id, code, kind, label, choices, archived: false };
    let CustomField { code, kind, label, choices, .. } = field.checked().map_err(broken)?;
    let new = NewCustomField { code, kind, label, choices };
    let id = store::customer::create_custom_field(db, &context, new, key.as_ref()).await?;
    let field = store::customer::custom_field(db, id).await?;
    Ok(Created { location: format!("/api/v1/custom-fields/{id}"), body: field.into() })
}
