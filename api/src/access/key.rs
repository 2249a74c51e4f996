//! `Idempotency-Key`: the caller's name for a request, so that asking twice does it once.
//!
//! Needed from programs, which repeat what got no answer; free for people, who look first.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use store::idempotency::Idempotency;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::{Caller, Origin};
use crate::endpoint::{Part, Schemas, add_parameter, can_fail};
use crate::problem::{Kind, Problem};

const HEADER: &str = "Idempotency-Key";

/// SHA-256 of nothing: the digest of a request without a body.
const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The key of a request, when it has one.
#[derive(Debug)]
pub(crate) struct Key(Option<Idempotency>);

impl Key {
    /// The key together with the digest of the body.
    pub(crate) fn with_body(self, digest: &str) -> Option<Idempotency> {
        self.0.map(|key| Idempotency { digest: digest.to_owned(), ..key })
    }

    /// The key of a request that has no body.
    pub(crate) fn without_body(self) -> Option<Idempotency> {
        self.0
    }
}

impl FromRequest for Key {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(key(request).map(Self))
    }
}

fn key(request: &HttpRequest) -> Result<Option<Idempotency>, Problem> {
    let required = || Problem::of(Kind::KeyRequired);
    let Some(Caller::Known(principal)) = request.extensions().get::<Caller>().cloned() else {
        return Ok(None);
    };
    let Some(value) = request.headers().get(HEADER) else {
        return match principal.origin {
            Origin::Token { .. } => Err(required()),
            Origin::Session { .. } => Ok(None),
        };
    };
    let key = value.to_str().map_err(|_| required())?.trim();
    if key.is_empty() || key.len() > 255 {
        return Err(required());
    }
    Ok(Some(Idempotency {
        principal: principal.actor().to_string(),
        route: format!("{} {}", request.method(), request.path()),
        key: key.to_owned(),
        digest: NO_BODY.to_owned(),
    }))
}

impl Part for Key {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let key = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(255));
        let parameter = ParameterBuilder::new()
            .name(HEADER)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "Your name for this request, kept for 24 hours: asked again with the same body, it is \
                 answered and not done again. A session may leave it out, an API token may not.",
            ))
            .schema(Some(key));
        add_parameter(operation, parameter.build());
        let kinds = [Kind::KeyRequired, Kind::NotFound, Kind::Conflict, Kind::Refused];
        can_fail(operation, &kinds);
    }
}
