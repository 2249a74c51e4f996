//! One search: candidates, what is stored of them, and their rank.

use std::collections::{BTreeSet, HashMap};

use domain::search::{Document, FoundKind, Match, Query, Ranked, Typing, rank};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::document::Shown;
use super::{candidates, document, pending, vocabulary};
use crate::error::StoreError;

/// The last changes that wait and are looked at in the file itself.
const WAITING: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The most finds; taken between 1 and [`Wanted::MOST`].
    pub limit: u32,
    /// Only those of this kind.
    pub kind: Option<FoundKind>,
}

impl Wanted {
    /// The most finds of one search; fewer are candidates where many match.
    pub const MOST: u32 = 500;
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// The party.
    pub party: Uuid,
    /// The customer that it is, or to whom it belongs.
    pub customer: Option<Uuid>,
    /// That customer's reference.
    pub reference: Option<String>,
    /// Its name.
    pub name: String,
    /// Its cities.
    pub cities: Vec<String>,
    /// Why it was found.
    pub reason: Match,
}

/// Finds what `text` may mean, the best first. Typing faults are forgiven when nothing is found as it was typed.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    text: &str,
    wanted: Wanted,
) -> Result<Vec<Found>, StoreError> {
    let query = Query::parse(text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut words = vocabulary::look_up(conn, &query.words()).await?;
    let waiting = pending::last(conn, WAITING).await?.into_iter().collect();
    let mut candidates = Candidates { waiting, others: BTreeSet::new() };
    candidates.others.extend(candidates::by_key_or_name(conn, &query).await?);
    candidates.others.extend(candidates::by_words(conn, &words).await?);
    let found = judged(conn, &query, &candidates, wanted, Typing::Exact).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    vocabulary::add_near(conn, &mut words).await?;
    candidates.others.extend(candidates::by_words(conn, &words).await?);
    judged(conn, &query, &candidates, wanted, Typing::Forgiving).await
}

/// Who may be meant.
#[derive(Debug)]
struct Candidates {
    /// Those whose last changes wait to be posted.
    waiting: BTreeSet<Uuid>,
    /// Whoever else.
    others: BTreeSet<Uuid>,
}

impl Candidates {
    /// What is known of each: as it was posted, or as the file has it where that is newer or alone.
    async fn shown<C: ConnectionTrait>(
        &self,
        conn: &C,
    ) -> Result<HashMap<Uuid, Shown>, StoreError> {
        let others: Vec<Uuid> = self.others.difference(&self.waiting).copied().collect();
        let mut shown = document::posted(conn, &others).await?;
        let not_posted = others.into_iter().filter(|id| !shown.contains_key(id));
        let from_file: Vec<Uuid> = not_posted.chain(self.waiting.iter().copied()).collect();
        shown.extend(document::load(conn, &from_file).await?);
        Ok(shown)
    }
}

async fn judged<C: ConnectionTrait>(
    conn: &C,
    query: &Query,
    candidates: &Candidates,
    wanted: Wanted,
    typing: Typing,
) -> Result<Vec<Found>, StoreError> {
    let mut shown = candidates.shown(conn).await?;
    shown.retain(|_, shown| wanted.kind.is_none_or(|kind| shown.kind == kind));
    let documents: Vec<&Document> = shown.values().map(|shown| &shown.document).collect();
    let mut ranked = rank(query, documents, typing);
    let limit = wanted.limit.clamp(1, Wanted::MOST);
    ranked.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(ranked.into_iter().filter_map(|ranked| found(shown.remove(&ranked.id)?, ranked)).collect())
}

fn found(shown: Shown, ranked: Ranked) -> Option<Found> {
    let Shown { document, kind, customer, reference } = shown;
    Some(Found {
        kind,
        party: document.id,
        customer,
        reference,
        name: document.name,
        cities: document.cities,
        reason: ranked.reason,
    })
}
