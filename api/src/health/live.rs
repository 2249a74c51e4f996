//! `GET /health/live`

use serde::Serialize;
use utoipa::ToSchema;

use crate::access::Anybody;
use crate::answer::Found;

/// The program answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Live)]
pub(crate) struct LiveView {
    /// Always `live`.
    status: &'static str,
}

/// Does the program live?
#[utoipa::path(get, path = "/health/live")]
pub(crate) async fn handler(_: Anybody) -> Found<LiveView> {
    Found(LiveView { status: "live" })
}
