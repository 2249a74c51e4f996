//! What a person says on a page of its own: the preferences at an address, and the end of a purpose by
//! the link of every message. Whoever holds the link of a mailbox speaks for it, and is sent another one on
//! demand.

pub mod link;
mod reach;
mod reader;
mod refuse;
mod save;
mod unsubscribe;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::consent::{self, Decision};
use domain::contactability::ContactChannel;
use domain::id::{ContactPointId, PartyId};
use domain::language::Language;
use sea_orm::{ConnectionTrait, EntityTrait};

use self::reach::Reach;
use crate::consent::holds;
use crate::contactability::History;
use crate::entity::contact_point;
use crate::error::StoreError;
use crate::merge::resolve_party;
use crate::purpose::{self, PurposeRecord, Wording};
use crate::suppression::Fingerprints;

pub use reader::{language_at, language_of};
pub use refuse::refuse_all;
pub use save::{Wish, save};
pub use unsubscribe::unsubscribe;

/// What a person may choose at a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Whose: the party that was asked for, or the one that it was merged into.
    pub party: PartyId,
    /// The language of the person, else of the company above it, when it is known.
    pub language: Option<Language>,
    /// The address.
    pub address: String,
    /// Each purpose that heeds what the person says, and for which the person is reached.
    pub choices: Vec<Choice>,
    /// Whether the person's own no to all marketing stands at the mailbox: no yes to one purpose takes it
    /// back.
    pub refused: bool,
    /// Whether a no to all marketing would say something new.
    pub refusable: bool,
}

/// One purpose to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The purpose.
    pub purpose: PurposeRecord,
    /// The words by which consent is asked today; without any, there is only a no.
    pub wording: Option<Wording>,
    /// By which channels.
    pub channels: Vec<ChannelChoice>,
    /// Whether a no by every channel stands, those too by which the person is not reached yet.
    pub ended: bool,
}

/// A channel of a purpose to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelChoice {
    /// The channel.
    pub channel: ContactChannel,
    /// The contact point that a yes is about; none of a letter.
    pub point: Option<ContactPointId>,
    /// What was last decided.
    pub decision: Option<Decision>,
    /// Whether a yes to it stands at another number of the person.
    pub given_elsewhere: bool,
}

/// The preferences of a party at a mailbox. A link that was mailed before a merge leads to the survivor.
///
/// # Errors
/// [`StoreError::NotFound`] when the party or the mailbox is gone, or no longer the party's.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    of: PartyId,
    point: ContactPointId,
    at: DateTime<Utc>,
) -> Result<Preferences, StoreError> {
    let whose = reader::living_party(conn, resolve_party(conn, of).await?).await?;
    let party = PartyId(whose.id);
    let held = holds(conn, party, point).await?;
    let mailbox = contact_point::Entity::find_by_id(point.0).one(conn).await?.filter(|_| held);
    let mailbox = mailbox.ok_or(StoreError::NotFound { noun: "contact_point" })?;
    let languages = reader::languages(conn, &[whose]).await?;
    let reach = Reach::read(conn, party, point).await?;
    let history = History::read(conn, &[party], &reach.points()).await?;
    let refused = refuse::stands(conn, fingerprints, point).await?;
    let said = history.said_by(party);
    let mut wordings = purpose::wordings_at(conn, at).await?;
    let mut choices = Vec::new();
    for record in purpose::list(conn).await? {
        let purpose = &record.purpose;
        if !purpose.active || !purpose.heeds_decisions() {
            continue;
        }
        let channels = purpose.channels.iter().filter_map(|channel| {
            let point = reach.point(*channel);
            let (subject, records) = history.of(Some(party), point);
            let said = consent::current(&records, subject, purpose, *channel, at);
            let decision = said.map(|said| said.decision);
            // A yes can be taken back where the person is reached no more.
            let given_elsewhere = *channel != ContactChannel::Email
                && history.points(party).any(|other| {
                    let (subject, records) = history.of(Some(party), Some(other));
                    let said = consent::current(&records, subject, purpose, *channel, at);
                    said.is_some_and(|said| said.decision == Decision::Given)
                });
            let given = decision == Some(Decision::Given) || given_elsewhere;
            let choice = ChannelChoice { channel: *channel, point, decision, given_elsewhere };
            (reach.by(*channel) || given).then_some(choice)
        });
        let channels: Vec<_> = channels.collect();
        if !channels.is_empty() {
            let wording = wordings.remove(&purpose.id);
            let ended = refuse::is_ended(&said, record.purpose.id, at);
            choices.push(Choice { wording, channels, ended, purpose: record });
        }
    }
    Ok(Preferences {
        party,
        language: languages.into_iter().next().flatten(),
        address: mailbox.value,
        choices,
        refused,
        refusable: !refused || !refuse::is_said(&said, at),
    })
}
