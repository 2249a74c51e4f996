//! How many messages of a batch are in each state: kept with the change, never counted by a page.

use std::collections::BTreeMap;

use domain::message::MessageState;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::statement;
use crate::error::StoreError;
use crate::sql::unreadable;

/// What a transaction changes in the counters.
#[derive(Debug, Default)]
pub(super) struct Shift(BTreeMap<(Uuid, MessageState), i64>);

impl Shift {
    /// `count` new messages of `batch`.
    pub(super) fn add(&mut self, batch: Uuid, state: MessageState, count: i64) {
        *self.0.entry((batch, state)).or_default() += count;
    }

    /// One message of `batch` goes from one state to another.
    pub(super) fn moved(&mut self, batch: Uuid, from: MessageState, to: MessageState) {
        self.add(batch, from, -1);
        self.add(batch, to, 1);
    }

    /// Writes it: the last statements of the transaction, always in the same order, so that two
    /// writers hold each other up briefly and never for good.
    pub(super) async fn write<C: ConnectionTrait>(self, conn: &C) -> Result<(), StoreError> {
        const LESS: &str =
            "update message_counter set count = count + $3 where batch_id = $1 and state = $2";
        const MORE: &str = "insert into message_counter (batch_id, state, count) \
             values ($1, $2, $3) on conflict (batch_id, state) \
             do update set count = message_counter.count + excluded.count";
        for ((batch, state), count) in self.0 {
            let sql = match count {
                0 => continue,
                ..0 => LESS,
                _ => MORE,
            };
            let values = vec![batch.into(), state.code().into(), count.into()];
            statement::execute(conn, sql, values).await?;
        }
        Ok(())
    }
}

/// How many messages of `batch` are in each state.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts_of_batch<C: ConnectionTrait>(
    conn: &C,
    batch: Uuid,
) -> Result<BTreeMap<MessageState, i64>, StoreError> {
    let sql = "select state, count from message_counter where batch_id = $1";
    read(statement::rows(conn, sql, vec![batch.into()]).await?)
}

/// How many messages are in each state.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts<C: ConnectionTrait>(
    conn: &C,
) -> Result<BTreeMap<MessageState, i64>, StoreError> {
    let sql =
        "select state, cast(sum(count) as bigint) as count from message_counter group by state";
    read(statement::rows(conn, sql, Vec::new()).await?)
}

fn read(rows: Vec<sea_orm::QueryResult>) -> Result<BTreeMap<MessageState, i64>, StoreError> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let state: String = row.try_get("", "state")?;
        let state = state.parse().map_err(|why| unreadable("message_counter.state", why))?;
        counts.insert(state, row.try_get("", "count")?);
    }
    Ok(counts)
}
