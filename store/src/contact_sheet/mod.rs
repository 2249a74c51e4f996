//! Contact sheets: one act makes or finds the party, keeps what was said, and asks for what is to be
//! confirmed.

mod fill;
mod meet;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::consent::CollectionMethod;
use domain::contact_sheet::SheetFault;
use domain::id::{ConsentRequestId, ContactSheetId, CustomerId, NoteId, PartyId, TaskId};
use domain::language::Language;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::entity::contact_sheet::Entity;
use crate::error::{Refusal, StoreError};
use crate::sql::unreadable;

pub use fill::fill;
pub(crate) use meet::first_point;

impl From<SheetFault> for Refusal {
    fn from(fault: SheetFault) -> Self {
        Self::new(fault.code())
    }
}

/// A sheet as it is stored: what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactSheetRecord {
    /// Its id.
    pub id: ContactSheetId,
    /// The customer.
    pub customer: CustomerId,
    /// Whom it is about: the customer's party, or a person of it.
    pub party: PartyId,
    /// How it was collected.
    pub method: CollectionMethod,
    /// Where.
    pub place: Option<String>,
    /// The language in which the words were shown.
    pub language: Language,
    /// What they need, and what was handed over.
    pub note: NoteId,
    /// Who follows up.
    pub task: TaskId,
    /// The mail that asks whether the consents are meant.
    pub consent_request: Option<ConsentRequestId>,
    /// When it was filled in.
    pub filled_at: DateTime<Utc>,
    /// By whom.
    pub filled_by: String,
}

/// One sheet.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: ContactSheetId,
) -> Result<ContactSheetRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(conn).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "contact_sheet" })?;
    Ok(ContactSheetRecord {
        id: row.id.into(),
        customer: row.customer_id.into(),
        party: row.party_id.into(),
        method: row.method.parse().map_err(|why| unreadable("contact_sheet.method", why))?,
        place: row.place,
        language: row.language.parse().map_err(|why| unreadable("contact_sheet.language", why))?,
        note: row.note_id.into(),
        task: row.task_id.into(),
        consent_request: row.consent_request_id.map(Into::into),
        filled_at: row.filled_at,
        filled_by: row.filled_by,
    })
}
