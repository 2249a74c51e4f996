//! Claiming a page: under a new token, with a lease, and with the permission read at that moment.

use chrono::{DateTime, Duration, Utc};
use domain::context::Context;
use domain::id::MessageId;
use domain::message::{Channel, MessageState, Purpose};
use sea_orm::Value;
use uuid::Uuid;

use super::count::Shift;
use super::permission;
use super::row::{self, Row};
use super::statement::{self, Others};
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::{ROWS, in_list, list_of};

/// Which channels a claim takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Mails.
    Mail,
    /// What people carry out: letters and calls.
    Paper,
}

impl Scope {
    /// The condition on the row, in words of SQL.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Mail => "channel = 'email'",
            Self::Paper => "channel in ('letter', 'phone_task')",
        }
    }
}

/// A page to claim.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    /// Its token: new, and in the worker's journal before it is here.
    pub token: Uuid,
    /// The name of the worker.
    pub worker: &'a str,
    /// Of which batch; of any when none.
    pub batch: Option<Uuid>,
    /// Of which channels.
    pub scope: Scope,
    /// The most rows, 1 to 1,000.
    pub limit: u32,
    /// For how long from the context's instant.
    pub lease: Duration,
}

/// A row that a worker holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedMessage {
    /// Its id.
    pub id: MessageId,
    /// What it is sent for.
    pub purpose: Purpose,
    /// How it leaves.
    pub channel: Channel,
    /// The number of the attempt that begins, from 1.
    pub attempt: u32,
}

/// What was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedPage {
    /// The token of the claim.
    pub token: Uuid,
    /// Until when it holds, unless it is renewed.
    pub lease_until: DateTime<Utc>,
    /// The rows, in the order in which they were queued; none when all were skipped.
    pub messages: Vec<ClaimedMessage>,
    /// How many were skipped, for want of permission or because nothing is left to ask for.
    pub skipped: usize,
}

/// Claims the next page that is due; none when nothing is.
///
/// # Errors
/// When the database cannot be written.
pub async fn claim_page(
    db: &Db,
    context: &Context,
    claim: &Claim<'_>,
) -> Result<Option<ClaimedPage>, StoreError> {
    let txn = db.begin().await?;
    let mut rows = pick(&*txn, context, claim).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    rows.sort_unstable_by_key(|row| row.id);
    let lease_until = context.now + claim.lease;
    let backend = sea_orm::ConnectionTrait::get_database_backend(&*txn);
    let sql = format!(
        "update message set state = 'claimed', claim_token = $1, lease_until = $2 where {}",
        in_list(backend, "id", 3)
    );
    let ids = list_of(backend, rows.iter().map(|row| row.id.0));
    statement::execute(&*txn, sql, vec![claim.token.into(), lease_until.into(), ids]).await?;
    let mut shift = Shift::default();
    for row in &mut rows {
        shift.moved(row.batch, row.state, MessageState::Claimed);
        row.state = MessageState::Claimed;
    }
    let (known, worker) = (db.fingerprints()?, claim.worker);
    let withheld = permission::withhold(&*txn, context, known, worker, &rows, &mut shift).await?;
    shift.write(&*txn).await?;
    txn.commit().await?;
    let messages = rows.iter().filter(|row| !withheld.contains(&row.id)).map(claimed).collect();
    Ok(Some(ClaimedPage { token: claim.token, lease_until, messages, skipped: withheld.len() }))
}

fn claimed(row: &Row) -> ClaimedMessage {
    ClaimedMessage {
        id: row.id,
        purpose: row.purpose,
        channel: row.channel,
        attempt: row.attempt(),
    }
}

/// The next rows that are due and that no other transaction holds.
async fn pick<C: sea_orm::ConnectionTrait>(
    conn: &C,
    context: &Context,
    claim: &Claim<'_>,
) -> Result<Vec<Row>, StoreError> {
    let limit = i64::from(claim.limit).clamp(1, i64::try_from(ROWS).unwrap_or(1));
    let mut values: Vec<Value> = vec![context.now.into(), limit.into()];
    let batch = match claim.batch {
        Some(batch) => {
            values.push(batch.into());
            "batch_id = $3 and "
        }
        None => "",
    };
    let condition = format!(
        "{batch}state in ('queued', 'deferred') and due_at <= $1 and {} \
         order by due_at, id limit $2",
        claim.scope.condition()
    );
    row::lock(conn, &condition, values, Others::Skip).await
}
