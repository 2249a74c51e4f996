//! Headers that every answer carries.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::state::State;

/// The pages of documentation use their own scripts and styles, and nothing from elsewhere.
const DOCS_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
                           img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/// Everything else is data.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// Tells browsers to be strict.
pub(super) fn secure(state: &State, docs: bool, headers: &mut HeaderMap) {
    let policy = if docs { DOCS_POLICY } else { DATA_POLICY };
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if !docs {
        set(header::CACHE_CONTROL, "no-store");
    }
    if state.config.public_url.starts_with("https:") {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

/// Tells the id under which the log knows the request.
pub(super) fn name_request(id: Uuid, headers: &mut HeaderMap) {
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}
