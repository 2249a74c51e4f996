//! Links to the preferences that go to the mailbox itself: the way back for whoever holds only the link of
//! a message, which shows nobody and so leads nowhere.

mod ask;
mod document;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::id::{ContactPointId, PartyId, PreferenceLinkId};
use domain::language::Language;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::entity::preference_link;
use crate::error::StoreError;
use crate::sql::unreadable;

pub use ask::{NewPreferenceLink, ask, ask_from_mailbox};
pub use document::documents;
pub(crate) use document::over;

/// A link as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferenceLinkRecord {
    /// Its id.
    pub id: PreferenceLinkId,
    /// Whose preferences.
    pub party: PartyId,
    /// The mailbox that it goes to.
    pub point: ContactPointId,
    /// The language of the mail.
    pub language: Language,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// By whom.
    pub requested_by: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// One link.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: PreferenceLinkId,
) -> Result<PreferenceLinkRecord, StoreError> {
    let row = preference_link::Entity::find_by_id(id.0).one(conn).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "preference_link" })?;
    Ok(PreferenceLinkRecord {
        id,
        party: row.party_id.into(),
        point: row.contact_point_id.into(),
        language: language(&row)?,
        requested_at: row.requested_at,
        requested_by: row.requested_by,
        expires_at: row.expires_at,
    })
}

fn language(row: &preference_link::Model) -> Result<Language, StoreError> {
    row.language.parse().map_err(|why| unreadable("preference_link.language", why))
}
