//! `relais task`: what is to be done, by whom, by which day; what was done.

use std::collections::HashMap;

use clap::{Args, Subcommand};
use domain::customer::Reference;
use domain::id::{CustomerId, TaskId};
use domain::task::TaskState;
use serde_json::{Value, json};
use store::Db;
use store::StoreError;
use store::page::{Page, PageRequest};
use store::task::{TaskFilter, TaskRecord};
use templates::format;

use crate::house::{Array, Exit, House, print, unknown};

/// Tasks read at once.
const PAGE: u32 = 500;

#[derive(Debug, Args)]
pub(crate) struct TaskArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List tasks, the newest first; with --today the day of somebody, the longest overdue first
    List(ListArgs),
    /// Say that a task was done
    Done(DoneArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// open or done
    #[arg(long, value_name = "STATE", default_value = "open")]
    state: TaskState,
    /// Only those that this user is to do
    #[arg(long, value_name = "EMAIL")]
    assignee: Option<String>,
    /// Only those that nobody is to do yet
    #[arg(long, conflicts_with = "assignee")]
    unassigned: bool,
    /// Only those that concern this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only what is open and due today or before, of this assignee
    #[arg(long, requires = "assignee", conflicts_with_all = ["state", "customer"])]
    today: bool,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct DoneArgs {
    /// Id of the task, as `relais task list` shows it
    id: TaskId,
}

pub(crate) async fn run(args: TaskArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::List(args) => list(args, house).await,
        Act::Done(args) => done(&args, house).await,
    }
}

async fn list(args: ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let assignee = match &args.assignee {
        Some(email) => {
            Some(store::user::find_by_email(&db, email).await.map_err(unknown("user_unknown"))?.id)
        }
        None => None,
    };
    let customer = match &args.customer {
        Some(reference) => {
            let found = store::customer::get_by_reference(db.read(), reference).await;
            Some(found.map_err(unknown("customer_unknown"))?.id)
        }
        None => None,
    };
    let filter = TaskFilter {
        customer,
        subject: None,
        assignee,
        unassigned: args.unassigned,
        state: Some(args.state),
    };
    let firm = store::company::get(&db).await?.map(|(firm, _)| firm).unwrap_or_default();
    let today = house.context().today(firm.time_zone);
    let mut request = Some(PageRequest::first(PAGE));
    let mut out = Array::new(args.json);
    while let Some(page) = request {
        let page = match assignee.filter(|_| args.today) {
            Some(user) => store::task::my_day(&db, user, today, page).await?,
            None => store::task::list(&db, &filter, page).await?,
        };
        request = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        let references = references(&db, &page).await?;
        for task in &page.items {
            let customer = task.customer.and_then(|id| references.get(&id)).map(String::as_str);
            if args.json {
                out.push(&as_json(task, customer, house))?;
            } else {
                print(line(task, customer, house))?;
            }
        }
    }
    out.end()?;
    Ok(Exit::Done)
}

async fn done(args: &DoneArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let id = store::task::complete(&db, &house.context(), args.id, None).await;
    let task = store::task::get(&db, id.map_err(unknown("task_unknown"))?).await?;
    print(house.text("task-completed", &[("title", title(&task, house).into())]))?;
    Ok(Exit::Done)
}

/// The references of the customers of a page.
async fn references(
    db: &Db,
    page: &Page<TaskRecord>,
) -> Result<HashMap<CustomerId, String>, StoreError> {
    let ids: Vec<CustomerId> = page.items.iter().filter_map(|task| task.customer).collect();
    let found = store::customer::find(db.read(), &ids).await?;
    Ok(found.into_iter().map(|one| (one.id, one.reference.to_string())).collect())
}

/// What is to be done; of a task of the program, in the language of the reader.
fn title(task: &TaskRecord, house: &House) -> String {
    let own = || house.text(&format!("task-{}", task.kind.code()), &[]);
    task.title.clone().unwrap_or_else(own)
}

fn line(task: &TaskRecord, customer: Option<&str>, house: &House) -> String {
    let due =
        task.due_on.map_or_else(|| "–".to_owned(), |day| format::date_short(house.language(), day));
    let customer = customer.unwrap_or("–");
    format!("{}  {due:<10}  {customer:<14}  {}", task.id, title(task, house))
}

/// A task as a program reads it.
fn as_json(task: &TaskRecord, customer: Option<&str>, house: &House) -> Value {
    json!({
        "id": task.id,
        "kind": task.kind.code(),
        "state": task.state.code(),
        "title": title(task, house),
        "details": task.details,
        "customer": customer,
        "subject": { "kind": task.subject.0.code(), "id": task.subject.1 },
        "due_on": task.due_on,
        "assignee": task.assignee,
        "done_at": task.done_at,
        "done_by": task.done_by,
        "created_at": task.created_at,
    })
}
