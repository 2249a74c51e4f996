//! Posting what changed: one writer at a time, a page of parties in each transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::search::{Term, pieces};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{FindFilter, document};
use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::sql::ROWS;
use crate::statement::Parts;

/// Key of the lock around a page: `search` in ASCII.
const LOCK: i64 = 0x7365_6172_6368;

/// Changes of a page: the more, the fewer leaves of the postings are written twice; so many take well
/// under a second, also in a file of a million.
const PAGE: usize = 2_000;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexed {
    /// Changes that were taken from those that waited; 0 when none did.
    pub changes: u64,
    /// Parties whose postings were compared.
    pub parties: u64,
}

/// Posts everything that waits, page by page; interrupted, the next call goes on.
///
/// # Errors
/// When the database cannot be written.
pub async fn catch_up(db: &Db) -> Result<u64, StoreError> {
    let mut parties = 0;
    loop {
        let page = index_page(db).await?;
        parties += page.parties;
        if page.changes == 0 {
            return Ok(parties);
        }
    }
}

#[derive(FromQueryResult)]
struct PendingRow {
    id: Uuid,
    party_id: Uuid,
}

/// Posts the next page of what waits, in one transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn index_page(db: &Db) -> Result<Indexed, StoreError> {
    let sql = format!("select id, party_id from search_pending order by id limit {PAGE}");
    let pending = |backend| Statement::from_string(backend, sql.clone());
    let backend = db.read().get_database_backend();
    // Nobody waits for a writer's turn when there is nothing to do.
    if db.read().query_one_raw(pending(backend)).await?.is_none() {
        return Ok(Indexed { changes: 0, parties: 0 });
    }
    let txn = db.begin().await?;
    txn.alone(LOCK).await?;
    let rows = PendingRow::find_by_statement(pending(backend)).all(&*txn).await?;
    let parties: BTreeSet<Uuid> = rows.iter().map(|row| row.party_id).collect();
    let parties: Vec<Uuid> = parties.into_iter().collect();
    if !parties.is_empty() {
        let change = compare(&txn, &parties).await?;
        write(&txn, change).await?;
        let mut sql = Parts::default();
        sql.push("delete from search_pending where id in ");
        sql.list(rows.iter().map(|row| row.id));
        txn.execute_raw(sql.on(&*txn)).await?;
    }
    txn.commit().await?;
    let count = |length: usize| u64::try_from(length).unwrap_or(0);
    Ok(Indexed { changes: count(rows.len()), parties: count(parties.len()) })
}

/// A posting: in the order of its key.
type Posting = (String, i16, Uuid);

/// What differs between what is posted and what is stored.
struct Change {
    gone: BTreeSet<Posting>,
    new: BTreeSet<Posting>,
}

#[derive(FromQueryResult)]
struct PostingRow {
    term: String,
    rank: i16,
    party_id: Uuid,
}

async fn compare(txn: &Write, parties: &[Uuid]) -> Result<Change, StoreError> {
    let shown = document::load(&**txn, parties, &FindFilter::default()).await?;
    document::keep(&**txn, parties, &shown).await?;
    let mut sql = Parts::default();
    sql.push("select term, rank, party_id from search_posting where party_id in ");
    sql.list(parties.iter().copied());
    let posted = PostingRow::find_by_statement(sql.on(&**txn)).all(&**txn).await?;
    let mut gone: BTreeSet<Posting> =
        posted.into_iter().map(|row| (row.term, row.rank, row.party_id)).collect();
    let mut new = BTreeSet::new();
    for (party, shown) in shown {
        for Term { text, rank } in shown.document.terms() {
            let posting = (text, rank, party);
            if !gone.remove(&posting) {
                new.insert(posting);
            }
        }
    }
    Ok(Change { gone, new })
}

async fn write(txn: &Write, change: Change) -> Result<(), StoreError> {
    let mut parties: BTreeMap<&str, i64> = BTreeMap::new();
    for (term, _, _) in &change.gone {
        *parties.entry(term).or_default() -= 1;
    }
    for (term, _, _) in &change.new {
        *parties.entry(term).or_default() += 1;
    }
    parties.retain(|_, difference| *difference != 0);
    let gone: Vec<&Posting> = change.gone.iter().collect();
    for gone in gone.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push("delete from search_posting where (term, rank, party_id) in (values ");
        rows(&mut sql, gone);
        sql.push(")");
        txn.execute_raw(sql.on(&**txn)).await?;
    }
    let new: Vec<&Posting> = change.new.iter().collect();
    for new in new.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push("insert into search_posting (term, rank, party_id) values ");
        rows(&mut sql, new);
        txn.execute_raw(sql.on(&**txn)).await?;
    }
    let parties: Vec<(&str, i64)> = parties.into_iter().collect();
    for parties in parties.chunks(ROWS) {
        count(txn, parties).await?;
    }
    Ok(())
}

fn rows(sql: &mut Parts, postings: &[&Posting]) {
    for (place, (term, rank, party)) in postings.iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.bind(term.as_str());
        // A number in the text: the engines agree on its type.
        sql.push(&format!(", {rank}, "));
        sql.bind(*party);
        sql.push(")");
    }
}

/// Counts the parties of terms; a term that is new gets its pieces, one that nobody bears any more goes.
async fn count(txn: &Write, differences: &[(&str, i64)]) -> Result<(), StoreError> {
    let mut sql = Parts::default();
    sql.push("insert into search_term (term, parties) values ");
    for (place, (term, difference)) in differences.iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.bind(*term);
        sql.push(&format!(", {difference})"));
    }
    sql.push(
        " on conflict (term) do update set parties = search_term.parties + excluded.parties
          returning term, parties",
    );
    let by_term: HashMap<&str, i64> = differences.iter().copied().collect();
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    for row in txn.query_all_raw(sql.on(&**txn)).await? {
        let (term, parties): (String, i64) =
            (row.try_get("", "term")?, row.try_get("", "parties")?);
        if parties <= 0 {
            gone.push(term);
        } else if by_term.get(term.as_str()) == Some(&parties) {
            new.push(term);
        }
    }
    let mut all: Vec<(String, &str)> = new
        .iter()
        .flat_map(|term| pieces(term).into_iter().map(|piece| (piece, term.as_str())))
        .collect();
    all.sort_unstable();
    for all in all.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push("insert into search_piece (piece, term) values ");
        pairs(&mut sql, all);
        sql.push(" on conflict do nothing");
        txn.execute_raw(sql.on(&**txn)).await?;
    }
    if !gone.is_empty() {
        forget(txn, &gone).await?;
    }
    Ok(())
}

fn pairs(sql: &mut Parts, pairs: &[(String, &str)]) {
    for (place, (piece, term)) in pairs.iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.bind(piece.as_str());
        sql.push(", ");
        sql.bind(*term);
        sql.push(")");
    }
}

async fn forget(txn: &Write, gone: &[String]) -> Result<(), StoreError> {
    let all: Vec<(String, &str)> = gone
        .iter()
        .flat_map(|term| pieces(term).into_iter().map(|piece| (piece, term.as_str())))
        .collect();
    for all in all.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push("delete from search_piece where (piece, term) in (values ");
        pairs(&mut sql, all);
        sql.push(")");
        txn.execute_raw(sql.on(&**txn)).await?;
    }
    let mut sql = Parts::default();
    sql.push("delete from search_term where parties <= 0 and term in ");
    sql.list(gone.iter().map(String::as_str));
    txn.execute_raw(sql.on(&**txn)).await?;
    Ok(())
}
