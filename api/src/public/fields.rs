//! What a page of ours, or a mail client, posts: named texts. What is no form of ours holds none; whether that is
//! a fault, the page says.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use domain::language::Language;
use utoipa::openapi::path::Operation;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Required};

use crate::endpoint::{Part, Schemas, can_fail};
use crate::input::collect;
use crate::problem::{Kind, Problem};

/// The largest form, in bytes: more than any page of ours can make.
const LARGEST: usize = 64 * 1024;

const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// The fields of a form.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field, when it is there.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The language of the page that was posted.
    pub(crate) fn language(&self) -> Option<Language> {
        self.get("language")?.parse().ok()
    }
}

impl FromRequest for Fields {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let bytes = collect(&request, &mut payload, LARGEST).await?;
            if !request.content_type().eq_ignore_ascii_case(URL_ENCODED) {
                return Ok(Self::default());
            }
            let text = std::str::from_utf8(&bytes).unwrap_or_default();
            let pairs = web::Query::<Vec<(String, String)>>::from_query(text);
            Ok(Self(pairs.map(web::Query::into_inner).unwrap_or_default()))
        })
    }
}

impl Part for Fields {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let fields = ObjectBuilder::new().schema_type(Type::Object);
        let content = ContentBuilder::new().schema(Some(fields)).build();
        let body = RequestBodyBuilder::new()
            .description(Some("The form of the page."))
            .content(URL_ENCODED, content)
            .required(Some(Required::False));
        operation.request_body = Some(body.build().into());
        can_fail(operation, &[Kind::TooLarge]);
    }
}
