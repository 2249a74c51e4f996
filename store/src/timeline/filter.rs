//! Which entries of a timeline are asked for, as conditions on the events along the walks.

use chrono::{DateTime, Utc};
use domain::context::Actor;
use domain::event::EventKind;
use domain::id::UserId;
use sea_orm::Value;

/// Which entries of a timeline are asked for: those that fit all that is given, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineFilter {
    /// Of one of these kinds; of any when there are none.
    pub kinds: Vec<EventKind>,
    /// Recorded at this instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Recorded before this instant.
    pub until: Option<DateTime<Utc>>,
    /// By this user.
    pub actor: Option<UserId>,
}

impl TimelineFilter {
    /// The entries of one kind.
    #[must_use]
    pub fn of(kind: EventKind) -> Self {
        Self { kinds: vec![kind], ..Self::default() }
    }

    /// What an event `e` has to fulfil, beside what the walk asks for.
    pub(super) fn conditions(&self, mut parameter: impl FnMut(Value) -> String) -> String {
        let mut conditions = Vec::new();
        if !self.kinds.is_empty() {
            let kinds = self.kinds.iter().map(|kind| parameter(kind.code().into()));
            let kinds: Vec<String> = kinds.collect();
            conditions.push(format!(" and e.kind in ({})", kinds.join(", ")));
        }
        if let Some(from) = self.from {
            conditions.push(format!(" and e.at >= {}", parameter(from.into())));
        }
        if let Some(until) = self.until {
            conditions.push(format!(" and e.at < {}", parameter(until.into())));
        }
        if let Some(user) = self.actor {
            let actor = Actor::User(user).to_string();
            conditions.push(format!(" and e.actor = {}", parameter(actor.into())));
        }
        conditions.concat()
    }
}
