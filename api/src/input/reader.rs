//! In which language the caller reads: that of `Accept-Language`, else the user's own.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use domain::language::Language;
use utoipa::openapi::path::Operation;

use crate::access::Caller;
use crate::edge::language::wished;
use crate::endpoint::{Part, Schemas};
use crate::problem::Problem;
use crate::state::State;

/// The language of the texts of an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(pub(crate) Language);

impl FromRequest for Reader {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let own = match request.extensions().get::<Caller>() {
            Some(Caller::Known(principal)) => Some(principal.language),
            _ => None,
        };
        let usual = request.app_data::<web::Data<State>>().map(|state| state.deps.language);
        let language = wished(request.headers()).or(own).or(usual);
        ready(Ok(Self(language.unwrap_or(Language::Fr))))
    }
}

impl Part for Reader {
    fn document(_: &mut Operation, _: &mut Schemas) {}
}
