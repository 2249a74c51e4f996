//! Signing in.
//!
//! Four steps, none of which holds the database while a password is hashed: the try is counted, the
//! account is read, the password is compared, the session is written. An address that is no account's
//! takes as long and answers the same.

use chrono::{DateTime, Utc};
use domain::context::{Actor, Context};
use domain::event::{EventKind, NewEvent};
use domain::id::SessionId;
use domain::user::Password;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::throttle::{self, Tries};
use super::{LIFETIME, NOUN, SessionHolder, SessionSecret};
use crate::db::Db;
use crate::entity::{user_account, web_session};
use crate::error::StoreError;
use crate::event;
use crate::secret::Secret;
use crate::user::{UserRecord, password};

/// Somebody who wants to sign in.
#[derive(Debug)]
pub struct Login {
    /// The address of the account, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: Password,
    /// The network address of the caller.
    pub address: String,
    /// The secret of the session's cookie, random.
    pub session: SessionSecret,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum LoginFault {
    /// No such account, another password, no password, or disabled: the caller is not told which.
    #[error("address or password is wrong")]
    Wrong,
    /// Too many tries; none is looked at before this instant.
    #[error("too many tries")]
    Throttled(DateTime<Utc>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs somebody in.
///
/// # Errors
/// [`LoginFault`].
pub async fn open(
    db: &Db,
    context: &Context,
    secret: &Secret,
    login: Login,
) -> Result<SessionHolder, LoginFault> {
    let email_key = login.email.trim().to_lowercase();
    let tries = Tries::of(secret, &email_key, &login.address);
    let locked = match throttle::count(db, context, &tries).await? {
        Ok(locked) => locked,
        Err(until) => return Err(LoginFault::Throttled(until)),
    };
    let account = user_account::Entity::find()
        .filter(user_account::Column::EmailKey.eq(&email_key))
        .filter(user_account::Column::DisabledAt.is_null())
        .one(db.read())
        .await
        .map_err(StoreError::from)?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = password::verify(login.password, hash).await?;
    match account {
        Some(account) if right => {
            Ok(write_session(db, context, account, login.session, &tries).await?)
        }
        Some(account) => {
            tell_failure(db, context, &account, locked).await?;
            Err(LoginFault::Wrong)
        }
        None => Err(LoginFault::Wrong),
    }
}

async fn write_session(
    db: &Db,
    context: &Context,
    account: user_account::Model,
    session: SessionSecret,
    tries: &Tries,
) -> Result<SessionHolder, StoreError> {
    let id: SessionId = context.id();
    let context = Context { actor: Actor::User(account.id.into()), ..context.clone() };
    let expires_at = context.now + LIFETIME;
    let csrf_digest = session.csrf().digest("csrf").as_str().to_owned();
    let txn = db.begin().await?;
    throttle::give_back(&txn, tries).await?;
    let change = user_account::ActiveModel {
        failed_logins: Set(0),
        locked_until: Set(None),
        ..Default::default()
    };
    user_account::Entity::update_many()
        .set(change)
        .filter(user_account::Column::Id.eq(account.id))
        .exec(&*txn)
        .await?;
    web_session::Entity::delete_many()
        .filter(web_session::Column::ExpiresAt.lte(context.now))
        .exec(&*txn)
        .await?;
    let row = web_session::ActiveModel {
        id: Set(id.0),
        user_id: Set(account.id),
        digest: Set(session.digest()),
        csrf_digest: Set(csrf_digest.clone()),
        expires_at: Set(expires_at),
        created_at: Set(context.now),
    };
    web_session::Entity::insert(row).exec_without_returning(&*txn).await?;
    let told = NewEvent::new(EventKind::SessionOpened, NOUN, id);
    event::record(&*txn, &context, vec![told]).await?;
    txn.commit().await?;
    Ok(SessionHolder { id, user: UserRecord::from_row(account)?, expires_at, csrf_digest })
}

/// Shows on the account what happened, for those who look after it.
async fn tell_failure(
    db: &Db,
    context: &Context,
    account: &user_account::Model,
    locked_until: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let change = user_account::ActiveModel {
        failed_logins: Set(account.failed_logins.saturating_add(1)),
        locked_until: Set(locked_until),
        ..Default::default()
    };
    user_account::Entity::update_many()
        .set(change)
        .filter(user_account::Column::Id.eq(account.id))
        .exec(&*txn)
        .await?;
    if locked_until.is_some() && account.locked_until.is_none() {
        let told = NewEvent::new(EventKind::UserLocked, crate::user::NOUN, account.id);
        event::record(&*txn, context, vec![told]).await?;
    }
    txn.commit().await
}
