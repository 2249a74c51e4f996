//! Sessions of people who sign in with a password.
//!
//! The cookie holds 32 random bytes, the database their digest. A second secret, which follows from the
//! first, must come in a header with every request that changes something: another site can make a
//! browser send the cookie, but cannot read what goes into the header.

mod login;
mod throttle;

use chrono::{DateTime, TimeDelta, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::SessionId;
use domain::user::Secret32;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use subtle::ConstantTimeEq as _;

use crate::db::Db;
use crate::entity::{user_account, web_session};
use crate::error::StoreError;
use crate::event;
use crate::user::UserRecord;

pub use login::{Login, LoginFault, open};
pub use throttle::forget_old as forget_old_throttles;

const NOUN: &str = "session";

/// How long a session lasts: a day at the desk.
pub const LIFETIME: TimeDelta = TimeDelta::hours(12);

/// The secret of a session's cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSecret(pub Secret32);

impl SessionSecret {
    /// What the database holds of the cookie.
    fn digest(self) -> String {
        self.0.digest("session").as_str().to_owned()
    }

    /// The secret against forged requests that belongs to this session.
    #[must_use]
    pub fn csrf(self) -> Secret32 {
        self.0.derive("csrf")
    }
}

/// A live session and its user.
#[derive(Debug, Clone)]
pub struct SessionHolder {
    /// Id.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserRecord,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    csrf_digest: String,
}

impl SessionHolder {
    /// Whether `csrf` is the secret against forged requests of this session.
    #[must_use]
    pub fn trusts(&self, csrf: Secret32) -> bool {
        csrf.digest("csrf").as_str().as_bytes().ct_eq(self.csrf_digest.as_bytes()).into()
    }
}

/// The holder of a session that has not ended and whose user is not disabled.
///
/// # Errors
/// When the database cannot be read.
pub async fn holder(
    db: &Db,
    secret: SessionSecret,
    now: DateTime<Utc>,
) -> Result<Option<SessionHolder>, StoreError> {
    let row = web_session::Entity::find()
        .filter(web_session::Column::Digest.eq(secret.digest()))
        .filter(web_session::Column::ExpiresAt.gt(now))
        .one(db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let user = user_account::Entity::find_by_id(row.user_id)
        .filter(user_account::Column::DisabledAt.is_null())
        .one(db.read())
        .await?;
    let Some(user) = user else { return Ok(None) };
    Ok(Some(SessionHolder {
        id: row.id.into(),
        user: UserRecord::from_row(user)?,
        expires_at: row.expires_at,
        csrf_digest: row.csrf_digest,
    }))
}

/// Ends a session; one that has ended stays so.
///
/// # Errors
/// When the database cannot be written.
pub async fn close(db: &Db, context: &Context, id: SessionId) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let gone = web_session::Entity::delete_by_id(id.0).exec(&*txn).await?;
    if gone.rows_affected > 0 {
        let told = NewEvent::new(EventKind::SessionClosed, NOUN, id);
        event::record(&*txn, context, vec![told]).await?;
    }
    txn.commit().await
}

#[cfg(test)]
mod tests;
