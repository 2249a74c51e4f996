//! Merged parties: append-only rows name the party of their day, and are its survivor's too.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::PartyId;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

#[derive(FromQueryResult)]
struct Kin {
    survivor: Uuid,
    id: Uuid,
    /// A merged party is hidden at the instant of its merge.
    merged_at: Option<DateTime<Utc>>,
}

/// Whoever was merged into some survivors.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// The survivor of each member, itself among them.
    pub(super) survivors: HashMap<PartyId, PartyId>,
    /// When somebody was last merged into a survivor.
    pub(super) merged_at: HashMap<PartyId, DateTime<Utc>>,
}

/// Each of these survivors and whoever was merged into them.
pub(super) async fn members<C: ConnectionTrait>(
    conn: &C,
    survivors: &[PartyId],
) -> Result<Lineage, StoreError> {
    let mut lineage = Lineage::default();
    for ids in survivors.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"WITH RECURSIVE kin (survivor, id) AS (
                   SELECT id, id FROM party WHERE id IN ({..ids})
                   UNION
                   SELECT k.survivor, p.id FROM kin k JOIN party p ON p.merged_into = k.id
               )
               SELECT k.survivor, k.id,
                      CASE WHEN p.merged_into IS NOT NULL THEN p.deleted_at END AS merged_at
               FROM kin k JOIN party p ON p.id = k.id"#
        );
        let kin = Kin::find_by_statement(on(conn, statement)).all(conn).await?;
        for kin in kin {
            let survivor = PartyId(kin.survivor);
            lineage.survivors.insert(PartyId(kin.id), survivor);
            if let Some(at) = kin.merged_at {
                let last = lineage.merged_at.entry(survivor).or_insert(at);
                *last = at.max(*last);
            }
        }
    }
    Ok(lineage)
}
