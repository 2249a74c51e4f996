//! The figures of the law on contact: dated rows with their source.

use domain::contactability::{ContactRule, ContactRules};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};

use crate::db::Db;
use crate::entity::contact_rule::{ActiveModel, Column, Entity, Model};
use crate::error::StoreError;
use crate::sql::unreadable;

/// All rows, by kind and first day.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(conn: &C) -> Result<Vec<ContactRule>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Kind).order_by_asc(Column::ValidFrom);
    rows.all(conn).await?.into_iter().map(from_row).collect()
}

/// The table that the rule reads.
pub(super) async fn table<C: ConnectionTrait>(conn: &C) -> Result<ContactRules, StoreError> {
    Ok(ContactRules::new(list(conn).await?))
}

/// Adds a row, or corrects the one of the same kind and day.
///
/// # Errors
/// When the database cannot be written.
pub async fn put(db: &Db, rule: ContactRule) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = ActiveModel {
        kind: Set(rule.kind.code().to_owned()),
        valid_from: Set(rule.valid_from),
        value: Set(i32::try_from(rule.value).unwrap_or(i32::MAX)),
        source: Set(rule.source),
        confirmed: Set(rule.confirmed.code().to_owned()),
    };
    let same = OnConflict::columns([Column::Kind, Column::ValidFrom])
        .update_columns([Column::Value, Column::Source, Column::Confirmed])
        .to_owned();
    Entity::insert(row).on_conflict(same).exec_without_returning(&*txn).await?;
    txn.commit().await
}

fn from_row(row: Model) -> Result<ContactRule, StoreError> {
    Ok(ContactRule {
        kind: row.kind.parse().map_err(|why| unreadable("contact_rule.kind", why))?,
        valid_from: row.valid_from,
        value: u32::try_from(row.value).map_err(|why| unreadable("contact_rule.value", why))?,
        source: row.source,
        confirmed: row
            .confirmed
            .parse()
            .map_err(|why| unreadable("contact_rule.confirmed", why))?,
    })
}
