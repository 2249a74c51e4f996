//! `GET /p/style.css`

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use utoipa::openapi::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::access::Anybody;
use crate::answer::Answer;
use crate::endpoint::Schemas;

/// The style.
pub(crate) struct Style(String);

impl Responder for Style {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
        HttpResponse::Ok().insert_header(kind).body(self.0)
    }
}

impl Answer for Style {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let css = ObjectBuilder::new().schema_type(Type::String);
        let content = ContentBuilder::new().schema(Some(css)).build();
        let response =
            ResponseBuilder::new().description("The style.").content("text/css", content);
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// The style of the public pages.
#[utoipa::path(get, path = "/p/style.css")]
pub(crate) async fn handler(anybody: Anybody) -> Style {
    Style(anybody.state().deps.catalog.public_style().to_owned())
}
