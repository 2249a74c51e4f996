//! Tokens of the API: kept as a digest, narrowed by a scope, with an end.
//!
//! A token never does more than its owner: what it may do is its scope and what the owner's role lets him
//! do at that moment, and nothing at all once the owner is disabled.

use chrono::{DateTime, TimeDelta, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{TokenId, UserId};
use domain::user::{Act, Digest, PersonName, TokenText};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use crate::db::{Db, Write};
use crate::entity::{api_token, user_account};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;
use crate::user;

const NOUN: &str = "token";

/// The longest life of a token.
pub const LONGEST: TimeDelta = TimeDelta::days(366);

/// How old "last used" may be: a request writes nothing more often.
const USE_TOLD_EVERY: TimeDelta = TimeDelta::hours(1);

/// A token to make.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// On whose behalf it acts.
    pub user: UserId,
    /// What it is for.
    pub name: PersonName,
    /// What it may do; none: all that the owner's role lets him do today.
    pub scopes: Option<Vec<Act>>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRecord {
    /// Id.
    pub id: TokenId,
    /// On whose behalf it acts.
    pub user: UserId,
    /// What it is for.
    pub name: String,
    /// Its first letters.
    pub prefix: String,
    /// SHA-256 of the token.
    pub digest: String,
    /// What it may do, at most.
    pub scopes: Vec<Act>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, within an hour.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A live token and its owner.
#[derive(Debug, Clone)]
pub struct TokenHolder {
    /// The token.
    pub token: TokenRecord,
    /// Its owner.
    pub user: user::UserRecord,
    /// Whether [`touch`] has something to write.
    pub stale_use: bool,
}

/// Keeps a token that was made at the edge: only its digest is written.
///
/// # Errors
/// [`StoreError::NotFound`] without such a user; refusals `user_disabled`, `scope_beyond_role`,
/// `token_life`.
pub async fn create(
    db: &Db,
    context: &Context,
    new: NewToken,
    token: &TokenText,
    idempotency: Option<&Idempotency>,
) -> Result<TokenId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        let owner = user_account::Entity::find_by_id(new.user.0).one(&**txn).await?;
        let owner = owner.ok_or(StoreError::NotFound { noun: user::NOUN })?;
        if owner.disabled_at.is_some() {
            return Err(StoreError::refused("user_disabled"));
        }
        if new.expires_at <= context.now || new.expires_at > context.now + LONGEST {
            let days = LONGEST.num_days();
            return Err(Refusal::new("token_life").with("days", days).into());
        }
        let role = user::role(&owner.role)?;
        let mut scopes = new.scopes.clone().unwrap_or_else(|| role.acts().collect());
        scopes.sort_unstable();
        scopes.dedup();
        if let Some(beyond) = scopes.iter().find(|act| !role.may(**act)) {
            return Err(Refusal::new("scope_beyond_role").with("act", beyond).into());
        }
        let id: TokenId = context.id();
        let codes: Vec<_> = scopes.iter().map(|act| act.code()).collect();
        let row = api_token::ActiveModel {
            id: Set(id.0),
            user_id: Set(new.user.0),
            name: Set(new.name.as_str().to_owned()),
            prefix: Set(token.hint()),
            digest: Set(token.digest().as_str().to_owned()),
            scopes: Set(json!(codes)),
            expires_at: Set(Some(new.expires_at)),
            revoked_at: Set(None),
            last_used_at: Set(None),
            created_at: Set(context.now),
        };
        api_token::Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::TokenCreated, NOUN, id)
            .with(json!({ "user": new.user, "scopes": codes }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// The holder of a token that is neither revoked nor expired and whose owner is not disabled.
///
/// # Errors
/// When the database cannot be read.
pub async fn holder(
    db: &Db,
    digest: &Digest,
    now: DateTime<Utc>,
) -> Result<Option<TokenHolder>, StoreError> {
    let token = api_token::Entity::find()
        .filter(api_token::Column::Digest.eq(digest.as_str()))
        .one(db.read())
        .await?;
    let Some(token) = token else { return Ok(None) };
    let owner = user_account::Entity::find_by_id(token.user_id).one(db.read()).await?;
    let Some(owner) = owner else { return Ok(None) };
    let ended = token.revoked_at.is_some()
        || token.expires_at.is_some_and(|end| end <= now)
        || owner.disabled_at.is_some();
    if ended {
        return Ok(None);
    }
    let stale_use = token.last_used_at.is_none_or(|used| now - used >= USE_TOLD_EVERY);
    let user = user::UserRecord::from_row(owner)?;
    Ok(Some(TokenHolder { token: TokenRecord::from_row(token)?, user, stale_use }))
}

/// Writes that a token was used.
///
/// # Errors
/// When the database cannot be written.
pub async fn touch(db: &Db, id: TokenId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = api_token::ActiveModel { last_used_at: Set(Some(now)), ..Default::default() };
    api_token::Entity::update_many()
        .set(row)
        .filter(api_token::Column::Id.eq(id.0))
        .exec(&*txn)
        .await?;
    txn.commit().await
}

/// The token of this id.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn get(db: &Db, id: TokenId) -> Result<TokenRecord, StoreError> {
    let row = api_token::Entity::find_by_id(id.0).one(db.read()).await?;
    TokenRecord::from_row(row.ok_or(StoreError::NotFound { noun: NOUN })?)
}

/// A page of the tokens of a user, or of everybody.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    db: &Db,
    of: Option<UserId>,
    page: PageRequest,
) -> Result<Page<TokenRecord>, StoreError> {
    let filter = Condition::all()
        .add_option(of.map(|user| api_token::Column::UserId.eq(user.0)))
        .add_option(page.after.map(|after| api_token::Column::Id.gt(after)));
    let rows = api_token::Entity::find()
        .filter(filter)
        .order_by_asc(api_token::Column::Id)
        .limit(page.rows())
        .all(db.read())
        .await?;
    let tokens = rows.into_iter().map(TokenRecord::from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(tokens, page, |token| token.id.0))
}

/// Revokes a token for good; one that is revoked stays so. With `of`, another user's is not found.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn revoke(
    db: &Db,
    context: &Context,
    id: TokenId,
    of: Option<UserId>,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = api_token::Entity::find_by_id(id.0).one(&*txn).await?;
    let row = row
        .filter(|row| of.is_none_or(|user| user.0 == row.user_id))
        .ok_or(StoreError::NotFound { noun: NOUN })?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    let change =
        api_token::ActiveModel { revoked_at: Set(Some(context.now)), ..Default::default() };
    api_token::Entity::update_many()
        .set(change)
        .filter(api_token::Column::Id.eq(id.0))
        .exec(&*txn)
        .await?;
    let told =
        NewEvent::new(EventKind::TokenRevoked, NOUN, id).with(json!({ "user": row.user_id }));
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await
}

impl TokenRecord {
    fn from_row(row: api_token::Model) -> Result<Self, StoreError> {
        let codes: Vec<String> = serde_json::from_value(row.scopes)
            .map_err(|fault| unreadable("api_token.scopes", fault))?;
        Ok(Self {
            id: row.id.into(),
            user: row.user_id.into(),
            name: row.name,
            prefix: row.prefix,
            digest: row.digest,
            // An act that a later version dropped is nothing that one could still do.
            scopes: codes.iter().filter_map(|code| code.parse().ok()).collect(),
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
            created_at: row.created_at,
        })
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
