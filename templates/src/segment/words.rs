//! The words of a segment: its fields, its values, its days; and the labels of the catalogue.

use chrono::NaiveDate;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::segment::{CustomerField, Field, Group, MessageField, Operator, Span};

use super::Writer;
use crate::{Arg, Catalog, format};

impl Catalog {
    /// What a field is called.
    #[must_use]
    pub fn segment_field(&self, language: Language, field: &Field) -> String {
        if let Field::Own(field) = field {
            return field.label(language).to_owned();
        }
        self.text(language, &format!("segment-field-{}", key(field)), &[])
    }

    /// What a group of fields is called.
    #[must_use]
    pub fn segment_group(&self, language: Language, group: Group) -> String {
        self.text(language, &format!("segment-group-{}", group.code()), &[])
    }

    /// What an operator is called.
    #[must_use]
    pub fn segment_operator(&self, language: Language, operator: Operator) -> String {
        self.text(language, &format!("segment-operator-{operator}"), &[])
    }

    /// What a value of a field is called; a code that is its own name stays as it is.
    #[must_use]
    pub fn segment_choice(&self, language: Language, field: &Field, code: &str) -> String {
        let prefix = match field {
            Field::Customer(CustomerField::LegalClass) => "legal-class",
            Field::Customer(CustomerField::Language) => "segment-language",
            Field::Message(MessageField::State) => "message-state",
            Field::Identifier(_) => "segment-identifier",
            Field::Person(_) => "segment-role",
            Field::Own(field) => return field.choice(language, code).unwrap_or(code).to_owned(),
            _ => return code.to_owned(),
        };
        self.text(language, &format!("{prefix}-{code}"), &[])
    }
}

fn key(field: &Field) -> String {
    field.code().replace('.', "-")
}

impl Writer<'_> {
    /// A field with its article, and the days over which it is counted.
    pub(super) fn what(&self, field: &Field, over: Option<Span>) -> String {
        let what = match field {
            Field::Own(own) => {
                self.text("segment-what-own", &[("label", own.label(self.language).into())])
            }
            field => self.text(&format!("segment-what-{}", key(field)), &[]),
        };
        let span = match over {
            None => return what,
            Some(Span::LastDays(days)) => {
                self.text("segment-over-last_days", &[("days", Arg::Number(i64::from(days)))])
            }
            Some(Span::During(name)) => self.text(&format!("segment-over-{name}"), &[]),
            Some(Span::Between(from, to)) => {
                let days = [("from", self.day(from).into()), ("to", self.day(to).into())];
                self.text("segment-over-between", &days)
            }
        };
        self.text("segment-over", &[("what", what.into()), ("span", span.into())])
    }

    pub(super) fn choice(&self, field: &Field, code: &str) -> String {
        self.catalog.segment_choice(self.language, field, code)
    }

    pub(super) fn quoted(&self, text: &str) -> String {
        self.text("segment-quoted", &[("text", text.into())])
    }

    /// Values parted by commas, the last one by "or".
    pub(super) fn any_of(&self, mut values: Vec<String>) -> String {
        let Some(last) = values.pop() else { return String::new() };
        if values.is_empty() {
            return last;
        }
        let list = values.join(", ");
        self.text("segment-any_of", &[("list", list.into()), ("last", last.into())])
    }

    pub(super) fn money(&self, amount: i64, currency: Currency) -> String {
        format::money(self.language, Money::new(amount, currency))
    }

    pub(super) fn day(&self, day: NaiveDate) -> String {
        format::date_long(self.language, day)
    }
}
