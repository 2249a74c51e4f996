//! The state that follows from the records: the latest that counts for a person, an address, a purpose
//! and a channel.

use chrono::{DateTime, Utc};

use super::{ConsentRecord, Decision};
use crate::contactability::ContactChannel;
use crate::id::{ConsentId, ContactPointId, PartyId};
use crate::purpose::Purpose;

/// About whom it is asked: a person, an address, or a person at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Subject {
    /// The person.
    pub party: Option<PartyId>,
    /// The address.
    pub point: Option<ContactPointId>,
}

/// Who spoke, of several whom merges made one, and who was one with it by then: places in an order of
/// theirs, in which whoever was one at an instant stands together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Voice {
    /// The place of who spoke.
    pub first: usize,
    /// The last place of whoever was merged into it before.
    pub last: usize,
}

impl Voice {
    /// Whether what it says is said by the other speaker too: they had become one by then.
    #[must_use]
    pub const fn speaks_for(self, other: Self) -> bool {
        self.first <= other.first && other.first <= self.last
    }
}

impl ConsentRecord {
    /// Whether it says something about `subject`. A no about a shared mailbox holds for whoever reads
    /// there; a yes is its own person's.
    fn is_about(&self, subject: Subject) -> bool {
        let of_party = self.party.is_some() && self.party == subject.party;
        match self.point {
            None => of_party,
            Some(_) if self.point != subject.point => false,
            Some(_) => self.party.is_none() || of_party || self.decision.is_negative(),
        }
    }

    fn rank(&self) -> (DateTime<Utc>, Decision, DateTime<Utc>, ConsentId) {
        (self.effective_at, self.decision, self.recorded_at, self.id)
    }

    fn counts_for(&self, purpose: &Purpose, channel: ContactChannel, at: DateTime<Utc>) -> bool {
        let of_purpose = match self.purpose {
            Some(named) => named == purpose.id,
            None => purpose.marketing,
        };
        of_purpose && self.channel.is_none_or(|named| named == channel) && self.effective_at <= at
    }
}

/// What was last decided; none when nothing was, or only that the person was informed.
#[must_use]
pub fn current<'a>(
    records: &'a [ConsentRecord],
    subject: Subject,
    purpose: &Purpose,
    channel: ContactChannel,
    at: DateTime<Utc>,
) -> Option<&'a ConsentRecord> {
    let said = || {
        records
            .iter()
            .filter(|record| record.decision != Decision::Informed)
            .filter(|record| record.is_about(subject) && record.counts_for(purpose, channel, at))
    };
    let last = said().max_by_key(|record| record.rank())?;
    if last.voice.is_none() || last.decision.is_negative() {
        return Some(last);
    }
    // Of those who were merged, a yes takes back the no only of whoever was one with who said it.
    let by_them = || said().filter(|record| record.party == last.party);
    let stands = |no: &&ConsentRecord| {
        let overtakes = |voice: Voice| no.voice.is_some_and(|silent| voice.speaks_for(silent));
        !by_them().any(|later| later.rank() > no.rank() && later.voice.is_some_and(overtakes))
    };
    let no = by_them()
        .filter(|record| record.decision.is_negative())
        .filter(stands)
        .max_by_key(|record| record.rank());
    Some(no.unwrap_or(last))
}

/// The record that the person was informed at collection, the latest.
#[must_use]
pub fn informed<'a>(
    records: &'a [ConsentRecord],
    subject: Subject,
    purpose: &Purpose,
    channel: ContactChannel,
    at: DateTime<Utc>,
) -> Option<&'a ConsentRecord> {
    records
        .iter()
        .filter(|record| record.decision == Decision::Informed)
        .filter(|record| record.is_about(subject) && record.counts_for(purpose, channel, at))
        .max_by_key(|record| (record.effective_at, record.recorded_at, record.id))
}
