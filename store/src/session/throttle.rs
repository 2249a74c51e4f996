//! Counts of tries to sign in, in the database, so that every process counts together.
//!
//! The keys are keyed digests: the table tells nobody's address. The rule is
//! [`domain::user::Throttle`]'s.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::user::{Throttle, Throttled};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::db::{Db, Write};
use crate::entity::login_throttle;
use crate::error::StoreError;
use crate::secret::Secret;
use crate::sql::locks_rows;

/// What one try counts against.
#[derive(Debug)]
pub(super) struct Tries {
    account: String,
    address: String,
}

impl Tries {
    pub(super) fn of(secret: &Secret, account: &str, address: &str) -> Self {
        let key = |value: String| secret.digest("login_throttle", &value);
        Self {
            account: key(format!("account:{account}")),
            address: key(format!("address:{address}")),
        }
    }
}

/// Counts one try: the lock that it brings on the account, or until when nothing is looked at.
pub(super) async fn count(
    db: &Db,
    context: &Context,
    tries: &Tries,
) -> Result<Result<Option<DateTime<Utc>>, DateTime<Utc>>, StoreError> {
    let txn = db.begin().await?;
    // Always in this order: two tries that lock the same rows wait for each other.
    let address = match one(&txn, context.now, Throttle::Address, &tries.address).await? {
        Ok(count) => count,
        Err(until) => return Ok(Err(until)),
    };
    let account = match one(&txn, context.now, Throttle::Account, &tries.account).await? {
        Ok(count) => count,
        Err(until) => return Ok(Err(until)),
    };
    write(&txn, &tries.address, address).await?;
    write(&txn, &tries.account, account).await?;
    txn.commit().await?;
    Ok(Ok(account.locked_until))
}

async fn one(
    txn: &Write,
    now: DateTime<Utc>,
    kind: Throttle,
    key: &str,
) -> Result<Result<Throttled, DateTime<Utc>>, StoreError> {
    if locks_rows(&**txn) {
        // A row to lock: without it, two first tries would both count from nothing.
        let none = Throttled { failures: 0, since: now, locked_until: None };
        login_throttle::Entity::insert(row(key, none))
            .on_conflict_do_nothing()
            .exec_without_returning(&**txn)
            .await?;
    }
    let mut query = login_throttle::Entity::find_by_id(key.to_owned());
    if locks_rows(&**txn) {
        query = query.lock_exclusive();
    }
    let before = query.one(&**txn).await?.map(|row| Throttled {
        failures: row.failures,
        since: row.since,
        locked_until: row.locked_until,
    });
    Ok(kind.count(before, now))
}

async fn write(txn: &Write, key: &str, count: Throttled) -> Result<(), StoreError> {
    use login_throttle::Column::{Failures, Key, LockedUntil, Since};
    let replace = OnConflict::column(Key).update_columns([Failures, Since, LockedUntil]).to_owned();
    login_throttle::Entity::insert(row(key, count))
        .on_conflict(replace)
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

fn row(key: &str, count: Throttled) -> login_throttle::ActiveModel {
    login_throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(count.failures),
        since: Set(count.since),
        locked_until: Set(count.locked_until),
    }
}

/// Takes back the count of a try that succeeded: all of the account's, one of the address's.
pub(super) async fn give_back(txn: &Write, tries: &Tries) -> Result<(), StoreError> {
    use login_throttle::Column::{Failures, Key};
    login_throttle::Entity::update_many()
        .col_expr(Failures, Expr::col(Failures).sub(1))
        .filter(Key.eq(&tries.address))
        .filter(Failures.gt(0))
        .exec(&**txn)
        .await?;
    login_throttle::Entity::delete_by_id(tries.account.clone()).exec(&**txn).await?;
    Ok(())
}

/// Forgets counts that no longer count; the number of those forgotten.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_old(db: &Db, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let before = now - Throttle::WINDOW - Throttle::LONGEST;
    let txn = db.begin().await?;
    let gone = login_throttle::Entity::delete_many()
        .filter(login_throttle::Column::Since.lt(before))
        .filter(
            login_throttle::Column::LockedUntil
                .is_null()
                .or(login_throttle::Column::LockedUntil.lt(before)),
        )
        .exec(&*txn)
        .await?;
    txn.commit().await?;
    Ok(gone.rows_affected)
}
