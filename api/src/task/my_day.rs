//! `GET /tasks/my-day`

use chrono::NaiveDate;
use uuid::Uuid;

use super::TaskView;
use crate::access::{May, ReadTasks};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, Reader, page};
use crate::problem::Problem;

query! {
    /// Which day, and which page.
    struct MyDayQuery {
        /// Today in the firm's zone when absent.
        day: Option<NaiveDate>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// Tell what the caller is to do: what is due today or before, the longest overdue first.
#[utoipa::path(get, path = "/tasks/my-day")]
pub(crate) async fn handler(
    may: May<ReadTasks>,
    query: Query<MyDayQuery>,
    reader: Reader,
) -> Result<Found<Listed<TaskView>>, Problem> {
    let day = may.day_or_today(query.day).await?;
    let page = page(query.limit, query.after);
    let tasks = store::task::my_day(may.db(), may.principal().user, day, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(tasks, |task| TaskView::of(task, catalog, reader.0)))
}
