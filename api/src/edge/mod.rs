//! What surrounds every request: its id, its limits, its log line, and answers that are ours to the last.
//!
//! Nothing leaves that was not made here or by a handler: an empty 404 of the framework, a handler that
//! panicked and one that took too long all become a problem in the caller's language.

mod cors;
mod headers;
pub(crate) mod language;

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, web};
use domain::language::Language;
use futures::FutureExt as _;
use uuid::Uuid;

use crate::access::Caller;
use crate::problem::{Kind, MEDIA_TYPE, Problem, Rendered, render};
use crate::state::State;

/// Marks an answer that is told as it is, whatever its status; taken off before it leaves.
pub(crate) const AS_IT_IS: &str = "x-relais-as-it-is";

/// What is known of a request before it is served.
struct Arrival {
    id: Uuid,
    at: Instant,
    method: Method,
    wished: Option<Language>,
    origin: Option<String>,
    place: headers::Place,
}

/// Serves one request, whatever happens to it.
pub(crate) async fn surround<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Err(Problem::internal("no state").into());
    };
    let arrival = Arrival {
        id: state.deps.ids.next(state.now()),
        at: Instant::now(),
        method: request.method().clone(),
        wished: language::wished(request.headers()),
        origin: cors::allowed(&state, request.headers()),
        place: headers::Place::of(request.path()),
    };
    if let Some(preflight) = cors::preflight(&request, arrival.origin.as_deref()) {
        return Ok(request.into_response(preflight));
    }
    let Ok(place) = state.places.clone().try_acquire_owned() else {
        let busy = Problem::of(Kind::Unavailable);
        let response = answer(&state, &arrival, None, &busy, None);
        return Ok(request.into_response(response));
    };
    let served = AssertUnwindSafe(next.call(request)).catch_unwind();
    let served = tokio::time::timeout(state.config.request_timeout, served).await;
    drop(place);
    let problem = match served {
        Ok(Ok(Ok(response))) => return Ok(finish(&state, &arrival, response)),
        Ok(Ok(Err(error))) => of_error(&error),
        Ok(Err(panic)) => Problem::internal(format!("a panic: {}", words(&*panic))),
        Err(_) => Problem::of(Kind::Unavailable),
    };
    // The request is gone, and with it the only way to answer but an error.
    let response = answer(&state, &arrival, None, &problem, None);
    Err(Rendered::new(response).await.into())
}

/// The response of a handler, as it leaves.
fn finish<B: MessageBody + 'static>(
    state: &State,
    arrival: &Arrival,
    response: ServiceResponse<B>,
) -> ServiceResponse<BoxBody> {
    let (request, response) = response.into_parts();
    let caller = request.extensions().get::<Caller>().cloned();
    let status = response.status();
    let as_it_is = response.headers().contains_key(AS_IT_IS);
    let is_ours = response.error().is_none()
        && (as_it_is
            || response.headers().get("content-type").is_some_and(|kind| kind == MEDIA_TYPE));
    let response = if (status.is_client_error() || status.is_server_error()) && !is_ours {
        let problem = match response.error() {
            Some(error) => of_error(error),
            None => Problem::of(Kind::of_status(status)),
        };
        answer(state, arrival, caller.as_ref(), &problem, Some(response.headers()))
    } else {
        let mut response = response.map_into_boxed_body();
        response.headers_mut().remove(AS_IT_IS);
        leave(state, arrival, &mut response);
        response
    };
    let route = request.match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    note(state, arrival, &route, caller.as_ref(), response.status());
    ServiceResponse::new(request, response)
}

/// A problem put into words, and noted when it is ours.
fn answer(
    state: &State,
    arrival: &Arrival,
    caller: Option<&Caller>,
    problem: &Problem,
    first: Option<&HeaderMap>,
) -> HttpResponse {
    if problem.kind == Kind::Internal || problem.cause.is_some() {
        let cause = problem.cause.as_deref().unwrap_or("unknown");
        tracing::error!(request = %arrival.id, cause, "a request failed");
    }
    let known = match caller {
        Some(Caller::Known(principal)) => Some(principal.language),
        _ => None,
    };
    let language = arrival.wished.or(known).unwrap_or(state.deps.language);
    let mut response = render(state, language, arrival.id, problem, first);
    leave(state, arrival, &mut response);
    response
}

fn leave(state: &State, arrival: &Arrival, response: &mut HttpResponse) {
    headers::secure(state, arrival.place, response.headers_mut());
    headers::name_request(arrival.id, response.headers_mut());
    cors::allow(arrival.origin.as_deref(), response.headers_mut());
}

/// One line for each request: the pattern of its route, so that no id and no parameter is written.
fn note(
    state: &State,
    arrival: &Arrival,
    route: &str,
    caller: Option<&Caller>,
    status: StatusCode,
) {
    let took: Duration = arrival.at.elapsed();
    state.metrics.count(&arrival.method, route, status, took);
    let (user, via) = match caller {
        Some(Caller::Known(principal)) => {
            (principal.user.to_string(), principal.origin.to_string())
        }
        _ => ("-".to_owned(), "-".to_owned()),
    };
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let (request, method, status) = (arrival.id, &arrival.method, status.as_u16());
    tracing::info!(%request, %method, route, status, millis, user, via, "served");
}

fn of_error(error: &Error) -> Problem {
    match error.as_error::<Problem>() {
        Some(problem) => problem.clone(),
        None => {
            let status = error.as_response_error().status_code();
            let kind = Kind::of_status(status);
            if kind == Kind::Internal { Problem::internal(error) } else { Problem::of(kind) }
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without words")
}
