//! Whether a letter reaches somebody: addresses that are known not to work are none.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::contactability::{ContactChannel, Reach};
use domain::id::{AddressId, PartyId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{Ask, Via};
use crate::entity::address::{Column, Entity};
use crate::error::StoreError;

/// The addresses of a page of asks by post.
#[derive(Debug, Default)]
pub(super) struct Paper {
    of_address: HashMap<Uuid, Reach>,
    of_party: HashMap<Uuid, Reach>,
}

impl Paper {
    /// One statement for a page, and none when nobody is asked about by post.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        asks: &[Ask],
        survivor: impl Fn(PartyId) -> PartyId,
    ) -> Result<Self, StoreError> {
        let (mut ids, mut parties) = (Vec::new(), Vec::new());
        for ask in asks.iter().filter(|ask| ask.channel == ContactChannel::Post) {
            match (ask.via, ask.party) {
                (Via::Address(id), _) => ids.push(id.0),
                (Via::Paper, Some(party)) => parties.push(survivor(party).0),
                _ => {}
            }
        }
        if ids.is_empty() && parties.is_empty() {
            return Ok(Self::default());
        }
        for ids in [&mut ids, &mut parties] {
            ids.sort_unstable();
            ids.dedup();
        }
        let either =
            Condition::any().add(Column::Id.is_in(ids)).add(Column::PartyId.is_in(parties));
        let rows: Vec<(Uuid, Uuid, Option<DateTime<Utc>>)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::PartyId, Column::InvalidSince])
            .filter(either)
            .into_tuple()
            .all(conn)
            .await?;
        let mut paper = Self::default();
        for (id, party, invalid_since) in rows {
            let reach = invalid_since.map_or(Reach::Works, Reach::Invalid);
            paper.of_address.insert(id, reach);
            let known = paper.of_party.entry(party).or_insert(reach);
            *known = better(*known, reach);
        }
        Ok(paper)
    }

    /// Whether an address works; one that is not in the file any more is left to whoever posts the letter.
    pub(super) fn at(&self, id: AddressId) -> Reach {
        self.of_address.get(&id.0).copied().unwrap_or(Reach::Works)
    }

    /// Whether an address of a party works; without any, whoever posts the letter finds one.
    pub(super) fn of(&self, party: Option<PartyId>) -> Reach {
        let known = party.and_then(|party| self.of_party.get(&party.0));
        known.copied().unwrap_or(Reach::Works)
    }
}

/// One address that works is enough; where none does, nothing works since the last was found out.
fn better(one: Reach, other: Reach) -> Reach {
    match (one, other) {
        (Reach::Invalid(one), Reach::Invalid(other)) => Reach::Invalid(one.max(other)),
        _ => Reach::Works,
    }
}
