//! `GET /health/ready`

use std::path::Path;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use chrono::TimeDelta;
use serde::Serialize;
use store::SchemaState;
use utoipa::ToSchema;
use utoipa::openapi::path::Operation;
use uuid::Uuid;

use crate::access::Anybody;
use crate::answer::{Answer, Found};
use crate::endpoint::Schemas;
use crate::state::State;

/// How old a look that nobody relayed may get: a worker relays every few seconds.
const STUCK: TimeDelta = TimeDelta::minutes(5);

/// Whether the program can work, part by part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ready)]
pub(crate) struct ReadyView {
    /// `ready`, or `not_ready` with a status of 503.
    status: &'static str,
    /// The database answers and has the schema of this version.
    database: bool,
    /// What was asked of the workers is taken up. False alone is no 503: the API works without workers.
    queue: bool,
    /// The disk of the data folder can be written.
    disk: bool,
}

impl Responder for ReadyView {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let ready = self.status == "ready";
        let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        // Told as it is, not as a problem: what watches wants to know which part.
        HttpResponse::build(status).insert_header((crate::edge::AS_IT_IS, "1")).json(self)
    }
}

impl Answer for ReadyView {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        Found::<Self>::document(operation, schemas);
    }
}

/// Can the program work?
#[utoipa::path(get, path = "/health/ready")]
pub(crate) async fn handler(anybody: Anybody) -> ReadyView {
    let state = anybody.state();
    let database = matches!(state.db().schema().await, Ok(SchemaState::Current));
    let queue = database && queue(state).await;
    let disk = disk(state.deps.data_dir.clone(), state.deps.ids.next(state.now())).await;
    let status = if database && disk { "ready" } else { "not_ready" };
    ReadyView { status, database, queue, disk }
}

async fn queue(state: &State) -> bool {
    let now = state.now();
    match store::outbox::backlog(state.db().read(), now).await {
        Ok(backlog) => backlog.oldest.is_none_or(|oldest| now - oldest < STUCK),
        Err(_) => false,
    }
}

/// Writes and removes a file of its own.
async fn disk(folder: impl AsRef<Path>, id: Uuid) -> bool {
    let probe = folder.as_ref().join(format!(".ready-{id}"));
    let written = tokio::fs::write(&probe, b"ready").await.is_ok();
    tokio::fs::remove_file(&probe).await.is_ok() && written
}
