//! The notes of all customers, for whoever needs them at once.

use domain::id::CustomerId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::{NoteRecord, from_row};
use crate::customer::record;
use crate::entity::note::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Asked of each note on the way, so that no page reads all customers.
const OF_A_CUSTOMER: &str = "exists (select 1 from customer c
     where c.id = note.customer_id and c.deleted_at is null)";

/// A page of the notes of a customer, or of all of them, the newest first. Those that were deleted are
/// left out, and those of a customer that was.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn notes_of_all<C: ConnectionTrait>(
    conn: &C,
    of: Option<CustomerId>,
    page: PageRequest,
) -> Result<Page<NoteRecord>, StoreError> {
    if let Some(id) = of {
        record::get(conn, id).await?;
    }
    let rows = Entity::find()
        .filter(Column::DeletedAt.is_null())
        .filter(Expr::cust(OF_A_CUSTOMER))
        .apply_if(of, |query, id| query.filter(Column::CustomerId.eq(id.0)))
        .apply_if(page.after, |query, after| query.filter(Column::Id.lt(after)))
        .order_by_desc(Column::Id)
        .limit(page.rows())
        .all(conn)
        .await?;
    let notes = rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(notes, page, |note| note.id.0))
}
