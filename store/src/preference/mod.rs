//! What a person says on a page of its own: the preferences at an address, and the end of a purpose by
//! the link of every message. Whoever holds the link of a mailbox speaks for it, and is sent another one on
//! demand.

pub mod link;
mod save;
mod unsubscribe;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::consent::{self, Decision};
use domain::contactability::ContactChannel;
use domain::id::{ContactPointId, PartyId};
use domain::language::Language;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::contactability::History;
use crate::entity::{contact_point, party, party_contact_point};
use crate::error::StoreError;
use crate::purpose::{self, PurposeRecord, Wording};
use crate::sql::unreadable;

pub use save::{Wish, save};
pub use unsubscribe::unsubscribe;

/// What a person may choose at a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The language of the person, when it is known.
    pub language: Option<Language>,
    /// The address.
    pub address: String,
    /// Each purpose that is pursued by mail and heeds what the person says.
    pub choices: Vec<Choice>,
}

/// One purpose to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The purpose.
    pub purpose: PurposeRecord,
    /// The words by which consent is asked today; without any, there is only a no.
    pub wording: Option<Wording>,
    /// What was last decided.
    pub decision: Option<Decision>,
}

/// The preferences of a party at a mailbox.
///
/// # Errors
/// [`StoreError::NotFound`] when the party or the mailbox is gone, or no longer the party's.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    of: PartyId,
    point: ContactPointId,
    at: DateTime<Utc>,
) -> Result<Preferences, StoreError> {
    let whose = party::Entity::find_by_id(of.0)
        .filter(party::Column::DeletedAt.is_null())
        .one(conn)
        .await?
        .ok_or(StoreError::NotFound { noun: "party" })?;
    let mailbox = contact_point::Entity::find_by_id(point.0).one(conn).await?;
    let held = party_contact_point::Entity::find()
        .filter(party_contact_point::Column::PartyId.eq(of.0))
        .filter(party_contact_point::Column::ContactPointId.eq(point.0))
        .one(conn)
        .await?;
    let mailbox = mailbox.filter(|_| held.is_some());
    let mailbox = mailbox.ok_or(StoreError::NotFound { noun: "contact_point" })?;
    let language = whose.language.as_deref().map(str::parse).transpose();
    let mut wordings = purpose::wordings_at(conn, at).await?;
    let history = History::read(conn, &[of], &[point]).await?;
    let (subject, records) = history.of(Some(of), Some(point));
    let channel = ContactChannel::Email;
    let choices = purpose::list(conn).await?.into_iter().filter(|record| {
        let purpose = &record.purpose;
        purpose.active && purpose.heeds_decisions() && purpose.channels.contains(&channel)
    });
    let choices = choices.map(|record| {
        let said = consent::current(&records, subject, &record.purpose, channel, at);
        Choice {
            wording: wordings.remove(&record.purpose.id),
            decision: said.map(|said| said.decision),
            purpose: record,
        }
    });
    Ok(Preferences {
        language: language.map_err(|why| unreadable("party.language", why))?,
        address: mailbox.value,
        choices: choices.collect(),
    })
}
