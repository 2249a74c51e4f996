//! What is wrong with a text or a template: the file, and what to look at in it.

/// A fault of the catalogue. Its text is English and meant for `relais doctor` and the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// A file or folder of the firm's cannot be read.
    #[error("{file}: cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// No template, text or layout has this place: a misspelt name would else change nothing.
    #[error("{file}: no such template, text or layout: look at its name and folder")]
    UnknownFile {
        /// The file.
        file: String,
    },
    /// A template has its files together, and this one is not there.
    #[error(
        "{file}: missing: a reminder has subject.hbs, text.hbs, html.hbs and letter.hbs, another \
             mail the first three, a public page html.hbs"
    )]
    MissingFile {
        /// The file that should be there.
        file: String,
    },
    /// The file breaks the grammar of Handlebars or Fluent.
    #[error("{file}: {reason}")]
    Syntax {
        /// The file.
        file: String,
        /// The place in it and what is wrong there.
        reason: String,
    },
    /// Something that a template may not do.
    #[error("{file}: {what} is not allowed")]
    Forbidden {
        /// The file.
        file: String,
        /// What was found.
        what: String,
    },
    /// A French text with a wrong space beside a sign.
    #[error("{file}: the text {key} has a wrong space beside {sign}")]
    Typography {
        /// The file.
        file: String,
        /// The key.
        key: String,
        /// The sign.
        sign: char,
    },
    /// A text that the other language, or the text it replaces, has.
    #[error("{file}: the key {key} is missing")]
    MissingKey {
        /// The file in which it should stand.
        file: String,
        /// The key.
        key: String,
    },
    /// The same key in two files of a language.
    #[error("{file}: the key {key} stands in another file too")]
    DuplicateKey {
        /// The file that comes second.
        file: String,
        /// The key.
        key: String,
    },
    /// A template uses a text that is nowhere.
    #[error("{file}: no text has the key {key}")]
    UnknownKey {
        /// The template.
        file: String,
        /// The key.
        key: String,
    },
    /// A template includes a part that is nowhere.
    #[error("{file}: there is no part {part}")]
    UnknownPart {
        /// The template.
        file: String,
        /// The part.
        part: String,
    },
    /// No template has this name.
    #[error("there is no template {name}")]
    UnknownTemplate {
        /// The name.
        name: String,
    },
    /// The template does not fit what it is given.
    #[error("{template} ({language}): {reason}")]
    Render {
        /// The template.
        template: String,
        /// Code of the language.
        language: &'static str,
        /// What went wrong.
        reason: String,
    },
    /// Rendered, and still not fit to be sent.
    #[error("{template} ({language}), sample {sample}: {reason}")]
    Unfit {
        /// The template.
        template: String,
        /// Code of the language.
        language: &'static str,
        /// The sample.
        sample: String,
        /// What is wrong with the result.
        reason: String,
    },
    /// A letter needs a name under it.
    #[error("the firm has no name: no letter can be written")]
    NoName,
    /// A letter needs a postal address, of the firm and of the customer.
    #[error("{whose} has no postal address: no letter can be written")]
    NoAddress {
        /// Whose address is missing.
        whose: &'static str,
    },
}

impl TemplateFault {
    /// Whether the catalogue cannot be used so. A wrong space is named by `relais doctor`, and
    /// stops nothing.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        !matches!(self, Self::Typography { .. })
    }
}
