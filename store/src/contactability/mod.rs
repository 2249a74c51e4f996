//! **May I contact this person?** The facts by sets, the answer by the rule of the domain: a bounded
//! number of statements for a page of a thousand.
//!
//! Everything that sends asks here at the moment of sending.

mod ask;
mod facts;
mod history;
mod holder;
mod lineage;
mod paper;
mod person;
mod relation;
mod rule;
mod voice;

#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, Utc};
use domain::contactability::{Answer, ContactRules, may_contact};
use domain::purpose::Purpose;
use sea_orm::ConnectionTrait;

use crate::error::StoreError;
use crate::sql::ROWS;
use crate::suppression::Fingerprints;

pub use ask::{Addressee, CustomerAnswer, of_addressee, of_customer, of_person};
pub(crate) use history::History;
pub use rule::{list as rules, put as put_rule};

use self::facts::Depth;

/// Whom, where and by which channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Whom; nobody of the file when absent.
    pub party: Option<domain::id::PartyId>,
    /// Where.
    pub via: Via,
    /// By which channel.
    pub channel: domain::contactability::ContactChannel,
}

/// Where a person is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// At a contact point.
    Point(domain::id::ContactPointId),
    /// At whichever postal address works, or by whoever finds the number.
    Paper,
    /// At a postal address.
    Address(domain::id::AddressId),
    /// Nowhere.
    Nothing,
}

/// The answers to `asks` for `purpose` at `at`, in their order.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    asks: &[Ask],
    purpose: &Purpose,
    at: DateTime<Utc>,
) -> Result<Vec<Answer>, StoreError> {
    let depth = Depth::of(purpose);
    let rules = match depth {
        Depth::Bars => ContactRules::default(),
        Depth::Whole => rule::table(conn).await?,
    };
    let mut answers = Vec::with_capacity(asks.len());
    for asks in asks.chunks(ROWS) {
        let facts = facts::read(conn, fingerprints, asks, depth, at).await?;
        let answer = |(facts, ask): (_, &Ask)| may_contact(&rules, facts, purpose, ask.channel, at);
        answers.extend(facts.iter().zip(asks).map(answer));
    }
    Ok(answers)
}
