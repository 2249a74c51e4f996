//! What a message is sent for.

use uuid::Uuid;

use crate::id::NoticeId;

/// The object for which a message exists; with the recipient and the channel it makes it unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The notice of a reminder run.
    DunningNotice(NoticeId),
}

/// The ledger names a purpose that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a purpose of a message")]
pub struct UnknownPurpose;

impl Purpose {
    /// The purpose of stored `kind` and `id`.
    ///
    /// # Errors
    /// When no purpose has this kind.
    pub fn of(kind: &str, id: Uuid) -> Result<Self, UnknownPurpose> {
        match kind {
            "dunning_notice" => Ok(Self::DunningNotice(NoticeId(id))),
            _ => Err(UnknownPurpose),
        }
    }

    /// The stable code of its kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::DunningNotice(_) => "dunning_notice",
        }
    }

    /// The id of its object.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::DunningNotice(notice) => notice.0,
        }
    }

    /// The notice, when it is one.
    #[must_use]
    pub const fn notice(self) -> Option<NoticeId> {
        match self {
            Self::DunningNotice(notice) => Some(notice),
        }
    }
}
