//! Fields that the firm defines for its customers.

pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod patch;

use domain::customer::{Choice, CustomFieldFault, Label};
use serde::Serialize;
use store::customer::CustomFieldRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{CustomFieldKindCode, Text, Wrong};
use crate::problem::Problem;

/// A text in both languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Label)]
pub(crate) struct LabelView {
    /// In French.
    fr: String,
    /// In English.
    en: String,
}

impl From<Label> for LabelView {
    fn from(label: Label) -> Self {
        Self { fr: label.fr, en: label.en }
    }
}

/// One choice of a field.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustomFieldChoice)]
pub(crate) struct ChoiceView {
    /// Its stable code.
    code: String,
    /// What people read.
    label: LabelView,
}

/// A field that the firm defined.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustomField)]
pub(crate) struct CustomFieldView {
    /// Id.
    id: Uuid,
    /// Its name for programs: the key in `custom_fields` of a customer.
    code: String,
    /// What its values are.
    kind: CustomFieldKindCode,
    /// What people read.
    label: LabelView,
    /// Its choices, in the order in which they are shown.
    choices: Vec<ChoiceView>,
    /// Whether it takes no new value any more.
    archived: bool,
    /// Grows with each change.
    version: i32,
}

impl From<CustomFieldRecord> for CustomFieldView {
    fn from(record: CustomFieldRecord) -> Self {
        let field = record.field;
        let choice = |choice: Choice| ChoiceView { code: choice.code, label: choice.label.into() };
        Self {
            id: field.id.0,
            code: field.code,
            kind: CustomFieldKindCode(field.kind),
            label: field.label.into(),
            choices: field.choices.into_iter().map(choice).collect(),
            archived: field.archived,
            version: record.version,
        }
    }
}

input! {
    /// A text in both languages.
    #[schema(as = NewLabel)]
    struct LabelInput {
        /// In French.
        #[schema(value_type = String, min_length = 1, max_length = 100)]
        fr: Text<100>,
        /// In English.
        #[schema(value_type = String, min_length = 1, max_length = 100)]
        en: Text<100>,
    }
}

impl From<LabelInput> for Label {
    fn from(input: LabelInput) -> Self {
        Self { fr: input.fr.0, en: input.en.0 }
    }
}

input! {
    /// One choice of a field.
    #[schema(as = NewCustomFieldChoice)]
    struct ChoiceInput {
        /// Its stable code: lower-case letters, digits and `_`.
        #[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        code: Text<40>,
        /// What people read.
        label: LabelInput,
    }
}

impl From<ChoiceInput> for Choice {
    fn from(input: ChoiceInput) -> Self {
        Self { code: input.code.0, label: input.label.into() }
    }
}

/// The problem of a field that breaks a rule.
fn broken(fault: CustomFieldFault) -> Problem {
    let pointer = match fault {
        CustomFieldFault::Code => "/code",
        CustomFieldFault::Label => "/label",
        CustomFieldFault::Choices => "/choices",
        CustomFieldFault::Value | CustomFieldFault::Unknown | CustomFieldFault::Archived => "",
    };
    Problem::fault(pointer, Wrong::new(fault.code()).with("field", ""))
}
