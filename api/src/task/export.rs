//! `GET /tasks/export`

use domain::id::{CustomerId, UserId};
use store::export::List;
use store::task::TaskFilter;
use uuid::Uuid;

use crate::access::{May, ReadTasks};
use crate::customer;
use crate::input::{LanguageCode, Query, TableFormatCode, TaskStateCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which tasks, and how their table is written.
    struct TaskExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those that concern a customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Those about one object.
        subject: Option<Uuid>,
        /// Those that a user is to do.
        #[param(value_type = Option<Uuid>)]
        assignee: Option<UserId>,
        /// Those that nobody is to do yet.
        unassigned: Option<bool>,
        /// The open or the done ones.
        state: Option<TaskStateCode>,
    }
}

/// Export a list of tasks, by the filters of the list, as a table, the newest first.
///
/// Whoever asks must also be allowed to read customers. The table is written as that of
/// `/customers/export`.
#[utoipa::path(get, path = "/tasks/export")]
pub(crate) async fn handler(
    may: May<ReadTasks>,
    query: Query<TaskExportQuery>,
) -> Result<Table, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = TaskFilter {
        customer,
        subject: query.subject,
        assignee: query.assignee,
        unassigned: query.unassigned.unwrap_or(false),
        state: query.state.map(|state| *state),
    };
    Table::of(&may, "tasks", List::Tasks(filter), query.format, query.language).await
}
