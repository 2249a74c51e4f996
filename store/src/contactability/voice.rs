//! Who was one when something was said: those who are merged stand in one order, each before whoever was
//! merged into it, the earlier the nearer. So whoever was one at an instant stands together there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::consent::Voice;
use domain::id::PartyId;

/// Into whom somebody was merged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joined {
    /// Whoever survived that merge; a later one may have merged it on.
    pub(super) whom: PartyId,
    /// When; not known of whoever was always one.
    pub(super) at: Option<DateTime<Utc>>,
}

/// Whoever was merged into somebody, and when.
type Followers = Vec<(Option<DateTime<Utc>>, PartyId)>;

/// Who speaks for whom, at any instant.
#[derive(Debug, Default)]
pub(super) struct Voices {
    joined: HashMap<PartyId, Joined>,
    /// By whom they were merged into, the earliest first.
    followers: HashMap<PartyId, Followers>,
    places: HashMap<PartyId, usize>,
    /// The last place of whoever was merged into each, at whichever remove.
    last: HashMap<PartyId, usize>,
}

impl Voices {
    /// Puts the merged in their order.
    pub(super) fn new(joined: HashMap<PartyId, Joined>) -> Self {
        let mut followers: HashMap<PartyId, Followers> = HashMap::new();
        for (id, into) in &joined {
            followers.entry(into.whom).or_default().push((into.at, *id));
        }
        for followers in followers.values_mut() {
            followers.sort_unstable();
        }
        let mut next: Vec<PartyId> =
            followers.keys().filter(|id| !joined.contains_key(*id)).copied().collect();
        let mut order = Vec::new();
        while let Some(id) = next.pop() {
            order.push(id);
            let followers = followers.get(&id).into_iter().flatten();
            next.extend(followers.rev().map(|(_, follower)| *follower));
        }
        let places: HashMap<PartyId, usize> =
            order.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut last = places.clone();
        // Whoever was merged into somebody stands after it: seen from the end, it is done before.
        for id in order.iter().rev() {
            let end = last.get(id).copied();
            if let (Some(into), Some(end)) = (joined.get(id), end) {
                let of = last.entry(into.whom).or_insert(end);
                *of = end.max(*of);
            }
        }
        Self { joined, followers, places, last }
    }

    /// Who spoke, when a party said something at an instant; none where nobody was merged. What was said at
    /// the instant of a merge was said before it.
    pub(super) fn of(&self, party: PartyId, said_at: DateTime<Utc>) -> Option<Voice> {
        if !self.places.contains_key(&party) {
            return None;
        }
        let is_before = |at: Option<DateTime<Utc>>| at.is_none_or(|at| at < said_at);
        let mut speaker = party;
        while let Some(into) = self.joined.get(&speaker).filter(|into| is_before(into.at)) {
            speaker = into.whom;
        }
        let first = *self.places.get(&speaker)?;
        let followers = self.followers.get(&speaker).into_iter().flatten();
        let ends = followers
            .filter(|(at, _)| is_before(*at))
            .filter_map(|(_, follower)| self.last.get(follower).copied());
        Some(Voice { first, last: ends.fold(first, usize::max) })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_secs(86_400 * day).unwrap()
    }

    /// Five parties: the second was merged into the first on day 1, the fourth into the third on day 2,
    /// the third into the first on day 4, the fifth into the first on day 6.
    fn voices() -> (Voices, [PartyId; 5]) {
        let ids = [1, 2, 3, 4, 5].map(|number| PartyId(Uuid::from_u128(number)));
        let merges = [(1, 0, 1), (3, 2, 2), (2, 0, 4), (4, 0, 6)];
        let joined = merges.map(|(other, survivor, on)| {
            (ids[other], Joined { whom: ids[survivor], at: Some(day(on)) })
        });
        (Voices::new(joined.into()), ids)
    }

    #[test]
    fn whoever_was_merged_before_is_spoken_for_and_nobody_else() {
        let (voices, ids) = voices();
        let alone = ids.map(|id| voices.of(id, day(0)).unwrap());
        for (speaker, on, heard) in [
            (0, 0, [true, false, false, false, false]),
            (0, 1, [true, false, false, false, false]),
            (0, 2, [true, true, false, false, false]),
            (1, 2, [true, true, false, false, false]),
            (2, 2, [false, false, true, false, false]),
            (2, 3, [false, false, true, true, false]),
            (3, 3, [false, false, true, true, false]),
            (0, 4, [true, true, false, false, false]),
            (3, 5, [true, true, true, true, false]),
            (4, 5, [false, false, false, false, true]),
            (4, 7, [true, true, true, true, true]),
        ] {
            let voice = voices.of(ids[speaker], day(on)).unwrap();
            assert_eq!(alone.map(|one| voice.speaks_for(one)), heard, "{speaker} on day {on}");
        }
        assert_eq!(voices.of(PartyId(Uuid::from_u128(6)), day(0)), None, "nobody was merged");
    }

    #[test]
    fn whose_merge_has_no_instant_was_always_one() {
        let ids = [1, 2].map(|number| PartyId(Uuid::from_u128(number)));
        let voices = Voices::new([(ids[1], Joined { whom: ids[0], at: None })].into());
        let (one, other) = (voices.of(ids[0], day(0)), voices.of(ids[1], day(0)));
        assert_eq!(one, other);
        assert!(one.unwrap().speaks_for(other.unwrap()));
    }
}
