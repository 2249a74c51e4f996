//! What people read: the texts of both languages, and the mails and letters made of them.
//!
//! Texts stand in `locales/{fr,en}/*.ftl` (Fluent), their order and layout in this folder
//! (Handlebars for mails and the body of letters, typst for their page). Both are embedded in the
//! program and may be replaced by files of the firm's own. A template is handed values that are
//! already written in the language; it cannot leave data unescaped, use a text that is nowhere,
//! or mix two languages.

mod catalog;
mod check;
mod consent_request;
mod dunning;
mod engine;
mod fault;
mod files;
mod firm;
pub mod format;
mod locale;
mod mail;
mod plain;
mod preference_link;
mod public;
mod segment;
mod timeline;

#[cfg(test)]
mod tests;

pub use catalog::Catalog;
pub use dunning::{
    Block, Labelled, LetterPart, LetterText, Sample, Statement, StatementRow, StatementTotal,
    samples,
};
pub use fault::TemplateFault;
pub use locale::Arg;
pub use mail::MailBody;
pub use public::{Notice, PublicBody, PublicChannel, PublicChoice, PublicPage};
pub use timeline::TimelineFacts;
