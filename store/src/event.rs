//! The timeline: append-only, written in the transaction of the change that it tells.

use domain::context::Context;
use domain::event::NewEvent;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::entity::event;
use crate::error::StoreError;

/// Rows of one INSERT: ten parameters each, below what both engines take.
const ROWS: usize = 1_000;

/// Records `events` at the instant and by the actor of `context`, in their order.
///
/// # Errors
/// When the database cannot be written.
pub async fn record<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    events: Vec<NewEvent>,
) -> Result<(), StoreError> {
    let actor = context.actor.to_string();
    let mut events = events.into_iter();
    loop {
        let rows: Vec<_> =
            events.by_ref().take(ROWS).map(|event| row(context, &actor, event)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        event::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
}

fn row(context: &Context, actor: &str, event: NewEvent) -> event::ActiveModel {
    let (subject_kind, subject_id) = event.subject;
    event::ActiveModel {
        id: Set(context.id()),
        at: Set(context.now),
        kind: Set(event.kind.code().to_owned()),
        actor: Set(actor.to_owned()),
        party_id: Set(event.party.map(Into::into)),
        customer_id: Set(event.customer.map(Into::into)),
        subject_kind: Set(subject_kind.to_owned()),
        subject_id: Set(subject_id),
        data: Set(event.data),
    }
}
