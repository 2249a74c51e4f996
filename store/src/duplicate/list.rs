//! Lists of pairs, the likeliest first.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::duplicate::{Likeness, PairState, Reason};
use domain::id::{CustomerId, DuplicatePairId, PartyId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value, raw_sql};
use uuid::Uuid;

use crate::entity::duplicate_pair::{Entity, Model};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::{ROWS, on, unreadable};

/// One of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairParty {
    /// The party.
    pub party: PartyId,
    /// Its name.
    pub name: String,
    /// Its customer and the reference, when it is one.
    pub customer: Option<(CustomerId, String)>,
}

/// Two parties that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRecord {
    /// Its id.
    pub id: DuplicatePairId,
    /// The two, the older one first.
    pub parties: [PairParty; 2],
    /// From 0 to 100.
    pub score: i32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What became of it.
    pub state: PairState,
    /// When it was first found.
    pub found_at: DateTime<Utc>,
    /// When a person decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who.
    pub decided_by: Option<String>,
}

/// Which pairs a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairFilter {
    /// Those in a state; open ones when none is named.
    pub state: Option<PairState>,
    /// Those at least as likely.
    pub likeness: Option<Likeness>,
    /// Those with this customer.
    pub customer: Option<CustomerId>,
}

pub(super) const NO_PAIR: StoreError = StoreError::NotFound { noun: "duplicate" };

/// A page of pairs, the likeliest first. An open pair of which one was deleted meanwhile is not shown.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: PairFilter,
    request: PageRequest,
) -> Result<Page<PairRecord>, StoreError> {
    let state = filter.state.unwrap_or(PairState::Open);
    let mut values: Vec<Value> = vec![state.code().into()];
    let mut sql = String::from(
        "select p.* from duplicate_pair p
         join party a on a.id = p.first_party_id join party b on b.id = p.second_party_id
         where p.state = $1",
    );
    if state == PairState::Open {
        sql.push_str(" and a.deleted_at is null and b.deleted_at is null");
    }
    if filter.likeness == Some(Likeness::Probable) {
        sql.push_str(&format!(" and p.score >= {}", least(Likeness::Probable)));
    }
    if let Some(customer) = filter.customer {
        values.push(customer.0.into());
        let party = format!("(select party_id from customer where id = ${})", values.len());
        sql.push_str(&format!(" and (p.first_party_id = {party} or p.second_party_id = {party})"));
    }
    if let Some(after) = request.after
        && let Some(last) = Entity::find_by_id(after).one(conn).await?
    {
        values.extend([last.score.into(), last.id.into()]);
        let place = values.len();
        sql.push_str(&format!(" and (p.score, p.id) < (${}, ${place})", place - 1));
    }
    sql.push_str(&format!(" order by p.score desc, p.id desc limit {}", request.rows()));
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let rows = Model::find_by_statement(statement).all(conn).await?;
    let page = Page::cut(rows, request, |row| row.id);
    Ok(Page { items: whole(conn, page.items).await?, next: page.next })
}

/// The lowest score of a likeness.
fn least(likeness: Likeness) -> i32 {
    (0..=100).find(|score| Likeness::of(*score) >= Some(likeness)).unwrap_or(100)
}

/// One pair.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: DuplicatePairId,
) -> Result<PairRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_PAIR)?;
    whole(conn, vec![row]).await?.pop().ok_or(NO_PAIR)
}

#[derive(FromQueryResult)]
struct PartyRow {
    id: Uuid,
    name: String,
    customer_id: Option<Uuid>,
    reference: Option<String>,
}

async fn whole<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<Model>,
) -> Result<Vec<PairRecord>, StoreError> {
    let mut ids: Vec<Uuid> =
        rows.iter().flat_map(|row| [row.first_party_id, row.second_party_id]).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut parties: HashMap<Uuid, PairParty> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT p.id, p.name, c.id AS customer_id, c.reference
               FROM party p LEFT JOIN customer c ON c.party_id = p.id
               WHERE p.id IN ({..ids}) ORDER BY p.id, c.id"#
        );
        for row in PartyRow::find_by_statement(on(conn, statement)).all(conn).await? {
            let customer = row.customer_id.zip(row.reference);
            parties.entry(row.id).or_insert_with(|| PairParty {
                party: row.id.into(),
                name: row.name,
                customer: customer.map(|(id, reference)| (id.into(), reference)),
            });
        }
    }
    let party = |id: Uuid| {
        let found = parties.get(&id).cloned();
        found.ok_or_else(|| unreadable("duplicate_pair.party", "no party"))
    };
    rows.into_iter()
        .map(|row| {
            let reasons = row.reasons.split_whitespace().map(str::parse::<Reason>);
            let reasons = reasons.collect::<Result<Vec<_>, _>>();
            Ok(PairRecord {
                id: row.id.into(),
                parties: [party(row.first_party_id)?, party(row.second_party_id)?],
                score: row.score,
                reasons: reasons.map_err(|why| unreadable("duplicate_pair.reasons", why))?,
                state: row.state.parse().map_err(|why| unreadable("duplicate_pair.state", why))?,
                found_at: row.found_at,
                decided_at: row.decided_at,
                decided_by: row.decided_by,
            })
        })
        .collect()
}
