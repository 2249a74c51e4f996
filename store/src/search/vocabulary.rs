//! The vocabulary: which words are borne, by how many, and which are near to what was typed.

use domain::search::{edits_allowed, pieces_near, with_letters_swapped, within};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::error::StoreError;
use crate::statement::Parts;

/// The most words with one beginning that are looked at one by one.
const BEGINNINGS: usize = 64;
/// The most words that are compared with one that was typed.
const COMPARED: usize = 3_000;
/// The most words near to one that was typed.
const NEAR: usize = 24;

/// A word that was typed, and the words of the vocabulary that it may be.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// As it was typed, folded.
    pub(super) typed: String,
    /// Whether it may be of a key instead.
    pub(super) may_be_key: bool,
    /// Words that begin so, the word itself first, in byte order, and how many parties bear each.
    pub(super) terms: Vec<(String, i64)>,
    /// Whether more begin so.
    pub(super) more: bool,
    /// Words within the faults that are forgiven, the nearest first.
    pub(super) near: Vec<(String, i64)>,
}

impl Word {
    /// How many postings it has, at least.
    pub(super) fn parties(&self) -> i64 {
        if self.more {
            return i64::MAX;
        }
        self.terms
            .iter()
            .chain(&self.near)
            .fold(0, |sum, (_, parties)| sum.saturating_add(*parties))
    }

    /// Whether nothing in the vocabulary is like it.
    pub(super) fn is_unknown(&self) -> bool {
        self.terms.is_empty() && self.near.is_empty()
    }
}

#[derive(FromQueryResult)]
struct TermRow {
    place: i32,
    term: String,
    parties: i64,
}

/// Looks up words and beginnings.
pub(super) async fn look_up<C: ConnectionTrait>(
    conn: &C,
    typed: &[(&str, bool)],
) -> Result<Vec<Word>, StoreError> {
    let mut sql = Parts::default();
    for (place, (word, _)) in typed.iter().enumerate() {
        sql.branch(&format!("select {place} as place, term, parties from search_term where "));
        sql.begins("term", word);
        sql.push(&format!(" order by term limit {}", BEGINNINGS + 1));
        sql.end_branch();
    }
    let mut words: Vec<Word> = typed
        .iter()
        .map(|(word, may_be_key)| Word {
            typed: (*word).to_owned(),
            may_be_key: *may_be_key,
            terms: Vec::new(),
            more: false,
            near: Vec::new(),
        })
        .collect();
    if sql.is_empty() {
        return Ok(words);
    }
    for row in TermRow::find_by_statement(sql.on(conn)).all(conn).await? {
        if let Some(word) = usize::try_from(row.place).ok().and_then(|place| words.get_mut(place)) {
            word.terms.push((row.term, row.parties));
        }
    }
    for word in &mut words {
        word.terms.sort_unstable();
        word.more = word.terms.len() > BEGINNINGS;
        word.terms.truncate(BEGINNINGS);
    }
    Ok(words)
}

#[derive(FromQueryResult)]
struct NearRow {
    place: i32,
    term: String,
}

/// Adds the words that are near: to the unknown words, or, when all are known, to each.
pub(super) async fn add_near<C: ConnectionTrait>(
    conn: &C,
    words: &mut [Word],
) -> Result<(), StoreError> {
    let some_unknown = words.iter().any(|word| word.terms.is_empty() && !word.may_be_key);
    let mut sql = Parts::default();
    for (place, word) in words.iter().enumerate() {
        let wanted =
            word.typed.chars().all(char::is_alphabetic) && (word.terms.is_empty() || !some_unknown);
        let pieces = pieces_near(&word.typed);
        if !wanted || pieces.is_empty() {
            continue;
        }
        sql.branch(&format!("select {place} as place, term from search_piece where piece in "));
        sql.list(pieces);
        sql.push(&format!(" order by piece, term limit {COMPARED}"));
        sql.end_branch();
        let swapped = with_letters_swapped(&word.typed);
        if !swapped.is_empty() {
            sql.branch(&format!("select {place} as place, term from search_term where term in "));
            sql.list(swapped);
            sql.end_branch();
        }
    }
    if sql.is_empty() {
        return Ok(());
    }
    let mut near: Vec<(i32, usize, String)> = Vec::new();
    for row in NearRow::find_by_statement(sql.on(conn)).all(conn).await? {
        let word = usize::try_from(row.place).ok().and_then(|place| words.get(place));
        let Some(word) = word else { continue };
        let most = edits_allowed(row.term.chars().count());
        match within(&row.term, &word.typed, most) {
            Some(faults) if faults > 0 => near.push((row.place, faults, row.term)),
            _ => {}
        }
    }
    near.sort_unstable();
    near.dedup();
    count(conn, words, near).await
}

/// Gives each word its nearest: by faults, then those that most bear, then in byte order.
async fn count<C: ConnectionTrait>(
    conn: &C,
    words: &mut [Word],
    near: Vec<(i32, usize, String)>,
) -> Result<(), StoreError> {
    for (word, place) in words.iter_mut().zip(0..) {
        let near: Vec<(usize, &str)> = near
            .iter()
            .filter(|(of, _, term)| {
                *of == place && !word.terms.iter().any(|(known, _)| known == term)
            })
            .map(|(_, faults, term)| (*faults, term.as_str()))
            .collect();
        if near.is_empty() {
            continue;
        }
        let mut sql = Parts::default();
        sql.push("select 0 as place, term, parties from search_term where term in ");
        sql.list(near.iter().map(|(_, term)| *term));
        let counted = TermRow::find_by_statement(sql.on(conn)).all(conn).await?;
        let mut counted: Vec<(usize, i64, String)> = counted
            .into_iter()
            .filter_map(|row| {
                let (faults, _) = near.iter().find(|(_, term)| *term == row.term)?;
                Some((*faults, -row.parties, row.term))
            })
            .collect();
        counted.sort_unstable();
        counted.truncate(NEAR);
        word.near = counted.into_iter().map(|(_, parties, term)| (term, -parties)).collect();
    }
    Ok(())
}
