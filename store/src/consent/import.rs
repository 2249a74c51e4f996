//! Decisions that a file brings: by sets, and never a yes.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::consent::{self, CollectionMethod, ConsentRecord, Decision, ImportVerdict, NewConsent};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::id::{ConsentId, ContactPointId, ImportId, PartyId, PurposeId};
use domain::purpose::Purpose;
use sea_orm::{ConnectionTrait, EntityTrait};

use super::record::{row, story};
use crate::contactability::History;
use crate::entity::consent as table;
use crate::error::StoreError;
use crate::sql::ROWS;
use crate::{event, purpose};

/// What a row of a file says of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Whose; nobody that is known when absent.
    pub party: Option<PartyId>,
    /// The address at which the channel reaches them, so that what was said of it counts too.
    pub point: Option<ContactPointId>,
    /// For which purpose.
    pub purpose: PurposeId,
    /// By which channel.
    pub channel: ContactChannel,
    /// What it says was decided.
    pub decision: Decision,
    /// From when, as the file says; from now on when it lies ahead or is absent.
    pub effective_at: Option<DateTime<Utc>>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenIn {
    /// The verdict; `tried_to_raise` and `tried_to_undo` are to be shown with the row.
    pub verdict: ImportVerdict,
    /// The record, when there is a new one.
    pub consent: Option<ConsentId>,
}

/// Takes in what a file says, within the transaction of the import: a no is recorded, a yes never. A no is
/// about all addresses of the party, since a new one brings back nothing that was refused. The answers are
/// in the order of the rows; a bounded number of statements for each thousand.
///
/// # Errors
/// [`StoreError::NotFound`] when a purpose is not there; when the database cannot be written.
pub async fn import<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: ImportId,
    rows: &[ImportRow],
) -> Result<Vec<TakenIn>, StoreError> {
    let answers = weigh(conn, context, rows).await?;
    let recorded: Vec<(ConsentId, NewConsent)> = rows
        .iter()
        .zip(&answers)
        .filter_map(|(said, taken)| Some((taken.consent?, new(said, import, context.now))))
        .collect();
    for page in recorded.chunks(ROWS) {
        let records = page.iter().map(|(id, new)| row(context, *id, new));
        table::Entity::insert_many(records).exec_without_returning(conn).await?;
        let told = page.iter().map(|(id, new)| story(*id, new)).collect();
        event::record(conn, context, told).await?;
    }
    Ok(answers)
}

/// What would become of rows: [`import`] without writing.
///
/// # Errors
/// As [`import`].
pub async fn weigh<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    rows: &[ImportRow],
) -> Result<Vec<TakenIn>, StoreError> {
    let mut answers = Vec::with_capacity(rows.len());
    if rows.is_empty() {
        return Ok(answers);
    }
    let purposes: HashMap<PurposeId, Purpose> =
        purpose::list(conn).await?.into_iter().map(|one| (one.purpose.id, one.purpose)).collect();
    for rows in rows.chunks(ROWS) {
        let parties: Vec<_> = rows.iter().filter_map(|row| row.party).collect();
        let points: Vec<_> = rows.iter().filter_map(|row| row.point).collect();
        let mut known = History::read(conn, &parties, &points).await?;
        for said in rows {
            let purpose = purposes.get(&said.purpose);
            let purpose = purpose.ok_or(StoreError::NotFound { noun: "purpose" })?;
            let verdict_at = |point| {
                let (subject, decided) = known.of(said.party, point);
                let before =
                    consent::current(&decided, subject, purpose, said.channel, context.now);
                consent::judge(before.map(|record| record.decision), said.decision)
            };
            let mut verdict = ImportVerdict::of_both(verdict_at(None), verdict_at(said.point));
            // A no takes back what was given at any address of the party.
            if let Some(party) = said.party.filter(|_| said.decision.is_negative()) {
                let others = known.points(party).map(|point| verdict_at(Some(point)));
                verdict = others.fold(verdict, ImportVerdict::of_both);
            }
            // Of somebody who is not there yet nothing can be recorded.
            let consent = (verdict == ImportVerdict::Recorded)
                .then_some(said.party)
                .flatten()
                .map(|_| context.id::<ConsentId>());
            if let Some(id) = consent {
                known.add(ConsentRecord {
                    id,
                    party: said.party,
                    voice: None,
                    point: None,
                    purpose: Some(said.purpose),
                    channel: Some(said.channel),
                    decision: said.decision,
                    effective_at: effective_at(said, context.now),
                    recorded_at: context.now,
                });
            }
            answers.push(TakenIn { verdict, consent });
        }
    }
    Ok(answers)
}

fn effective_at(said: &ImportRow, now: DateTime<Utc>) -> DateTime<Utc> {
    said.effective_at.filter(|at| *at <= now).unwrap_or(now)
}

fn new(said: &ImportRow, import: ImportId, now: DateTime<Utc>) -> NewConsent {
    NewConsent {
        party: said.party,
        point: None,
        purpose: Some(said.purpose),
        channel: Some(said.channel),
        decision: said.decision,
        wording: None,
        language: None,
        method: CollectionMethod::Import,
        collected_by: None,
        evidence: Default::default(),
        effective_at: effective_at(said, now),
        import: Some(import),
    }
}
