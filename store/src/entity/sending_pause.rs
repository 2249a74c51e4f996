//! Table `sending_pause`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A pause of all sending, after a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sending_pause")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Why, a stable code.
    pub reason: String,
    /// Reply of the server, masked and cut.
    pub reply: Option<String>,
    /// From when.
    pub since: DateTimeUtc,
    /// Until when; none = until lifted.
    pub until: Option<DateTimeUtc>,
    /// When it was lifted.
    pub lifted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
