//! What a message is sent for.

use uuid::Uuid;

use crate::id::{ConsentRequestId, NoticeId, PreferenceLinkId};
use crate::purpose as contact;

/// The object for which a message exists; with the recipient and the channel it makes it unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The notice of a reminder run.
    DunningNotice(NoticeId),
    /// The question whether a consent is meant, with the link that confirms it.
    ConsentRequest(ConsentRequestId),
    /// The link to the preferences, for whoever asked for it.
    PreferenceLink(PreferenceLinkId),
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
            "consent_request" => Ok(Self::ConsentRequest(ConsentRequestId(id))),
            "preference_link" => Ok(Self::PreferenceLink(PreferenceLinkId(id))),
            _ => Err(UnknownPurpose),
        }
    }

    /// The stable code of its kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::DunningNotice(_) => "dunning_notice",
            Self::ConsentRequest(_) => "consent_request",
            Self::PreferenceLink(_) => "preference_link",
        }
    }

    /// The id of its object.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::DunningNotice(notice) => notice.0,
            Self::ConsentRequest(request) => request.0,
            Self::PreferenceLink(link) => link.0,
        }
    }

    /// The purpose of contact that it is asked as before it leaves. Each kind is decided on here: one that
    /// is marketing must not pass as a notice because nobody thought of it.
    #[must_use]
    pub fn contact(self) -> contact::Purpose {
        match self {
            Self::DunningNotice(_) => contact::Purpose::debt_reminder(),
            // Whoever gets one asked for it, or is asked what they meant: nothing is advertised.
            Self::ConsentRequest(_) | Self::PreferenceLink(_) => contact::Purpose::service_notice(),
        }
    }

    /// The notice, when it is one.
    #[must_use]
    pub const fn notice(self) -> Option<NoticeId> {
        match self {
            Self::DunningNotice(notice) => Some(notice),
            Self::ConsentRequest(_) | Self::PreferenceLink(_) => None,
        }
    }

    /// The consent request, when it is one.
    #[must_use]
    pub const fn consent_request(self) -> Option<ConsentRequestId> {
        match self {
            Self::ConsentRequest(request) => Some(request),
            Self::DunningNotice(_) | Self::PreferenceLink(_) => None,
        }
    }

    /// The link to the preferences, when it is one.
    #[must_use]
    pub const fn preference_link(self) -> Option<PreferenceLinkId> {
        match self {
            Self::PreferenceLink(link) => Some(link),
            Self::DunningNotice(_) | Self::ConsentRequest(_) => None,
        }
    }
}
