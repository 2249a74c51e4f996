//! The network address of a caller.

use std::net::IpAddr;

use actix_web::HttpRequest;

use crate::state::State;

/// The address of the caller. `X-Forwarded-For` counts only from a proxy that is trusted, and only as far
/// back as the last address that a trusted proxy saw: what stands before it, anybody can write.
pub(crate) fn address(request: &HttpRequest, state: &State) -> String {
    let trusted = &state.config.trusted_proxies;
    let Some(peer) = request.peer_addr().map(|address| address.ip()) else {
        return "unknown".to_owned();
    };
    if !trusted.contains(&peer) {
        return peer.to_string();
    }
    let headers = request.headers().get_all("x-forwarded-for");
    let said: Vec<&str> = headers.filter_map(|value| value.to_str().ok()).collect();
    let hops =
        said.iter().flat_map(|value| value.split(',')).map(|hop| hop.trim().parse::<IpAddr>());
    let mut hops: Vec<_> = hops.collect();
    while let Some(hop) = hops.pop() {
        match hop {
            Ok(hop) if trusted.contains(&hop) => {}
            Ok(hop) => return hop.to_string(),
            Err(_) => break,
        }
    }
    peer.to_string()
}
