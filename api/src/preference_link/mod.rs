//! Links to the preferences, sent by mail to the mailbox itself.

pub(crate) mod create;
pub(crate) mod get;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::preference::link::PreferenceLinkRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::LanguageCode;

/// A link to the preferences of a person at a mailbox. The link itself stands in the mail alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PreferenceLink)]
pub(crate) struct PreferenceLinkView {
    /// Id, and that of the batch of its message.
    id: Uuid,
    /// Whose preferences.
    party: Uuid,
    /// The mailbox that it goes to.
    contact_point: Uuid,
    /// The language of the mail.
    language: LanguageCode,
    /// When it was asked for.
    requested_at: DateTime<Utc>,
    /// By whom; `system`: by whoever holds the link of a message.
    requested_by: String,
    /// Until when it works.
    expires_at: DateTime<Utc>,
}

impl From<PreferenceLinkRecord> for PreferenceLinkView {
    fn from(link: PreferenceLinkRecord) -> Self {
        Self {
            id: link.id.0,
            party: link.party.0,
            contact_point: link.point.0,
            language: LanguageCode(link.language),
            requested_at: link.requested_at,
            requested_by: link.requested_by,
            expires_at: link.expires_at,
        }
    }
}
