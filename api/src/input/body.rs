//! The body of a request: JSON of a bounded size, read into a type with every fault at once.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures::StreamExt as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use utoipa::openapi::path::Operation;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{ContentBuilder, Ref, Required};

use super::fault::{Faults, Wrong};
use super::json::{Input, escaped};
use crate::endpoint::{Part, Schemas, add_schema, can_fail};
use crate::problem::{Kind, Problem};
use crate::state::State;

/// A body that was read.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) value: T,
    /// SHA-256 of its bytes, hexadecimal.
    pub(crate) digest: String,
}

impl<T: Input + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            check_type(&request)?;
            let limit = request.app_data::<web::Data<State>>().map_or(0, |s| s.config.body_limit);
            let bytes = collect(&request, &mut payload, limit).await?;
            Ok(Self { value: read(&bytes)?, digest: digest(&bytes) })
        })
    }
}

/// A body that was read, or nothing where it was left out.
#[derive(Debug)]
pub(crate) struct OptionalBody<T> {
    pub(crate) value: Option<T>,
    /// SHA-256 of its bytes, hexadecimal.
    pub(crate) digest: String,
}

impl<T: Input + 'static> FromRequest for OptionalBody<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let limit = request.app_data::<web::Data<State>>().map_or(0, |s| s.config.body_limit);
            let bytes = collect(&request, &mut payload, limit).await?;
            let value = if bytes.is_empty() {
                None
            } else {
                check_type(&request)?;
                Some(read(&bytes)?)
            };
            Ok(Self { value, digest: digest(&bytes) })
        })
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read<T: Input>(bytes: &[u8]) -> Result<T, Problem> {
    let json: Value = serde_json::from_slice(bytes)
        .map_err(|error| Problem::not_json(error.line(), error.column()))?;
    let mut faults = Faults::default();
    refuse_nul(&json, "", &mut faults);
    match T::read(&json, "", &mut faults) {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(Problem::faults(Kind::Invalid, faults)),
    }
}

fn check_type(request: &HttpRequest) -> Result<(), Problem> {
    let json = request.content_type().eq_ignore_ascii_case("application/json");
    let packed = request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
    if json && !packed { Ok(()) } else { Err(Problem::of(Kind::WrongMediaType)) }
}

pub(crate) async fn collect(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> Result<web::BytesMut, Problem> {
    let too_large = || Problem::of(Kind::TooLarge).with("kib", limit / 1024);
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut bytes = web::BytesMut::with_capacity(announced.unwrap_or(0));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::of(Kind::Malformed))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// U+0000 stands in no text: PostgreSQL could not keep it.
fn refuse_nul(value: &Value, at: &str, faults: &mut Faults) {
    match value {
        Value::String(text) if text.contains('\0') => {
            faults.at(at, Wrong::new("control_character"));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                refuse_nul(item, &format!("{at}/{index}"), faults);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                refuse_nul(item, &format!("{at}/{}", escaped(name)), faults);
            }
        }
        _ => {}
    }
}

impl<T: Input + ToSchema + 'static> Part for Body<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        document::<T>(operation, schemas, Required::True);
    }
}

impl<T: Input + ToSchema + 'static> Part for OptionalBody<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        document::<T>(operation, schemas, Required::False);
    }
}

fn document<T: ToSchema>(operation: &mut Operation, schemas: &mut Schemas, required: Required) {
    let name = add_schema::<T>(schemas);
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(name))).build();
    let body =
        RequestBodyBuilder::new().content("application/json", content).required(Some(required));
    operation.request_body = Some(body.build().into());
    can_fail(operation, &[Kind::NotJson, Kind::TooLarge, Kind::WrongMediaType, Kind::Invalid]);
}
