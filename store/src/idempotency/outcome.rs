//! What came of a request, as it is stored: ids, or a refusal with its code.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use sea_orm::DbErr;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Refusal, StoreError};

/// The outcome of a request that can be answered again.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Done(Value),
    Refused { code: String, params: Vec<(String, String)> },
    Conflict { code: String },
    NotFound { noun: String },
}

impl Outcome {
    pub(super) fn done<T: Serialize>(value: &T) -> Result<Self, StoreError> {
        serde_json::to_value(value).map(Self::Done).map_err(broken)
    }

    /// The outcome of a failed act, when trying again would not change it.
    pub(super) fn refused(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::Refused(Refusal { code, params }) => {
                let params = params
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.clone()))
                    .collect();
                Some(Self::Refused { code: (*code).to_owned(), params })
            }
            StoreError::Conflict { code } => Some(Self::Conflict { code: (*code).to_owned() }),
            StoreError::NotFound { noun } => Some(Self::NotFound { noun: (*noun).to_owned() }),
            StoreError::Stale | StoreError::Unavailable(_) => None,
        }
    }

    pub(super) fn stored(json: Option<Value>) -> Result<Self, StoreError> {
        serde_json::from_value(json.unwrap_or_default()).map_err(broken)
    }

    pub(super) fn json(&self) -> Result<Value, StoreError> {
        serde_json::to_value(self).map_err(broken)
    }

    /// The class of the HTTP answer, for people who read the table.
    pub(super) const fn status(&self) -> i32 {
        match self {
            Self::Done(_) => 200,
            Self::Refused { .. } => 422,
            Self::Conflict { .. } => 409,
            Self::NotFound { .. } => 404,
        }
    }

    /// The same answer as the first time.
    pub(super) fn answer<T: DeserializeOwned>(self) -> Result<T, StoreError> {
        Err(match self {
            Self::Done(value) => return serde_json::from_value(value).map_err(broken),
            Self::Refused { code, params } => {
                let params = params.into_iter().map(|(name, value)| (code_of(name), value));
                StoreError::Refused(Refusal { code: code_of(code), params: params.collect() })
            }
            Self::Conflict { code } => StoreError::Conflict { code: code_of(code) },
            Self::NotFound { noun } => StoreError::NotFound { noun: code_of(noun) },
        })
    }
}

/// A code as the program's own constants are: each is kept once, and there are only as many as the
/// program has.
fn code_of(code: String) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(code) = known.get(code.as_str()) {
        return code;
    }
    let code: &'static str = code.leak();
    known.insert(code);
    code
}

fn broken(error: serde_json::Error) -> StoreError {
    StoreError::Unavailable(DbErr::Json(error.to_string()))
}
