//! One search: candidates, what is stored of them, and their rank.

use std::collections::{BTreeSet, HashMap};

use domain::search::{Document, FoundKind, Match, Query, Ranked, Typing, rank};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::document::Shown;
use super::filter::FindFilter;
use super::{candidates, document, pending, vocabulary};
use crate::error::StoreError;
use crate::page::Page;

/// The last changes that wait and are looked at in the file itself.
const WAITING: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The most finds of a page; taken between 1 and [`Wanted::MOST`].
    pub limit: u32,
    /// `next` of the page before; none for the first page.
    pub after: Option<Uuid>,
    /// Only those of this kind.
    pub kind: Option<FoundKind>,
    /// Only those that pass.
    pub filter: FindFilter,
}

impl Wanted {
    /// The most finds of one page; fewer are candidates where many match.
    pub const MOST: u32 = 500;

    /// The first `limit` finds, whatever they are.
    #[must_use]
    pub fn first(limit: u32) -> Self {
        Self { limit, after: None, kind: None, filter: FindFilter::default() }
    }
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

/// Finds a page of what `text` may mean, the best first. Typing faults are forgiven when nothing is found as it
/// was typed.
///
/// The pages end with the candidates, of whom a search has some hundreds at most whatever the file: where more
/// match, the others are on no page. What is wanted is asked of the candidates.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    text: &str,
    wanted: &Wanted,
) -> Result<Page<Found>, StoreError> {
    let query = Query::parse(text);
    if query.is_empty() {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut words = vocabulary::look_up(conn, &query.words()).await?;
    let waiting = pending::last(conn, WAITING).await?.into_iter().collect();
    let mut candidates = Candidates { waiting, others: BTreeSet::new() };
    candidates.others.extend(candidates::by_key_or_name(conn, &query).await?);
    candidates.others.extend(candidates::by_words(conn, &words).await?);
    let mut judged = Judged::of(conn, &query, &candidates, wanted, Typing::Exact).await?;
    if judged.ranked.is_empty() {
        vocabulary::add_near(conn, &mut words).await?;
        candidates.others.extend(candidates::by_words(conn, &words).await?);
        judged = Judged::of(conn, &query, &candidates, wanted, Typing::Forgiving).await?;
    }
    Ok(judged.page(wanted))
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
        filter: &FindFilter,
    ) -> Result<HashMap<Uuid, Shown>, StoreError> {
        let others: Vec<Uuid> = self.others.difference(&self.waiting).copied().collect();
        let mut shown = document::posted(conn, &others, filter).await?;
        let not_posted = others.into_iter().filter(|id| !shown.contains_key(id));
        let from_file: Vec<Uuid> = not_posted.chain(self.waiting.iter().copied()).collect();
        shown.extend(document::load(conn, &from_file, filter).await?);
        Ok(shown)
    }
}

/// Those of the candidates that are wanted and match, the best first, with what is shown of each.
struct Judged {
    ranked: Vec<Ranked>,
    shown: HashMap<Uuid, Shown>,
}

impl Judged {
    async fn of<C: ConnectionTrait>(
        conn: &C,
        query: &Query,
        candidates: &Candidates,
        wanted: &Wanted,
        typing: Typing,
    ) -> Result<Self, StoreError> {
        let mut shown = candidates.shown(conn, &wanted.filter).await?;
        shown.retain(|_, shown| shown.passes && wanted.kind.is_none_or(|kind| shown.kind == kind));
        let documents: Vec<&Document> = shown.values().map(|shown| &shown.document).collect();
        let ranked = rank(query, documents, typing);
        Ok(Self { ranked, shown })
    }

    /// The page after a place in the order, which the id that names it holds as a number.
    fn page(self, wanted: &Wanted) -> Page<Found> {
        let Self { ranked, mut shown } = self;
        let start =
            wanted.after.map_or(0, |after| usize::try_from(after.as_u128()).unwrap_or(usize::MAX));
        let limit = usize::try_from(wanted.limit.clamp(1, Wanted::MOST)).unwrap_or(usize::MAX);
        let end = start.saturating_add(limit);
        let next = u128::try_from(end).ok().filter(|_| end < ranked.len()).map(Uuid::from_u128);
        let page = ranked.into_iter().skip(start).take(limit);
        let items =
            page.filter_map(|ranked| Some(found(shown.remove(&ranked.id)?, ranked))).collect();
        Page { items, next }
    }
}

fn found(shown: Shown, ranked: Ranked) -> Found {
    let Shown { document, kind, customer, reference, .. } = shown;
    Found {
        kind,
        party: document.id,
        customer,
        reference,
        name: document.name,
        cities: document.cities,
        reason: ranked.reason,
    }
}
