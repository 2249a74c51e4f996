//! Everything that the mail and the letter of one reminder show, as plain values.
//!
//! A document is complete: whoever renders it asks nothing more, and adds nothing up. Its amounts
//! are those that the run froze.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::customer::{EmailAddress, LegalClass, PostalAddress};
use crate::id::NoticeId;
use crate::language::Language;
use crate::money::Currency;

pub use super::tone::Tone;
pub use crate::penalty::PenaltyTerms;

/// One reminder: to one customer, in one language, for one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderDocument {
    /// The notice that it renders.
    pub notice: NoticeId,
    /// The language of the whole document.
    pub language: Language,
    /// The currency of every amount but the indemnities, which are in euros.
    pub currency: Currency,
    /// The day of the run: it dates the document, and payments are counted up to it, inclusive.
    pub day: NaiveDate,
    /// The position of the level in its procedure, from 1.
    pub level: u8,
    /// The name of the level: `courtesy`, `firm`, `final`, `formal_notice`.
    pub level_code: String,
    /// The name of the template.
    pub template: String,
    /// How it speaks.
    pub tone: Tone,
    /// Whether it is a formal notice (mise en demeure, 1344 C. civ.).
    pub formal_notice: bool,
    /// Who writes.
    pub firm: Arc<Company>,
    /// Who reads.
    pub recipient: Recipient,
    /// All overdue lines that are not wholly held, the oldest due day first.
    pub lines: Vec<DocumentLine>,
    /// What the customer has in hand: payments and credit notes that no line has used up.
    pub credits: Vec<DocumentCredit>,
    /// The sums.
    pub totals: Totals,
    /// What the law allows to claim for the lateness, and from which rates.
    pub penalty_terms: PenaltyTerms,
    /// The day before which a formal notice asks to be paid.
    pub answer_by: Option<NaiveDate>,
}

/// Who reads a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The customer's reference, as written.
    pub reference: String,
    /// The name of its party.
    pub name: String,
    /// Who it is in law.
    pub legal_class: LegalClass,
    /// Where the mail goes, when it goes by mail.
    pub email: Option<EmailAddress>,
    /// Where the letter goes.
    pub address: Option<PostalAddress>,
}

/// One overdue due line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The number of its invoice, with its series when it has one.
    pub invoice_number: String,
    /// The day of its invoice.
    pub invoice_date: NaiveDate,
    /// The customer's own order number.
    pub order_number: Option<String>,
    /// The day on which it was due.
    pub due_on: NaiveDate,
    /// Calendar days from the due day to the day of the run.
    pub days_overdue: i64,
    /// Minor units of the whole due line.
    pub amount: i64,
    /// Minor units that are still open, what is held included.
    pub residual: i64,
    /// Minor units of the residual that are disputed or otherwise held, outside the net.
    pub held: i64,
    /// Minor units of late-payment interest; `None` where none may be stated.
    pub penalty: Option<i64>,
    /// Minor units of the euro: 4000 on the first line of a late invoice between professionals
    /// (D441-5 C. com.), else 0.
    pub indemnity: i64,
}

/// Money of the customer's that no line has used up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCredit {
    /// What it is.
    pub kind: CreditKind,
    /// The reference of the payment or the number of the credit note.
    pub reference: String,
    /// The day it counts from.
    pub day: NaiveDate,
    /// Minor units that are left.
    pub amount: i64,
}

/// What an open credit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// Money received.
    Payment,
    /// A posted credit note.
    CreditNote,
}

/// The sums of a document, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Of the residuals.
    pub residual: i64,
    /// Of what is held.
    pub held: i64,
    /// Of the open credits.
    pub credits: i64,
    /// What is asked for: residual less held less credits. Penalties and indemnities are shown
    /// beside it, never in it.
    pub net: i64,
    /// Of the penalties; `None` where none may be stated.
    pub penalties: Option<i64>,
    /// Of the indemnities, minor units of the euro whatever the currency of the document.
    pub indemnities: i64,
}

code_enum! {
    CreditKind, UnknownCreditKind, "neither a payment nor a credit note": {
        Payment => "payment",
        CreditNote => "credit_note",
    }
}
