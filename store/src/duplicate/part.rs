//! The pairs of one part of the keys: those that share a key, compared.

use std::collections::{BTreeSet, HashMap};

use domain::context::Context;
use domain::duplicate::{Comparison, Likeness, MOST_SHARING, PairState, Profile, compare as judge};
use domain::id::DuplicateSearchId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Value, raw_sql,
};
use uuid::Uuid;

use super::{gather, profile};
use crate::entity::party;
use crate::error::StoreError;
use crate::sql::{ROWS, on};
use crate::statement::Parts;

/// Into how many parts the keys fall: by the last byte of a digest.
pub(super) const PARTS: u16 = 256;

/// Pairs compared at a time: at most twice as many parties are in memory.
const PAIRS: usize = 500;

/// A pair that is alike.
pub(super) struct Found {
    first: Uuid,
    second: Uuid,
    score: i32,
    reasons: String,
}

#[derive(FromQueryResult)]
struct KeyRow {
    value: i64,
    party_id: Uuid,
}

/// The pairs of a part that are worth a look.
pub(super) async fn compare<C: ConnectionTrait>(
    conn: &C,
    part: i32,
) -> Result<Vec<Found>, StoreError> {
    let statement = raw_sql!(
        Postgres,
        r#"SELECT value, party_id FROM duplicate_key WHERE part = {part} ORDER BY value, party_id"#
    );
    let rows = KeyRow::find_by_statement(on(conn, statement)).all(conn).await?;
    let mut pairs: BTreeSet<(Uuid, Uuid)> = BTreeSet::new();
    for sharing in rows.chunk_by(|a, b| a.value == b.value) {
        if sharing.len() > MOST_SHARING {
            continue;
        }
        for (place, first) in sharing.iter().enumerate() {
            let later = sharing.iter().skip(place + 1);
            pairs.extend(later.map(|second| (first.party_id, second.party_id)));
        }
    }
    let pairs: Vec<(Uuid, Uuid)> = pairs.into_iter().collect();
    let mut found = Vec::new();
    for pairs in pairs.chunks(PAIRS) {
        let profiles = profiles(conn, pairs).await?;
        for (first, second) in pairs {
            let (Some(a), Some(b)) = (profiles.get(first), profiles.get(second)) else { continue };
            let Comparison::Like { score, reasons } = judge(a, b) else { continue };
            if Likeness::of(score).is_some() {
                let reasons: Vec<&str> = reasons.iter().map(|reason| reason.code()).collect();
                let reasons = reasons.join(" ");
                found.push(Found { first: *first, second: *second, score, reasons });
            }
        }
    }
    Ok(found)
}

async fn profiles<C: ConnectionTrait>(
    conn: &C,
    pairs: &[(Uuid, Uuid)],
) -> Result<HashMap<Uuid, Profile>, StoreError> {
    let mut ids: Vec<Uuid> = pairs.iter().flat_map(|(first, second)| [*first, *second]).collect();
    ids.sort_unstable();
    ids.dedup();
    let parties = party::Entity::find().filter(gather::compared());
    let parties = parties.filter(party::Column::Id.is_in(ids)).all(conn).await?;
    let profiles = profile::of(conn, parties).await?;
    Ok(profiles.into_iter().map(|profile| (profile.party.0, profile)).collect())
}

/// Keeps the pairs of a part and forgets its keys. What a person decided of a pair stays.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    search: DuplicateSearchId,
    part: i32,
    pairs: &[Found],
) -> Result<(), StoreError> {
    for pairs in pairs.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push(
            "insert into duplicate_pair (id, first_party_id, second_party_id, score, reasons, state,
                                         search_id, found_at) values ",
        );
        for (place, pair) in pairs.iter().enumerate() {
            sql.push(if place == 0 { "" } else { ", " });
            sql.list([
                Value::from(context.id::<Uuid>()),
                pair.first.into(),
                pair.second.into(),
                pair.score.into(),
                pair.reasons.as_str().into(),
                PairState::Open.code().into(),
                search.0.into(),
                context.now.into(),
            ]);
        }
        sql.push(
            " on conflict (first_party_id, second_party_id) do update
              set score = excluded.score, reasons = excluded.reasons,
                  search_id = excluded.search_id",
        );
        conn.execute_raw(sql.on(conn)).await?;
    }
    let statement = raw_sql!(Postgres, r#"DELETE FROM duplicate_key WHERE part = {part}"#);
    conn.execute_raw(on(conn, statement)).await?;
    Ok(())
}
