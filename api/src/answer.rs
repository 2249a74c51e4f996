//! What a handler answers when it worked: each form is a type that knows its status and its schema.

use std::borrow::Cow;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use store::Page;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{
    ArrayBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{ContentBuilder, Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use crate::endpoint::{Schemas, add_schema};
use crate::problem::Problem;

/// A form of answer.
pub(crate) trait Answer: Responder {
    /// Adds it to the documentation of an endpoint.
    fn document(operation: &mut Operation, schemas: &mut Schemas);
}

impl<T: Answer> Answer for Result<T, Problem> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        T::document(operation, schemas);
    }
}

/// 200 and what was asked for.
#[derive(Debug)]
pub(crate) struct Found<T>(pub(crate) T);

/// 200 and what was asked for, with its version as `ETag`.
#[derive(Debug)]
pub(crate) struct Versioned<T>(pub(crate) T, pub(crate) i32);

/// 201 and what was made, with its address.
#[derive(Debug)]
pub(crate) struct Created<T> {
    pub(crate) location: String,
    pub(crate) body: T,
}

/// 202 and the thing that tells how far the work is.
#[derive(Debug)]
pub(crate) struct Accepted<T>(pub(crate) T, pub(crate) i32);

/// 202, the thing that tells how far the work is, and its address.
#[derive(Debug)]
pub(crate) struct Begun<T> {
    pub(crate) location: String,
    pub(crate) body: T,
}

/// 204: done, nothing to say.
#[derive(Debug)]
pub(crate) struct Done;

/// A page of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Listed<T> {
    /// The items of this page.
    items: Vec<T>,
    /// What to give as `after` for the next page; `null` on the last one.
    next: Option<Uuid>,
}

impl<T> Listed<T> {
    /// The page as the interface shows it.
    pub(crate) fn of<U>(page: Page<U>, view: impl FnMut(U) -> T) -> Found<Self> {
        let Page { items, next } = page.map(view);
        Found(Self { items, next })
    }
}

impl<T: ToSchema> PartialSchema for Listed<T> {
    fn schema() -> RefOr<Schema> {
        let next = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
            .description(Some("What to give as `after` for the next page; null on the last one."));
        ObjectBuilder::new()
            .description(Some("A page of a list."))
            .property("items", ArrayBuilder::new().items(Ref::from_schema_name(T::name())))
            .required("items")
            .property("next", next)
            .required("next")
            .into()
    }
}

impl<T: ToSchema> ToSchema for Listed<T> {
    fn name() -> Cow<'static, str> {
        format!("{}List", T::name()).into()
    }

    fn schemas(schemas: &mut Schemas) {
        add_schema::<T>(schemas);
    }
}

impl<T: Serialize> Responder for Found<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

impl<T: Serialize> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header(etag(self.1)).json(self.0)
    }
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Created().insert_header((header::LOCATION, self.location)).json(self.body)
    }
}

impl<T: Serialize> Responder for Accepted<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().insert_header(etag(self.1)).json(self.0)
    }
}

impl<T: Serialize> Responder for Begun<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().insert_header((header::LOCATION, self.location)).json(self.body)
    }
}

impl Responder for Done {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::new(StatusCode::NO_CONTENT)
    }
}

fn etag(version: i32) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{version}\""))
}

impl<T: Serialize + ToSchema> Answer for Found<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        add::<T>(operation, schemas, "200", "What was asked for.", &[]);
    }
}

impl<T: Serialize + ToSchema> Answer for Versioned<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        add::<T>(operation, schemas, "200", "What was asked for, and its version.", &["ETag"]);
    }
}

impl<T: Serialize + ToSchema> Answer for Created<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        add::<T>(operation, schemas, "201", "What was made, and its address.", &["Location"]);
    }
}

impl<T: Serialize + ToSchema> Answer for Accepted<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        add::<T>(
            operation,
            schemas,
            "202",
            "It was taken on; this tells how far it is.",
            &["ETag"],
        );
    }
}

impl<T: Serialize + ToSchema> Answer for Begun<T> {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        let told = "It was taken on; this tells how far it is.";
        add::<T>(operation, schemas, "202", told, &["Location"]);
    }
}

impl Answer for Done {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let response = ResponseBuilder::new().description("Done.").build();
        operation.responses.responses.insert("204".to_owned(), response.into());
    }
}

fn add<T: ToSchema>(
    operation: &mut Operation,
    schemas: &mut Schemas,
    status: &str,
    description: &str,
    headers: &[&str],
) {
    let name = add_schema::<T>(schemas);
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(name))).build();
    let mut response =
        ResponseBuilder::new().description(description).content("application/json", content);
    for name in headers {
        let text = ObjectBuilder::new().schema_type(Type::String);
        response = response.header(*name, HeaderBuilder::new().schema(Some(text)).build());
    }
    operation.responses.responses.insert(status.to_owned(), response.build().into());
}
