//! `DELETE /session`

use actix_web::body::BoxBody;
use actix_web::{HttpRequest, HttpResponse, Responder};
use utoipa::openapi::path::Operation;

use crate::access::{Origin, SignedIn, clear};
use crate::answer::{Answer, Done};
use crate::endpoint::Schemas;
use crate::problem::Problem;

/// Nothing, and the cookie is gone.
pub(crate) struct Closed;

impl Responder for Closed {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().cookie(clear()).finish()
    }
}

impl Answer for Closed {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        Done::document(operation, schemas);
    }
}

/// Sign out.
#[utoipa::path(delete, path = "/session")]
pub(crate) async fn handler(caller: SignedIn) -> Result<Closed, Problem> {
    if let Origin::Session { id, .. } = &caller.principal().origin {
        store::session::close(caller.db(), &caller.context(), *id).await?;
    }
    Ok(Closed)
}
