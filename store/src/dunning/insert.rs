//! Rows by the thousand, within the parameters that a statement of SQLite takes.

use sea_orm::{ActiveModelTrait, EntityTrait, Iterable};

use crate::db::Write;
use crate::error::StoreError;

/// Parameters of one statement: SQLite takes 32,766.
const PARAMETERS: usize = 32_000;

/// Inserts all `rows`, in order.
pub(super) async fn insert_all<E, A>(txn: &Write, rows: Vec<A>) -> Result<(), StoreError>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E>,
{
    let columns = E::Column::iter().count().max(1);
    let mut rows = rows.into_iter();
    loop {
        let page: Vec<A> = rows.by_ref().take(PARAMETERS / columns).collect();
        if page.is_empty() {
            return Ok(());
        }
        E::insert_many(page).exec_without_returning(&**txn).await?;
    }
}
