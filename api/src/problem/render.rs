//! A problem in words: `application/problem+json`.

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, ResponseError};
use domain::language::Language;
use serde::Serialize;
use templates::Arg;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Kind, Problem};
use crate::input::{Fault, Place};
use crate::state::State;

/// The media type of a problem (RFC 9457, section 6.1).
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// Why something did not work (RFC 9457), in the language of the caller.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "urn:relais:problem:invalid",
    "title": "The request has faults",
    "status": 422,
    "detail": "One value cannot be taken.",
    "errors": [{
        "pointer": "/email",
        "code": "not_an_email_address",
        "detail": "This is not an e-mail address.",
    }],
    "request_id": "01a2076b-4400-7000-9948-9654fcd76fda",
}))]
pub(crate) struct ProblemView {
    /// Stable id of the kind of problem: `urn:relais:problem:` and one of the codes of the list in the
    /// introduction.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// Stable code of the refusal or the conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<&'static str>,
    /// Every fault of what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FaultView>,
    /// The id under which the log knows this request.
    request_id: Uuid,
}

/// One fault of what was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProblemFault)]
pub(crate) struct FaultView {
    /// Where in the body: a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pointer: Option<String>,
    /// Which parameter of the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parameter: Option<String>,
    /// Stable code of the rule.
    code: &'static str,
    /// The rule in words; the value is never repeated.
    detail: String,
}

/// The answer to a request that met a problem. `headers` of a first answer, such as `Allow`, are kept.
pub(crate) fn render(
    state: &State,
    language: Language,
    request_id: Uuid,
    problem: &Problem,
    headers: Option<&HeaderMap>,
) -> HttpResponse {
    let status = problem.kind.status();
    let mut response = HttpResponse::build(status);
    for (name, value) in headers.into_iter().flatten() {
        let own = [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING];
        if !own.contains(name) {
            response.append_header((name.clone(), value.clone()));
        }
    }
    if status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"relais\""));
    }
    if let Some(instant) = problem.retry_at {
        let seconds = (instant - state.now()).num_seconds().max(0) + 1;
        response.insert_header((header::RETRY_AFTER, seconds));
    } else if problem.kind == Kind::Unavailable {
        response.insert_header((header::RETRY_AFTER, 1));
    }
    response
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)))
        .insert_header((header::CONTENT_LANGUAGE, language.code()));
    let view = view(state, language, request_id, problem);
    match serde_json::to_vec(&view) {
        Ok(body) => response.body(body),
        Err(_) => response.finish(),
    }
}

fn view(state: &State, language: Language, request_id: Uuid, problem: &Problem) -> ProblemView {
    let text = |key: &str, params: &[(&'static str, String)]| {
        let args: Vec<_> = params.iter().map(|(name, value)| (*name, arg(name, value))).collect();
        state.deps.catalog.text(language, key, &args)
    };
    let kind = problem.kind.code();
    let fault = |fault: &Fault| {
        let (pointer, parameter) = match &fault.place {
            Place::Pointer(pointer) => (Some(pointer.clone()), None),
            Place::Parameter(parameter) => (None, Some(parameter.clone())),
        };
        let code = fault.wrong.code;
        // A rule of the trade has one text, whether it is found here or in the store.
        let key = format!("fault-{code}");
        let known = state.deps.catalog.has_text(&key);
        let key = if known { key } else { format!("refusal-{code}") };
        let detail = text(&key, &fault.wrong.params);
        FaultView { pointer, parameter, code, detail }
    };
    let detail = match (problem.code, problem.kind) {
        (_, Kind::Internal) => None,
        (Some(code), Kind::Conflict) => Some(text(&format!("conflict-{code}"), &problem.params)),
        (Some(code), _) => Some(text(&format!("refusal-{code}"), &problem.params)),
        (None, _) => Some(text(&format!("problem-{kind}-detail"), &problem.params)),
    };
    ProblemView {
        kind: format!("urn:relais:problem:{kind}"),
        title: text(&format!("problem-{kind}"), &[]),
        status: problem.kind.status().as_u16(),
        detail,
        code: problem.code,
        errors: problem.faults.iter().map(fault).collect(),
        request_id,
    }
}

/// The number of an invoice is a name: nobody parts its thousands.
fn arg(name: &str, value: &str) -> Arg {
    if name == "number" {
        return Arg::from(value);
    }
    value.parse().map_or_else(|_| Arg::Text(value.to_owned()), Arg::Number)
}

/// A finished answer as an error, for the places where the framework takes nothing else.
pub(crate) struct Rendered {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Rendered {
    pub(crate) async fn new(response: HttpResponse) -> Self {
        let status = response.status();
        let headers = response.headers().clone();
        let body = actix_web::body::to_bytes(response.into_body()).await.unwrap_or_default();
        Self { status, headers, body }
    }
}

impl fmt::Debug for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answered {}", self.status)
    }
}

impl ResponseError for Rendered {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::with_body(self.status, BoxBody::new(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}
