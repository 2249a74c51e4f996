//! Who acts, when, and with which new ids: read once at the edge and handed to every function.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;

use crate::id::{Ids, UserId};

/// What a change of state needs to know about its moment.
#[derive(Debug, Clone)]
pub struct Context {
    /// The instant of the act, UTC, truncated to milliseconds.
    pub now: DateTime<Utc>,
    /// Where new ids come from.
    pub ids: Arc<Ids>,
    /// Who acts.
    pub actor: Actor,
}

impl Context {
    /// A context at `now`, truncated to the milliseconds that every engine keeps.
    #[must_use]
    pub fn new(now: DateTime<Utc>, ids: Arc<Ids>, actor: Actor) -> Self {
        Self { now: now.trunc_subsecs(3), ids, actor }
    }

    /// A new id, ordered by the instant of this context.
    #[must_use]
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        T::from(self.ids.next(self.now))
    }

    /// The day of this instant in the firm's zone.
    #[must_use]
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.now.with_timezone(&zone).date_naive()
    }
}

/// Who is behind an act. Written as `user:<id>`, `cli:<system user>` or `system`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A user of the program, by session or token.
    User(UserId),
    /// Somebody at the command line, by the name of the system's user.
    CommandLine(String),
    /// The program itself: a job, a sweep.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::CommandLine(name) => write!(f, "cli:{name}"),
            Self::System => f.write_str("system"),
        }
    }
}

/// The text is not the form of an actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an actor")]
pub struct NotAnActor;

impl FromStr for Actor {
    type Err = NotAnActor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "system" => Ok(Self::System),
            Some(("cli", name)) => Ok(Self::CommandLine(name.to_owned())),
            Some(("user", id)) => id.parse().map(Self::User).map_err(|_| NotAnActor),
            _ => Err(NotAnActor),
        }
    }
}
