//! What customers were before an import changed them, kept with its rows so that it can be undone.

use domain::id::{CustomerId, ImportId};
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use crate::customer::{Image, images};
use crate::entity::import_image;
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::unreadable;

/// Keeps what the customers of these lines are now.
pub(super) async fn keep<C: ConnectionTrait>(
    conn: &C,
    import: ImportId,
    lines: &[(i32, CustomerId)],
) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    let ids: Vec<CustomerId> = lines.iter().map(|(_, id)| *id).collect();
    let mut images = images(conn, &ids).await?;
    let rows: Result<Vec<_>, StoreError> = lines
        .iter()
        .filter_map(|(line, id)| images.remove(id).map(|image| (line, id, image)))
        .map(|(line, id, image)| {
            let before = serde_json::to_value(&image);
            Ok(import_image::ActiveModel {
                import_id: Set(import.0),
                line: Set(*line),
                customer_id: Set(id.0),
                before: Set(before.map_err(|why| unreadable("import_image.before", why))?),
            })
        })
        .collect();
    insert_all(conn, rows?).await
}

/// What a row kept.
pub(super) fn read(row: import_image::Model) -> Result<(CustomerId, Image), StoreError> {
    let image = serde_json::from_value(row.before);
    Ok((row.customer_id.into(), image.map_err(|why| unreadable("import_image.before", why))?))
}
