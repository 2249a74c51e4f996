//! What a stored segment may answer instead of its customers.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use utoipa::openapi::path::Operation;

use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};

/// Says of an endpoint that it refuses a segment whose field or choice the firm has no more.
pub(crate) struct MayBeGone;

impl FromRequest for MayBeGone {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

impl Part for MayBeGone {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        can_fail(operation, &[Kind::Refused]);
    }
}
