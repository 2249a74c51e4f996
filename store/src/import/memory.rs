//! Mappings that are remembered: the last one applied to a file of the same kind with the same
//! headings, in any order, stands in where nothing is said of a file.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::import::{ImportKind, Mapping};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};
use sha2::{Digest, Sha256};

use super::record::ImportRecord;
use crate::entity::import_mapping::{ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::sql::unreadable;

/// The mapping that is remembered for these headings, and when it was last applied.
pub(super) async fn recall<'a, C: ConnectionTrait>(
    conn: &C,
    kind: ImportKind,
    headings: impl Iterator<Item = &'a str>,
) -> Result<Option<(Mapping, Option<DateTime<Utc>>)>, StoreError> {
    let key = (kind.code().to_owned(), digest(headings));
    let Some(row) = Entity::find_by_id(key).one(conn).await? else { return Ok(None) };
    let mapping = serde_json::from_value(row.mapping);
    let mapping = mapping.map_err(|why| unreadable("import_mapping.mapping", why))?;
    Ok(Some((mapping, Some(row.applied_at))))
}

/// Remembers what was said of the file of an import, if anything was.
pub(super) async fn remember<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: &ImportRecord,
) -> Result<(), StoreError> {
    let reading = &import.reading;
    if reading.given == Mapping::default() {
        return Ok(());
    }
    let mapping = serde_json::to_value(&reading.given);
    let row = ActiveModel {
        kind: Set(import.kind.code().to_owned()),
        headings: Set(digest(reading.headings())),
        mapping: Set(mapping.map_err(|why| unreadable("import_mapping.mapping", why))?),
        import_id: Set(import.id.0),
        applied_at: Set(context.now),
    };
    let newest = OnConflict::columns([Column::Kind, Column::Headings])
        .update_columns([Column::Mapping, Column::ImportId, Column::AppliedAt])
        .to_owned();
    Entity::insert(row).on_conflict(newest).exec_without_returning(conn).await?;
    Ok(())
}

/// What two files with the same headings share, whatever their order and case.
fn digest<'a>(headings: impl Iterator<Item = &'a str>) -> String {
    let headings: BTreeSet<String> = headings
        .map(|heading| heading.trim().to_lowercase())
        .filter(|heading| !heading.is_empty())
        .collect();
    let mut digest = Sha256::new();
    for heading in headings {
        digest.update(heading.as_bytes());
        digest.update([0]);
    }
    format!("{:x}", digest.finalize())
}
