//! Headers that every answer carries.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::routes::{DOCS, PAGES};
use crate::state::State;

/// The pages of documentation use their own scripts and styles, and nothing from elsewhere.
const DOCS_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
                           img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/// The public pages have a style of their own and forms that come back to them, and nothing else.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                           frame-ancestors 'none'; base-uri 'none'";

/// Everything else is data.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The documentation.
    Docs,
    /// A public page.
    Page,
    /// Data.
    Data,
}

impl Place {
    /// By the path.
    pub(super) fn of(path: &str) -> Self {
        if path.starts_with(DOCS) {
            Self::Docs
        } else if PAGES.iter().any(|pages| path.starts_with(pages)) {
            Self::Page
        } else {
            Self::Data
        }
    }
}

/// Tells browsers to be strict.
pub(super) fn secure(state: &State, place: Place, headers: &mut HeaderMap) {
    let policy = match place {
        Place::Docs => DOCS_POLICY,
        Place::Page => PAGE_POLICY,
        Place::Data => DATA_POLICY,
    };
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if place != Place::Docs {
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
