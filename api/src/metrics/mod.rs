//! Numbers about the program, for Prometheus.
//!
//! What this process served is counted here; what is in the ledger is read from it when it is asked for.

mod access;
pub(crate) mod get;

use std::fmt;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use store::message;
use store::outbox;

use crate::problem::Problem;
use crate::state::State;

/// What a request is counted by: the pattern of its route, never its ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Served {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

/// What this process served.
pub(crate) struct Metrics {
    served: Family<Served, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let histogram: fn() -> Histogram =
            || Histogram::new([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0]);
        Self { served: Family::default(), seconds: Family::new_with_constructor(histogram) }
    }

    /// Counts one request.
    pub(crate) fn count(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let method = name(method);
        let served = Served { method, route: route.to_owned(), status: status.as_u16() };
        self.served.get_or_create(&served).inc();
        let route = Route { route: route.to_owned() };
        self.seconds.get_or_create(&route).observe(took.as_secs_f64());
    }

    /// The page that Prometheus reads.
    async fn page(&self, state: &State) -> Result<String, Problem> {
        let mut registry = Registry::with_prefix("relais");
        registry.register("http_requests", "Requests answered", self.served.clone());
        registry.register("http_seconds", "Time to answer", self.seconds.clone());
        let messages = Family::<InState, Gauge>::default();
        for (kind, count) in message::counts(state.db().read()).await? {
            messages.get_or_create(&InState { state: kind.code() }).set(count);
        }
        registry.register("messages", "Messages of the ledger by state", messages);
        let now = state.now();
        let backlog = outbox::backlog(state.db().read(), now).await?;
        let waiting = Gauge::<i64>::default();
        waiting.set(i64::try_from(backlog.due).unwrap_or(i64::MAX));
        registry.register("outbox_due", "Looks that no worker has taken up", waiting);
        let age = Gauge::<i64>::default();
        age.set(backlog.oldest.map_or(0, |oldest| (now - oldest).num_seconds().max(0)));
        registry.register("outbox_age_seconds", "Age of the oldest of them", age);
        let pauses = Gauge::<i64>::default();
        let paused = message::active_pauses(state.db().read(), now).await?.len();
        pauses.set(i64::try_from(paused).unwrap_or(i64::MAX));
        registry.register("sending_pauses", "Reasons for which sending is paused", pauses);
        let mut page = String::new();
        encode(&mut page, &registry).map_err(Problem::internal)?;
        Ok(page)
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// Known methods by name; a caller's own invention is none of ours to keep.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
