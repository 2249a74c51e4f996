//! The ways by which a message leaves.

use serde::{Deserialize, Serialize};

/// How a message reaches its recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A mail, to a server or to a file.
    Email,
    /// A letter on paper: a PDF that a person posts.
    Letter,
    /// A call that a person makes.
    PhoneTask,
}

code_enum! {
    Channel, UnknownChannel, "not a channel": {
        Email => "email",
        Letter => "letter",
        PhoneTask => "phone_task",
    }
}

impl Channel {
    /// Whether doing it again is harmless: a letter overwrites its own file, a mail is read twice.
    #[must_use]
    pub const fn is_repeatable(self) -> bool {
        match self {
            Self::Email => false,
            Self::Letter | Self::PhoneTask => true,
        }
    }
}
