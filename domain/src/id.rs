//! Typed ids: a UUIDv7 (RFC 9562) each, so that an id of one noun is never taken for another's.

use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A source of new ids: in rising order within a process, unpredictable between processes.
#[derive(Debug)]
pub struct Ids(Mutex<Source>);

#[derive(Debug)]
struct Source {
    random: StdRng,
    millis: u64,
    counter: u16,
}

impl Ids {
    /// Ids from a seed: read from the system's randomness at the edge, fixed in tests.
    #[must_use]
    pub fn seeded(seed: [u8; 32]) -> Self {
        Self(Mutex::new(Source { random: StdRng::from_seed(seed), millis: 0, counter: 0 }))
    }

    /// The next id at `now`; ids of one source never fall, even when the clock does.
    #[must_use]
    pub fn next(&self, now: DateTime<Utc>) -> Uuid {
        let mut source = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        if now > source.millis {
            source.millis = now;
            source.counter = 0;
        } else if source.counter == 0x0fff {
            source.millis += 1;
            source.counter = 0;
        } else {
            source.counter += 1;
        }
        let mut bytes = [0; 10];
        source.random.fill_bytes(&mut bytes);
        let [high, low] = source.counter.to_be_bytes();
        let [first, second, ..] = &mut bytes;
        *first = high;
        *second = low;
        uuid::Builder::from_unix_timestamp_millis(source.millis, &bytes).into_uuid()
    }
}

/// Declares typed ids.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// The firm itself.
    CompanyId,
    /// An organisation, an establishment or a person.
    PartyId,
    /// A party in its commercial role.
    CustomerId,
    /// An e-mail address, a phone number, a social identity.
    ContactPointId,
    /// A postal address.
    AddressId,
    /// A posted invoice.
    InvoiceId,
    /// One due date of an invoice and its amount.
    DueLineId,
    /// Money received.
    PaymentId,
    /// A posted credit note.
    CreditNoteId,
    /// What a payment or a credit note settles on a due line.
    AllocationId,
    /// A graduated procedure of reminders.
    ProcedureId,
    /// A reminder run of a company and a day.
    RunId,
    /// One message of a run: a customer, a language, a currency.
    NoticeId,
    /// The right of a run to remind a due line at a level.
    ClaimId,
    /// A hold on a due line or a customer.
    HoldId,
    /// A row of the delivery ledger.
    MessageId,
    /// A user of the program.
    UserId,
    /// An API token.
    TokenId,
    /// A web session.
    SessionId,
    /// An import of a file.
    ImportId,
    /// A saved segment of the customer file.
    SegmentId,
    /// Stored bytes.
    BlobId,
    /// An entry of the timeline.
    EventId,
    /// A field that the firm defined.
    CustomFieldId,
    /// A note, a call, a visit, a mail, a letter.
    NoteId,
    /// A file that was attached to a customer.
    AttachmentId,
    /// Something to do.
    TaskId,
    /// What a person is contacted for.
    PurposeId,
    /// A version of the text by which consent to a purpose is asked.
    WordingId,
    /// What a person decided about being contacted.
    ConsentId,
    /// A consent that was asked for and is to be confirmed by a link.
    ConsentRequestId,
    /// A link to the preferences that was asked for by mail.
    PreferenceLinkId,
    /// A contact sheet.
    ContactSheetId,
    /// An address that is not written to.
    SuppressionId,
    /// A call that was made.
    CallId,
    /// A search of the file for duplicates.
    DuplicateSearchId,
    /// Two parties that may be one.
    DuplicatePairId,
    /// A merge of two customers.
    MergeId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_source_rise_even_within_a_millisecond_and_when_the_clock_falls() {
        let ids = Ids::seeded([7; 32]);
        let now = DateTime::from_timestamp_millis(1_700_000_000_000).unwrap();
        let mut made: Vec<_> = (0..10_000).map(|_| ids.next(now)).collect();
        made.push(ids.next(now - chrono::Duration::seconds(1)));
        assert!(made.is_sorted());
        assert!(made.iter().all(|id| id.get_version_num() == 7));
        made.dedup();
        assert_eq!(made.len(), 10_001);
    }
}
