//! The catalogue: every text and template, read and parsed once, cheap to clone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::consent::{ConsentRequestDocument, PreferenceLinkDocument};
use domain::dunning::ReminderDocument;
use domain::language::Language;
use fluent_bundle::{FluentArgs, FluentValue};

use crate::consent_request;
use crate::dunning::{self, LetterText};
use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::files::Files;
use crate::locale::{Arg, Locales};
use crate::mail::MailBody;
use crate::preference_link;
use crate::public::{self, PublicPage};

/// Every text and template of the program.
#[derive(Debug, Clone)]
pub struct Catalog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    locales: Arc<Locales>,
    engine: Engine,
    /// Typst files and styles by their path: `letter/letter.typ`.
    layouts: BTreeMap<String, String>,
    /// What was found while reading.
    faults: Vec<TemplateFault>,
}

impl Catalog {
    /// The catalogue that the program carries.
    ///
    /// # Errors
    /// A file that cannot be used; the tests of this crate let none pass.
    pub fn embedded() -> Result<Self, TemplateFault> {
        let catalog = Self::read(&Files::embedded(), Vec::new());
        let unusable = |fault: &&TemplateFault| {
            fault.blocks() && !matches!(fault, TemplateFault::MissingKey { .. })
        };
        match catalog.0.faults.iter().find(unusable) {
            None => Ok(catalog),
            Some(fault) => Err(fault.clone()),
        }
    }

    /// The catalogue with the files of `folder` over it: `folder/locales/{fr,en}/*.ftl` and
    /// `folder/templates/...`. A folder without them changes nothing.
    ///
    /// # Errors
    /// Every file that cannot be used, every key that is missing, each with its name.
    pub fn with_folder(folder: &Path) -> Result<Self, Vec<TemplateFault>> {
        let mut faults = Vec::new();
        let files = Files::with_folder(folder, &mut faults);
        let catalog = Self::read(&files, faults);
        if !catalog.0.faults.iter().any(TemplateFault::blocks) {
            return Ok(catalog);
        }
        Err(catalog.0.faults.iter().filter(|fault| fault.blocks()).cloned().collect())
    }

    fn read(files: &Files, mut faults: Vec<TemplateFault>) -> Self {
        let locales = Arc::new(Locales::read(files, &mut faults));
        let engine = Engine::read(files, &locales, &mut faults);
        let layouts = files
            .templates
            .iter()
            .filter(|(path, _)| path.ends_with(".typ") || path.ends_with(".css"))
            .map(|(path, file)| (path.clone(), file.text.clone().into_owned()))
            .collect();
        Self(Arc::new(Inner { locales, engine, layouts, faults }))
    }

    /// The text of a key, with the values that it shows. What is wrong shows between `⟦⟧`: a text
    /// is never worth an interruption.
    #[must_use]
    pub fn text(&self, language: Language, key: &str, args: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::from(text.as_str()),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        self.0.locales.text(language, key, Some(&values)).unwrap_or_else(|_| format!("⟦{key}⟧"))
    }

    /// Why something was refused, by the stable code of the refusal and what its text names.
    #[must_use]
    pub fn refusal(
        &self,
        language: Language,
        code: &str,
        params: &[(&'static str, String)],
    ) -> String {
        let params: Vec<_> =
            params.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
        self.text(language, &format!("refusal-{code}"), &params)
    }

    /// Whether both languages have a text of this key.
    #[must_use]
    pub fn has_text(&self, key: &str) -> bool {
        self.0.locales.has(key)
    }

    /// The mail of a reminder.
    ///
    /// # Errors
    /// Its template is nowhere, or does not fit the document.
    pub fn reminder_mail(&self, doc: &ReminderDocument) -> Result<MailBody, TemplateFault> {
        dunning::mail(&self.0.engine, doc)
    }

    /// The texts of the letter of a reminder, for the typesetter.
    ///
    /// # Errors
    /// Its template is nowhere or does not fit the document; the firm or the customer has no
    /// postal address.
    pub fn reminder_letter(&self, doc: &ReminderDocument) -> Result<LetterText, TemplateFault> {
        dunning::letter(&self.0.engine, &self.0.locales, doc)
    }

    /// The mail that asks whether a consent is meant; `link` confirms it.
    ///
    /// # Errors
    /// Its template is nowhere, or does not fit the document.
    pub fn consent_request_mail(
        &self,
        doc: &ConsentRequestDocument,
        link: &str,
    ) -> Result<MailBody, TemplateFault> {
        consent_request::mail(&self.0.engine, doc, link)
    }

    /// The mail that brings a link to the preferences.
    ///
    /// # Errors
    /// Its template is nowhere, or does not fit the document.
    pub fn preference_link_mail(
        &self,
        doc: &PreferenceLinkDocument,
        link: &str,
    ) -> Result<MailBody, TemplateFault> {
        preference_link::mail(&self.0.engine, doc, link)
    }

    /// A public page, a whole HTML document.
    ///
    /// # Errors
    /// Its template is nowhere, or does not fit what it shows.
    pub fn public_page(&self, page: &PublicPage<'_>) -> Result<String, TemplateFault> {
        public::page(self, &self.0.engine, page)
    }

    /// The style of the public pages.
    #[must_use]
    pub fn public_style(&self) -> &str {
        self.layout("public/style.css").unwrap_or_default()
    }

    /// A typst file by its path below `templates/`: `letter/letter.typ`.
    #[must_use]
    pub fn layout(&self, path: &str) -> Option<&str> {
        self.0.layouts.get(path).map(String::as_str)
    }

    /// The names of the templates that a level of a procedure may use.
    pub fn reminder_templates(&self) -> impl Iterator<Item = &str> {
        self.0.engine.names("dunning")
    }

    /// What is wrong with the files, and with every template rendered with every sample in both
    /// languages.
    #[must_use]
    pub fn check(&self) -> Vec<TemplateFault> {
        let mut faults = self.0.faults.clone();
        crate::check::reminders(self, &mut faults);
        crate::check::consent_request(self, &mut faults);
        crate::check::preference_link(self, &mut faults);
        crate::check::public_pages(self, &mut faults);
        faults
    }
}
