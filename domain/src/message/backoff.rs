//! When a message that was put off is tried again: after delays that grow over hours.

use chrono::{DateTime, Duration, SubsecRound, Utc};

use crate::id::MessageId;

/// Minutes until the next attempt, by the attempts made: five minutes to a day.
const DELAYS: [i64; 6] = [5, 15, 60, 4 * 60, 12 * 60, 24 * 60];

/// Attempts in all: after the last one a message that is still put off has failed.
pub const ATTEMPTS: usize = DELAYS.len() + 1;

/// The next attempt of message `id` after its attempt number `made` (from 1) at `now`; none when
/// it was the last one.
///
/// A twentieth of the delay more or less, fixed by the id, keeps a thousand messages that were
/// put off together from coming back together.
#[must_use]
pub fn next_attempt(id: MessageId, made: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let index = usize::try_from(made).ok()?.checked_sub(1)?;
    let seconds = DELAYS.get(index)? * 60;
    // The last bytes of a UUIDv7 are random.
    let spread = i64::from(id.0.as_bytes().last().copied().unwrap_or(0)) - 128;
    let jitter = seconds * spread / (128 * 20);
    Some((now + Duration::seconds(seconds + jitter)).trunc_subsecs(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_from_minutes_to_a_day_and_then_end() {
        let now = DateTime::from_timestamp_secs(1_795_420_800).unwrap();
        let middle = MessageId(uuid::Uuid::from_u128(128));
        let minutes = |made| next_attempt(middle, made, now).map(|next| (next - now).num_minutes());
        let all: Vec<_> = (0..9).map(minutes).collect();
        let grown = [5, 15, 60, 240, 720, 1440].map(Some);
        assert_eq!(all[1..7], grown);
        assert_eq!([all[0], all[7], all[8]], [None; 3]);
        assert_eq!(ATTEMPTS, 7);
    }

    #[test]
    fn the_same_message_always_waits_the_same_and_two_messages_wait_about_the_same() {
        let now = DateTime::from_timestamp_secs(1_795_420_800).unwrap();
        for id in (0..=255).map(|id| MessageId(uuid::Uuid::from_u128(id))) {
            let wait = next_attempt(id, 3, now).unwrap() - now;
            assert_eq!(next_attempt(id, 3, now), Some(now + wait));
            assert!((57 * 60..=63 * 60).contains(&wait.num_seconds()), "{wait}");
        }
    }
}
