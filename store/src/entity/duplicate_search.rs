//! Table `duplicate_search`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A search of the whole file for duplicates.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duplicate_search")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `gathering`, `comparing` or `done`.
    pub state: String,
    /// Whether it is under way: one at a time.
    pub running: bool,
    /// Parties gathered, then parts compared.
    pub done: i64,
    /// Of how many.
    pub total: i64,
    /// The last party gathered.
    pub after_party: Option<Uuid>,
    /// The next part to compare.
    pub part: i32,
    /// Pairs that it found, once it is done.
    pub found: i64,
    /// When it began.
    pub begun_at: DateTimeUtc,
    /// Who asked.
    pub begun_by: String,
    /// When it ended.
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
