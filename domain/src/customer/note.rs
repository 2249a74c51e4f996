//! Notes: what was said, by phone or face to face, what was written outside the program, and what one
//! should know.

use chrono::{DateTime, TimeDelta, Utc};

use super::text;

/// How a note came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Something to know.
    Note,
    /// The customer called.
    CallIn,
    /// We called the customer.
    CallOut,
    /// Somebody met somebody.
    Visit,
    /// The customer wrote a mail.
    MailIn,
    /// We wrote a mail to the customer, outside the program.
    MailOut,
    /// The customer wrote a letter.
    LetterIn,
    /// We wrote a letter to the customer, outside the program.
    LetterOut,
}

code_enum!(NoteKind, UnknownNoteKind, "no kind of note": {
    Note => "note",
    CallIn => "call_in",
    CallOut => "call_out",
    Visit => "visit",
    MailIn => "mail_in",
    MailOut => "mail_out",
    LetterIn => "letter_in",
    LetterOut => "letter_out",
});

/// How many characters a note may have.
pub const LONGEST_NOTE: usize = 10_000;

/// The text of a note, trimmed.
///
/// # Errors
/// [`NoteFault::Text`] when it is empty, too long or holds a control character other than a line
/// break.
pub fn note_text(text: &str) -> Result<String, NoteFault> {
    text::lines(text, LONGEST_NOTE).ok_or(NoteFault::Text)
}

/// The instant at which what a note tells of took place: a call, a visit, a mail, a letter.
///
/// # Errors
/// [`NoteFault::Future`] when it is still to come.
pub fn happened_at(
    at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, NoteFault> {
    // A clock of a desk may be a few minutes fast.
    match at {
        Some(at) if at > now + TimeDelta::minutes(5) => Err(NoteFault::Future),
        at => Ok(at.unwrap_or(now)),
    }
}

/// A rule that a note breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NoteFault {
    /// Empty, too long, or with a control character.
    #[error("the note is empty, too long or holds a control character")]
    Text,
    /// It is still to come.
    #[error("a call, a visit, a mail or a letter cannot lie in the future")]
    Future,
}

impl NoteFault {
    /// Every fault there is.
    pub const ALL: [Self; 2] = [Self::Text, Self::Future];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "note_text",
            Self::Future => "note_in_the_future",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_has_been_and_a_note_says_something() {
        let now = DateTime::from_timestamp(1_795_420_800, 0).unwrap();
        assert_eq!(happened_at(None, now), Ok(now));
        let before = now - TimeDelta::days(1);
        assert_eq!(happened_at(Some(before), now), Ok(before));
        assert_eq!(happened_at(Some(now + TimeDelta::hours(1)), now), Err(NoteFault::Future));
        assert_eq!(note_text(" Will pay\non Friday "), Ok("Will pay\non Friday".to_owned()));
        assert_eq!(note_text(" \n"), Err(NoteFault::Text));
        assert_eq!(note_text(&"x".repeat(10_001)), Err(NoteFault::Text));
    }
}
