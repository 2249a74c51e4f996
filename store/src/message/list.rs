//! Reading the ledger: pages by key, one message with its attempts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CustomerId, MessageId, PartyId};
use domain::language::Language;
use domain::message::{Channel, FailureClass, MessageState, Purpose};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Value,
};
use uuid::Uuid;

use super::statement;
use crate::entity::message_attempt;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// Which messages a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this state.
    pub state: Option<MessageState>,
    /// Of this batch.
    pub batch: Option<Uuid>,
    /// To this party.
    pub party: Option<PartyId>,
}

/// A message as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id, also its Message-ID and the name of its file.
    pub id: MessageId,
    /// What it is sent for.
    pub purpose: Purpose,
    /// What it was queued with.
    pub batch: Uuid,
    /// How it leaves.
    pub channel: Channel,
    /// To whom.
    pub party: PartyId,
    /// The name of the party.
    pub name: Option<String>,
    /// The customer that it is about.
    pub customer: Option<CustomerId>,
    /// Its reference.
    pub reference: Option<String>,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub state: MessageState,
    /// Whose fault it is that it failed.
    pub failure_class: Option<FailureClass>,
    /// Why it failed, was skipped or put off, a stable code.
    pub reason: Option<String>,
    /// The last reply code of the server that was not an acceptance.
    pub reply_code: Option<i32>,
    /// The text of that reply.
    pub reply_text: Option<String>,
    /// The legal ground that allows it.
    pub legal_ground: String,
    /// Attempts that ended.
    pub attempts: i32,
    /// Not before; the next attempt when it was put off.
    pub due_at: DateTime<Utc>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it reached an end.
    pub settled_at: Option<DateTime<Utc>>,
    /// By what its posting is proved.
    pub proof: Option<String>,
    /// The day of its posting.
    pub proof_on: Option<NaiveDate>,
}

/// An attempt that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its number, from 1.
    pub number: i32,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// What it came to.
    pub outcome: MessageState,
    /// The reply code of the server.
    pub reply_code: Option<i32>,
    /// The reply of the server.
    pub reply_text: Option<String>,
    /// Which worker made it.
    pub worker: String,
}

/// A message and its attempts, the first one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The message.
    pub message: Message,
    /// Its attempts.
    pub attempts: Vec<Attempt>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    purpose_kind: String,
    purpose_id: Uuid,
    batch_id: Uuid,
    channel: String,
    party_id: Uuid,
    name: Option<String>,
    customer_id: Option<Uuid>,
    reference: Option<String>,
    language: String,
    state: String,
    failure_class: Option<String>,
    reason: Option<String>,
    reply_code: Option<i32>,
    reply_text: Option<String>,
    legal_ground: String,
    attempts: i32,
    due_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    settled_at: Option<DateTime<Utc>>,
    proof: Option<String>,
    proof_on: Option<NaiveDate>,
}

const SELECT: &str = "select m.id, m.purpose_kind, m.purpose_id, m.batch_id, m.channel, \
     m.party_id, p.name, n.customer_id, c.reference, m.language, m.state, m.failure_class, \
     m.reason, m.reply_code, m.reply_text, m.legal_ground, m.attempts, m.due_at, m.created_at, \
     m.settled_at, m.proof, m.proof_on \
     from message m left join party p on p.id = m.party_id \
     left join dunning_notice n on m.purpose_kind = 'dunning_notice' and n.id = m.purpose_id \
     left join customer c on c.id = n.customer_id where ";

/// A page of messages in the order in which they were written down.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Message>, StoreError> {
    let mut values: Vec<Value> = vec![i64::try_from(page.rows()).unwrap_or(i64::MAX).into()];
    let mut sql = String::from(SELECT);
    let mut condition = |sql: &mut String, words: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!("{words} ${} and ", values.len()));
    };
    if let Some(state) = filter.state {
        // The code stands in the text, so that an index on some states can be seen to hold it.
        sql.push_str(&format!("m.state = '{}' and ", state.code()));
    }
    if let Some(batch) = filter.batch {
        condition(&mut sql, "m.batch_id =", batch.into());
    }
    if let Some(party) = filter.party {
        condition(&mut sql, "m.party_id =", party.0.into());
    }
    if let Some(after) = page.after {
        condition(&mut sql, "m.id >", after.into());
    }
    sql.push_str("true order by m.id limit $1");
    let rows = statement::rows(conn, sql, values).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, page, |message| message.id.0))
}

/// One message with its attempts.
///
/// # Errors
/// When there is none, or the database cannot be read.
pub async fn get<C: ConnectionTrait>(conn: &C, id: MessageId) -> Result<Detail, StoreError> {
    let rows = statement::rows(conn, format!("{SELECT}m.id = $1"), vec![id.0.into()]).await?;
    let row = rows.first().ok_or(StoreError::NotFound { noun: "message" })?;
    let attempts = message_attempt::Entity::find()
        .filter(message_attempt::Column::MessageId.eq(id.0))
        .order_by_asc(message_attempt::Column::Attempt)
        .all(conn)
        .await?;
    let attempts = attempts.into_iter().map(attempt).collect::<Result<_, _>>()?;
    Ok(Detail { message: read(row)?, attempts })
}

fn attempt(row: message_attempt::Model) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        number: row.attempt,
        at: row.at,
        outcome: row.outcome.parse().map_err(|why| unreadable("message_attempt.outcome", why))?,
        reply_code: row.reply_code,
        reply_text: row.reply_text,
        worker: row.worker,
    })
}

fn read(row: &sea_orm::QueryResult) -> Result<Message, StoreError> {
    let row = Row::from_query_result(row, "")?;
    let class = row.failure_class.map(|class| class.parse()).transpose();
    Ok(Message {
        id: row.id.into(),
        purpose: Purpose::of(&row.purpose_kind, row.purpose_id)
            .map_err(|why| unreadable("message.purpose_kind", why))?,
        batch: row.batch_id,
        channel: row.channel.parse().map_err(|why| unreadable("message.channel", why))?,
        party: row.party_id.into(),
        name: row.name,
        customer: row.customer_id.map(Into::into),
        reference: row.reference,
        language: row.language.parse().map_err(|why| unreadable("message.language", why))?,
        state: row.state.parse().map_err(|why| unreadable("message.state", why))?,
        failure_class: class.map_err(|why| unreadable("message.failure_class", why))?,
        reason: row.reason,
        reply_code: row.reply_code,
        reply_text: row.reply_text,
        legal_ground: row.legal_ground,
        attempts: row.attempts,
        due_at: row.due_at,
        created_at: row.created_at,
        settled_at: row.settled_at,
        proof: row.proof,
        proof_on: row.proof_on,
    })
}
