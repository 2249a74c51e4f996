//! The texts of both languages, from their Fluent files.
//!
//! Both languages have the same keys, file by file; a text that is replaced keeps every key.

mod keys;
mod resource;

use domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::fault::TemplateFault;
use crate::files::Files;
use crate::format;

/// A value that a text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Shown as it is.
    Text(String),
    /// Shown with the marks of the language; selects the plural.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The texts of both languages.
pub(crate) struct Locales {
    fr: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locales {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Locales")
    }
}

impl Locales {
    /// Reads every file of texts; what is wrong with them goes to `faults`.
    pub(crate) fn read(files: &Files, faults: &mut Vec<TemplateFault>) -> Self {
        let mut locales = Self { fr: bundle(Language::Fr), en: bundle(Language::En) };
        for (path, file) in &files.locales {
            let resource = resource::read(file, faults);
            let (language, bundle) = if path.starts_with("fr/") {
                (Language::Fr, &mut locales.fr)
            } else {
                (Language::En, &mut locales.en)
            };
            resource::check_typography(language, file, &resource, faults);
            for key in resource::keys(&resource) {
                if bundle.has_message(key) {
                    let (file, key) = (file.shown.clone(), key.to_owned());
                    faults.push(TemplateFault::DuplicateKey { file, key });
                }
            }
            // What stands twice is named above; the first one stays.
            bundle.add_resource(resource).ok();
        }
        keys::compare(files, faults);
        locales
    }

    /// Whether both languages have the key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.fr.has_message(key) && self.en.has_message(key)
    }

    /// The text of a key.
    ///
    /// # Errors
    /// The key is nowhere, or the text shows a value that is not given.
    pub(crate) fn text(
        &self,
        language: Language,
        key: &str,
        args: Option<&FluentArgs<'_>>,
    ) -> Result<String, String> {
        let bundle = match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        };
        let pattern = bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| format!("no text has the key {key}"))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(format!("the text {key}: {error}")),
        }
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let code = match language {
        Language::Fr => "fr-FR",
        Language::En => "en-GB",
    };
    // Both parse: a default would only lose the plurals of the language.
    let identifier: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // The marks around values would be seen in mails, and copied with account numbers.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value, _| number(Language::Fr, value),
        Language::En => |value, _| number(Language::En, value),
    }));
    bundle
}

/// A whole number with the marks of the language.
fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    // Exact: every number given is an i64 that counts things.
    format!("{value:.0}").parse().ok().map(|number| format::count(language, number))
}
