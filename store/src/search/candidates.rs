//! Who may be meant: parties by key, by the beginning of the name, and by words, each set bounded and in a fixed
//! order.

use domain::search::Query;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::vocabulary::Word;
use crate::error::StoreError;
use crate::statement::{Parts, after};

/// The most parties with one key, or one beginning of a key.
const BY_KEY: usize = 20;
/// The most parties whose name begins as the whole that was typed.
const BY_NAME: usize = 30;
/// The most parties by words.
const BY_WORDS: usize = 100;
/// The most postings of one word that are all compared with the other words. A file of a million has a hundred
/// or two words that more bear: of these, the first of each band are compared, the others are found by a rarer
/// word beside.
const COMPARED: i64 = 4_000;
/// The most words that are compared; the rest is left to the ranking.
const OTHERS: usize = 3;
/// The most postings that are compared of a word that more bear, in each band of ranks.
const BAND: usize = 1_000;
/// As many of each other word that may be meant.
const NEXT_BAND: usize = 300;
/// The most such other words: those that begin so, and those that are near.
const NEXT_READ: usize = 2;

/// Kinds of identifiers, as the index has them in front.
const IDENTIFIERS: [&str; 4] = ["siren", "siret", "vat", "iban"];

/// Parties by the reference of a customer; that of a merged one leads to the survivor.
const BY_REFERENCE: &str = "select coalesce(m.into_party_id, c.party_id) as party_id, null as name
     from customer c left join merged_customer m on m.customer_id = c.id where ";

#[derive(FromQueryResult)]
struct Row {
    party_id: Uuid,
    name: Option<String>,
}

/// Parties by the keys and the name that may be meant.
pub(super) async fn by_key_or_name<C: ConnectionTrait>(
    conn: &C,
    query: &Query,
) -> Result<Vec<Uuid>, StoreError> {
    let keys = query.keys();
    let mut sql = Parts::default();
    sql.branch("select id as party_id, name_folded as name from party where ");
    sql.begins("name_folded", query.folded());
    sql.push(&format!(" order by name_folded limit {}", BY_NAME + 1));
    sql.end_branch();
    if !keys.references.is_empty() {
        sql.branch(BY_REFERENCE);
        sql.push("c.reference_key in ");
        sql.list(keys.references);
        sql.end_branch();
    }
    for beginning in keys.reference_beginnings {
        sql.branch(BY_REFERENCE);
        sql.begins("c.reference_key", &beginning);
        sql.push(&format!(" order by c.reference_key limit {BY_KEY}"));
        sql.end_branch();
    }
    if !keys.identifiers.is_empty() {
        sql.branch("select party_id, null as name from identifier where kind in ");
        sql.list(IDENTIFIERS);
        sql.push(" and value in ");
        sql.list(keys.identifiers);
        sql.push(&format!(" order by party_id limit {BY_KEY}"));
        sql.end_branch();
    }
    for (kind, whole) in
        [("email", &keys.emails), ("phone", &keys.phones), ("social", &keys.socials)]
    {
        if !whole.is_empty() {
            sql.branch(
                "select r.party_id, null as name from contact_point p
                 join party_contact_point r on r.contact_point_id = p.id where p.kind = ",
            );
            sql.bind(kind);
            sql.push(" and p.value_key in ");
            sql.list(whole.iter().map(String::as_str));
            sql.push(&format!(" order by r.party_id limit {BY_KEY}"));
            sql.end_branch();
        }
    }
    for (kind, beginnings) in [("email", &keys.emails), ("phone", &keys.phone_beginnings)] {
        for beginning in beginnings {
            sql.branch(
                "select r.party_id, null as name from (select id from contact_point where kind = ",
            );
            sql.bind(kind);
            sql.push(" and ");
            sql.begins("value_key", beginning);
            sql.push(&format!(
                " order by value_key limit {BY_KEY}) p
                 join party_contact_point r on r.contact_point_id = p.id
                 order by r.party_id limit {BY_KEY}"
            ));
            sql.end_branch();
        }
    }
    let rows = Row::find_by_statement(sql.on(conn)).all(conn).await?;
    Ok(without_cut_name(rows))
}

/// Of parties with one name, the engines read any first: when the page ends among them, none of them counts
/// here, and their postings have them in their order.
fn without_cut_name(rows: Vec<Row>) -> Vec<Uuid> {
    let named = rows.iter().filter(|row| row.name.is_some()).count();
    let cut =
        if named > BY_NAME { rows.iter().filter_map(|row| row.name.clone()).max() } else { None };
    rows.into_iter()
        .filter(|row| row.name.is_none() || row.name != cut)
        .map(|row| row.party_id)
        .collect()
}

/// Parties that bear all of `words`, whole or as beginnings or with the faults that were added: those of the rarest
/// word, compared with the others.
pub(super) async fn by_words<C: ConnectionTrait>(
    conn: &C,
    words: &[Word],
) -> Result<Vec<Uuid>, StoreError> {
    if words.iter().any(|word| word.is_unknown() && !word.may_be_key) {
        return Ok(Vec::new());
    }
    let mut known: Vec<&Word> = words.iter().filter(|word| !word.is_unknown()).collect();
    // Stable: of two that are equally rare, the one that was typed first.
    known.sort_by_key(|word| word.parties());
    let Some((rarest, others)) = known.split_first() else { return Ok(Vec::new()) };
    let others = others.get(..OTHERS.min(others.len())).unwrap_or_default();
    let sql = if rarest.parties() <= COMPARED {
        all_of(rarest, others)
    } else {
        first_of(rarest, others)
    };
    let rows = Row::find_by_statement(sql.on(conn)).all(conn).await?;
    Ok(rows.into_iter().map(|row| row.party_id).collect())
}

/// All postings of a rare word are compared; those of the whole word first.
fn all_of(rarest: &Word, others: &[&Word]) -> Parts {
    let mut sql = Parts::default();
    sql.push("select party_id, null as name from search_posting s where term in ");
    sql.list(rarest.terms.iter().chain(&rarest.near).map(|(term, _)| term.as_str()));
    for other in others {
        bears(&mut sql, other);
    }
    sql.push(" order by case when term = ");
    sql.bind(rarest.typed.as_str());
    sql.push(&format!(" then 0 else 1 end, rank, party_id limit {BY_WORDS}"));
    sql
}

/// The first postings of the word itself, of the commonest words that begin so and of the nearest, then of all
/// that begin so: each run ends as soon as enough are found. The order of a run is that of its key, in which both
/// engines read a bounded sub-select; ordered again it could not end before its last row.
fn first_of(word: &Word, others: &[&Word]) -> Parts {
    let mut sql = Parts::default();
    let mut run = |most: usize, condition: &dyn Fn(&mut Parts)| {
        sql.branch(
            "select party_id, null as name from (select party_id from search_posting where ",
        );
        condition(&mut sql);
        sql.push(&format!(" order by term, rank, party_id limit {most}) s where true"));
        for other in others {
            bears(&mut sql, other);
        }
        sql.push(&format!(" limit {BY_WORDS}"));
        sql.end_branch();
    };
    let bands = bands(others.len());
    for (place, term) in terms_of(word).into_iter().enumerate() {
        for (first, last) in &bands {
            run(if place == 0 { BAND } else { NEXT_BAND }, &|sql| {
                sql.push("term = ");
                sql.bind(term);
                sql.push(&format!(" and rank between {first} and {last}"));
            });
        }
    }
    run(BAND, &|sql| {
        sql.push("term > ");
        sql.bind(word.typed.as_str());
        sql.push(" and term < ");
        sql.bind(after(&word.typed));
    });
    sql
}

/// Ranks that are read each for itself. A rank tells how many other words a name has: where more words were
/// typed, names with room for them come first, and no names of one word keep all others out.
fn bands(others: usize) -> Vec<(i16, i16)> {
    let Ok(fits @ 1..=8) = i16::try_from(others) else { return vec![(0, i16::MAX)] };
    vec![(fits, fits), (fits + 1, fits + 1), (fits + 2, 9), (0, fits - 1), (10, i16::MAX)]
}

/// The word itself, and of those that begin so and those that are near the ones that most bear.
fn terms_of(word: &Word) -> Vec<&str> {
    let mut beginnings: Vec<(i64, &str)> =
        word.terms.iter().map(|(term, parties)| (-parties, term.as_str())).collect();
    beginnings.retain(|(_, term)| *term != word.typed);
    beginnings.sort_unstable();
    let beginnings = beginnings.into_iter().map(|(_, term)| term).take(NEXT_READ);
    let near = word.near.iter().map(|(term, _)| term.as_str()).take(NEXT_READ);
    std::iter::once(word.typed.as_str()).chain(beginnings).chain(near).collect()
}

/// The condition that the party of a posting bears a word too. A scalar subquery, which no planner turns
/// round to read all postings of the word.
fn bears(sql: &mut Parts, word: &Word) {
    sql.push(" and (select 1 from search_posting o where o.party_id = s.party_id and (");
    sql.begins("o.term", &word.typed);
    if !word.near.is_empty() {
        sql.push(" or o.term in ");
        sql.list(word.near.iter().map(|(term, _)| term.as_str()));
    }
    sql.push(") limit 1) is not null");
}
