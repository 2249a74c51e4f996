//! Typed ids: in a path, a query and a body.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, schema};
use uuid::Uuid;

use super::fault::Wrong;
use super::scalar::{Scalar, in_bodies};
use crate::endpoint::{Part, Schemas, add_parameter};
use crate::problem::{Kind, Problem};

/// The id in the path, as an id of its noun. One that is no id is nobody's: 404.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T> Deref for Id<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: From<Uuid> + 'static> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|id| id.parse::<Uuid>().ok());
        ready(id.map(|id| Self(T::from(id))).ok_or_else(|| Problem::of(Kind::NotFound)))
    }
}

impl<T: From<Uuid> + 'static> Part for Id<T> {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let id = ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .format(Some(schema::SchemaFormat::KnownFormat(schema::KnownFormat::Uuid)));
        let parameter = ParameterBuilder::new()
            .name("id")
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .schema(Some(id));
        add_parameter(operation, parameter.build());
        crate::endpoint::can_fail(operation, &[Kind::NotFound]);
    }
}

/// Gives ids of the domain their places.
macro_rules! ids {
    ($($type:ident),+ $(,)?) => {
        $(
            impl Scalar for domain::id::$type {
                fn parse(text: &str) -> Result<Self, Wrong> {
                    Uuid::parse(text).map(Self)
                }
            }
        )+
        in_bodies!($(domain::id::$type),+);
    };
}

ids!(ContactPointId, CustomerId, DueLineId, InvoiceId, PartyId, ProcedureId, UserId, WordingId);
