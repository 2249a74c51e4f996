//! What was written about them beside the file: notes, attached files, tasks, the desk, what servers
//! replied, and why a line was held.

use domain::context::Context;
use domain::erasure::{Keeping, Kept};
use domain::task::{TaskKind, TaskState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Value};
use uuid::Uuid;

use super::family::Family;
use super::{MASK, run};
use crate::entity::attachment;
use crate::error::StoreError;
use crate::sql::ROWS;

/// What somebody has typed about customers, which no document of accounting needs.
const DESK: [&str; 4] = [
    "delete from customer_owner where {customer_id}",
    "delete from customer_tag where {customer_id}",
    "delete from custom_value where {customer_id}",
    "delete from payment_sheet where {customer_id}",
];

/// Why a person held a line or moved it, in words of its own.
const REASONS: [&str; 2] = [
    "update dunning_hold set reason = $1 where {customer_id}",
    "update dunning_jump set reason = $1 where {customer_id}",
];

/// What servers replied, which may repeat an address.
const REPLIES: [&str; 2] = [
    "update message set reply_text = null where {party_id} and reply_text is not null",
    "update message_attempt set reply_text = null
     where message_id in (select id from message where {party_id}) and reply_text is not null",
];

/// Erases it.
pub(super) async fn erase<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    family: &Family,
    keeping: Keeping,
) -> Result<(), StoreError> {
    let (customers, parties) = (family.customer_ids(), &family.parties);
    let note = "update note set body = '', deleted_at = coalesce(deleted_at, $1),
                       version = version + 1, updated_at = $1 where ";
    let now: &[Value] = &[context.now.into()];
    run(conn, &format!("{note}{{customer_id}}"), &customers, now).await?;
    run(conn, &format!("{note}{{party_id}}"), parties, now).await?;
    remove_files(conn, &customers).await?;
    close_tasks(conn, context, &customers, parties).await?;
    for sql in DESK {
        run(conn, sql, &customers, &[]).await?;
    }
    for sql in REASONS {
        run(conn, sql, &customers, &[MASK.into()]).await?;
    }
    for sql in REPLIES {
        run(conn, sql, parties, &[]).await?;
    }
    if keeping.kept == Kept::Nothing {
        forget_advices(conn, &customers).await?;
    }
    Ok(())
}

/// Attached files go with their bytes.
async fn remove_files<C: ConnectionTrait>(conn: &C, customers: &[Uuid]) -> Result<(), StoreError> {
    let mut blobs: Vec<Uuid> = Vec::new();
    for ids in customers.chunks(ROWS) {
        let found: Vec<Uuid> = attachment::Entity::find()
            .select_only()
            .column(attachment::Column::BlobId)
            .filter(attachment::Column::CustomerId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        blobs.extend(found);
    }
    run(conn, "delete from attachment where {customer_id}", customers, &[]).await?;
    crate::blob::remove(conn, &blobs).await
}

/// Nothing is to be done any more, and nothing tells what it was: what the program asks for, its kind says.
async fn close_tasks<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customers: &[Uuid],
    parties: &[Uuid],
) -> Result<(), StoreError> {
    let close = format!(
        "update task set title = case when kind = '{}' then $1 end, details = null,
                state = '{}', open_key = null, done_at = coalesce(done_at, $2),
                done_by = coalesce(done_by, $3), version = version + 1, updated_at = $2
         where ",
        TaskKind::Manual.code(),
        TaskState::Done.code()
    );
    let values: [Value; 3] = [MASK.into(), context.now.into(), context.actor.to_string().into()];
    run(conn, &format!("{close}{{customer_id}}"), customers, &values).await?;
    run(conn, &format!("{close}{{subject_id}}"), parties, &values).await
}

/// What debtors wrote on their payments, and what reminders repeated of it: for as long as accounting
/// documents are kept, it is part of them.
async fn forget_advices<C: ConnectionTrait>(
    conn: &C,
    customers: &[Uuid],
) -> Result<(), StoreError> {
    run(conn, "update payment set reference = null where {customer_id}", customers, &[]).await?;
    let repeated = "update dunning_notice_credit set reference = $1 where source_kind = 'payment'
                    and notice_id in (select id from dunning_notice where {customer_id})";
    run(conn, repeated, customers, &[MASK.into()]).await
}
