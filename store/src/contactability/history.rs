//! What people decided, read by sets: of each party with whoever was merged into it, and of each
//! address.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::consent::{ConsentRecord, Subject};
use domain::id::{ConsentId, ContactPointId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::lineage::{self, Lineage};
use super::person;
use super::voice::Voices;
use crate::consent::of_row;
use crate::entity::consent::{Column, Entity, Model};
use crate::error::StoreError;
use crate::sql::ROWS;

/// The decisions about some parties and addresses.
#[derive(Debug, Default)]
pub(crate) struct History {
    survivors: HashMap<PartyId, PartyId>,
    voices: Voices,
    of_party: HashMap<PartyId, Vec<ConsentRecord>>,
    of_point: HashMap<ContactPointId, Vec<ConsentRecord>>,
    points: HashMap<PartyId, HashSet<ContactPointId>>,
    heard_at: HashMap<PartyId, DateTime<Utc>>,
    seen: HashSet<ConsentId>,
}

impl History {
    /// The decisions about these parties and about these addresses, four statements for a thousand, and
    /// one more where somebody was merged.
    pub(crate) async fn read<C: ConnectionTrait>(
        conn: &C,
        parties: &[PartyId],
        points: &[ContactPointId],
    ) -> Result<Self, StoreError> {
        let people = person::read(conn, parties).await?;
        let survivors = people.into_iter().map(|(asked, person)| (asked, person.party)).collect();
        Self::of_survivors(conn, survivors, points).await
    }

    /// [`Self::read`] when the survivor of each party is known.
    pub(super) async fn of_survivors<C: ConnectionTrait>(
        conn: &C,
        survivors: HashMap<PartyId, PartyId>,
        points: &[ContactPointId],
    ) -> Result<Self, StoreError> {
        let alive: HashSet<PartyId> = survivors.values().copied().collect();
        let alive: Vec<PartyId> = alive.into_iter().collect();
        let Lineage { survivors: members, voices } = lineage::members(conn, &alive).await?;
        let ids: Vec<Uuid> = members.keys().map(|id| id.0).collect();
        let mut history = Self { survivors: members, voices, ..Self::default() };
        history.survivors.extend(survivors);
        for ids in ids.chunks(ROWS) {
            let rows = Entity::find().filter(Column::PartyId.is_in(ids.iter().copied()));
            history.take(rows.all(conn).await?)?;
        }
        let ids: Vec<Uuid> = points.iter().map(|id| id.0).collect();
        for ids in ids.chunks(ROWS) {
            let rows = Entity::find().filter(Column::ContactPointId.is_in(ids.iter().copied()));
            history.take(rows.all(conn).await?)?;
        }
        Ok(history)
    }

    fn take(&mut self, rows: Vec<Model>) -> Result<(), StoreError> {
        for row in rows {
            let record = of_row(&row)?;
            // What a file or a date says is no contact from the person.
            if !matches!(row.method.as_str(), "import" | "rule")
                && let Some(party) = record.party.map(|party| self.survivor(party))
            {
                let heard = self.heard_at.entry(party).or_insert(record.effective_at);
                *heard = record.effective_at.max(*heard);
            }
            self.add(record);
        }
        Ok(())
    }

    /// Adds a decision that has just been recorded.
    pub(crate) fn add(&mut self, mut record: ConsentRecord) {
        if !self.seen.insert(record.id) {
            return;
        }
        record.voice = record.party.and_then(|party| self.voices.of(party, record.recorded_at));
        record.party = record.party.map(|party| self.survivor(party));
        if let (Some(point), Some(party)) = (record.point, record.party) {
            self.points.entry(party).or_default().insert(point);
        }
        match (record.point, record.party) {
            (Some(point), _) => self.of_point.entry(point).or_default().push(record),
            (None, Some(party)) => self.of_party.entry(party).or_default().push(record),
            (None, None) => {}
        }
    }

    /// Whoever stands for a party now.
    pub(crate) fn survivor(&self, party: PartyId) -> PartyId {
        self.survivors.get(&party).copied().unwrap_or(party)
    }

    /// The subject as the rule names it, and the decisions about it.
    pub(crate) fn of(
        &self,
        party: Option<PartyId>,
        point: Option<ContactPointId>,
    ) -> (Subject, Vec<ConsentRecord>) {
        let party = party.map(|party| self.survivor(party));
        let of_party = party.and_then(|party| self.of_party.get(&party));
        let of_point = point.and_then(|point| self.of_point.get(&point));
        let records = of_party.into_iter().chain(of_point).flatten().copied().collect();
        (Subject { party, point }, records)
    }

    /// All that the party decided itself, at whichever of its addresses.
    pub(crate) fn said_by(&self, party: PartyId) -> Vec<ConsentRecord> {
        let party = self.survivor(party);
        let at_points = self.of_point.values().flatten();
        let at_points = at_points.filter(|record| record.party == Some(party));
        self.of_party.get(&party).into_iter().flatten().chain(at_points).copied().collect()
    }

    /// The addresses of which the party decided something.
    pub(crate) fn points(&self, party: PartyId) -> impl Iterator<Item = ContactPointId> {
        self.points.get(&self.survivor(party)).into_iter().flatten().copied()
    }

    /// When the party last decided something in person.
    pub(super) fn heard_at(&self, party: PartyId) -> Option<DateTime<Utc>> {
        self.heard_at.get(&party).copied()
    }

    /// Everybody whose rows were read.
    pub(super) fn members(&self) -> impl Iterator<Item = PartyId> {
        self.survivors.keys().copied()
    }
}
