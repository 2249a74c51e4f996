//! Tasks that stand once while they are open: their key names the customer. Where the survivor has one of the
//! kind already, the other's keeps its key and both stand.

use domain::id::MergeId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::journal::{self, Owners, Part};
use crate::entity::task::{Column, Entity};
use crate::error::StoreError;

const TABLE: &str = "task";
const KEY: &str = "open_key";

/// Names the survivor in the keys of the other's open tasks: a few, one of each kind.
pub(super) async fn rename<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    customers: Owners,
) -> Result<(), StoreError> {
    let open = Entity::find()
        .filter(Column::CustomerId.eq(customers.from))
        .filter(Column::OpenKey.is_not_null());
    for task in open.all(conn).await? {
        let Some(before) = task.open_key else { continue };
        let after = before.replace(&customers.from.to_string(), &customers.to.to_string());
        let taken = Entity::find().filter(Column::OpenKey.eq(after.as_str())).count(conn).await?;
        if after == before || taken > 0 {
            continue;
        }
        let part = Part { table: TABLE, name: KEY, row: task.id, text: "" };
        journal::note(conn, merge, part, &before, &after).await?;
        replace(conn, task.id, &before, &after).await?;
    }
    Ok(())
}

/// Gives the keys back; a task that was done since has none any more. Tasks and notes that were written since
/// about what goes back go with it; those that another merge made to be about it stay whose they are.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    customers: Owners,
) -> Result<(), StoreError> {
    for (table, about) in [("task", "subject_id"), ("note", "party_id")] {
        let sql = format!(
            "update {table} set customer_id = $2 where customer_id = $3 and {about} in (
               select row_id from merge_row
               where merge_id = $1 and column_name in ('customer_id', 'parent_id'))
             and not exists (
               select 1 from merge_row r join merge m on m.id = r.merge_id
               where m.state = 'done' and m.id <> $1 and r.table_name = '{table}'
                 and r.column_name = '{about}' and r.row_id = {table}.id)"
        );
        let values = vec![merge.0.into(), customers.from.into(), customers.to.into()];
        journal::run(conn, &sql, values).await?;
    }
    for noted in journal::parts::<_, String>(conn, merge, TABLE, KEY).await? {
        replace(conn, noted.row, &noted.after, &noted.before).await?;
    }
    Ok(())
}

async fn replace<C: ConnectionTrait>(
    conn: &C,
    task: Uuid,
    known: &str,
    new: &str,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::OpenKey, Expr::value(new))
        .filter(Column::Id.eq(task))
        .filter(Column::OpenKey.eq(known))
        .exec(conn)
        .await?;
    Ok(())
}
