//! The last look: what may not leave any more is skipped at the moment of sending.
//!
//! By sets: the person and the address by [`crate::contactability`], the ledger behind a reminder in
//! [`crate::dunning::recheck`].

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::id::{MessageId, NoticeId};
use domain::message::{Channel, Outcome, SkipReason};
use domain::purpose as contact;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::change::{self, Change};
use super::count::Shift;
use super::row::{self, Row};
use super::statement::{self, Others};
use crate::consent_request;
use crate::contactability::{self, Ask, Via};
use crate::db::Db;
use crate::dunning;
use crate::error::StoreError;
use crate::preference::link;
use crate::suppression::Fingerprints;

/// Renews the claim until `lease_until` and reads the permission of what is left of it again.
/// Answers the rows that were skipped; none when the claim is lost, and nothing of it may be sent.
///
/// # Errors
/// When the database cannot be written.
pub async fn look_again(
    db: &Db,
    context: &Context,
    token: Uuid,
    worker: &str,
    lease_until: DateTime<Utc>,
    left: &[MessageId],
) -> Result<Option<HashSet<MessageId>>, StoreError> {
    const RENEW: &str = "update message set lease_until = $1 \
         where claim_token = $2 and state = 'claimed' and lease_until > $3";
    let txn = db.begin().await?;
    let values = vec![lease_until.into(), token.into(), context.now.into()];
    if statement::execute(&*txn, RENEW, values).await? == 0 {
        return Ok(None);
    }
    let condition = "claim_token = $1 and state = 'claimed'";
    let left: HashSet<_> = left.iter().copied().collect();
    let mut rows = row::lock(&*txn, condition, vec![token.into()], Others::Wait).await?;
    rows.retain(|row| left.contains(&row.id));
    let mut shift = Shift::default();
    let withheld = withhold(&*txn, context, db.fingerprints()?, worker, &rows, &mut shift).await?;
    shift.write(&*txn).await?;
    txn.commit().await?;
    Ok(Some(withheld))
}

/// Skips what may not leave among `rows`, all claimed, and answers which.
pub(super) async fn withhold<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    fingerprints: &Fingerprints,
    worker: &str,
    rows: &[Row],
    shift: &mut Shift,
) -> Result<HashSet<MessageId>, StoreError> {
    let mut reasons = forbidden(conn, context, fingerprints, rows).await?;
    let notices: Vec<_> = rows
        .iter()
        .filter(|row| !reasons.contains_key(&row.id))
        .filter_map(|row| row.purpose.notice())
        .collect();
    let nothing_left: HashMap<NoticeId, _> = if notices.is_empty() {
        HashMap::new()
    } else {
        dunning::recheck(conn, context, &notices).await?
    };
    let requests: Vec<_> = rows.iter().filter_map(|row| row.purpose.consent_request()).collect();
    let over = consent_request::over(conn, context.now, &requests).await?;
    let links: Vec<_> = rows.iter().filter_map(|row| row.purpose.preference_link()).collect();
    let old = link::over(conn, context.now, &links).await?;
    for row in rows {
        if row.purpose.consent_request().is_some_and(|request| over.contains(&request)) {
            reasons.entry(row.id).or_insert(SkipReason::RequestOver);
        }
        if row.purpose.preference_link().is_some_and(|link| old.contains(&link)) {
            reasons.entry(row.id).or_insert(SkipReason::LinkOver);
        }
        if let Some(reason) = row.purpose.notice().and_then(|notice| nothing_left.get(&notice)) {
            reasons.entry(row.id).or_insert(SkipReason::Dunning(*reason));
        }
    }
    let skips: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let reason = *reasons.get(&row.id)?;
            Some((row.clone(), Change::Outcome(Outcome::Skipped { reason })))
        })
        .collect();
    let steps = change::apply_uncounted(conn, context, worker, skips, shift).await?;
    Ok(steps.into_iter().map(|step| step.row.id).collect())
}

/// The rows whose recipient may not be contacted so, by the rule that everything that sends asks: four
/// statements for each purpose of contact among them.
async fn forbidden<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    fingerprints: &Fingerprints,
    rows: &[Row],
) -> Result<HashMap<MessageId, SkipReason>, StoreError> {
    let mut asked: Vec<(contact::Purpose, Vec<&Row>)> = Vec::new();
    for row in rows {
        let purpose = row.purpose.contact();
        match asked.iter_mut().find(|(of, _)| *of == purpose) {
            Some((_, rows)) => rows.push(row),
            None => asked.push((purpose, vec![row])),
        }
    }
    let mut reasons = HashMap::new();
    for (purpose, rows) in asked {
        let asks: Vec<Ask> = rows.iter().map(|row| ask(row)).collect();
        let answers = contactability::of(conn, fingerprints, &asks, &purpose, context.now).await?;
        let no = rows.iter().zip(answers).filter(|(_, answer)| !answer.allowed());
        reasons.extend(no.map(|(row, answer)| (row.id, SkipReason::Contact(answer.reason))));
    }
    Ok(reasons)
}

fn ask(row: &Row) -> Ask {
    let via = match (row.channel, row.contact_point) {
        (Channel::Email | Channel::PhoneTask, Some(point)) => Via::Point(point),
        (Channel::Email, None) => Via::Nothing,
        // A person posts the letter and sees where, or finds the number.
        (Channel::Letter, _) => row.address.map_or(Via::Paper, Via::Address),
        (Channel::PhoneTask, None) => Via::Paper,
    };
    Ask { party: Some(row.party), via, channel: row.channel.into() }
}
