//! The guard of a claimed page: asked before each hand-over whether the claim still holds.
//!
//! Two clocks are asked, and both must agree: the wall, since other workers judge the lease by it,
//! and the time since boot, which neither a suspended machine nor a set clock stops or turns back.
//! A worker that slept past its lease sends nothing more under it.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::id::MessageId;
use rustix::time::{ClockId, clock_gettime};

use crate::config::Clock;
use crate::journal::Journal;

/// The guard of one claim.
pub(crate) struct Guard {
    journal: Journal,
    clock: Clock,
    /// The last instant at which a hand-over may begin, milliseconds since 1970.
    wall: AtomicI64,
    /// The same, milliseconds since boot.
    boot: AtomicI64,
    /// What is kept of the lease for a hand-over to end in.
    margin: Duration,
    over: AtomicBool,
}

/// Milliseconds since boot, suspended time included.
pub(super) fn since_boot() -> i64 {
    let now = clock_gettime(ClockId::Boottime);
    now.tv_sec.saturating_mul(1_000).saturating_add(now.tv_nsec / 1_000_000)
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl Guard {
    /// A guard that lets nothing pass yet; the `margin` of each lease is kept for the answer.
    pub(super) fn new(journal: Journal, clock: Clock, margin: Duration) -> Self {
        let (wall, boot) = (AtomicI64::new(i64::MIN), AtomicI64::new(i64::MIN));
        Self { journal, clock, wall, boot, margin, over: AtomicBool::new(false) }
    }

    /// The claim holds until `until` by the wall, for `lease` from `asked_at` since boot.
    pub(super) fn hold(&self, until: DateTime<Utc>, asked_at: i64, lease: Duration) {
        let margin = millis(self.margin);
        self.wall.store(until.timestamp_millis().saturating_sub(margin), Ordering::Release);
        let boot = asked_at.saturating_add(millis(lease)).saturating_sub(margin);
        self.boot.store(boot, Ordering::Release);
    }

    /// Whether a hand-over may begin now. Once it may not, it never may again.
    pub(crate) fn holds(&self) -> bool {
        if self.over.load(Ordering::Acquire) {
            return false;
        }
        let wall = (self.clock)().timestamp_millis() < self.wall.load(Ordering::Acquire);
        let boot = since_boot() < self.boot.load(Ordering::Acquire);
        if !(wall && boot) {
            self.over.store(true, Ordering::Release);
        }
        wall && boot
    }

    /// Notes that the content of `id` is about to leave.
    ///
    /// # Errors
    /// When the claim is over, or it cannot be noted: nothing may leave.
    pub(crate) fn begin(&self, id: MessageId) -> io::Result<()> {
        if !self.holds() {
            return Err(io::Error::other("the claim is over"));
        }
        self.journal.begun(id)
    }

    /// The journal.
    pub(super) const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Gives the journal back.
    pub(super) fn into_journal(self) -> Journal {
        self.journal
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_claim_that_is_over_by_either_clock_is_over_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let start = DateTime::from_timestamp_secs(1_795_420_800).unwrap();
        let lease = Duration::from_secs(300);
        let guard = |number: u128| {
            let wall = Arc::new(Mutex::new(start));
            let token = uuid::Uuid::from_u128(number);
            let journal = Journal::create(folder.path(), token, "boot").unwrap();
            let clock: Clock = {
                let wall = wall.clone();
                Arc::new(move || *wall.lock().unwrap())
            };
            (Guard::new(journal, clock, Duration::from_secs(60)), wall)
        };
        let id = MessageId(uuid::Uuid::from_u128(9));

        let (by_wall, wall) = guard(1);
        assert!(!by_wall.holds(), "nothing is claimed yet");
        let (by_wall, wall) = {
            drop((by_wall, wall));
            guard(2)
        };
        by_wall.hold(start + lease, since_boot(), lease);
        *wall.lock().unwrap() = start + Duration::from_secs(239);
        assert!(by_wall.begin(id).is_ok());
        *wall.lock().unwrap() = start + Duration::from_secs(240);
        assert!(by_wall.begin(id).is_err(), "the margin is kept");
        *wall.lock().unwrap() = start;
        assert!(!by_wall.holds(), "a clock that is turned back wakes no claim");

        let (by_boot, _wall) = guard(3);
        by_boot.hold(start + lease, since_boot() - 240_000, lease);
        assert!(!by_boot.holds(), "the wall stood still, the machine slept");
    }
}
