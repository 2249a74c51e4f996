//! What imports hold of persons who are erased: the rows that told of them and what they were before.

use domain::id::CustomerId;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use crate::entity::import_row::{self, Column};
use crate::entity::{import_duplicate, import_image};
use crate::error::StoreError;
use crate::sql::ROWS;

/// Erases what imports hold of these customers, in the caller's transaction. Their imports can still
/// be undone for the others.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_customers<C: ConnectionTrait>(
    conn: &C,
    customers: &[CustomerId],
) -> Result<(), StoreError> {
    for ids in customers.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let image = import_image::Column::CustomerId.is_in(ids.iter().copied());
        import_image::Entity::delete_many().filter(image).exec(conn).await?;
        // Whatever became of them: made, changed, unchanged, doubles of such a row. No index leads there;
        // an erasure is rare.
        let doubles = Query::select()
            .expr(Expr::val(1))
            .from(import_duplicate::Entity)
            .and_where(duplicate(import_duplicate::Column::ImportId).equals(row(Column::ImportId)))
            .and_where(duplicate(import_duplicate::Column::Line).equals(row(Column::Line)))
            .and_where(import_duplicate::Column::CustomerId.is_in(ids.iter().copied()))
            .to_owned();
        let theirs = Condition::any().add(Column::ObjectId.is_in(ids)).add(Expr::exists(doubles));
        import_row::Entity::update_many()
            .col_expr(Column::Source, Expr::value(json!({})))
            .filter(theirs)
            .exec(conn)
            .await?;
    }
    Ok(())
}

fn duplicate(column: import_duplicate::Column) -> Expr {
    Expr::col((import_duplicate::Entity, column))
}

const fn row(column: Column) -> (import_row::Entity, Column) {
    (import_row::Entity, column)
}
