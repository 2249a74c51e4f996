//! Why a function of the store did not do what it was asked.
//!
//! Four kinds are for the one who asked, each with a stable code; the fifth is a fault of the database
//! or of ours, and is logged.

use std::fmt;

use sea_orm::DbErr;

/// What a store function answers when it did nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such object, or the one who asks may not know that there is.
    #[error("no such {noun}")]
    NotFound {
        /// The noun, as in the address of the API.
        noun: &'static str,
    },
    /// A rule of the trade forbids it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Something like it is there already, or something still needs it.
    #[error("conflict: {code}")]
    Conflict {
        /// Stable code, see the module `constraint`.
        code: &'static str,
    },
    /// The object changed since it was read.
    #[error("the object changed since it was read")]
    Stale,
    /// The database cannot be used, or was used wrongly.
    #[error("the database: {0}")]
    Unavailable(#[source] DbErr),
}

/// A refusal in the words of the trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code; `refusal-<code>` is its text in the locales.
    pub code: &'static str,
    /// What the text names, by the names that it uses.
    pub params: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal whose text names nothing.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// The same, naming `value` as `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.params {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match crate::constraint::conflict(&error) {
            Some(code) => Self::Conflict { code },
            None => Self::Unavailable(error),
        }
    }
}

impl StoreError {
    /// Shorthand for a refusal whose text names nothing.
    #[must_use]
    pub const fn refused(code: &'static str) -> Self {
        Self::Refused(Refusal::new(code))
    }

    /// Whether the same call may succeed later without anything being changed by a person.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(cause) if crate::transient::is_transient(cause))
    }
}
