//! The version that a change expects: `If-Match` with the ETag of what was read (RFC 9110, 13.1.1).

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, schema};

use crate::endpoint::{Part, Schemas, add_parameter, can_fail};
use crate::problem::{Kind, Problem};

/// The version in `If-Match`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected(pub(crate) i32);

impl FromRequest for Expected {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.headers().get(header::IF_MATCH) {
            None => Err(Problem::of(Kind::VersionRequired)),
            // Weak tags and `*` never name one version: what they would change was not read.
            Some(tag) => tag
                .to_str()
                .ok()
                .and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok())
                .map(Self)
                .ok_or_else(|| Problem::of(Kind::Stale)),
        })
    }
}

impl Part for Expected {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The `ETag` of what was read and is to be changed, such as `\"3\"`."))
            .schema(Some(
                ObjectBuilder::new()
                    .schema_type(schema::Type::String)
                    .pattern(Some("^\"[0-9]+\"$")),
            ));
        add_parameter(operation, parameter.build());
        let kinds = [Kind::Stale, Kind::VersionRequired, Kind::Conflict, Kind::Refused];
        can_fail(operation, &kinds);
    }
}
