//! The one place where the program reads the clock and the system's randomness.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::id::Ids;

/// The instant, UTC.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which the clock is read")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A source of ids that no other process shares.
pub(crate) fn ids() -> Arc<Ids> {
    Arc::new(Ids::seeded(rand::random()))
}

/// Thirty-two bytes that nobody can guess.
pub(crate) fn entropy() -> [u8; 32] {
    rand::random()
}
