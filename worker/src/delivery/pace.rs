//! How many messages a page holds: about one second of work at the present rate, since what is
//! claimed may be in doubt after a crash, and what is checked may be paid meanwhile.

use std::time::Duration;

/// The size of the pages of one task.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    limit: u32,
    least: u32,
    most: u32,
}

impl Pace {
    pub(super) const fn of_mails() -> Self {
        Self { limit: 100, least: 50, most: 1_000 }
    }

    pub(super) const fn of_paper() -> Self {
        Self { limit: 20, least: 10, most: 200 }
    }

    /// How many messages to claim next.
    pub(super) const fn limit(&self) -> u32 {
        self.limit
    }

    /// Learns from a page of `count` messages that took `time`; it grows at most fourfold at once.
    pub(super) fn learn(&mut self, count: usize, time: Duration) {
        if count == 0 {
            return;
        }
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let second = u32::try_from(count.saturating_mul(1_000) / millis).unwrap_or(u32::MAX);
        let grown = self.limit.saturating_mul(4);
        self.limit = second.min(grown).clamp(self.least, self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_about_a_second_of_work() {
        let mut pace = Pace::of_mails();
        for (count, millis, limit) in [
            (100, 200, 400),
            (400, 400, 1_000),
            (1_000, 100, 1_000),
            (1_000, 4_000, 250),
            (250, 100_000, 50),
            (0, 1, 50),
            (1, 0, 200),
        ] {
            pace.learn(count, Duration::from_millis(millis));
            assert_eq!(pace.limit(), limit, "{count} in {millis} ms");
        }
    }
}
