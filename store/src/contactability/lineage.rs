//! Merged parties: append-only rows name the party of their day, and are its survivor's too.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::PartyId;
use domain::merge::MergeState;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, raw_sql,
};
use uuid::Uuid;

use super::voice::{Joined, Voices};
use crate::entity::merge::{Column, Entity};
use crate::error::StoreError;
use crate::sql::{ROWS, on};

#[derive(FromQueryResult)]
struct Kin {
    survivor: Uuid,
    id: Uuid,
    merged_into: Option<Uuid>,
    /// A merged party is hidden at the instant of its merge.
    deleted_at: Option<DateTime<Utc>>,
}

/// Whoever was merged into some survivors.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// The survivor of each member, itself among them.
    pub(super) survivors: HashMap<PartyId, PartyId>,
    /// Who speaks for whom.
    pub(super) voices: Voices,
}

/// Each of these survivors and whoever was merged into them: a statement for a thousand, and one more where
/// somebody was.
pub(super) async fn members<C: ConnectionTrait>(
    conn: &C,
    survivors: &[PartyId],
) -> Result<Lineage, StoreError> {
    let mut members = HashMap::new();
    let mut joined = HashMap::new();
    for ids in survivors.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"WITH RECURSIVE kin (survivor, id) AS (
                   SELECT id, id FROM party WHERE id IN ({..ids})
                   UNION
                   SELECT k.survivor, p.id FROM kin k JOIN party p ON p.merged_into = k.id
               )
               SELECT k.survivor, k.id, p.merged_into, p.deleted_at
               FROM kin k JOIN party p ON p.id = k.id"#
        );
        for kin in Kin::find_by_statement(on(conn, statement)).all(conn).await? {
            members.insert(PartyId(kin.id), PartyId(kin.survivor));
            if let Some(into) = kin.merged_into {
                let into = Joined { whom: PartyId(into), at: kin.deleted_at };
                joined.insert(PartyId(kin.id), into);
            }
        }
    }
    follow_merges(conn, &members, &mut joined).await?;
    Ok(Lineage { survivors: members, voices: Voices::new(joined) })
}

/// A party that was merged before its survivor was merged on points to the last one: into whom it was merged
/// first, and when, stands with its merge.
async fn follow_merges<C: ConnectionTrait>(
    conn: &C,
    members: &HashMap<PartyId, PartyId>,
    joined: &mut HashMap<PartyId, Joined>,
) -> Result<(), StoreError> {
    let merged: Vec<Uuid> = joined.keys().map(|id| id.0).collect();
    for ids in merged.chunks(ROWS) {
        let merges: Vec<(Uuid, Uuid, DateTime<Utc>)> = Entity::find()
            .select_only()
            .column(Column::OtherPartyId)
            .column(Column::SurvivorPartyId)
            .column(Column::MergedAt)
            .filter(Column::OtherPartyId.is_in(ids.iter().copied()))
            .filter(Column::State.eq(MergeState::Done.code()))
            .into_tuple()
            .all(conn)
            .await?;
        for (other, survivor, at) in merges {
            let (other, whom) = (PartyId(other), PartyId(survivor));
            if members.contains_key(&whom) && members.get(&whom) == members.get(&other) {
                joined.insert(other, Joined { whom, at: Some(at) });
            }
        }
    }
    Ok(())
}
