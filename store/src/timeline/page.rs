//! A page of a timeline, with what its sentences name: who acted, the person, the text of a note.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Actor;
use domain::event::EventKind;
use domain::id::{CustomerId, EventId, PartyId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    Statement, Value,
};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::customer::record;
use crate::db::Db;
use crate::entity::{note, party, task, user_account};
use crate::error::StoreError;
use crate::merge;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// Its id.
    pub id: EventId,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: EventKind,
    /// Who acted.
    pub actor: String,
    /// The name of the user who acted.
    pub actor_name: Option<String>,
    /// The person or the establishment concerned, and its name.
    pub party: Option<(PartyId, String)>,
    /// The noun of the object it is about.
    pub subject_kind: String,
    /// The object it is about.
    pub subject: Uuid,
    /// Codes, ids and amounts.
    pub data: Json,
    /// What was written: the text of a note that was not deleted, the title of a task.
    pub text: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    kind: String,
    actor: String,
    party_id: Option<Uuid>,
    subject_kind: String,
    subject_id: Uuid,
    data: Json,
}

/// A page of the timeline of a customer, the newest first, of one kind or of all.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn of_customer(
    db: &Db,
    customer: CustomerId,
    kind: Option<EventKind>,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    record::get(db.read(), customer).await?;
    let (mut walks, mut linked) = (Vec::new(), Vec::new());
    for (customer, party) in merge::identities(db.read(), customer).await? {
        walks.extend([("customer_id", customer.0), ("party_id", party.0)]);
        linked.push(customer.0);
    }
    read(db, &walks, &linked, kind, page).await
}

/// A page of the timeline of a person or an establishment, the newest first, with what concerned whoever was
/// merged into it.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_party(
    db: &Db,
    party: PartyId,
    kind: Option<EventKind>,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    let (mut walks, mut linked) = (Vec::new(), Vec::new());
    for party in merge::kin(db.read(), party).await? {
        walks.push(("party_id", party.0));
        linked.push(party.0);
    }
    read(db, &walks, &linked, kind, page).await
}

async fn read(
    db: &Db,
    walks: &[(&str, Uuid)],
    linked: &[Uuid],
    kind: Option<EventKind>,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    let (sql, values) = statement(walks, linked, kind, page);
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(db.read()).await?;
    let page = Page::cut(rows, page, |row| row.id);
    let names = Names::of(db.read(), &page.items).await?;
    let items = page.items.into_iter().map(|row| names.entry(row)).collect::<Result<_, _>>()?;
    Ok(Page { items, next: page.next })
}

/// The walks along their indexes, each no longer than the page, and the newest of what they find.
pub(super) fn statement(
    walks: &[(&str, Uuid)],
    linked: &[Uuid],
    kind: Option<EventKind>,
    page: PageRequest,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut parameter = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let after = page.after.map(|after| parameter(after.into()));
    let older = |column: &str| {
        after.as_ref().map_or(String::new(), |after| format!(" and {column} < {after}"))
    };
    let of_kind = kind.map(|kind| parameter(kind.code().into()));
    let of_kind = of_kind.map_or(String::new(), |kind| format!(" and e.kind = {kind}"));
    let limit = page.rows();
    let mut parts = Vec::new();
    for (column, id) in walks {
        let (place, id) = (parts.len(), parameter((*id).into()));
        parts.push(format!(
            "select * from (select e.id from event e where e.{column} = {id}{}{of_kind}
             order by e.id desc limit {limit}) own_{place}",
            older("e.id"),
        ));
    }
    for id in linked {
        let (place, id) = (parts.len(), parameter((*id).into()));
        parts.push(format!(
            "select * from (select l.event_id as id
             from event_link l join event e on e.id = l.event_id
             where l.object_id = {id}{}{of_kind}
             order by l.event_id desc limit {limit}) linked_{place}",
            older("l.event_id"),
        ));
    }
    let sql = format!(
        "select e.id, e.at, e.kind, e.actor, e.party_id, e.subject_kind, e.subject_id, e.data
         from ({}) found join event e on e.id = found.id
         order by e.id desc limit {limit}",
        parts.join(" union "),
    );
    (sql, values)
}

/// What the entries of a page name: a bounded number of statements.
struct Names {
    users: HashMap<Uuid, String>,
    parties: HashMap<Uuid, String>,
    texts: HashMap<Uuid, String>,
}

impl Names {
    async fn of<C: ConnectionTrait>(conn: &C, rows: &[Row]) -> Result<Self, StoreError> {
        let users: Vec<Uuid> = distinct(rows.iter().filter_map(|row| user(&row.actor)));
        let parties: Vec<Uuid> = distinct(rows.iter().filter_map(|row| row.party_id));
        let about = |noun: &str| {
            distinct(rows.iter().filter(|r| r.subject_kind == noun).map(|r| r.subject_id))
        };
        let (notes, tasks) = (about("note"), about("task"));
        let mut texts = HashMap::new();
        if !notes.is_empty() {
            let found: Vec<(Uuid, String)> = note::Entity::find()
                .select_only()
                .columns([note::Column::Id, note::Column::Body])
                .filter(note::Column::Id.is_in(notes))
                .filter(note::Column::DeletedAt.is_null())
                .into_tuple()
                .all(conn)
                .await?;
            texts.extend(found);
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
        })
    }

    fn entry(&self, row: Row) -> Result<TimelineEntry, StoreError> {
        let party = row.party_id.and_then(|id| Some((id.into(), self.parties.get(&id)?.clone())));
        Ok(TimelineEntry {
            id: row.id.into(),
            at: row.at,
            kind: row.kind.parse().map_err(|why| unreadable("event.kind", why))?,
            actor_name: user(&row.actor).and_then(|id| self.users.get(&id).cloned()),
            actor: row.actor,
            party,
            text: self.texts.get(&row.subject_id).cloned(),
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
