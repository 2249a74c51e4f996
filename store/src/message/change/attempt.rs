//! The attempts: append-only, one row for each that ended.

use domain::context::Context;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::{Change, Step};
use crate::entity::message_attempt;
use crate::error::StoreError;
use crate::many::insert_all;

pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    worker: &str,
    steps: &[Step],
) -> Result<(), StoreError> {
    insert_all(conn, steps.iter().filter_map(|step| row(context, worker, step)).collect()).await
}

fn row(context: &Context, worker: &str, step: &Step) -> Option<message_attempt::ActiveModel> {
    let Change::Outcome(outcome) = &step.change else { return None };
    if !step.change.ends_attempt(step.row.state) {
        return None;
    }
    let reply = outcome.reply();
    Some(message_attempt::ActiveModel {
        id: Set(context.id()),
        message_id: Set(step.row.id.into()),
        attempt: Set(i32::try_from(step.row.attempt()).unwrap_or(i32::MAX)),
        at: Set(context.now),
        outcome: Set(outcome.state().code().to_owned()),
        reply_code: Set(reply.and_then(|reply| reply.code).map(i32::from)),
        reply_text: Set(reply.map(|reply| reply.text.clone())),
        worker: Set(worker.to_owned()),
    })
}
