//! A file as the body of a request: written to the disk as it comes, never held in memory.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures::StreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use utoipa::openapi::path::Operation;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Required};

use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// How browsers and programs name a CSV file or a workbook.
const TYPES: [&str; 5] = [
    "text/csv",
    "text/plain",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
];

/// A file that was sent, at its beginning.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) file: File,
    pub(crate) media_type: String,
    /// SHA-256 of the query and of its bytes, hexadecimal: what makes two requests the same.
    pub(crate) digest: String,
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move { read(&request, &mut payload).await })
    }
}

async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Upload, Problem> {
    let media_type = request.content_type().to_ascii_lowercase();
    let packed = request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
    if packed || !TYPES.contains(&media_type.as_str()) {
        return Err(Problem::of(Kind::WrongMediaType));
    }
    let too_large = || Problem::of(Kind::TooLarge).with("kib", LARGEST / 1024);
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let mut file = File::from_std(tempfile::tempfile().map_err(Problem::internal)?);
    let mut digest = Sha256::new();
    digest.update(request.query_string().as_bytes());
    digest.update([0]);
    let mut size = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::of(Kind::Malformed))?;
        size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if size > LARGEST {
            return Err(too_large());
        }
        digest.update(&chunk);
        file.write_all(&chunk).await.map_err(Problem::internal)?;
    }
    file.flush().await.map_err(Problem::internal)?;
    file.rewind().await.map_err(Problem::internal)?;
    let digest = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Upload { file, media_type, digest })
}

impl Part for Upload {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let mut body = RequestBodyBuilder::new().required(Some(Required::True));
        for name in TYPES {
            let bytes = ObjectBuilder::new().schema_type(Type::String).build();
            body = body.content(name, ContentBuilder::new().schema(Some(bytes)).build());
        }
        operation.request_body = Some(body.build().into());
        can_fail(operation, &[Kind::TooLarge, Kind::WrongMediaType]);
    }
}
