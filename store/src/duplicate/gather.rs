//! The keys of a page of parties.

use domain::duplicate::{Key, keys};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Value,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::profile;
use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::sql::ROWS;
use crate::statement::Parts;

/// Rows of one INSERT, three parameters each: below what both engines take.
const KEYS: usize = 5_000;

/// The keys of a page.
pub(super) struct Gathered {
    /// How many parties it has.
    pub(super) parties: u64,
    /// The last of them; none when there is no page left.
    pub(super) last: Option<Uuid>,
    /// Part, party and value.
    pub(super) keys: Vec<(i32, Uuid, i64)>,
}

/// The parties that are compared at all: those of customers, which a person can merge.
pub(super) fn compared() -> Condition {
    let customers = Query::select()
        .expr(Expr::val(1))
        .from(customer::Entity)
        .and_where(
            Expr::col((customer::Entity, customer::Column::PartyId))
                .equals((party::Entity, party::Column::Id)),
        )
        .and_where(Expr::col((customer::Entity, customer::Column::DeletedAt)).is_null())
        .to_owned();
    Condition::all()
        .add(party::Column::DeletedAt.is_null())
        .add(party::Column::MergedInto.is_null())
        .add(Expr::exists(customers))
}

/// The keys of the thousand parties after `after`.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    after: Option<Uuid>,
) -> Result<Gathered, StoreError> {
    let mut parties = party::Entity::find().filter(compared());
    if let Some(after) = after {
        parties = parties.filter(party::Column::Id.gt(after));
    }
    let limit = u64::try_from(ROWS).unwrap_or(u64::MAX);
    let parties = parties.order_by_asc(party::Column::Id).limit(limit).all(conn).await?;
    let count = u64::try_from(parties.len()).unwrap_or(u64::MAX);
    let last = parties.last().map(|party| party.id);
    let mut gathered = Vec::with_capacity(parties.len() * 4);
    for profile in profile::of(conn, parties).await? {
        for key in keys(&profile) {
            let (part, value) = hashed(&key);
            gathered.push((part, profile.party.0, value));
        }
    }
    // In the order in which they are kept.
    gathered.sort_unstable();
    gathered.dedup();
    Ok(Gathered { parties: count, last, keys: gathered })
}

/// The part that a key is of, and its value there. Two keys with one value only cost a comparison.
fn hashed(key: &Key) -> (i32, i64) {
    let mut digest = Sha256::new();
    digest.update([key.kind as u8]);
    digest.update(key.value.as_bytes());
    let digest = digest.finalize();
    let mut eight = [0; 8];
    for (to, from) in eight.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    let part = digest.last().copied().unwrap_or_default();
    (i32::from(part), i64::from_be_bytes(eight))
}

/// Stages keys; one that is there already stays.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    keys: &[(i32, Uuid, i64)],
) -> Result<(), StoreError> {
    for keys in keys.chunks(KEYS) {
        let mut sql = Parts::default();
        sql.push("insert into duplicate_key (part, party_id, value) values ");
        for (place, (part, party, value)) in keys.iter().enumerate() {
            sql.push(if place == 0 { "" } else { ", " });
            sql.list([Value::from(*part), (*party).into(), (*value).into()]);
        }
        sql.push(" on conflict do nothing");
        conn.execute_raw(sql.on(conn)).await?;
    }
    Ok(())
}
