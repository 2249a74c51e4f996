//! The rows themselves: one statement for all that were accepted, one for all the rest.

use chrono::{DateTime, Utc};
use domain::message::{MessageState, Outcome, SkipReason};
use sea_orm::{ConnectionTrait, Value};

use super::super::statement;
use super::{Change, Step};
use crate::error::StoreError;
use crate::sql::{ROWS, in_list, list_of};

/// Whether it is the common case, in which nothing differs from row to row.
fn is_plain(step: &Step) -> bool {
    matches!(step.change, Change::Outcome(Outcome::Accepted { .. }))
        && step.row.state == MessageState::Claimed
}

pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    steps: &[Step],
) -> Result<(), StoreError> {
    for page in steps.chunks(ROWS) {
        plain(conn, now, page).await?;
        others(conn, now, page).await?;
    }
    Ok(())
}

async fn plain<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    steps: &[Step],
) -> Result<(), StoreError> {
    let accepted: Vec<_> =
        steps.iter().filter(|step| is_plain(step)).map(|step| step.row.id.0).collect();
    if accepted.is_empty() {
        return Ok(());
    }
    let backend = conn.get_database_backend();
    // The rows are locked, and their state is known: were it asked here, PostgreSQL would go by the
    // index of what is claimed, which it believes to be nearly empty.
    let sql = format!(
        "update message set state = 'accepted', claim_token = null, lease_until = null, \
         attempts = attempts + 1, settled_at = $1, failure_class = null, reason = null, \
         reply_code = null, reply_text = null \
         where {}",
        in_list(backend, "id", 2)
    );
    let ids = list_of(backend, accepted);
    statement::execute(conn, sql, vec![now.into(), ids]).await?;
    Ok(())
}

/// Rows whose new values are their own, joined to a list of them.
async fn others<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    steps: &[Step],
) -> Result<(), StoreError> {
    const COLUMNS: usize = 12;
    let steps: Vec<_> = steps.iter().filter(|step| !is_plain(step)).collect();
    if steps.is_empty() {
        return Ok(());
    }
    let mut sql = String::from(
        "with v (id, was, state, class, reason, code, reply, due_at, settled_at, ended, keeps, proof_on) as (values ",
    );
    let mut values: Vec<Value> = Vec::with_capacity(steps.len() * COLUMNS + steps.len());
    for (index, step) in steps.iter().enumerate() {
        if index > 0 {
            sql.push(',');
        }
        sql.push('(');
        for column in 0..COLUMNS {
            if column > 0 {
                sql.push(',');
            }
            sql.push('$');
            sql.push_str(&(index * COLUMNS + column + 1).to_string());
        }
        sql.push(')');
        push(&mut values, now, step);
    }
    sql.push_str(
        ") update message set state = v.state, failure_class = v.class, reason = v.reason, \
         reply_code = v.code, \
         reply_text = case when v.proof_on is null then v.reply else message.reply_text end, \
         proof = case when v.proof_on is null then message.proof else v.reply end, \
         proof_on = coalesce(v.proof_on, message.proof_on), \
         due_at = coalesce(v.due_at, message.due_at), settled_at = v.settled_at, \
         attempts = message.attempts + v.ended, lease_until = null, \
         claim_token = case when v.keeps = 1 then message.claim_token else null end \
         from v where message.id = v.id and message.state = v.was",
    );
    statement::execute(conn, sql, values).await?;
    Ok(())
}

fn push(values: &mut Vec<Value>, now: DateTime<Utc>, step: &Step) {
    let (mut class, mut reason, mut reply, mut due_at, mut proof_on) =
        (None, None, None, None, None);
    match &step.change {
        Change::Outcome(outcome) => {
            reply = outcome.reply().cloned();
            match outcome {
                Outcome::Deferred { until, fault, .. } => {
                    due_at = Some(*until);
                    reason = fault.map(|fault| fault.code());
                }
                Outcome::Failed { class: whose, reason: why, .. } => {
                    class = Some(whose.code());
                    reason = Some(why.code());
                }
                Outcome::Skipped { reason: why } => reason = Some(why.code()),
                Outcome::Accepted { .. } | Outcome::Uncertain | Outcome::HandedOut => {}
            }
        }
        Change::Cancel => reason = Some("cancelled"),
        Change::Discard => reason = Some(SkipReason::Discarded.code()),
        Change::Prove { on, .. } => proof_on = Some(*on),
        Change::SayLost | Change::Retry => due_at = Some(now),
        Change::GiveBack | Change::SaySent => {}
    }
    let text = match &step.change {
        Change::Prove { text, .. } => Some(text.clone()),
        _ => reply.as_ref().map(|reply| reply.text.clone()),
    };
    let settled = step.to.is_settled() && step.to != MessageState::Uncertain;
    values.extend([
        step.row.id.0.into(),
        step.row.state.code().into(),
        step.to.code().into(),
        class.into(),
        reason.into(),
        reply.and_then(|reply| reply.code).map(i32::from).into(),
        text.into(),
        due_at.into(),
        settled.then_some(now).into(),
        i32::from(step.change.ends_attempt(step.row.state)).into(),
        // An uncertain row keeps the token, so that the record of its own claim can settle it late.
        i32::from(step.to == MessageState::Uncertain).into(),
        proof_on.into(),
    ]);
}
