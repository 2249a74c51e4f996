//! What imports hold of persons who are erased: the rows that told of them and what they were before.

use std::collections::BTreeSet;

use domain::id::CustomerId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, raw_sql};
use serde_json::json;
use uuid::Uuid;

use crate::entity::{import_image, import_row};
use crate::error::StoreError;
use crate::sql::{ROWS, on};

/// Erases what imports hold of these customers, in the caller's transaction. Their imports can still
/// be undone for the others.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_customers<C: ConnectionTrait>(
    conn: &C,
    customers: &[CustomerId],
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        import: Option<String>,
    }
    for ids in customers.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let image = import_image::Column::CustomerId.is_in(ids.iter().copied());
        import_image::Entity::delete_many().filter(image).exec(conn).await?;
        // The timeline knows which imports touched a customer; their rows have no index for it.
        let statement = raw_sql!(
            Postgres,
            r#"SELECT DISTINCT e.data ->> 'import' AS import FROM event e
               WHERE e.customer_id IN ({..ids}) AND e.data ->> 'import' IS NOT NULL"#
        );
        let imports = Row::find_by_statement(on(conn, statement)).all(conn).await?;
        let imports: BTreeSet<Uuid> =
            imports.iter().filter_map(|row| row.import.as_ref()?.parse().ok()).collect();
        import_row::Entity::update_many()
            .col_expr(import_row::Column::Source, Expr::value(json!({})))
            .filter(import_row::Column::ImportId.is_in(imports))
            .filter(import_row::Column::ObjectId.is_in(ids))
            .exec(conn)
            .await?;
    }
    Ok(())
}
