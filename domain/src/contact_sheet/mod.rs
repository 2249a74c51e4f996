//! The contact sheet: what is collected at once, face to face, at a trade event or by phone.
//!
//! Who it is, what they need, what was handed over, who follows up, and each consent with the words that
//! were shown. A yes to mails counts once it is confirmed from the mailbox: what is said across a
//! table proves no address.

use std::collections::BTreeSet;

use crate::consent::CollectionMethod;
use crate::contactability::ContactChannel;
use crate::customer::{EmailAddress, LegalClass, PhoneNumber, text};
use crate::id::{CustomerId, PartyId, PurposeId, WordingId};
use crate::language::Language;
use crate::task::{TaskDraft, TaskFault, TaskKind};

/// The longest text about the need and what was handed over, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// The longest name of the place, in characters.
pub const LONGEST_PLACE: usize = 200;

/// About whom the sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Somebody new: a customer is made, and a person of it when an organisation is named.
    New {
        /// The organisation; a private person when absent.
        organisation: Option<String>,
        /// Who it is in law.
        class: LegalClass,
    },
    /// Somebody new at a known customer.
    At(CustomerId),
    /// A known person.
    Known(PartyId),
}

/// What was said to one purpose by one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetAnswer {
    /// For which purpose.
    pub purpose: PurposeId,
    /// By which channel.
    pub channel: ContactChannel,
    /// Yes or no.
    pub yes: bool,
    /// The text that was shown.
    pub wording: WordingId,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactSheet {
    /// About whom.
    pub whom: Whom,
    /// The name of the person; a known one may be left without.
    pub name: Option<String>,
    /// What the person's card says.
    pub job_title: Option<String>,
    /// The mailbox.
    pub email: Option<EmailAddress>,
    /// The number.
    pub phone: Option<PhoneNumber>,
    /// The language in which one speaks, and in which the words were shown.
    pub language: Language,
    /// How it was collected.
    pub method: CollectionMethod,
    /// Where: the fair, the stand.
    pub place: Option<String>,
    /// What they need.
    pub need: String,
    /// What was handed over.
    pub handed_over: Option<String>,
    /// Who does what next, and by when.
    pub follow_up: TaskDraft,
    /// What was said to each purpose that was asked about.
    pub answers: Vec<SheetAnswer>,
}

/// Why a sheet cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// The method is none of those by which a sheet is filled in.
    #[error("a sheet is filled in face to face, on paper or by phone")]
    Method,
    /// A new person has no name.
    #[error("the person has no name")]
    Nameless,
    /// A text is empty, too long or holds a control character.
    #[error("a text is empty, too long or holds a control character")]
    Text,
    /// A purpose is answered twice for one channel.
    #[error("a purpose is answered twice")]
    AnsweredTwice,
    /// A yes by a channel for which there is no address.
    #[error("a yes needs an address of its channel")]
    WithoutAddress,
    /// Nobody is told what to do next.
    #[error("the follow-up: {0}")]
    FollowUp(TaskFault),
}

impl SheetFault {
    /// Every fault of its own, for the texts.
    pub const ALL: [Self; 5] =
        [Self::Method, Self::Nameless, Self::Text, Self::AnsweredTwice, Self::WithoutAddress];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Method => "sheet_method",
            Self::Nameless => "sheet_nameless",
            Self::Text => "sheet_text",
            Self::AnsweredTwice => "sheet_answered_twice",
            Self::WithoutAddress => "sheet_without_address",
            Self::FollowUp(fault) => fault.code(),
        }
    }
}

impl ContactSheet {
    /// The sheet, its texts trimmed.
    ///
    /// # Errors
    /// [`SheetFault`] names the rule that it breaks.
    pub fn checked(mut self) -> Result<Self, SheetFault> {
        use CollectionMethod::{FaceToFace, Paper, Phone};
        if !matches!(self.method, FaceToFace | Paper | Phone) {
            return Err(SheetFault::Method);
        }
        if self.name.is_none() && !matches!(self.whom, Whom::Known(_)) {
            return Err(SheetFault::Nameless);
        }
        self.need = text::lines(&self.need, LONGEST_TEXT).ok_or(SheetFault::Text)?;
        if let Some(given) = &self.handed_over {
            self.handed_over = Some(text::lines(given, LONGEST_TEXT).ok_or(SheetFault::Text)?);
        }
        if let Some(place) = &self.place {
            self.place = Some(text::line(place, LONGEST_PLACE).ok_or(SheetFault::Text)?);
        }
        let asked: BTreeSet<_> =
            self.answers.iter().map(|one| (one.purpose, one.channel)).collect();
        if asked.len() < self.answers.len() {
            return Err(SheetFault::AnsweredTwice);
        }
        let known = matches!(self.whom, Whom::Known(_));
        let reached = |channel| match channel {
            ContactChannel::Email => known || self.email.is_some(),
            ContactChannel::Phone | ContactChannel::Sms => known || self.phone.is_some(),
            ContactChannel::Post => true,
        };
        if !self.answers.iter().filter(|one| one.yes).all(|one| reached(one.channel)) {
            return Err(SheetFault::WithoutAddress);
        }
        let follow_up = self.follow_up.clone().checked(TaskKind::Manual);
        self.follow_up = follow_up.map_err(SheetFault::FollowUp)?;
        Ok(self)
    }
}

impl SheetAnswer {
    /// Whether it waits for the link of a mail.
    #[must_use]
    pub fn is_to_confirm(&self) -> bool {
        self.yes && self.channel == ContactChannel::Email
    }
}

#[cfg(test)]
mod tests;
