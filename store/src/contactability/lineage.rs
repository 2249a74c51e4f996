//! Merged parties: append-only rows name the party of their day, and are its survivor's too.

use std::collections::HashMap;

use domain::id::PartyId;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

#[derive(FromQueryResult)]
struct Kin {
    survivor: Uuid,
    id: Uuid,
}

/// Each of these survivors and whoever was merged into them, by member.
pub(super) async fn members<C: ConnectionTrait>(
    conn: &C,
    survivors: &[PartyId],
) -> Result<HashMap<PartyId, PartyId>, StoreError> {
    let mut found = HashMap::with_capacity(survivors.len());
    for ids in survivors.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"WITH RECURSIVE kin (survivor, id) AS (
                   SELECT id, id FROM party WHERE id IN ({..ids})
                   UNION
                   SELECT k.survivor, p.id FROM kin k JOIN party p ON p.merged_into = k.id
               )
               SELECT survivor, id FROM kin"#
        );
        let kin = Kin::find_by_statement(on(conn, statement)).all(conn).await?;
        found.extend(kin.into_iter().map(|kin| (PartyId(kin.id), PartyId(kin.survivor))));
    }
    Ok(found)
}
