//! What a job says: a kind and an id; never a body, never personal data.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a job asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobKind {
    /// Send what is due of a batch, for example of a reminder run.
    DeliverMessages,
    /// Do what is asked of an import: plan, apply, undo.
    WorkOnImport,
    /// Move a search for duplicates on.
    SearchDuplicates,
}

impl JobKind {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::DeliverMessages => "deliver_messages",
            Self::WorkOnImport => "work_on_import",
            Self::SearchDuplicates => "search_duplicates",
        }
    }
}

impl fmt::Display for JobKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The outbox names a kind that this version does not know.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of job")]
pub(crate) struct UnknownJob;

impl FromStr for JobKind {
    type Err = UnknownJob;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "deliver_messages" => Ok(Self::DeliverMessages),
            "work_on_import" => Ok(Self::WorkOnImport),
            "search_duplicates" => Ok(Self::SearchDuplicates),
            _ => Err(UnknownJob),
        }
    }
}

/// A job as it lies in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Job {
    /// What is asked.
    pub(crate) kind: JobKind,
    /// What it is about.
    pub(crate) object: Uuid,
}

/// A job to put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The id of the request, unique.
    pub(crate) id: Uuid,
    /// The job.
    pub(crate) job: Job,
    /// Which look this is: a new number makes a new key, since an old key swallows the new job.
    pub(crate) look: i32,
    /// From when on it may run.
    pub(crate) due_at: DateTime<Utc>,
}

impl Asked {
    /// The same for the same request, however often it is relayed.
    pub(crate) fn key(&self) -> String {
        format!("{}:{}:{}", self.job.kind, self.job.object, self.look)
    }

    /// The id in the form that apalis reads: a ULID of the same 128 bits.
    pub(crate) fn ulid(&self) -> String {
        ulid::Ulid::from_bytes(self.id.into_bytes()).to_string()
    }

    /// The body of the row.
    pub(crate) fn body(&self) -> Vec<u8> {
        serde_json::to_vec(&self.job).unwrap_or_default()
    }
}
