//! `GET /metrics`

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::access::MayReadMetrics;
use crate::answer::Answer;
use crate::endpoint::Schemas;
use crate::problem::Problem;

/// The media type that Prometheus reads.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The page.
pub(crate) struct MetricsPage(String);

impl Responder for MetricsPage {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CONTENT_TYPE, OPENMETRICS)).body(self.0)
    }
}

impl Answer for MetricsPage {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        let content = ContentBuilder::new().schema(Some(text)).build();
        let response = ResponseBuilder::new()
            .description("The metrics, in the format of OpenMetrics.")
            .content("application/openmetrics-text", content);
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// Read the metrics.
#[utoipa::path(get, path = "/metrics")]
pub(crate) async fn handler(caller: MayReadMetrics) -> Result<MetricsPage, Problem> {
    let state = caller.0.state();
    Ok(MetricsPage(state.metrics.page(state).await?))
}
