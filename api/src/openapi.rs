//! The OpenAPI document (3.1), made from the endpoints when it is first asked for, and the pages that show
//! it without any network.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use utoipa::openapi::path::{PathItem, Paths};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::endpoint::add_schema;
use crate::problem::{Kind, ProblemView};
use crate::routes::{self, BASE, DOCS};
use crate::state::State;

/// The document of this version.
#[must_use]
pub fn document() -> OpenApi {
    let mut schemas = Vec::new();
    let mut paths = Paths::new();
    for endpoint in routes::all() {
        let operation = endpoint.document(&mut schemas);
        let item = PathItem::new(endpoint.method.clone(), operation);
        match paths.paths.get_mut(&endpoint.path) {
            Some(known) => known.merge_operations(item),
            None => {
                paths.paths.insert(endpoint.path.clone(), item);
            }
        }
    }
    add_schema::<ProblemView>(&mut schemas);
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An API token: `Authorization: Bearer rls_...`"))
        .build();
    let session = ApiKeyValue::with_description(
        "__Host-relais_session",
        "The session of a person. What changes something also needs the header `X-CSRF-Token`.",
    );
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .security_scheme("token", SecurityScheme::Http(token))
        .security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    let info = InfoBuilder::new()
        .title("Relais")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(introduction()))
        .license(Some(
            LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
        ));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

fn introduction() -> String {
    let mut text = String::from(
        "Customers, invoices, payments and their graduated reminders.\n\n\
         Amounts are whole minor units with their currency (`{\"amount\": 12345, \"currency\": \"EUR\"}` is \
         123.45 EUR), days `YYYY-MM-DD`, instants RFC 3339 in UTC. Lists are read page by page: give `next` \
         of a page as `after` of the following one. What can be changed has an `ETag`: send it back as \
         `If-Match`. A POST that makes or does something takes an `Idempotency-Key`.\n\n\
         What did not work is told as `application/problem+json` (RFC 9457) in the language of \
         `Accept-Language`, French or English. Its `type` is `urn:relais:problem:` and one of:\n",
    );
    for kind in Kind::ALL {
        text.push_str(&format!("\n- `{}` ({})", kind.code(), kind.status().as_str()));
    }
    text
}

/// The document as it is sent.
pub(crate) async fn json(state: web::Data<State>) -> HttpResponse {
    let bytes =
        state.document.get_or_init(|| serde_json::to_vec(&document()).unwrap_or_default().into());
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(bytes.clone())
}

/// The pages, which come with the program. They ask no other server for anything.
pub(crate) fn pages() -> SwaggerUi {
    let config = Config::new([format!("{BASE}/openapi.json")])
        .try_it_out_enabled(true)
        .doc_expansion("none")
        .display_request_duration(true)
        .validator_url("none");
    SwaggerUi::new(format!("{DOCS}/{{_:.*}}")).config(config)
}

/// Sends a browser that came to the door to the pages.
pub(crate) async fn to_pages() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("{DOCS}/"))).finish()
}
