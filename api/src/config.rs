//! What the server is given: its limits, and what it needs from the edge.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::id::Ids;
use domain::language::Language;
use store::Db;
use store::secret::Secret;
use templates::Catalog;

/// Limits and addresses.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address under which people reach the server; with `https` browsers are told to keep to it.
    pub public_url: String,
    /// Largest body of a request, in bytes.
    pub body_limit: usize,
    /// Longest time for one request.
    pub request_timeout: Duration,
    /// Longest time for the head of a request to arrive.
    pub head_timeout: Duration,
    /// Requests served at the same time; more are told to come back.
    pub in_flight: usize,
    /// Threads that serve.
    pub workers: usize,
    /// Seconds that running requests get when the server stops.
    pub shutdown_seconds: u64,
    /// Proxies whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// Origins from which a browser may call.
    pub cors_origins: Vec<String>,
    /// Whether `/metrics` is for everybody.
    pub metrics_public: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            body_limit: 1024 * 1024,
            request_timeout: Duration::from_secs(60),
            head_timeout: Duration::from_secs(10),
            in_flight: 256,
            workers: 2,
            shutdown_seconds: 30,
            trusted_proxies: Vec::new(),
            cors_origins: Vec::new(),
            metrics_public: false,
        }
    }
}

/// The clock, read at the edge.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The system's randomness, read at the edge.
pub type Entropy = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;

/// What the server needs from the edge.
#[derive(Clone)]
pub struct Deps {
    /// The database, migrated.
    pub db: Db,
    /// The texts.
    pub catalog: Catalog,
    /// The secret of the installation.
    pub secret: Secret,
    /// The clock.
    pub clock: Clock,
    /// New ids.
    pub ids: Arc<Ids>,
    /// Randomness for tokens, sessions and salts.
    pub entropy: Entropy,
    /// The folder of the data, whose disk the health check tries.
    pub data_dir: PathBuf,
    /// The language of somebody of whom nothing is known.
    pub language: Language,
}

impl fmt::Debug for Deps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deps").field("data_dir", &self.data_dir).finish_non_exhaustive()
    }
}
