//! Reminders: the mail and the letter of a [`ReminderDocument`].
//!
//! A formal notice in English is followed by the French, which prevails: before a French
//! court only the French words are sure of their effect.

mod letter;
mod letter_text;
mod mail;
mod sample;
mod statement;
pub(crate) mod view;

use domain::dunning::ReminderDocument;
use domain::language::Language;

pub(crate) use letter::letter;
pub use letter_text::{Block, Labelled, LetterPart, LetterText};
pub(crate) use mail::mail;
pub use sample::{Sample, samples};
pub use statement::{Statement, StatementRow, StatementTotal};

/// The folder of the templates.
const NOUN: &str = "dunning";

/// The languages that a document is written in, in order.
const fn languages(doc: &ReminderDocument) -> &'static [Language] {
    match doc.language {
        Language::En if doc.formal_notice => &[Language::En, Language::Fr],
        Language::En => &[Language::En],
        Language::Fr => &[Language::Fr],
    }
}
