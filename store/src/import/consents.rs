//! What the rows of a page say about being contacted, and the addresses that they bring: weighed when a
//! file is planned, recorded when it is applied. A no is recorded and its address suppressed for the
//! purpose, so that it outlives the undoing of the import; a yes never is.

use std::collections::HashMap;

use domain::consent::said_by_a_file;
use domain::context::Context;
use domain::customer::{ContactKind, ContactValue, EmailAddress, PhoneNumber};
use domain::id::{CustomerId, ImportId};
use domain::import::{
    ConsentColumn, CustomerRow, Field, FileFault, ImportNotice, Reading, SaidConsent, notice_of,
    said_no,
};
use domain::purpose::{Purpose, PurposeCode};
use domain::suppression::{Suppression, SuppressionReason};
use sea_orm::ConnectionTrait;

use super::notice::NoticeRecord;
use super::reached::{People, Reached};
use crate::consent::{self, ImportRow};
use crate::error::StoreError;
use crate::purpose;
use crate::suppression::{self, Fingerprints, NewSuppression};

/// A row that is or will be applied.
#[derive(Debug)]
pub(super) struct Speaker {
    pub(super) line: i32,
    /// Whom it is about; nobody that is known when absent.
    customer: Option<CustomerId>,
    /// Whether its addresses are new to the customer.
    brings_addresses: bool,
    said: Vec<SaidConsent>,
    email: Option<EmailAddress>,
    phone: Option<PhoneNumber>,
}

impl Speaker {
    pub(super) fn of(line: i32, row: &CustomerRow, customer: Option<CustomerId>) -> Self {
        Self {
            line,
            customer,
            brings_addresses: false,
            said: row.consents.clone(),
            email: row.email.clone(),
            phone: row.phone.clone(),
        }
    }

    /// The same of a customer that is there by now.
    pub(super) fn about(self, customer: Option<CustomerId>) -> Self {
        Self { customer, ..self }
    }

    /// The same, when its addresses are new to the customer.
    pub(super) fn bringing_addresses(self, brings_addresses: bool) -> Self {
        Self { brings_addresses, ..self }
    }

    fn value(&self, kind: ContactKind) -> Option<ContactValue> {
        match kind {
            ContactKind::Email => self.email.clone().map(ContactValue::Email),
            ContactKind::Phone => self.phone.clone().map(ContactValue::Phone),
            // No column brings one.
            ContactKind::Social => None,
        }
    }
}

/// Whether a file says what can be heard: its purposes are there and pursued by its channels.
pub(super) async fn check<C: ConnectionTrait>(
    conn: &C,
    reading: &Reading,
) -> Result<Vec<FileFault>, StoreError> {
    if reading.consents.is_empty() {
        return Ok(Vec::new());
    }
    let known = purposes(conn).await?;
    let fault = |of: &ConsentColumn| {
        let heading = of.column.heading.clone();
        let purpose = of.says.purpose.to_string();
        match known.get(&of.says.purpose) {
            None => Some(FileFault::UnknownPurpose { heading, purpose }),
            Some(known) if known.channels.contains(&of.says.channel) => None,
            Some(_) => {
                let channel = of.says.channel.to_string();
                Some(FileFault::ChannelNotOfPurpose { heading, purpose, channel })
            }
        }
    };
    Ok(reading.consents.iter().filter_map(fault).collect())
}

async fn purposes<C: ConnectionTrait>(
    conn: &C,
) -> Result<HashMap<PurposeCode, Purpose>, StoreError> {
    let all = purpose::list(conn).await?.into_iter();
    Ok(all.map(|one| (one.purpose.code.clone(), one.purpose)).collect())
}

/// What rows would be told; nothing is written.
pub(super) async fn weigh<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    marks: &Fingerprints,
    reading: &Reading,
    speakers: &[Speaker],
) -> Result<Vec<NoticeRecord>, StoreError> {
    let page = Page::read(conn, marks, reading, speakers).await?;
    let verdicts = consent::weigh(conn, context, &page.rows).await?;
    let mut notices = page.heard(verdicts.iter().map(|taken| taken.verdict));
    notices.extend(page.suppressed(reading, speakers));
    Ok(notices)
}

/// Records what rows say, as far as a file may, and answers what they are told.
pub(super) async fn record<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    marks: &Fingerprints,
    import: ImportId,
    reading: &Reading,
    speakers: &[Speaker],
) -> Result<Vec<NoticeRecord>, StoreError> {
    let page = Page::read(conn, marks, reading, speakers).await?;
    let taken = consent::import(conn, context, import, &page.rows).await?;
    // The address is suppressed even when the no itself is known already: the file says it of this one.
    let mut refused = Vec::new();
    for (index, row) in page.rows.iter().enumerate() {
        if !row.decision.is_negative() {
            continue;
        }
        let anew = taken.get(index).is_some_and(|taken| taken.consent.is_some());
        let said_of = page.value(index);
        let others = page.others(index).iter().filter(|other| Some(*other) != said_of);
        refused.extend(said_of.into_iter().chain(others).map(|value| NewSuppression {
            value: value.clone(),
            reason: SuppressionReason::Objection,
            purpose: Some(row.purpose),
            import: Some(import),
            anew,
        }));
    }
    suppression::suppress_in(conn, context, marks, &refused).await?;
    Ok(page.heard(taken.iter().map(|taken| taken.verdict)))
}

/// The words of a page, each as the rule takes it, with where it stands and what is suppressed of its
/// address.
struct Page {
    rows: Vec<ImportRow>,
    places: Vec<(i32, String)>,
    values: Vec<Option<ContactValue>>,
    /// The other addresses of whoever speaks, by the channel spoken of.
    others: Vec<Vec<ContactValue>>,
    /// Whether the bearer of the address said no before.
    refused: Vec<bool>,
    standing: HashMap<ContactValue, Vec<Suppression>>,
}

impl Page {
    async fn read<C: ConnectionTrait>(
        conn: &C,
        marks: &Fingerprints,
        reading: &Reading,
        speakers: &[Speaker],
    ) -> Result<Self, StoreError> {
        let mut page = Self {
            rows: Vec::new(),
            places: Vec::new(),
            values: Vec::new(),
            others: Vec::new(),
            refused: Vec::new(),
            standing: HashMap::new(),
        };
        let brought = speakers.iter().filter(|speaker| speaker.brings_addresses);
        let kinds = [ContactKind::Email, ContactKind::Phone];
        let mut values: Vec<ContactValue> =
            brought.flat_map(|speaker| kinds.map(|kind| speaker.value(kind))).flatten().collect();
        let mut of_words = Vec::new();
        if !reading.consents.is_empty() {
            let known = purposes(conn).await?;
            let speaking = speakers.iter().filter(|speaker| !speaker.said.is_empty());
            let people = People::read(conn, speaking.filter_map(|one| one.customer)).await?;
            for speaker in speakers {
                let words = speaker.said.iter().filter_map(|said| {
                    let of = reading.consents.get(said.column)?;
                    Some((said.yes, of, known.get(&of.says.purpose)?))
                });
                for (yes, of, purpose) in words {
                    let reached = of.says.channel.kind().and_then(|kind| {
                        let own = speaker.value(kind).map(|value| Reached { point: None, value });
                        people.reached(speaker.customer, kind, own)
                    });
                    page.rows.push(ImportRow {
                        party: people.party(speaker.customer),
                        point: reached.as_ref().and_then(|reached| reached.point),
                        purpose: purpose.id,
                        channel: of.says.channel,
                        decision: said_by_a_file(yes, purpose.ground),
                        effective_at: None,
                    });
                    page.places.push((speaker.line, of.column.heading.clone()));
                    page.values.push(reached.map(|reached| reached.value));
                    let kind = of.says.channel.kind();
                    let own = kind.map(|kind| people.own(speaker.customer, kind));
                    page.others.push(own.unwrap_or_default().to_vec());
                    of_words.push(purpose.clone());
                }
            }
            values.extend(page.values.iter().flatten().cloned());
        }
        let caught = suppression::caught(conn, marks, &values).await?;
        page.standing = values.into_iter().zip(caught).collect();
        for (purpose, value) in of_words.iter().zip(&page.values) {
            let standing = value.as_ref().and_then(|value| page.standing.get(value));
            page.refused.push(standing.is_some_and(|standing| said_no(standing, purpose)));
        }
        Ok(page)
    }

    fn value(&self, index: usize) -> Option<&ContactValue> {
        self.values.get(index)?.as_ref()
    }

    fn others(&self, index: usize) -> &[ContactValue] {
        self.others.get(index).map_or(&[], Vec::as_slice)
    }

    /// What is told of each word.
    fn heard(
        &self,
        verdicts: impl Iterator<Item = domain::consent::ImportVerdict>,
    ) -> Vec<NoticeRecord> {
        let words = self.places.iter().zip(&self.refused).zip(verdicts);
        words
            .filter_map(|(((line, column), refused), verdict)| {
                let code = notice_of(verdict, *refused)?;
                Some(NoticeRecord { line: *line, column: column.clone(), code })
            })
            .collect()
    }

    /// The new addresses that are suppressed.
    fn suppressed(&self, reading: &Reading, speakers: &[Speaker]) -> Vec<NoticeRecord> {
        let mut notices = Vec::new();
        for speaker in speakers.iter().filter(|speaker| speaker.brings_addresses) {
            for (kind, field) in
                [(ContactKind::Email, Field::Email), (ContactKind::Phone, Field::Phone)]
            {
                let standing = speaker.value(kind).and_then(|value| self.standing.get(&value));
                if standing.is_some_and(|standing| !standing.is_empty()) {
                    notices.push(NoticeRecord {
                        line: speaker.line,
                        column: reading.heading(field).to_owned(),
                        code: ImportNotice::AddressSuppressed,
                    });
                }
            }
        }
        notices
    }
}
