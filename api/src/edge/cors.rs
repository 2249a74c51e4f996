//! Calls from pages of other origins: closed, except for the origins that the settings name. Cookies are
//! never taken from there: such a page acts by a token.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};

use crate::state::State;

const METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const ASKED: &str = "Authorization, Content-Type, Accept-Language, If-Match, Idempotency-Key";
const SHOWN: &str = "ETag, Location, Retry-After, X-Request-Id";

/// The origin of the calling page, when the settings name it.
pub(super) fn allowed(state: &State, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?;
    state.config.cors_origins.iter().find(|allowed| *allowed == origin).cloned()
}

/// The answer to a browser that asks before it calls.
pub(super) fn preflight(request: &ServiceRequest, origin: Option<&str>) -> Option<HttpResponse> {
    let asks = request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if request.method() != Method::OPTIONS || !asks {
        return None;
    }
    let mut response = HttpResponse::NoContent();
    response
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, METHODS))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, ASKED))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"));
    let mut response = response.finish();
    allow(Some(origin?), response.headers_mut());
    Some(response)
}

/// Lets the page of this origin read the answer.
pub(super) fn allow(origin: Option<&str>, headers: &mut HeaderMap) {
    let Some(origin) = origin.and_then(|origin| HeaderValue::from_str(origin).ok()) else { return };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(SHOWN));
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
}
