//! Fields that the firm defined itself ([`CustomField`]): known when a tree is read, asked by
//! `own.<code>`.

use std::sync::Arc;

use super::{Kind, OWN, Spec};
use crate::customer::{CustomField, CustomFieldKind};
use crate::id::CustomFieldId;
use crate::language::Language;

/// A field that the firm defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnField(Arc<Definition>);

#[derive(Debug, PartialEq, Eq)]
struct Definition {
    code: String,
    field: CustomField,
}

impl OwnField {
    fn new(field: CustomField) -> Self {
        Self(Arc::new(Definition { code: format!("{OWN}{}", field.code), field }))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> CustomFieldId {
        self.0.field.id
    }

    /// Its stable code among the fields of a segment.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What the firm calls it.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        self.0.field.label.of(language)
    }

    /// What the firm calls one of its choices.
    #[must_use]
    pub fn choice(&self, language: Language, code: &str) -> Option<&str> {
        let choice = self.0.field.choices.iter().find(|choice| choice.code == code)?;
        Some(choice.label.of(language))
    }

    /// What is known of it; any customer may have no value.
    pub(super) fn spec(&self) -> Spec {
        let kind = match self.0.field.kind {
            CustomFieldKind::Text => Kind::Text,
            CustomFieldKind::Number => Kind::Decimal,
            CustomFieldKind::Date => Kind::Day,
            CustomFieldKind::Choice => Kind::Choice,
            CustomFieldKind::Boolean => Kind::Flag,
        };
        let spec = Spec::of(kind).or_empty();
        if kind == Kind::Day { spec.or_ahead() } else { spec }
    }

    pub(super) fn choices(&self) -> Vec<&str> {
        self.0.field.choices.iter().map(|choice| choice.code.as_str()).collect()
    }
}

/// The fields that the firm defined, in the order in which it did; those that take no new value any more
/// too, since customers still have the old ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFields(Vec<OwnField>);

impl OwnFields {
    /// Those fields.
    #[must_use]
    pub fn new(fields: impl IntoIterator<Item = CustomField>) -> Self {
        let mut fields: Vec<OwnField> = fields.into_iter().map(OwnField::new).collect();
        fields.sort_by_key(OwnField::id);
        Self(fields)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &OwnField> {
        self.0.iter()
    }
}
