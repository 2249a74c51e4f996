//! A worker's part in an import: it does what is asked, one task after the other, as long as it gives
//! signs of life.

use std::io;
use std::time::Duration;

use domain::context::{Actor, Context};
use domain::id::ImportId;
use futures::TryStreamExt;
use futures::future::{Either, select};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use super::plan::plan_upload;
use super::revert::{Reverted, revert};
use super::task::{Task, TaskRecord, claim, end, renew};
use super::{ImportError, Request, Surroundings, apply, upload};
use crate::blob;
use crate::db::Db;
use crate::error::StoreError;

/// Between two signs of life: a quarter of the lease.
const ALIVE: Duration = Duration::from_secs(15);

/// Does what is asked of an import, under a token of this worker's own. What is dropped in the middle
/// leaves whole pages; [`super::release`] lets another worker go on at once.
///
/// # Errors
/// When the database or this machine fails: the task stays asked.
pub async fn work(
    db: &Db,
    id: ImportId,
    token: Uuid,
    surroundings: &Surroundings<'_>,
) -> Result<(), ImportError> {
    let context = surroundings.context;
    while let Some(task) = claim(db, &context(), id, token).await? {
        let doing = std::pin::pin!(one(db, id, &task, surroundings));
        let living = std::pin::pin!(live(db, token, context));
        match select(doing, living).await {
            Either::Left((outcome, _)) => {
                end(db, &context(), (id, task.task), token, outcome?).await?;
            }
            // Another worker has it: this one slept past its lease.
            Either::Right((lost, _)) => return Ok(lost?),
        }
    }
    Ok(())
}

/// Gives signs of life until the task is another's.
async fn live(
    db: &Db,
    token: Uuid,
    context: &(dyn Fn() -> Context + Send + Sync),
) -> Result<(), StoreError> {
    loop {
        tokio::time::sleep(ALIVE).await;
        if !renew(db, &context(), token).await? {
            return Ok(());
        }
    }
}

/// Does one task in the name of whoever asked; why it was refused, if it was.
async fn one(
    db: &Db,
    id: ImportId,
    task: &TaskRecord,
    surroundings: &Surroundings<'_>,
) -> Result<Option<Value>, ImportError> {
    let actor: Actor = task.asked_by.parse().unwrap_or(Actor::System);
    let context = || Context { actor: actor.clone(), ..(surroundings.context)() };
    let surroundings = Surroundings { context: &context, progress: surroundings.progress };
    let done = match task.task {
        Task::Plan => plan(db, id, &surroundings).await,
        Task::Apply => apply(db, id, &surroundings).await.map(|_| None).map_err(Into::into),
        Task::Revert => match revert(db, id, &surroundings).await {
            Ok(Reverted::Done(_)) => Ok(None),
            Ok(Reverted::Held(held)) => Ok(Some(json!({ "code": "import_held", "depends": held }))),
            Err(error) => Err(error.into()),
        },
    };
    match done {
        Err(ImportError::File(faults)) => {
            let fault = |fault: &domain::import::FileFault| {
                let params: serde_json::Map<String, Value> = fault
                    .params()
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value.into()))
                    .collect();
                json!({ "code": fault.code(), "line": fault.line(), "params": params })
            };
            let faults: Vec<Value> = faults.iter().map(fault).collect();
            Ok(Some(json!({ "code": "import_not_readable", "faults": faults })))
        }
        Err(ImportError::Store(StoreError::Refused(refusal))) => {
            let params: serde_json::Map<String, Value> = refusal
                .params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
                .collect();
            Ok(Some(json!({ "code": refusal.code, "params": params })))
        }
        Err(ImportError::Store(StoreError::Conflict { code })) => {
            Ok(Some(json!({ "code": code, "params": {} })))
        }
        other => other,
    }
}

/// Plans the file that was sent, from a copy on this machine.
async fn plan(
    db: &Db,
    id: ImportId,
    surroundings: &Surroundings<'_>,
) -> Result<Option<Value>, ImportError> {
    let upload = upload::find(db.read(), id).await?;
    let upload = upload.ok_or(StoreError::NotFound { noun: "import" })?;
    let copy = tempfile::NamedTempFile::new()?;
    let mut file = tokio::fs::File::from_std(copy.reopen()?);
    let mut pieces = std::pin::pin!(blob::read(db.read(), upload.blob.into()));
    while let Some(piece) = pieces.try_next().await? {
        file.write_all(&piece).await?;
    }
    file.flush().await?;
    drop(file);
    let firm = crate::company::get(db).await?.map(|(firm, _)| firm).unwrap_or_default();
    let request = Request {
        kind: upload.kind,
        path: copy.path().to_owned(),
        file_name: upload.file_name,
        mapping: upload.mapping,
        currency: firm.currency,
    };
    plan_upload(db, id, &request, surroundings).await?;
    drop(copy);
    Ok::<_, io::Error>(None).map_err(Into::into)
}
