//! The timeline: append-only, written in the transaction of the change that it tells.
//!
//! Values before and after stand in rows of their own, since they may be personal and can be erased;
//! links let an event stand on the timeline of other objects too.

use std::collections::HashMap;

use domain::context::Context;
use domain::event::NewEvent;
use domain::id::EventId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::entity::{event, event_link, event_value};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::{ROWS, of_page};

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
        let mut rows = Vec::new();
        let (mut values, mut links) = (Vec::new(), Vec::new());
        let page: Vec<NewEvent> = events.by_ref().take(ROWS).collect();
        let customers = customers_of(conn, &page).await?;
        for event in page {
            let id: EventId = context.id();
            values.extend(event.values.iter().map(|value| event_value::ActiveModel {
                event_id: Set(id.0),
                field: Set(value.field.clone()),
                before: Set(value.before.as_ref().map(ToString::to_string)),
                after: Set(value.after.as_ref().map(ToString::to_string)),
            }));
            let mut objects = event.links.clone();
            let of = event.party.filter(|_| event.customer.is_none());
            objects.extend(of.and_then(|party| customers.get(&party.0)).into_iter().flatten());
            objects.sort_unstable();
            objects.dedup();
            links.extend(objects.into_iter().map(|object| event_link::ActiveModel {
                object_id: Set(object),
                event_id: Set(id.0),
            }));
            rows.push(row(context, id, &actor, event));
        }
        if rows.is_empty() {
            return Ok(());
        }
        insert_all(conn, rows).await?;
        insert_all(conn, values).await?;
        insert_all(conn, links).await?;
    }
}

/// The customers of the people and the establishments that events are about, where an event names no
/// customer: what concerns a person stands on the timeline of the company too. One statement.
async fn customers_of<C: ConnectionTrait>(
    conn: &C,
    events: &[NewEvent],
) -> Result<HashMap<Uuid, Vec<Uuid>>, StoreError> {
    let parties = events.iter().filter(|event| event.customer.is_none());
    let mut parties: Vec<Uuid> = parties.filter_map(|event| Some(event.party?.0)).collect();
    parties.sort_unstable();
    parties.dedup();
    let mut customers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if parties.is_empty() {
        return Ok(customers);
    }
    // A cross join keeps SQLite from beginning with all customers there are.
    let sql = "select p.id as party, c.id as customer from party p cross join customer c
           where {p.id} and c.party_id = p.parent_id";
    for row in Below::find_by_statement(of_page(conn, sql, &parties, [])).all(conn).await? {
        customers.entry(row.party).or_default().push(row.customer);
    }
    Ok(customers)
}

#[derive(FromQueryResult)]
struct Below {
    party: Uuid,
    customer: Uuid,
}

fn row(context: &Context, id: EventId, actor: &str, event: NewEvent) -> event::ActiveModel {
    let (subject_kind, subject_id) = event.subject;
    event::ActiveModel {
        id: Set(id.0),
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
