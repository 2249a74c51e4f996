//! The last look: what may not leave any more is skipped at the moment of sending.
//!
//! Two set statements for a page: the party and its address here, the ledger behind a reminder in
//! [`crate::dunning::recheck`].

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::id::{MessageId, NoticeId};
use domain::message::{Outcome, SkipReason};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::change::{self, Change};
use super::count::Shift;
use super::row::{self, Row};
use super::statement::{self, Others};
use crate::db::Db;
use crate::dunning;
use crate::error::StoreError;
use crate::sql::unreadable;

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
    let withheld = withhold(&*txn, context, token, worker, &rows, &mut shift).await?;
    shift.write(&*txn).await?;
    txn.commit().await?;
    Ok(Some(withheld))
}

/// Skips what may not leave among `rows`, all claimed under `token`, and answers which.
pub(super) async fn withhold<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    token: Uuid,
    worker: &str,
    rows: &[Row],
    shift: &mut Shift,
) -> Result<HashSet<MessageId>, StoreError> {
    let mut reasons = forbidden(conn, token).await?;
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
    for row in rows {
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

/// The rows of the claim whose party or address forbids it.
async fn forbidden<C: ConnectionTrait>(
    conn: &C,
    token: Uuid,
) -> Result<HashMap<MessageId, SkipReason>, StoreError> {
    const SQL: &str = "select m.id, case when p.restricted_at is not null then 1 \
             when p.deleted_at is not null or p.id is null then 2 else 3 end as why \
         from message m left join party p on p.id = m.party_id \
         left join contact_point c on c.id = m.contact_point_id \
         where m.claim_token = $1 and m.state = 'claimed' \
           and (p.id is null or p.restricted_at is not null or p.deleted_at is not null \
               or (m.channel = 'email' and (c.id is null or c.invalid_since is not null)))";
    let mut reasons = HashMap::new();
    for row in statement::rows(conn, SQL, vec![token.into()]).await? {
        let why: i32 = row.try_get("", "why")?;
        let reason = match why {
            1 => SkipReason::PartyRestricted,
            2 => SkipReason::PartyDeleted,
            3 => SkipReason::ContactPointInvalid,
            _ => return Err(unreadable("why", why)),
        };
        reasons.insert(MessageId(row.try_get("", "id")?), reason);
    }
    Ok(reasons)
}
