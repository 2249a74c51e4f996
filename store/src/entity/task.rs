//! Table `task`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Something to do about something.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it comes from, a code of `domain::task::TaskKind`.
    pub kind: String,
    /// The noun of what it is about.
    pub subject_kind: String,
    /// What it is about.
    pub subject_id: Uuid,
    /// The customer concerned.
    pub customer_id: Option<Uuid>,
    /// What is to be done.
    pub title: Option<String>,
    /// More about it.
    pub details: Option<String>,
    /// By which day.
    pub due_on: Option<Date>,
    /// Who is to do it.
    pub assignee_id: Option<Uuid>,
    /// `open` or `done`.
    pub state: String,
    /// While a task of the program is open: what must not be asked for twice.
    pub open_key: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTimeUtc>,
    /// By whom.
    pub done_by: Option<String>,
    /// Grows with each change.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTimeUtc,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
