//! Table `login_throttle`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Failures of signing in, by address or account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_throttle")]
pub struct Model {
    /// What is throttled.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Failures since `since`.
    pub failures: i32,
    /// Begin of the count.
    pub since: DateTimeUtc,
    /// End of the lock.
    pub locked_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
