//! Imports: a file is sent, planned by a worker, shown, applied and undone.

pub(crate) mod apply;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
mod mapping;
pub(crate) mod progress;
pub(crate) mod revert;
pub(crate) mod rows;

use chrono::{DateTime, Utc};
use domain::id::ImportId;
use domain::import::{ConsentColumn, ImportKind, Reading};
use domain::user::Act;
use serde::Serialize;
use store::import::{Followed, ImportRecord, ImportState, TaskRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::SignedIn;
use crate::answer::Begun;
use crate::input::ImportKindCode;
use crate::problem::{Kind, Problem};

/// An import.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import)]
pub(crate) struct ImportView {
    /// Id.
    id: Uuid,
    /// What the file brings.
    kind: ImportKindCode,
    /// Name of the file.
    file_name: String,
    /// `received`, `refused`, `planning`, `planned`, `applying`, `applied`, `cancelled`, `reverting` or
    /// `reverted`.
    state: &'static str,
    /// What a worker has still to do: `plan`, `apply` or `revert`.
    asked: Option<&'static str>,
    /// Rows, or customers when it is undone, that are done so far in this state.
    done: u64,
    /// Of how many; `null` while the file is read.
    total: Option<u64>,
    /// Rows that make something.
    create: u64,
    /// Rows that change something.
    update: u64,
    /// Rows that are known, or would double a customer or a row above.
    duplicate: u64,
    /// Rows with a fault.
    fault: u64,
    /// What is told of rows, how many times, beside their verdict, by code: `refusal_recorded`,
    /// `refusal_left_out`, `tried_to_raise`, `tried_to_undo`, `address_suppressed`. Undone, an import leaves the refusals that it recorded.
    notices: std::collections::BTreeMap<String, u64>,
    /// How the file is read, once it is.
    reading: Option<ReadingView>,
    /// Why the last thing that was asked was not done.
    refusal: Option<RefusalView>,
    /// When it came.
    created_at: DateTime<Utc>,
    /// When it last went on.
    updated_at: DateTime<Utc>,
}

/// How a file is read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportReading)]
pub(crate) struct ReadingView {
    /// The heading of each field; `own.<code>` for the firm's own.
    columns: std::collections::BTreeMap<String, String>,
    /// The columns that say yes or no to being contacted.
    consents: Vec<ConsentColumnView>,
    /// Headings without a use.
    unused: Vec<String>,
    /// When the mapping was last applied, if it is remembered.
    remembered: Option<DateTime<Utc>>,
}

/// A column that says yes or no to being contacted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportConsentColumn)]
pub(crate) struct ConsentColumnView {
    /// Its heading.
    column: String,
    /// The purpose, by its code.
    purpose: String,
    /// The channel.
    channel: &'static str,
}

impl From<ConsentColumn> for ConsentColumnView {
    fn from(of: ConsentColumn) -> Self {
        Self {
            column: of.column.heading,
            purpose: of.says.purpose.to_string(),
            channel: of.says.channel.code(),
        }
    }
}

/// Why something was not done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportRefusal)]
pub(crate) struct RefusalView {
    /// What was asked: `plan`, `apply` or `revert`.
    task: &'static str,
    /// Stable code.
    code: String,
    /// What the code names: `faults` of the file, or `depends`: what is newer.
    details: serde_json::Value,
}

impl From<Followed> for ImportView {
    fn from(followed: Followed) -> Self {
        let asked = followed.tasks.iter().find(|task| task.state == "asked");
        let asked = asked.map(|task| task.task.code());
        let refusal = followed.tasks.last().and_then(refusal);
        match (followed.import, followed.upload) {
            (Some(import), _) => Self { asked, refusal, ..Self::from(import) },
            (None, upload) => {
                let (kind, file_name, at) = match upload {
                    Some(file) => (file.kind, file.file_name, file.created_at),
                    None => (ImportKind::Customers, String::new(), DateTime::default()),
                };
                Self {
                    id: followed.id.0,
                    kind: ImportKindCode(kind),
                    file_name,
                    state: if asked.is_some() { "received" } else { "refused" },
                    asked,
                    done: 0,
                    total: None,
                    create: 0,
                    update: 0,
                    duplicate: 0,
                    fault: 0,
                    notices: std::collections::BTreeMap::new(),
                    reading: None,
                    refusal,
                    created_at: at,
                    updated_at: at,
                }
            }
        }
    }
}

impl ImportView {
    /// Whether nothing is asked of it and nothing is under way.
    fn rests(&self) -> bool {
        self.asked.is_none() && !matches!(self.state, "planning" | "applying" | "reverting")
    }
}

fn refusal(task: &TaskRecord) -> Option<RefusalView> {
    let mut details = task.outcome.clone()?;
    let code = details.get("code").and_then(|code| code.as_str()).unwrap_or_default().to_owned();
    if let Some(details) = details.as_object_mut() {
        details.remove("code");
    }
    Some(RefusalView { task: task.task.code(), code, details })
}

impl From<ImportRecord> for ImportView {
    fn from(import: ImportRecord) -> Self {
        let (done, total) = match import.state {
            ImportState::Planning => (import.total, None),
            ImportState::Planned | ImportState::Cancelled => (import.total, Some(import.total)),
            ImportState::Applying | ImportState::Applied => {
                (import.applied, Some(import.to_apply()))
            }
            ImportState::Reverting | ImportState::Reverted => {
                (import.removed + import.restored, Some(import.to_apply()))
            }
        };
        Self {
            id: import.id.0,
            kind: ImportKindCode(import.kind),
            state: import.state.code(),
            asked: None,
            done,
            total,
            create: import.created,
            update: import.updated,
            duplicate: import.unchanged,
            fault: import.faults,
            notices: import
                .notices
                .iter()
                .map(|(code, count)| (code.code().to_owned(), *count))
                .collect(),
            reading: Some(import.reading.into()),
            refusal: None,
            file_name: import.file_name,
            created_at: import.created_at,
            updated_at: import.updated_at,
        }
    }
}

impl From<Reading> for ReadingView {
    fn from(reading: Reading) -> Self {
        let columns = reading.columns.into_iter();
        let columns = columns.map(|(field, column)| (field.code().to_owned(), column.heading));
        let own = reading.own.into_iter().map(|of| (of.code(), of.column.heading));
        Self {
            columns: columns.chain(own).collect(),
            consents: reading.consents.into_iter().map(ConsentColumnView::from).collect(),
            unused: reading.unused,
            remembered: reading.remembered,
        }
    }
}

/// What a caller gets who asked for something long.
async fn begun(caller: &SignedIn, id: ImportId) -> Result<Begun<ImportView>, Problem> {
    let followed = store::import::follow(caller.db().read(), id).await?;
    Ok(Begun { location: format!("/api/v1/imports/{id}"), body: followed.into() })
}

/// Whoever acts on an import of invoices must be allowed to post them.
async fn allowed(caller: &SignedIn, id: ImportId) -> Result<(), Problem> {
    let followed = store::import::follow(caller.db().read(), id).await?;
    let kind = followed.import.map(|import| import.kind);
    let kind = kind.or(followed.upload.map(|upload| upload.kind));
    if kind == Some(ImportKind::Invoices) && !caller.principal().may(Act::WriteInvoices) {
        return Err(Problem::of(Kind::Forbidden).with("act", Act::WriteInvoices));
    }
    Ok(())
}
