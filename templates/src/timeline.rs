//! What a timeline says: each kind of event as a sentence, a key of the locales, with what its data names.

use domain::event::EventKind;
use domain::language::Language;
use domain::money::Money;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::format;
use crate::locale::Arg;

/// What is known of an event.
#[derive(Debug, Clone, Copy)]
pub struct TimelineFacts<'a> {
    /// What happened.
    pub kind: EventKind,
    /// Codes, ids and amounts.
    pub data: &'a Value,
    /// The person or the establishment concerned.
    pub name: Option<&'a str>,
}

impl Catalog {
    /// The sentence of an event. What its data does not name is left out.
    #[must_use]
    pub fn event_text(&self, language: Language, event: &TimelineFacts<'_>) -> String {
        let data = event.data;
        let args = [
            ("name", Arg::from(event.name.unwrap_or_default())),
            ("named", Arg::from(if event.name.is_some() { "yes" } else { "no" })),
            ("fields", Arg::from(self.fields(language, data))),
            ("amount", Arg::from(amount(language, data))),
            ("level", Arg::from(data["level"].as_i64().unwrap_or_default())),
            ("to", Arg::from(data["to"].as_i64().unwrap_or_default())),
            ("channel", Arg::from(self.known(language, "run-channel", code(data, "channel")))),
            ("reason", Arg::from(self.known(language, "message-reason", code(data, "reason")))),
            ("why", Arg::from(code(data, "reason"))),
            ("state", Arg::from(self.known(language, "message-state", code(data, "state")))),
            ("until", Arg::from(day(language, code(data, "until")))),
            ("day", Arg::from(day(language, code(data, "day")))),
            ("note", Arg::from(code(data, "note"))),
            ("task", Arg::from(code(data, "task"))),
            ("ground", Arg::from(code(data, "ground"))),
            ("kept", Arg::from(code(data, "kept"))),
        ];
        self.text(language, &format!("event-{}", event.kind.code()), &args)
    }

    /// The names of the fields that changed.
    fn fields(&self, language: Language, data: &Value) -> String {
        let fields = data["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
        let names = fields.iter().filter_map(Value::as_str);
        let names = names.map(|field| self.known(language, "field", &field.replace('.', "-")));
        names.collect::<Vec<_>>().join(", ")
    }

    /// The text of a code below a key; the code itself when nobody has put it into words.
    fn known(&self, language: Language, key: &str, code: &str) -> String {
        let key = format!("{key}-{code}");
        if self.has_text(&key) { self.text(language, &key, &[]) } else { code.to_owned() }
    }
}

fn code<'a>(data: &'a Value, name: &str) -> &'a str {
    data[name].as_str().unwrap_or_default()
}

fn amount(language: Language, data: &Value) -> String {
    let amount = data["net"].as_i64().or_else(|| data["amount"].as_i64());
    let currency = code(data, "currency").parse().ok();
    match amount.zip(currency) {
        Some((amount, currency)) => format::money(language, Money::new(amount, currency)),
        None => String::new(),
    }
}

fn day(language: Language, day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), |day| format::date_long(language, day))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::customer::NoteKind;
    use serde_json::json;

    use super::*;

    fn say(language: Language, kind: EventKind, data: &Value, name: Option<&str>) -> String {
        let catalog = Catalog::embedded().unwrap();
        catalog.event_text(language, &TimelineFacts { kind, data, name })
    }

    #[test]
    fn every_kind_has_its_sentence_in_both_languages_whatever_its_data() {
        let catalog = Catalog::embedded().unwrap();
        for kind in EventKind::ALL {
            for data in [json!({}), json!({ "fields": ["name"], "level": 2, "channel": "email" })] {
                for language in Language::ALL {
                    let facts = TimelineFacts { kind: *kind, data: &data, name: None };
                    let text = catalog.event_text(language, &facts);
                    assert!(!text.contains('⟦') && text.ends_with('.'), "{kind}: {text}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_note_has_a_sentence_of_its_own() {
        for language in Language::ALL {
            for name in [None, Some("Zoé Durand")] {
                let told = NoteKind::ALL.iter().map(|kind| {
                    say(language, EventKind::NoteWritten, &json!({ "note": kind.code() }), name)
                });
                let told: BTreeSet<_> = told.collect();
                assert_eq!(told.len(), NoteKind::ALL.len(), "{told:?}");
            }
        }
    }

    #[test]
    fn a_sentence_names_what_its_data_names() {
        let posted = json!({ "amount": 123_450, "currency": "EUR" });
        let changed = json!({ "fields": ["name", "payment_sheet.portal", "unheard"] });
        let call = json!({ "note": "call_in" });
        for (language, kind, data, name, expected) in [
            (
                Language::Fr,
                EventKind::InvoicePosted,
                &posted,
                None,
                "Une facture de 1\u{202f}234,50\u{a0}€ a été enregistrée.",
            ),
            (
                Language::En,
                EventKind::InvoicePosted,
                &posted,
                None,
                "An invoice of €1,234.50 was posted.",
            ),
            (
                Language::En,
                EventKind::CustomerChanged,
                &changed,
                None,
                "The file was changed: name, portal, unheard.",
            ),
            (Language::Fr, EventKind::NoteWritten, &call, None, "Le client a appelé."),
            (
                Language::Fr,
                EventKind::NoteWritten,
                &call,
                Some("Zoé Durand"),
                "Zoé Durand a appelé.",
            ),
            (
                Language::En,
                EventKind::PersonAdded,
                &posted,
                Some("Zoé Durand"),
                "Zoé Durand was added to the people of the customer.",
            ),
        ] {
            assert_eq!(say(language, kind, data, name), expected);
        }
    }
}
