//! Who may read the metrics: those with the permission, or everybody where the settings say so.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::user::Act;
use utoipa::openapi::path::Operation;

use crate::access::{Access, Anybody, Rule};
use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};

/// A call by somebody who may read the metrics.
pub(crate) struct MayReadMetrics(pub(crate) Anybody);

impl FromRequest for MayReadMetrics {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let caller = Anybody::from_request(request, payload).into_inner();
        ready(caller.and_then(|caller| {
            let allowed = caller.principal().map(|principal| principal.may(Act::ReadMetrics));
            match allowed {
                _ if caller.state().config.metrics_public => Ok(Self(caller)),
                Some(true) => Ok(Self(caller)),
                Some(false) => Err(Problem::of(Kind::Forbidden).with("act", Act::ReadMetrics)),
                None => Err(Problem::of(Kind::Unauthenticated)),
            }
        }))
    }
}

impl Part for MayReadMetrics {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        crate::access::May::<crate::access::ReadMetrics>::document(operation, schemas);
        can_fail(operation, &[Kind::Forbidden]);
    }
}

impl Access for MayReadMetrics {
    const RULE: Rule = Rule::MayUnlessOpen(Act::ReadMetrics);
}
