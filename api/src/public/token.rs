//! What a visitor brings in the address: the token of the link, and the language wished for.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::language::Language;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Required, schema};

use crate::edge::language::wished;
use crate::endpoint::{Part, Schemas, add_parameter};
use crate::problem::Problem;

/// The token of a link, as it came, and in which language its page is wished for. Whatever else stands in
/// the query was added on the way, and is passed over.
pub(crate) struct Token {
    pub(crate) text: String,
    /// By the link to the other language.
    pub(crate) language: Option<Language>,
    /// By the browser.
    pub(crate) accepted: Option<Language>,
}

impl FromRequest for Token {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let pairs = query.map(web::Query::into_inner).unwrap_or_default();
        let language = pairs.iter().find(|(name, _)| name == "language");
        ready(Ok(Self {
            text: request.match_info().get("token").unwrap_or_default().to_owned(),
            language: language.and_then(|(_, code)| code.parse().ok()),
            accepted: wished(request.headers()),
        }))
    }
}

impl Part for Token {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let text = || ObjectBuilder::new().schema_type(schema::SchemaType::Type(Type::String));
        let token = ParameterBuilder::new()
            .name("token")
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some("The token of the link."))
            .schema(Some(text()));
        add_parameter(operation, token.build());
        let language = ParameterBuilder::new()
            .name("language")
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some("The language of the page; the person's own when absent."))
            .schema(Some(text().enum_values(Some(["fr", "en"]))));
        add_parameter(operation, language.build());
    }
}
