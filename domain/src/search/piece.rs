//! Typing faults: how many a word may have, and how words within that many are found without reading all.
//!
//! A word that is kept is cut into one piece more than it may have faults; at least one piece of it then stands
//! in what was typed as it is, not far from its place. Two or three rows for each distinct
//! word find every word within one or two faults, where trigrams take a row for each letter and read a
//! hundred times as many. (Li, Deng, Wang, Feng: Pass-Join, VLDB 2011, with its multi-match-aware places.)

/// The letters from which a word may have one fault.
const ONE: usize = 4;
/// The letters from which a word may have two.
const TWO: usize = 10;

/// How many faults are forgiven in a kept word of so many letters: a letter too many, missing or
/// wrong, or two neighbours swapped.
#[must_use]
pub const fn edits_allowed(letters: usize) -> usize {
    match letters {
        ..ONE => 0,
        ONE..TWO => 1,
        TWO.. => 2,
    }
}

/// Start and length of each piece of a word of so many letters; the last ones take what is left over.
fn cuts(letters: usize) -> Vec<(usize, usize)> {
    let count = edits_allowed(letters) + 1;
    let (short, longer) = (letters / count, letters % count);
    let mut start = 0;
    (0..count)
        .map(|place| {
            let length = short + usize::from(place + longer >= count);
            start += length;
            (start - length, length)
        })
        .collect()
}

fn key(letters: usize, place: usize, piece: &[char]) -> String {
    let piece: String = piece.iter().collect();
    format!("{letters}.{place}.{piece}")
}

/// The keys of the pieces of a word that is kept; none for one that must be typed as it is: short, or with
/// digits.
#[must_use]
pub fn pieces(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < ONE || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Vec::new();
    }
    let cut = cuts(letters.len()).into_iter().enumerate().filter_map(|(place, (start, length))| {
        Some(key(letters.len(), place, letters.get(start..start + length)?))
    });
    cut.collect()
}

/// The keys of which a kept word near to `typed` has at least one, in byte order. Swapped letters in
/// words with one fault are found by [`with_letters_swapped`].
#[must_use]
pub fn pieces_near(typed: &str) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let mut keys = Vec::new();
    let most = edits_allowed(letters.len() + 2);
    for kept in letters.len().saturating_sub(most)..=letters.len() + most {
        let edits = edits_allowed(kept);
        if edits == 0 || kept.abs_diff(letters.len()) > edits {
            continue;
        }
        for (place, (start, length)) in cuts(kept).into_iter().enumerate() {
            for from in places(start, place, edits, kept, letters.len()) {
                if let Some(piece) = letters.get(from..from + length) {
                    keys.push(key(kept, place, piece));
                }
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Where the piece of this place can stand in what was typed: what is before it had at most `place`
/// faults, what is behind it the rest.
fn places(
    start: usize,
    place: usize,
    edits: usize,
    kept: usize,
    typed: usize,
) -> std::ops::RangeInclusive<usize> {
    let after = edits - place;
    // The same place counted from the end.
    let from_end = (start + typed).saturating_sub(kept);
    let first = start.saturating_sub(place).max(from_end.saturating_sub(after));
    first..=(start + place).min(from_end + after)
}

/// What `typed` is when two neighbours change places, each once.
#[must_use]
pub fn with_letters_swapped(typed: &str) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let swapped = (1..letters.len()).filter_map(|at| {
        let mut swapped = letters.clone();
        swapped.swap(at - 1, at);
        (swapped != letters).then(|| swapped.into_iter().collect())
    });
    swapped.collect()
}

/// How many faults lie between two words, when no more than `most`: a letter too many, missing or wrong, or two
/// neighbours swapped (optimal string alignment).
#[must_use]
pub fn within(kept: &str, typed: &str, most: usize) -> Option<usize> {
    let (kept, typed): (Vec<char>, Vec<char>) = (kept.chars().collect(), typed.chars().collect());
    if kept.len().abs_diff(typed.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (i, letter) in kept.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, other) in typed.iter().enumerate() {
            let at =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&row, j) + usize::from(letter != other))
                .min(at(&row, j + 1) + 1)
                .min(at(&next, j) + 1);
            let swapped = i > 0
                && j > 0
                && kept.get(i - 1) == Some(other)
                && typed.get(j - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            next.push(least);
        }
        if next.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|faults| *faults <= most)
}
