//! `GET /tasks`

use domain::id::{CustomerId, UserId};
use store::task::TaskFilter;
use uuid::Uuid;

use super::TaskView;
use crate::access::{May, ReadTasks};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{Limit, Query, Reader, TaskStateCode, page};
use crate::problem::Problem;

query! {
    /// Which tasks, and which page.
    struct TaskListQuery {
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
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List tasks, the newest first.
#[utoipa::path(get, path = "/tasks")]
pub(crate) async fn handler(
    may: May<ReadTasks>,
    query: Query<TaskListQuery>,
    reader: Reader,
) -> Result<Found<Listed<TaskView>>, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = TaskFilter {
        customer,
        subject: query.subject,
        assignee: query.assignee,
        unassigned: query.unassigned.unwrap_or(false),
        state: query.state.map(|state| *state),
    };
    let page = page(query.limit, query.after);
    let tasks = store::task::list(may.db(), &filter, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(tasks, |task| TaskView::of(task, catalog, reader.0)))
}
