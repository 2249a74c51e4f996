//! Tasks: something that somebody has to do about something, by a day.
//!
//! A person writes its title; what the program asks for by itself has a kind, whose text is a key of
//! the locales. While a task of the program is open, it is not asked for a second time.

use uuid::Uuid;

use crate::id::{CustomerId, UserId};

/// What a task can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskSubject {
    /// A customer.
    Customer,
    /// A person of a customer.
    Person,
    /// An establishment of a customer.
    Establishment,
    /// An invoice.
    Invoice,
    /// A payment.
    Payment,
    /// A credit note.
    CreditNote,
    /// A message of a reminder run.
    DunningNotice,
    /// A row of the delivery ledger.
    Message,
    /// A reminder run.
    DunningRun,
    /// A file that is imported.
    Import,
    /// A saved segment.
    Segment,
    /// A contact sheet.
    ContactSheet,
    /// A merge of two customers.
    Merge,
    /// Two parties that may be one.
    DuplicatePair,
}

code_enum!(TaskSubject, UnknownTaskSubject, "nothing that a task can be about": {
    Customer => "customer",
    Person => "person",
    Establishment => "establishment",
    Invoice => "invoice",
    Payment => "payment",
    CreditNote => "credit_note",
    DunningNotice => "dunning_notice",
    Message => "message",
    DunningRun => "dunning_run",
    Import => "import",
    Segment => "segment",
    ContactSheet => "contact_sheet",
    Merge => "merge",
    DuplicatePair => "duplicate_pair",
});

/// Where a task comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// A person wrote it down.
    Manual,
    /// A reminder run found no address, by mail or by post, that works.
    NoContactPoint,
}

code_enum!(TaskKind, UnknownTaskKind, "no kind of task": {
    Manual => "manual",
    NoContactPoint => "no_contact_point",
});

impl TaskKind {
    /// What makes two open tasks of the program the same; none for those that people write.
    #[must_use]
    pub fn open_key(self, subject: Uuid) -> Option<String> {
        match self {
            Self::Manual => None,
            Self::NoContactPoint => Some(format!("{}:{subject}", self.code())),
        }
    }
}

/// Whether a task is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// It is.
    Open,
    /// It was done.
    Done,
}

code_enum!(TaskState, UnknownTaskState, "no state of a task": {
    Open => "open",
    Done => "done",
});

/// How many characters a title may have.
pub const LONGEST_TITLE: usize = 200;

/// What a person writes down of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDraft {
    /// What is to be done; only a task of the program has none.
    pub title: Option<String>,
    /// More about it.
    pub details: Option<String>,
    /// By which day.
    pub due_on: Option<chrono::NaiveDate>,
    /// Who is to do it.
    pub assignee: Option<UserId>,
}

impl TaskDraft {
    /// The draft with its texts trimmed.
    ///
    /// # Errors
    /// [`TaskFault`] names the rule that it breaks.
    pub fn checked(mut self, kind: TaskKind) -> Result<Self, TaskFault> {
        let title = match (self.title.as_deref(), kind) {
            (None, TaskKind::Manual) => return Err(TaskFault::Title),
            (None, _) => None,
            (Some(title), _) => {
                Some(crate::customer::text::line(title, LONGEST_TITLE).ok_or(TaskFault::Title)?)
            }
        };
        self.title = title;
        if let Some(details) = self.details.take() {
            let details = crate::customer::text::lines(&details, 4_000);
            self.details = Some(details.ok_or(TaskFault::Details)?);
        }
        Ok(self)
    }
}

/// A task that the program asks for by itself, about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedTask {
    /// Why.
    pub kind: TaskKind,
    /// About whom.
    pub customer: CustomerId,
    /// By which day.
    pub due_on: chrono::NaiveDate,
}

/// A rule that a task breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TaskFault {
    /// No title, a title that is too long or not one line.
    #[error("the title is missing, too long or not one line")]
    Title,
    /// The details are too long or hold a control character.
    #[error("the details are too long or hold a control character")]
    Details,
    /// It was done.
    #[error("the task was done")]
    Done,
    /// It is open.
    #[error("the task is open")]
    Open,
    /// The user who should do it cannot sign in any more.
    #[error("the user is disabled")]
    Assignee,
}

impl TaskFault {
    /// Every fault there is.
    pub const ALL: [Self; 5] = [Self::Title, Self::Details, Self::Done, Self::Open, Self::Assignee];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "task_title",
            Self::Details => "task_details",
            Self::Done => "task_done",
            Self::Open => "task_open",
            Self::Assignee => "assignee_disabled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_says_what_is_to_be_done_and_the_program_has_a_kind() {
        let draft = |title: Option<&str>| TaskDraft {
            title: title.map(str::to_owned),
            details: Some("First\nsecond ".to_owned()),
            due_on: None,
            assignee: None,
        };
        let read = draft(Some(" Call back ")).checked(TaskKind::Manual).unwrap();
        assert_eq!(read.title.as_deref(), Some("Call back"));
        assert_eq!(read.details.as_deref(), Some("First\nsecond"));
        assert_eq!(draft(None).checked(TaskKind::Manual), Err(TaskFault::Title));
        assert!(draft(None).checked(TaskKind::NoContactPoint).is_ok());
        assert_eq!(draft(Some("a\nb")).checked(TaskKind::Manual), Err(TaskFault::Title));
    }

    #[test]
    fn only_what_the_program_asks_for_is_asked_for_once() {
        assert_eq!(TaskKind::Manual.open_key(Uuid::nil()), None);
        let key = TaskKind::NoContactPoint.open_key(Uuid::nil()).unwrap();
        assert_eq!(key, "no_contact_point:00000000-0000-0000-0000-000000000000");
    }
}
