//! What the entries of a page name: who acted, the person, the text of a note, when a call took place.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Actor;
use domain::event::ChangedValue;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::page::{Row, TimelineEntry};
use crate::entity::{call, note, party, task, user_account};
use crate::error::StoreError;
use crate::sql::unreadable;

/// The noun of the events of notes.
const NOTE: &str = "note";

/// What the entries of a page name: a bounded number of statements.
pub(super) struct Names {
    users: HashMap<Uuid, String>,
    parties: HashMap<Uuid, String>,
    texts: HashMap<Uuid, String>,
    moments: HashMap<Uuid, DateTime<Utc>>,
}

impl Names {
    pub(super) async fn of<C: ConnectionTrait>(conn: &C, rows: &[Row]) -> Result<Self, StoreError> {
        let users: Vec<Uuid> = distinct(rows.iter().filter_map(|row| user(&row.actor)));
        let parties: Vec<Uuid> = distinct(rows.iter().filter_map(|row| row.party_id));
        let about = |noun: &str| {
            distinct(rows.iter().filter(|r| r.subject_kind == noun).map(|r| r.subject_id))
        };
        let (notes, tasks, calls) = (about(NOTE), about("task"), about("call"));
        let (mut texts, mut moments) = (HashMap::new(), HashMap::new());
        if !notes.is_empty() {
            let found: Vec<(Uuid, String, DateTime<Utc>)> = note::Entity::find()
                .select_only()
                .columns([note::Column::Id, note::Column::Body, note::Column::HappenedAt])
                .filter(note::Column::Id.is_in(notes))
                .filter(note::Column::DeletedAt.is_null())
                .into_tuple()
                .all(conn)
                .await?;
            for (id, text, at) in found {
                texts.insert(id, text);
                moments.insert(id, at);
            }
        }
        if !calls.is_empty() {
            let found: Vec<(Uuid, DateTime<Utc>)> = call::Entity::find()
                .select_only()
                .columns([call::Column::Id, call::Column::At])
                .filter(call::Column::Id.is_in(calls))
                .into_tuple()
                .all(conn)
                .await?;
            moments.extend(found);
        }
        if !tasks.is_empty() {
            let found: Vec<(Uuid, Option<String>)> = task::Entity::find()
                .select_only()
                .columns([task::Column::Id, task::Column::Title])
                .filter(task::Column::Id.is_in(tasks))
                .into_tuple()
                .all(conn)
                .await?;
            texts.extend(found.into_iter().filter_map(|(id, title)| Some((id, title?))));
        }
        let users = if users.is_empty() {
            Vec::new()
        } else {
            user_account::Entity::find()
                .select_only()
                .columns([user_account::Column::Id, user_account::Column::Name])
                .filter(user_account::Column::Id.is_in(users))
                .into_tuple()
                .all(conn)
                .await?
        };
        let parties = if parties.is_empty() {
            Vec::new()
        } else {
            party::Entity::find()
                .select_only()
                .columns([party::Column::Id, party::Column::Name])
                .filter(party::Column::Id.is_in(parties))
                .filter(party::Column::ParentId.is_not_null())
                .into_tuple()
                .all(conn)
                .await?
        };
        Ok(Self {
            users: users.into_iter().collect(),
            parties: parties.into_iter().collect(),
            texts,
            moments,
        })
    }

    /// The entry of a row with its changes.
    pub(super) fn entry(
        &self,
        row: Row,
        changes: Vec<ChangedValue>,
    ) -> Result<TimelineEntry, StoreError> {
        let party = row.party_id.and_then(|id| Some((id.into(), self.parties.get(&id)?.clone())));
        let text = self.texts.get(&row.subject_id).cloned();
        // A note that was deleted says nothing any more, neither what it said before.
        let silent = row.subject_kind == NOTE && text.is_none();
        Ok(TimelineEntry {
            id: row.id.into(),
            at: row.at,
            happened_at: self.moments.get(&row.subject_id).copied(),
            kind: row.kind.parse().map_err(|why| unreadable("event.kind", why))?,
            actor_name: user(&row.actor).and_then(|id| self.users.get(&id).cloned()),
            actor: row.actor,
            party,
            text,
            changes: if silent { Vec::new() } else { changes },
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            data: row.data,
        })
    }
}

/// The id of the user behind an actor.
pub(super) fn user(actor: &str) -> Option<Uuid> {
    match actor.parse() {
        Ok(Actor::User(id)) => Some(id.0),
        _ => None,
    }
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
