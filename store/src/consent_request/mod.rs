//! Consents that wait for a link to be followed (double opt-in): asked for with the mail that brings the
//! link, confirmed once.

mod ask;
mod confirm;
mod document;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::consent::{CollectionMethod, RequestState};
use domain::id::{ConsentRequestId, ContactPointId, PartyId, PurposeId};
use domain::language::Language;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{consent_request, consent_request_purpose, consent_wording, party};
use crate::error::StoreError;
use crate::purpose::{self, PurposeRecord, Wording};
use crate::sql::unreadable;

pub use ask::{NewConsentRequest, ask, ask_in};
pub use confirm::confirm;
pub use document::documents;
pub(crate) use document::over;

const NO_REQUEST: StoreError = StoreError::NotFound { noun: "consent_request" };

/// A request as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRequestRecord {
    /// Its id.
    pub id: ConsentRequestId,
    /// Whose.
    pub party: PartyId,
    /// The mailbox that the link goes to.
    pub point: ContactPointId,
    /// The language of the mail and the page.
    pub language: Language,
    /// How it was collected.
    pub method: CollectionMethod,
    /// By whom, in words.
    pub collected_by: Option<String>,
    /// When it was collected.
    pub requested_at: DateTime<Utc>,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
    /// When the link was followed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// What for, and in which words.
    pub asked: Vec<(PurposeRecord, Wording)>,
}

impl ConsentRequestRecord {
    /// Where it stands at `now`.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> RequestState {
        RequestState::at(now, self.expires_at, self.confirmed_at)
    }
}

/// One request.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or whose it was is gone.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: ConsentRequestId,
) -> Result<ConsentRequestRecord, StoreError> {
    let row = consent_request::Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_REQUEST)?;
    party::Entity::find_by_id(row.party_id)
        .filter(party::Column::DeletedAt.is_null())
        .one(conn)
        .await?
        .ok_or(NO_REQUEST)?;
    Ok(ConsentRequestRecord {
        id: row.id.into(),
        party: row.party_id.into(),
        point: row.contact_point_id.into(),
        language: language(&row)?,
        method: row.method.parse().map_err(|why| unreadable("consent_request.method", why))?,
        collected_by: row.collected_by,
        requested_at: row.requested_at,
        expires_at: row.expires_at,
        confirmed_at: row.confirmed_at,
        asked: asked(conn, id).await?,
    })
}

fn language(row: &consent_request::Model) -> Result<Language, StoreError> {
    row.language.parse().map_err(|why| unreadable("consent_request.language", why))
}

async fn asked<C: ConnectionTrait>(
    conn: &C,
    id: ConsentRequestId,
) -> Result<Vec<(PurposeRecord, Wording)>, StoreError> {
    let rows = consent_request_purpose::Entity::find()
        .filter(consent_request_purpose::Column::RequestId.eq(id.0))
        .order_by_asc(consent_request_purpose::Column::PurposeId)
        .all(conn)
        .await?;
    let mut asked = Vec::with_capacity(rows.len());
    for row in rows {
        let record = purpose::get(conn, PurposeId(row.purpose_id)).await?;
        let wording = consent_wording::Entity::find_by_id(row.wording_id).one(conn).await?;
        asked.push((record, wording.ok_or(NO_REQUEST)?.into()));
    }
    Ok(asked)
}
