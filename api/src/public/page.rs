//! A page as it is answered: HTML, whole, whatever its status.

use actix_web::body::BoxBody;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::language::Language;
use utoipa::openapi::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::answer::Answer;
use crate::edge::AS_IT_IS;
use crate::endpoint::Schemas;

/// A page.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) language: Language,
    pub(crate) html: String,
}

impl Responder for Page {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::build(self.status)
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CONTENT_LANGUAGE, self.language.code()))
            .insert_header((AS_IT_IS, "page"))
            .body(self.html)
    }
}

impl Answer for Page {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        for (status, told) in [
            ("200", "The page."),
            ("404", "A page that says that the link is not valid, or what it was about is gone."),
            ("410", "A page that says that the link is too old, or was used before."),
        ] {
            let html = ObjectBuilder::new().schema_type(Type::String);
            let content = ContentBuilder::new().schema(Some(html)).build();
            let response = ResponseBuilder::new().description(told).content("text/html", content);
            operation.responses.responses.insert(status.to_owned(), response.build().into());
        }
    }
}
