//! The cookie of a session, and the header that shows that a request is not forged.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::ServiceRequest;
use domain::user::Secret32;
use store::session::{LIFETIME, SessionSecret};

/// `__Host-` makes browsers insist on `Secure`, on `Path=/` and on no `Domain`.
const NAME: &str = "__Host-relais_session";

/// The header with the secret against forged requests.
pub(crate) const CSRF_HEADER: &str = "x-csrf-token";

/// The cookie that opens a session.
pub(crate) fn set(secret: SessionSecret) -> Cookie<'static> {
    Cookie::build(NAME, secret.0.text())
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(LIFETIME.num_seconds()))
        .finish()
}

/// The cookie that ends it.
pub(crate) fn clear() -> Cookie<'static> {
    let mut cookie = set(SessionSecret(Secret32::new([0; 32])));
    cookie.make_removal();
    cookie
}

/// The secret of the session that a request shows.
pub(crate) fn session_secret(request: &ServiceRequest) -> Option<SessionSecret> {
    request.cookie(NAME)?.value().parse().ok().map(SessionSecret)
}

/// The secret against forged requests that a request shows.
pub(crate) fn csrf_secret(request: &ServiceRequest) -> Option<Secret32> {
    request.headers().get(CSRF_HEADER)?.to_str().ok()?.parse().ok()
}
