//! Fields that a firm defines itself: typed, labelled in both languages, and their values.

mod written;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::text;
use crate::fold::fold;
use crate::id::CustomFieldId;
use crate::language::Language;

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomFieldKind {
    /// A line of text.
    Text,
    /// A number with at most four decimals.
    Number,
    /// A day.
    Date,
    /// One of the choices of the field.
    Choice,
    /// Yes or no.
    Boolean,
}

code_enum!(CustomFieldKind, UnknownCustomFieldKind, "no kind of field": {
    Text => "text",
    Number => "number",
    Date => "date",
    Choice => "choice",
    Boolean => "boolean",
});

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Label {
    /// In a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    fn checked(self) -> Result<Self, CustomFieldFault> {
        let text = |text: &str| text::line(text, 100).ok_or(CustomFieldFault::Label);
        Ok(Self { fr: text(&self.fr)?, en: text(&self.en)? })
    }
}

/// One choice of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its stable code.
    pub code: String,
    /// What people read.
    pub label: Label,
}

/// A field that a firm defines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Id.
    pub id: CustomFieldId,
    /// Its name for programs, unique: lower-case letters, digits and `_`. Never changes.
    pub code: String,
    /// What its values are. Never changes.
    pub kind: CustomFieldKind,
    /// What people read.
    pub label: Label,
    /// The choices of a [`CustomFieldKind::Choice`], in the order in which they are shown.
    pub choices: Vec<Choice>,
    /// Whether it takes no new value any more.
    pub archived: bool,
}

/// The decimals of a number.
const DECIMALS: usize = 4;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomValue {
    /// A line of text.
    Text(String),
    /// A number in ten-thousandths.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// The code of a choice.
    Choice(String),
    /// Yes or no.
    Boolean(bool),
}

/// Values by the code of their field.
pub type CustomValues = BTreeMap<String, CustomValue>;

impl CustomValue {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> CustomFieldKind {
        match self {
            Self::Text(_) => CustomFieldKind::Text,
            Self::Number(_) => CustomFieldKind::Number,
            Self::Date(_) => CustomFieldKind::Date,
            Self::Choice(_) => CustomFieldKind::Choice,
            Self::Boolean(_) => CustomFieldKind::Boolean,
        }
    }

    /// Reads a value of a kind as JSON writes it; [`CustomField::read`] also knows the choices.
    ///
    /// # Errors
    /// [`CustomFieldFault::Value`] when it is of another kind or out of range.
    pub fn read(kind: CustomFieldKind, value: &Value) -> Result<Self, CustomFieldFault> {
        let read = match (kind, value) {
            (CustomFieldKind::Text, Value::String(text)) => text::line(text, 500).map(Self::Text),
            (CustomFieldKind::Choice, Value::String(code)) => Some(Self::Choice(code.clone())),
            (CustomFieldKind::Number, Value::Number(number)) => {
                ten_thousandths(&number.to_string()).map(Self::Number)
            }
            (CustomFieldKind::Date, Value::String(day)) => {
                let written = day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit());
                day.parse().ok().filter(|_| written).map(Self::Date)
            }
            (CustomFieldKind::Boolean, Value::Bool(yes)) => Some(Self::Boolean(*yes)),
            _ => None,
        };
        read.ok_or(CustomFieldFault::Value)
    }

    /// The value as JSON writes it.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Choice(text) => text.as_str().into(),
            Self::Number(number) => {
                let whole = number % 10_000 == 0;
                // Exact for every number that is read: fourteen digits are less than 2^53.
                #[expect(clippy::cast_precision_loss, reason = "at most fourteen digits")]
                let decimal = *number as f64 / 10_000.0;
                if whole { (number / 10_000).into() } else { decimal.into() }
            }
            Self::Date(day) => day.to_string().into(),
            Self::Boolean(yes) => (*yes).into(),
        }
    }

    /// What search and order compare, for texts.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Text(text) => fold(text),
            Self::Choice(code) => code.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Boolean(yes) => yes.to_string(),
        }
    }
}

/// A decimal of at most ten digits before the point and four after it, in ten-thousandths.
fn ten_thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || whole.len() > 10 || part.len() > DECIMALS {
        return None;
    }
    let number: i64 = format!("{whole}{part:0<DECIMALS$}").parse().ok()?;
    Some(sign * number)
}

impl CustomField {
    /// The field with its labels trimmed.
    ///
    /// # Errors
    /// [`CustomFieldFault`] names the rule that it breaks.
    pub fn checked(mut self) -> Result<Self, CustomFieldFault> {
        if !is_code(&self.code) {
            return Err(CustomFieldFault::Code);
        }
        self.label = self.label.checked()?;
        let choice = self.kind == CustomFieldKind::Choice;
        if choice == self.choices.is_empty() || self.choices.len() > 200 {
            return Err(CustomFieldFault::Choices);
        }
        let mut codes: Vec<&str> = self.choices.iter().map(|choice| choice.code.as_str()).collect();
        codes.sort_unstable();
        if !codes.iter().all(|code| is_code(code))
            || codes.windows(2).any(|pair| pair.first() == pair.last())
        {
            return Err(CustomFieldFault::Choices);
        }
        self.choices = self
            .choices
            .into_iter()
            .map(|choice| Ok(Choice { label: choice.label.checked()?, ..choice }))
            .collect::<Result<_, CustomFieldFault>>()?;
        Ok(self)
    }

    /// Reads a value of this field as JSON writes it.
    ///
    /// # Errors
    /// [`CustomFieldFault`] says why it is none.
    pub fn read(&self, value: &Value) -> Result<CustomValue, CustomFieldFault> {
        let read = CustomValue::read(self.kind, value)?;
        self.takes(&read).map(|()| read)
    }

    /// Whether the field takes a value.
    ///
    /// # Errors
    /// [`CustomFieldFault`] says why not.
    pub fn takes(&self, value: &CustomValue) -> Result<(), CustomFieldFault> {
        if self.archived {
            return Err(CustomFieldFault::Archived);
        }
        let known = match value {
            CustomValue::Choice(code) => self.choices.iter().any(|choice| choice.code == *code),
            _ => true,
        };
        if value.kind() == self.kind && known { Ok(()) } else { Err(CustomFieldFault::Value) }
    }
}

fn is_code(code: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (1..=40).contains(&code.len())
        && code.chars().all(letter)
        && code.starts_with(|c: char| c.is_ascii_lowercase())
}

/// A rule that a field or its value breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CustomFieldFault {
    /// Not a code.
    #[error("a code is lower-case letters, digits and _, and begins with a letter")]
    Code,
    /// A label is missing, too long or not one line.
    #[error("a label is missing, too long or not one line")]
    Label,
    /// A choice without choices, choices where none belong, or one that stands twice.
    #[error("the choices do not fit the kind, or one stands twice")]
    Choices,
    /// No value of the field.
    #[error("not a value of the field")]
    Value,
    /// No field has this code.
    #[error("no field has this code")]
    Unknown,
    /// The field takes no new value.
    #[error("the field is archived")]
    Archived,
}

impl CustomFieldFault {
    /// Every fault there is.
    pub const ALL: [Self; 6] =
        [Self::Code, Self::Label, Self::Choices, Self::Value, Self::Unknown, Self::Archived];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "custom_field_code",
            Self::Label => "custom_field_label",
            Self::Choices => "custom_field_choices",
            Self::Value => "custom_field_value",
            Self::Unknown => "custom_field_unknown",
            Self::Archived => "custom_field_archived",
        }
    }
}

#[cfg(test)]
mod tests;
