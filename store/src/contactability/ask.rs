//! Whoever asks about one customer, or about one address as it is written.

use chrono::{DateTime, Utc};
use domain::contactability::{Answer, ContactChannel, Reason, may_contact};
use domain::customer::{ContactValue, Reference};
use domain::id::{ContactPointId, CustomerId, PartyId};
use domain::purpose::Purpose;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::facts::{self, Depth};
use super::{Ask, Via, rule};
use crate::customer::{self, CustomerRecord, StoredPoint};
use crate::db::Db;
use crate::entity::{contact_point, party_contact_point};
use crate::error::StoreError;
use crate::party;
use crate::suppression;

/// The answer for one purpose, one channel and one contact point of a customer or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerAnswer {
    /// For which purpose.
    pub purpose: Purpose,
    /// By which channel.
    pub channel: ContactChannel,
    /// At which contact point; none of a letter, or when there is none.
    pub point: Option<ContactPointId>,
    /// The answer.
    pub answer: Answer,
}

/// The answers for each of these purposes, by each of its channels, at each contact point of a customer;
/// the facts are read once.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn of_customer(
    db: &Db,
    id: CustomerId,
    purposes: &[Purpose],
    at: DateTime<Utc>,
) -> Result<Vec<CustomerAnswer>, StoreError> {
    let record = customer::get(db.read(), id).await?;
    at_each(db, &asks(&record), purposes, at).await
}

/// [`of_customer`] for a person of a customer, at its own contact points.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such person.
pub async fn of_person(
    db: &Db,
    id: PartyId,
    purposes: &[Purpose],
    at: DateTime<Utc>,
) -> Result<Vec<CustomerAnswer>, StoreError> {
    let record = party::person(db, id).await?;
    at_each(db, &asks_of(record.id, &record.points, false), purposes, at).await
}

async fn at_each(
    db: &Db,
    asks: &[Ask],
    purposes: &[Purpose],
    at: DateTime<Utc>,
) -> Result<Vec<CustomerAnswer>, StoreError> {
    let conn = db.read();
    let rules = rule::table(conn).await?;
    let facts = facts::read(conn, db.fingerprints()?, asks, Depth::Whole, at).await?;
    let mut answers = Vec::new();
    for purpose in purposes {
        for (ask, facts) in asks.iter().zip(&facts) {
            if purpose.channels.contains(&ask.channel) {
                answers.push(CustomerAnswer {
                    purpose: purpose.clone(),
                    channel: ask.channel,
                    point: facts.subject.point,
                    answer: may_contact(&rules, facts, purpose, ask.channel, at),
                });
            }
        }
    }
    Ok(answers)
}

fn asks(record: &CustomerRecord) -> Vec<Ask> {
    asks_of(record.party, &record.points, !record.addresses.is_empty())
}

/// By which channels somebody can be asked about: each channel at each of its points, or at none.
fn asks_of(party: PartyId, points: &[StoredPoint], has_address: bool) -> Vec<Ask> {
    let party = Some(party);
    let mut asks = Vec::new();
    for channel in ContactChannel::ALL {
        let at_points = points
            .iter()
            .filter(|stored| channel.kind() == Some(stored.point.value.kind()))
            .map(|stored| Ask { party, via: Via::Point(stored.id), channel: *channel });
        let before = asks.len();
        asks.extend(at_points);
        if asks.len() == before {
            let on_paper = channel.kind().is_none() && has_address;
            let via = if on_paper { Via::Paper } else { Via::Nothing };
            asks.push(Ask { party, via, channel: *channel });
        }
    }
    // One point may have several roles.
    asks.dedup();
    asks
}

/// Somebody as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressee {
    /// A mailbox or a number.
    Value(ContactValue),
    /// A customer, to whom a letter goes.
    Customer(Reference),
}

/// The answer for whoever is reached there: of several the strictest, of nobody that of an unknown
/// person.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_addressee(
    db: &Db,
    addressee: &Addressee,
    channel: ContactChannel,
    purpose: &Purpose,
    at: DateTime<Utc>,
) -> Result<Answer, StoreError> {
    let conn = db.read();
    let fingerprints = db.fingerprints()?;
    let asks = match addressee {
        Addressee::Value(value) => at_value(conn, value, channel).await?,
        Addressee::Customer(reference) => match customer::get_by_reference(conn, reference).await {
            Ok(record) => asks(&record).into_iter().filter(|ask| ask.channel == channel).collect(),
            Err(StoreError::NotFound { .. }) => Vec::new(),
            Err(error) => return Err(error),
        },
    };
    if asks.is_empty() {
        // Nobody of the file is there, yet the address itself may be suppressed.
        let mut facts = domain::contactability::Facts::of_nobody(
            domain::calendar::Zone::default(),
            chrono_tz::Tz::UTC,
        );
        if let Addressee::Value(value) = addressee {
            let caught =
                suppression::caught(conn, fingerprints, std::slice::from_ref(value)).await?;
            facts.suppressions = caught.into_iter().flatten().collect();
        }
        let rules = rule::table(conn).await?;
        return Ok(may_contact(&rules, &facts, purpose, channel, at));
    }
    let answers = super::of(conn, fingerprints, &asks, purpose, at).await?;
    // A holder who was deleted, or whose survivor holds it no more, says nothing of the others.
    let is_there =
        |answer: &Answer| !matches!(answer.reason, Reason::PartyDeleted | Reason::NoContactPoint);
    let somebody = answers.iter().any(is_there);
    let strictest = answers
        .into_iter()
        .filter(|answer| !somebody || is_there(answer))
        .min_by_key(|answer| (answer.allowed(), answer.next_lawful_at.is_some()));
    Ok(strictest.unwrap_or(Answer::new(Reason::UnknownPerson, "GDPR 6(1)")))
}

/// Whoever is reached at a mailbox or a number.
async fn at_value<C: ConnectionTrait>(
    conn: &C,
    value: &ContactValue,
    channel: ContactChannel,
) -> Result<Vec<Ask>, StoreError> {
    let point = contact_point::Entity::find()
        .filter(contact_point::Column::Kind.eq(value.kind().code()))
        .filter(contact_point::Column::ValueKey.eq(value.key()))
        .one(conn)
        .await?;
    let Some(point) = point else { return Ok(Vec::new()) };
    let links = party_contact_point::Entity::find()
        .filter(party_contact_point::Column::ContactPointId.eq(point.id))
        .order_by_asc(party_contact_point::Column::PartyId)
        .all(conn)
        .await?;
    let mut parties: Vec<Option<PartyId>> =
        links.into_iter().map(|link| Some(link.party_id.into())).collect();
    parties.dedup();
    if parties.is_empty() {
        parties.push(None);
    }
    let via = Via::Point(point.id.into());
    Ok(parties.into_iter().map(|party| Ask { party, via, channel }).collect())
}
