//! What callers are told when something did not work: RFC 9457, in their language.
//!
//! A problem carries codes and our own words only. What went wrong inside is in the log under the id of
//! the request, never in an answer.

mod kind;
mod render;
mod store;

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};

use crate::input::{Fault, Faults, Wrong};

pub(crate) use kind::Kind;
pub(crate) use render::{MEDIA_TYPE, ProblemView, Rendered, render};

/// A problem, before it is put into words.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) kind: Kind,
    /// The code of the refusal or the conflict; its text says more than the kind's.
    pub(crate) code: Option<&'static str>,
    /// What the text names.
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) faults: Vec<Fault>,
    /// When to come back.
    pub(crate) retry_at: Option<DateTime<Utc>>,
    /// What happened, for the log alone.
    pub(crate) cause: Option<String>,
}

impl Problem {
    /// The bare problem of a kind.
    pub(crate) const fn of(kind: Kind) -> Self {
        Self {
            kind,
            code: None,
            params: Vec::new(),
            faults: Vec::new(),
            retry_at: None,
            cause: None,
        }
    }

    /// The same, naming `value` in its text.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The same, with the code of a refusal or a conflict.
    pub(crate) fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// The same, to be tried again at `instant`.
    pub(crate) fn until(mut self, instant: DateTime<Utc>) -> Self {
        self.retry_at = Some(instant);
        self
    }

    /// What was sent has faults.
    pub(crate) fn faults(kind: Kind, faults: Faults) -> Self {
        Self { faults: faults.into_vec(), ..Self::of(kind) }
    }

    /// One part of the body has a fault.
    pub(crate) fn fault(pointer: &str, wrong: Wrong) -> Self {
        let mut faults = Faults::default();
        faults.at(pointer, wrong);
        Self::faults(Kind::Invalid, faults)
    }

    /// The body is not JSON from this place on.
    pub(crate) fn not_json(line: usize, column: usize) -> Self {
        Self::of(Kind::NotJson).with("line", line).with("column", column)
    }

    /// Something failed that the caller can do nothing about; `cause` goes to the log.
    pub(crate) fn internal(cause: impl fmt::Display) -> Self {
        Self { cause: Some(cause.to_string()), ..Self::of(Kind::Internal) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind.code())?;
        if let Some(code) = self.code {
            write!(f, " {code}")?;
        }
        for fault in &self.faults {
            write!(f, " {}", fault.wrong.code)?;
        }
        Ok(())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    /// Bare: the words are added where the caller's language is known.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.kind.status())
    }
}
