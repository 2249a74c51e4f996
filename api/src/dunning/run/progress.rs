//! `GET /dunning-runs/{id}/progress`

use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::id::RunId;
use futures::stream::{BoxStream, StreamExt as _, unfold};
use store::Db;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::{ProgressView, progress};
use crate::access::{May, ReadDunning};
use crate::answer::Answer;
use crate::endpoint::{Schemas, add_schema};
use crate::input::Id;
use crate::problem::Problem;

/// How often the ledger is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How many looks one stream lasts, so that it never holds up a server that stops for long: an
/// `EventSource` comes back by itself.
const LOOKS: u32 = 20;

/// A stream of events.
pub(crate) struct Events(BoxStream<'static, Result<Bytes, std::io::Error>>);

impl Responder for Events {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/event-stream"))
            // A packed stream would arrive in lumps.
            .insert_header(header::ContentEncoding::Identity)
            .streaming(self.0)
    }
}

impl Answer for Events {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        add_schema::<ProgressView>(schemas);
        let text = || ObjectBuilder::new().schema_type(Type::String).build();
        let event = ObjectBuilder::new()
            .schema_type(Type::Object)
            .property("event", text())
            .property("data", text())
            .required("event")
            .required("data")
            .build();
        let response = ResponseBuilder::new()
            .description("Events named `progress`, each with a `Progress` as its data.")
            .content("text/event-stream", ContentBuilder::new().schema(Some(event)).build());
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// Follow the sending of a run as server-sent events.
///
/// One when it begins and one for each change; the stream ends when all is done, and after twenty seconds.
/// An `EventSource` then comes back by itself.
#[utoipa::path(get, path = "/dunning-runs/{id}/progress")]
pub(crate) async fn handler(may: May<ReadDunning>, id: Id<RunId>) -> Result<Events, Problem> {
    store::dunning::run(may.db(), *id).await?;
    let start = Watch { db: may.db().clone(), run: *id, last: None, looks: 0 };
    Ok(Events(unfold(Some(start), next).boxed()))
}

/// What a stream remembers between two looks.
struct Watch {
    db: Db,
    run: RunId,
    last: Option<ProgressView>,
    looks: u32,
}

async fn next(watch: Option<Watch>) -> Option<(Result<Bytes, std::io::Error>, Option<Watch>)> {
    let mut watch = watch?;
    loop {
        if watch.looks > 0 {
            tokio::time::sleep(EVERY).await;
        }
        if watch.looks >= LOOKS {
            return None;
        }
        watch.looks += 1;
        let run = store::dunning::run(&watch.db, watch.run).await.ok()?;
        let now = progress(&watch.db, &run).await.ok()?;
        if watch.last.as_ref() == Some(&now) {
            continue;
        }
        let data = serde_json::to_string(&now).ok()?;
        let event = Bytes::from(format!("event: progress\ndata: {data}\n\n"));
        let ended = now.state == "done";
        watch.last = Some(now);
        return Some((Ok(event), (!ended).then_some(watch)));
    }
}
