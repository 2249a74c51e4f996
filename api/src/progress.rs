//! How far something long is, told as server-sent events: a run of reminders, an import, a search.

use std::marker::PhantomData;
use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use futures::stream::{BoxStream, StreamExt as _, unfold};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::answer::Answer;
use crate::endpoint::{Schemas, add_schema};

/// How often the database is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How many looks one stream lasts, so that it never holds up a server that stops for long: an
/// `EventSource` comes back by itself.
const LOOKS: u32 = 20;

type Event = Result<Bytes, std::io::Error>;

/// A stream of events, each with a `T` as its data.
pub(crate) struct Events<T> {
    stream: BoxStream<'static, Event>,
    told: PhantomData<fn() -> T>,
}

impl<T: Serialize + Send + 'static> Events<T> {
    /// Tells what `look` sees when it begins and at each change. A look says how it stands and whether
    /// nothing more will come; none ends the stream.
    pub(crate) fn of<L, F>(look: L) -> Self
    where
        L: Fn() -> F + Send + 'static,
        F: Future<Output = Option<(T, bool)>> + Send + 'static,
    {
        let start = Watch { look, last: None, looks: 0 };
        Self { stream: unfold(Some(start), next::<T, L, F>).boxed(), told: PhantomData }
    }
}

impl<T> Responder for Events<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/event-stream"))
            // A packed stream would arrive in lumps.
            .insert_header(header::ContentEncoding::Identity)
            .streaming(self.stream)
    }
}

impl<T: ToSchema> Answer for Events<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        let name = add_schema::<T>(schemas);
        let text = || ObjectBuilder::new().schema_type(Type::String).build();
        let event = ObjectBuilder::new()
            .schema_type(Type::Object)
            .property("event", text())
            .property("data", text())
            .required("event")
            .required("data")
            .build();
        let response = ResponseBuilder::new()
            .description(format!("Events named `progress`; the data of each is one `{name}`."))
            .content("text/event-stream", ContentBuilder::new().schema(Some(event)).build());
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// What a stream remembers between two looks.
struct Watch<L> {
    look: L,
    last: Option<String>,
    looks: u32,
}

async fn next<T, L, F>(watch: Option<Watch<L>>) -> Option<(Event, Option<Watch<L>>)>
where
    T: Serialize,
    L: Fn() -> F,
    F: Future<Output = Option<(T, bool)>>,
{
    let mut watch = watch?;
    loop {
        if watch.looks > 0 {
            tokio::time::sleep(EVERY).await;
        }
        if watch.looks >= LOOKS {
            return None;
        }
        watch.looks += 1;
        let look = (watch.look)();
        let (now, over) = look.await?;
        let data = serde_json::to_string(&now).ok()?;
        if watch.last.as_ref() == Some(&data) {
            continue;
        }
        let event = Bytes::from(format!("event: progress\ndata: {data}\n\n"));
        watch.last = Some(data);
        return Some((Ok(event), (!over).then_some(watch)));
    }
}
