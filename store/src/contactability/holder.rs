//! Who reads at a contact point: the party that is asked about, or one of its people. When that person is
//! gone or its data are restricted, or nobody of the party holds the address any more, nothing goes there,
//! though the party itself may be written to.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::contactability::{Facts, Reach};
use domain::id::{ContactPointId, PartyId};
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Deleted(DateTime<Utc>),
    Restricted(DateTime<Utc>),
    Reads,
}

/// The holders of some contact points, of each party the one who may be written to most.
#[derive(Debug, Default)]
pub(super) struct Holders(HashMap<(PartyId, ContactPointId), Holder>);

#[derive(FromQueryResult)]
struct Row {
    point: Uuid,
    id: Uuid,
    parent_id: Option<Uuid>,
    restricted_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
}

impl Holders {
    /// Those of these parties at these contact points: one statement for a thousand.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        parties: &[PartyId],
        points: &[ContactPointId],
    ) -> Result<Self, StoreError> {
        let mut holders = Self::default();
        if parties.is_empty() {
            return Ok(holders);
        }
        let points: Vec<Uuid> = points.iter().map(|point| point.0).collect();
        let parties: Vec<Uuid> = parties.iter().map(|party| party.0).collect();
        for points in points.chunks(ROWS) {
            let (of, below) = (&parties, &parties);
            // A cross join keeps SQLite from beginning with all parties there are.
            let statement = raw_sql!(
                Postgres,
                r#"SELECT r.contact_point_id AS point, q.id, q.parent_id, q.restricted_at, q.deleted_at
                   FROM party_contact_point r CROSS JOIN party q
                   WHERE q.id = r.party_id AND r.contact_point_id IN ({..points})
                     AND (q.id IN ({..of}) OR q.parent_id IN ({..below}))"#
            );
            for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
                holders.take(&row);
            }
        }
        Ok(holders)
    }

    fn take(&mut self, row: &Row) {
        let holder = match (row.deleted_at, row.restricted_at) {
            (Some(at), _) => Holder::Deleted(at),
            (None, Some(at)) => Holder::Restricted(at),
            (None, None) => Holder::Reads,
        };
        for party in [Some(row.id), row.parent_id].into_iter().flatten() {
            let best = self.0.entry((party.into(), row.point.into())).or_insert(holder);
            *best = holder.max(*best);
        }
    }

    /// Tells the facts about a contact point of a party who reads there.
    pub(super) fn tell(&self, facts: &mut Facts, point: ContactPointId) {
        let Some(party) = facts.subject.party else { return };
        match self.0.get(&(party, point)) {
            Some(Holder::Reads) => {}
            Some(Holder::Restricted(at)) => {
                facts.restricted_at = facts.restricted_at.or(Some(*at));
            }
            Some(Holder::Deleted(at)) => facts.deleted_at = facts.deleted_at.or(Some(*at)),
            None => facts.reach = Reach::Missing,
        }
    }
}
