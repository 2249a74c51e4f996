//! What every request can reach: one for the process, and nothing in it that another process would
//! have to know.

use std::sync::{Arc, OnceLock};

use actix_web::web::Bytes;
use chrono::{DateTime, SubsecRound as _, Utc};
use domain::context::{Actor, Context};
use domain::link::Links;
use store::Db;
use tokio::sync::Semaphore;

use crate::config::{Config, Deps};
use crate::metrics::Metrics;

/// Configuration, dependencies, and what is made of them once.
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) deps: Deps,
    /// Places for requests in flight.
    pub(crate) places: Arc<Semaphore>,
    /// The OpenAPI document, made when it is first asked for.
    pub(crate) document: OnceLock<Bytes>,
    pub(crate) metrics: Metrics,
    /// The links to the public pages.
    pub(crate) links: Links,
}

impl State {
    pub(crate) fn new(config: Config, deps: Deps) -> Self {
        let places = Arc::new(Semaphore::new(config.in_flight));
        let links = deps.secret.links(&config.public_url);
        let (document, metrics) = (OnceLock::new(), Metrics::new());
        Self { config, deps, places, document, metrics, links }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.deps.db
    }

    /// The instant, to the millisecond.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.deps.clock)().trunc_subsecs(3)
    }

    /// A moment to act in.
    pub(crate) fn context(&self, actor: Actor) -> Context {
        Context::new(self.now(), Arc::clone(&self.deps.ids), actor)
    }

    /// Fresh random bytes.
    pub(crate) fn entropy(&self) -> [u8; 32] {
        (self.deps.entropy)()
    }
}
