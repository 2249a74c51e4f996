//! How failed logins slow down the next ones.
//!
//! A try is counted before the password is looked at, so that a thousand tries at once count as a
//! thousand; a success gives its own count back. An account locks early and an address late, since
//! an office shares one. The lock doubles and stops growing at fifteen minutes, so that nobody can
//! be locked out for long by another.

use chrono::{DateTime, TimeDelta, Utc};

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Throttle {
    /// Tries at one account, from anywhere.
    Account,
    /// Tries from one address, at any account.
    Address,
}

/// A count after one more try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttled {
    /// Tries since the count began, this one included.
    pub failures: i32,
    /// When the count began.
    pub since: DateTime<Utc>,
    /// Until when no further try is looked at.
    pub locked_until: Option<DateTime<Utc>>,
}

impl Throttle {
    /// Tries that cost nothing.
    #[must_use]
    pub const fn free(self) -> i32 {
        match self {
            Self::Account => 5,
            Self::Address => 30,
        }
    }

    /// A count is forgotten after so long without a lock.
    pub const WINDOW: TimeDelta = TimeDelta::minutes(30);
    /// The longest lock.
    pub const LONGEST: TimeDelta = TimeDelta::minutes(15);

    /// The count after one more try at `now`.
    ///
    /// # Errors
    /// While it is locked: the instant at which it opens.
    pub fn count(
        self,
        before: Option<Throttled>,
        now: DateTime<Utc>,
    ) -> Result<Throttled, DateTime<Utc>> {
        let before = before.filter(|count| {
            now - count.since.max(count.locked_until.unwrap_or(count.since)) < Self::WINDOW
        });
        if let Some(until) =
            before.and_then(|count| count.locked_until).filter(|until| now < *until)
        {
            return Err(until);
        }
        let failures = before.map_or(0, |count| count.failures).saturating_add(1);
        let over = failures - self.free();
        let locked_until = u32::try_from(over).ok().map(|over| {
            let seconds = 15_i64.checked_shl(over.min(6)).unwrap_or(i64::MAX);
            now + TimeDelta::seconds(seconds).min(Self::LONGEST)
        });
        Ok(Throttled { failures, since: before.map_or(now, |count| count.since), locked_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn five_tries_lock_an_account_and_each_further_one_longer() {
        let mut count = None;
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..13 {
            let next = Throttle::Account.count(count, at(now)).unwrap();
            if let Some(until) = next.locked_until {
                waits.push((until - at(now)).num_seconds());
                assert_eq!(Throttle::Account.count(Some(next), at(now)), Err(until));
                now = (until - at(0)).num_seconds();
            }
            count = Some(next);
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_count_is_forgotten_after_half_an_hour() {
        let old = Throttled { failures: 4, since: at(0), locked_until: None };
        assert_eq!(Throttle::Account.count(Some(old), at(1799)).unwrap().failures, 5);
        assert_eq!(Throttle::Account.count(Some(old), at(1800)).unwrap().failures, 1);
    }

    #[test]
    fn an_office_behind_one_address_has_more_tries_than_an_account() {
        let count = Throttled { failures: 20, since: at(0), locked_until: None };
        assert_eq!(Throttle::Address.count(Some(count), at(1)).unwrap().locked_until, None);
    }
}
