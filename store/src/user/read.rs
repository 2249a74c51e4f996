//! Finding users.

use std::collections::HashMap;

use domain::id::UserId;
use domain::user::Role;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{NOUN, UserRecord};
use crate::db::Db;
use crate::entity::user_account;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::ROWS;

/// The user of this id.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn get(db: &Db, id: UserId) -> Result<UserRecord, StoreError> {
    let row = user_account::Entity::find_by_id(id.0).one(db.read()).await?;
    UserRecord::from_row(row.ok_or(StoreError::NotFound { noun: NOUN })?)
}

/// The user who signs in by this address, whatever its case.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn find_by_email(db: &Db, email: &str) -> Result<UserRecord, StoreError> {
    let row = user_account::Entity::find()
        .filter(user_account::Column::EmailKey.eq(email.trim().to_lowercase()))
        .one(db.read())
        .await?;
    UserRecord::from_row(row.ok_or(StoreError::NotFound { noun: NOUN })?)
}

/// The users who sign in by these addresses, each by its address in lower case.
pub(crate) async fn by_email<C: ConnectionTrait>(
    conn: &C,
    keys: &[String],
) -> Result<HashMap<String, UserId>, StoreError> {
    let mut found = HashMap::with_capacity(keys.len());
    for keys in keys.chunks(ROWS) {
        let rows: Vec<(String, Uuid)> = user_account::Entity::find()
            .select_only()
            .column(user_account::Column::EmailKey)
            .column(user_account::Column::Id)
            .filter(user_account::Column::EmailKey.is_in(keys.iter().map(String::as_str)))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|(key, id)| (key, UserId(id))));
    }
    Ok(found)
}

/// A page of users, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, page: PageRequest) -> Result<Page<UserRecord>, StoreError> {
    let mut query = user_account::Entity::find().order_by_asc(user_account::Column::Id);
    if let Some(after) = page.after {
        query = query.filter(user_account::Column::Id.gt(after));
    }
    let rows = query.limit(page.rows()).all(db.read()).await?;
    let users = rows.into_iter().map(UserRecord::from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(users, page, |user| user.id.0))
}

/// Whether an administrator can sign in or act: without one nobody can make users by the API.
///
/// # Errors
/// When the database cannot be read.
pub async fn has_administrator(db: &Db) -> Result<bool, StoreError> {
    let count = user_account::Entity::find()
        .filter(user_account::Column::Role.eq(Role::Administrator.code()))
        .filter(user_account::Column::DisabledAt.is_null())
        .count(db.read())
        .await?;
    Ok(count > 0)
}
