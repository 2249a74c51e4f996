//! Making and changing users.

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::UserId;
use domain::user::Role;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

use super::{NOUN, NewUser, PasswordHash, UserChange};
use crate::db::{Db, Write};
use crate::entity::{user_account, web_session};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::locks_rows;

/// Makes a user.
///
/// # Errors
/// [`StoreError::Conflict`] `email_taken` when the address is another user's.
pub async fn create(
    db: &Db,
    context: &Context,
    new: NewUser,
    idempotency: Option<&Idempotency>,
) -> Result<UserId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        let id: UserId = context.id();
        let row = user_account::ActiveModel {
            id: Set(id.0),
            email: Set(new.email.as_str().to_owned()),
            email_key: Set(new.email.key()),
            name: Set(new.name.as_str().to_owned()),
            language: Set(new.language.code().to_owned()),
            role: Set(new.role.code().to_owned()),
            password_hash: Set(new.password.as_ref().map(|hash| hash.as_str().to_owned())),
            disabled_at: Set(None),
            failed_logins: Set(0),
            locked_until: Set(None),
            version: Set(1),
            created_at: Set(context.now),
            updated_at: Set(context.now),
        };
        user_account::Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::UserCreated, NOUN, id)
            .with(json!({ "role": new.role.code(), "language": new.language.code() }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// Changes a user and answers the new version. With an expected version it must be the stored one.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Stale`]; a refusal `last_administrator` when nobody would be
/// left to make users.
pub async fn change(
    db: &Db,
    context: &Context,
    id: UserId,
    expected: Option<i32>,
    change: UserChange,
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let before = locked(&txn, id).await?;
    if expected.is_some_and(|expected| expected != before.version) {
        return Err(StoreError::Stale);
    }
    let mut row = before.clone().into_active_model();
    let mut told = Vec::new();
    if let Some(name) = change.name.filter(|name| name.as_str() != before.name) {
        row.name = Set(name.as_str().to_owned());
        told.push((EventKind::UserChanged, json!({ "field": "name" })));
    }
    if let Some(language) = change.language.filter(|language| language.code() != before.language) {
        row.language = Set(language.code().to_owned());
        told.push((EventKind::UserChanged, json!({ "language": language.code() })));
    }
    if let Some(role) = change.role.filter(|role| role.code() != before.role) {
        row.role = Set(role.code().to_owned());
        told.push((EventKind::UserChanged, json!({ "from": before.role, "to": role.code() })));
    }
    match change.disabled {
        Some(true) if before.disabled_at.is_none() => {
            row.disabled_at = Set(Some(context.now));
            web_session::Entity::delete_many()
                .filter(web_session::Column::UserId.eq(id.0))
                .exec(&*txn)
                .await?;
            told.push((EventKind::UserDisabled, json!({})));
        }
        Some(false) if before.disabled_at.is_some() => {
            row.disabled_at = Set(None);
            told.push((EventKind::UserEnabled, json!({})));
        }
        _ => {}
    }
    if told.is_empty() {
        return Ok(before.version);
    }
    row.version = Set(before.version + 1);
    row.updated_at = Set(context.now);
    let after = row.update(&*txn).await?;
    if is_administrator(&before) && !is_administrator(&after) {
        require_administrator(&txn).await?;
    }
    let told = told.into_iter().map(|(kind, data)| NewEvent::new(kind, NOUN, id).with(data));
    event::record(&*txn, context, told.collect()).await?;
    txn.commit().await?;
    Ok(after.version)
}

/// Sets the password of a user, and ends the sessions that the old one opened.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_password(
    db: &Db,
    context: &Context,
    id: UserId,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let before = locked(&txn, id).await?;
    let version = before.version + 1;
    let mut row = before.into_active_model();
    row.password_hash = Set(Some(password.as_str().to_owned()));
    row.version = Set(version);
    row.updated_at = Set(context.now);
    row.update(&*txn).await?;
    web_session::Entity::delete_many()
        .filter(web_session::Column::UserId.eq(id.0))
        .exec(&*txn)
        .await?;
    let told = NewEvent::new(EventKind::PasswordChanged, NOUN, id);
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await
}

async fn locked(txn: &Write, id: UserId) -> Result<user_account::Model, StoreError> {
    let mut query = user_account::Entity::find_by_id(id.0);
    if locks_rows(&**txn) {
        query = query.lock_exclusive();
    }
    query.one(&**txn).await?.ok_or(StoreError::NotFound { noun: NOUN })
}

fn is_administrator(row: &user_account::Model) -> bool {
    row.role == Role::Administrator.code() && row.disabled_at.is_none()
}

/// Refuses when no administrator is left. The rows are locked, so that two administrators cannot disable
/// each other at the same moment.
async fn require_administrator(txn: &Write) -> Result<(), StoreError> {
    let mut query = user_account::Entity::find()
        .filter(user_account::Column::Role.eq(Role::Administrator.code()))
        .filter(user_account::Column::DisabledAt.is_null());
    if locks_rows(&**txn) {
        query = query.lock_exclusive();
    }
    let left = query.all(&**txn).await?;
    if left.is_empty() { Err(StoreError::refused("last_administrator")) } else { Ok(()) }
}
