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
    /// Whose.
    pub party: PartyId,
    /// About which address; about all of the party's when absent.
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

/// Takes in what a file says, within the transaction of the import: a no is recorded, a yes never. The
/// answers are in the order of the rows; a bounded number of statements for each thousand.
///
/// # Errors
/// [`StoreError::NotFound`] when a purpose is not there; when the database cannot be written.
pub async fn import<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: ImportId,
    rows: &[ImportRow],
) -> Result<Vec<TakenIn>, StoreError> {
    let purposes: HashMap<PurposeId, Purpose> =
        purpose::list(conn).await?.into_iter().map(|one| (one.purpose.id, one.purpose)).collect();
    let mut answers = Vec::with_capacity(rows.len());
    for rows in rows.chunks(ROWS) {
        let parties: Vec<_> = rows.iter().map(|row| row.party).collect();
        let points: Vec<_> = rows.iter().filter_map(|row| row.point).collect();
        let mut known = History::read(conn, &parties, &points).await?;
        let (mut records, mut told) = (Vec::new(), Vec::new());
        for said in rows {
            let purpose = purposes.get(&said.purpose);
            let purpose = purpose.ok_or(StoreError::NotFound { noun: "purpose" })?;
            let (subject, decided) = known.of(Some(said.party), said.point);
            let before = consent::current(&decided, subject, purpose, said.channel, context.now);
            let verdict = consent::judge(before.map(|record| record.decision), said.decision);
            if verdict != ImportVerdict::Recorded {
                answers.push(TakenIn { verdict, consent: None });
                continue;
            }
            let id: ConsentId = context.id();
            let said_at = said.effective_at.filter(|at| *at <= context.now);
            let new = new(said, import, said_at.unwrap_or(context.now));
            records.push(row(context, id, &new));
            told.push(story(id, &new));
            known.add(ConsentRecord {
                id,
                party: Some(said.party),
                voice: None,
                point: said.point,
                purpose: Some(said.purpose),
                channel: Some(said.channel),
                decision: said.decision,
                effective_at: new.effective_at,
                recorded_at: context.now,
            });
            answers.push(TakenIn { verdict, consent: Some(id) });
        }
        if !records.is_empty() {
            table::Entity::insert_many(records).exec_without_returning(conn).await?;
            event::record(conn, context, told).await?;
        }
    }
    Ok(answers)
}

fn new(said: &ImportRow, import: ImportId, effective_at: DateTime<Utc>) -> NewConsent {
    NewConsent {
        party: Some(said.party),
        point: said.point,
        purpose: Some(said.purpose),
        channel: Some(said.channel),
        decision: said.decision,
        wording: None,
        language: None,
        method: CollectionMethod::Import,
        collected_by: None,
        evidence: Default::default(),
        effective_at,
        import: Some(import),
    }
}
