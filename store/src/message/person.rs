//! What a person says of a message.

use chrono::NaiveDate;
use domain::context::Context;
use domain::id::MessageId;
use domain::message::{MessageState, TransitionRefused};
use sea_orm::ConnectionTrait;

use super::change::{self, Change};
use super::row;
use super::statement::Others;
use crate::db::Db;
use crate::error::{Refusal, StoreError};

/// What became of an uncertain message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It arrived.
    Sent,
    /// It did not: it is sent again under the same Message-ID.
    Lost,
}

/// The most characters of a proof.
const LONGEST_PROOF: usize = 200;

impl From<TransitionRefused> for Refusal {
    fn from(refused: TransitionRefused) -> Self {
        Self::new("message_state").with("state", refused.state)
    }
}

/// A person says what became of an uncertain message.
///
/// # Errors
/// When there is no such message, when it is not uncertain (`message_state`), or when the database
/// cannot be written.
pub async fn settle(
    db: &Db,
    context: &Context,
    id: MessageId,
    said: Said,
) -> Result<MessageState, StoreError> {
    let txn = db.begin().await?;
    let state = settle_in(&*txn, context, id, said).await?;
    txn.commit().await?;
    Ok(state)
}

/// As [`settle`], inside a transaction.
///
/// # Errors
/// Those of [`settle`].
pub async fn settle_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MessageId,
    said: Said,
) -> Result<MessageState, StoreError> {
    let change = match said {
        Said::Sent => Change::SaySent,
        Said::Lost => Change::SayLost,
    };
    one(conn, context, id, change).await
}

/// A person wants another attempt at a failed message.
///
/// # Errors
/// When there is no such message, when it did not fail (`message_state`), when another reminder
/// has taken its place since, or when the database cannot be written.
pub async fn retry(db: &Db, context: &Context, id: MessageId) -> Result<MessageState, StoreError> {
    let txn = db.begin().await?;
    let state = retry_in(&*txn, context, id).await?;
    txn.commit().await?;
    Ok(state)
}

/// As [`retry`], inside a transaction.
///
/// # Errors
/// Those of [`retry`].
pub async fn retry_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MessageId,
) -> Result<MessageState, StoreError> {
    one(conn, context, id, Change::Retry).await
}

/// A person posted a letter or made a call on the day `on`, and says by what it is proved.
///
/// # Errors
/// When there is no such message, when it was not handed out (`message_state`), when the day is to
/// come (`proof_in_the_future`), when the proof is empty or longer than 200 characters
/// (`proof_length`), or when the database cannot be written.
pub async fn prove(
    db: &Db,
    context: &Context,
    id: MessageId,
    on: NaiveDate,
    text: &str,
) -> Result<MessageState, StoreError> {
    let txn = db.begin().await?;
    let state = prove_in(&*txn, context, id, on, text).await?;
    txn.commit().await?;
    Ok(state)
}

/// As [`prove`], inside a transaction.
///
/// # Errors
/// Those of [`prove`].
pub async fn prove_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MessageId,
    on: NaiveDate,
    text: &str,
) -> Result<MessageState, StoreError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_PROOF {
        return Err(StoreError::refused("proof_length"));
    }
    let zone = crate::company::read(conn).await?.unwrap_or_default().0.time_zone;
    if on > context.today(zone) {
        return Err(StoreError::refused("proof_in_the_future"));
    }
    one(conn, context, id, Change::Prove { text: text.to_owned(), on }).await
}

/// A person will not post a letter that was handed out, or make the call: its lines are free again.
///
/// # Errors
/// When there is no such message, when it was not handed out (`message_state`), or when the
/// database cannot be written.
pub async fn discard(
    db: &Db,
    context: &Context,
    id: MessageId,
) -> Result<MessageState, StoreError> {
    let txn = db.begin().await?;
    let state = discard_in(&*txn, context, id).await?;
    txn.commit().await?;
    Ok(state)
}

/// As [`discard`], inside a transaction.
///
/// # Errors
/// Those of [`discard`].
pub async fn discard_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MessageId,
) -> Result<MessageState, StoreError> {
    one(conn, context, id, Change::Discard).await
}

async fn one<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MessageId,
    change: Change,
) -> Result<MessageState, StoreError> {
    let rows = row::lock(conn, "id = $1", vec![id.0.into()], Others::Wait).await?;
    let Some(row) = rows.into_iter().next() else {
        return Err(StoreError::NotFound { noun: "message" });
    };
    let to = row.state.after(change.event()).map_err(Refusal::from)?;
    let actor = context.actor.to_string();
    change::apply(conn, context, &actor, vec![(row, change)]).await?;
    Ok(to)
}
