//! What is asked for by a mail to the mailbox itself: a consent that is to be confirmed (double opt-in), so
//! that nobody is written to who only stands in a form, and the way back to the preferences.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::company::Company;
use crate::customer::EmailAddress;
use crate::id::{ContactPointId, PartyId};
use crate::language::Language;

/// For how long the link works.
pub const REQUEST_LIFE: TimeDelta = TimeDelta::days(7);

/// For how long the link to the preferences works that a confirmed person is given.
pub const PREFERENCES_LIFE: TimeDelta = TimeDelta::days(1);

/// For how long the link to the preferences works that is sent to a mailbox: whoever reads the mail late
/// still finds the way.
pub const PREFERENCE_LINK_LIFE: TimeDelta = TimeDelta::days(7);

/// For how long no other such link goes to the same mailbox: the link of an old message would fill it.
pub const PREFERENCE_LINK_PAUSE: TimeDelta = TimeDelta::hours(1);

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestState {
    /// It can be confirmed.
    Open,
    /// It was confirmed.
    Confirmed,
    /// Its time is over.
    Expired,
}

code_enum!(RequestState, UnknownRequestState, "no state of a request for consent": {
    Open => "open",
    Confirmed => "confirmed",
    Expired => "expired",
});

impl RequestState {
    /// The state at `now`. What was confirmed in time stays so.
    #[must_use]
    pub fn at(
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        confirmed_at: Option<DateTime<Utc>>,
    ) -> Self {
        match confirmed_at {
            Some(_) => Self::Confirmed,
            None if now >= expires_at => Self::Expired,
            None => Self::Open,
        }
    }
}

/// What the mail that asks for the confirmation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRequestDocument {
    /// In which language.
    pub language: Language,
    /// Who writes.
    pub firm: Arc<Company>,
    /// To which address; none when it is gone.
    pub recipient: Option<EmailAddress>,
    /// The texts that were shown, one for each purpose.
    pub wordings: Vec<String>,
    /// When the consent was collected.
    pub collected_at: DateTime<Utc>,
    /// Until when the link works.
    pub until: DateTime<Utc>,
}

/// What the mail that brings a link to the preferences shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferenceLinkDocument {
    /// In which language.
    pub language: Language,
    /// Who writes.
    pub firm: Arc<Company>,
    /// Whose preferences.
    pub party: PartyId,
    /// At which mailbox.
    pub point: ContactPointId,
    /// To which address; none when it is gone.
    pub recipient: Option<EmailAddress>,
    /// When the link was asked for.
    pub requested_at: DateTime<Utc>,
    /// Until when the link works.
    pub until: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_open_until_it_is_confirmed_or_its_time_is_over() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let end = at("2026-12-01T00:00:00Z");
        for (now, confirmed, expected) in [
            ("2026-11-24T00:00:00Z", None, RequestState::Open),
            ("2026-11-30T23:59:59Z", None, RequestState::Open),
            ("2026-12-01T00:00:00Z", None, RequestState::Expired),
            ("2026-11-25T00:00:00Z", Some("2026-11-24T10:00:00Z"), RequestState::Confirmed),
            ("2027-01-01T00:00:00Z", Some("2026-11-24T10:00:00Z"), RequestState::Confirmed),
        ] {
            assert_eq!(RequestState::at(at(now), end, confirmed.map(at)), expected, "{now}");
        }
    }
}
