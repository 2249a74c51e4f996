//! The customer to whom a table is narrowed, which must be there.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::id::CustomerId;
use store::Db;
use utoipa::openapi::path::Operation;

use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};

/// Says of an endpoint that it refuses to be narrowed to a customer that is not there.
pub(crate) struct MayBeUnknown;

impl FromRequest for MayBeUnknown {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

impl Part for MayBeUnknown {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        can_fail(operation, &[Kind::NotFound]);
    }
}

/// The customer that is asked for, of one that was merged the survivor.
pub(crate) async fn known(db: &Db, id: Option<CustomerId>) -> Result<Option<CustomerId>, Problem> {
    let customer = super::asked(db, id).await?;
    if let Some(customer) = customer {
        store::customer::get(db.read(), customer).await?;
    }
    Ok(customer)
}
