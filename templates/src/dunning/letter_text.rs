//! A letter: every text of it, in the order in which it is read. The layout is the business of
//! typst.

use chrono::NaiveDate;
use domain::language::Language;
use serde::Serialize;

use super::statement::Statement;
use crate::engine::escape;

/// A letter, in the order in which it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterText {
    /// The language of its first part.
    pub language: Language,
    /// The title of the document: the subject.
    pub title: String,
    /// Who writes.
    pub author: String,
    /// The day of the letter.
    pub day: NaiveDate,
    /// The firm's name and address.
    pub sender: Vec<String>,
    /// What stands in the window of the envelope (NF Z10-011).
    pub recipient: Vec<String>,
    /// That it goes by registered post.
    pub registered: Option<String>,
    /// Where and when.
    pub place_and_date: String,
    /// One part, or two in two languages.
    pub parts: Vec<LetterPart>,
    /// Whether the statement is enclosed, on pages of its own.
    pub enclosed: bool,
    /// The firm's identity, for the foot of the page.
    pub footer: Vec<String>,
    /// `Page ⟨page⟩ sur ⟨pages⟩`: the marks are replaced when the pages are known.
    pub page: String,
}

/// The letter in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterPart {
    /// Its language.
    pub language: Language,
    /// Which version it is, when there are two.
    pub version: Option<String>,
    /// What the reader knows it by, and whom to answer.
    pub references: Vec<Labelled>,
    /// What it is about.
    pub subject: Labelled,
    /// What goes with it.
    pub enclosures: Option<Labelled>,
    /// Opening, body and closing words.
    pub blocks: Vec<Block>,
    /// The overdue lines.
    pub statement: Statement,
    /// How to pay.
    pub payment: Vec<Labelled>,
    /// Who signs.
    pub signature: Vec<String>,
}

/// A word and what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labelled {
    /// The word.
    pub label: String,
    /// What it names.
    pub value: String,
}

impl Labelled {
    /// With a value that somebody has written.
    pub(super) fn of(label: String, value: &str) -> Self {
        Self { label, value: escape::text(value) }
    }
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that must not be overlooked.
    Strong(String),
    /// The statement stands here, unless it is enclosed.
    Statement,
    /// How to pay.
    Payment,
    /// Who signs.
    Signature,
}
