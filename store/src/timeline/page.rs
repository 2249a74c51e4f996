//! A page of a timeline: the walks along the indexes, and the newest of what they find.

use chrono::{DateTime, Utc};
use domain::event::{ChangedValue, EventKind};
use domain::id::{CustomerId, EventId, PartyId};
use sea_orm::{FromQueryResult, Statement, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use super::filter::TimelineFilter;
use super::history::changes;
use super::names::Names;
use crate::customer::record;
use crate::db::Db;
use crate::error::StoreError;
use crate::merge;
use crate::page::{Page, PageRequest};

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// Its id.
    pub id: EventId,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// When the call or what the note tells of took place, which may be earlier.
    pub happened_at: Option<DateTime<Utc>>,
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
    /// The fields that changed with their values before and after, unless the note they are of was deleted.
    pub changes: Vec<ChangedValue>,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) kind: String,
    pub(super) actor: String,
    pub(super) party_id: Option<Uuid>,
    pub(super) subject_kind: String,
    pub(super) subject_id: Uuid,
    pub(super) data: Json,
}

/// A page of the timeline of a customer, the newest first, of the entries asked for.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn of_customer(
    db: &Db,
    customer: CustomerId,
    filter: &TimelineFilter,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    record::get(db.read(), customer).await?;
    let (mut walks, mut linked) = (Vec::new(), Vec::new());
    for (customer, party) in merge::identities(db.read(), customer).await? {
        walks.extend([("customer_id", customer.0), ("party_id", party.0)]);
        linked.push(customer.0);
    }
    read(db, &walks, &linked, filter, page).await
}

/// A page of the timeline of a person or an establishment, the newest first, with what concerned whoever was
/// merged into it.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_party(
    db: &Db,
    party: PartyId,
    filter: &TimelineFilter,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    let (mut walks, mut linked) = (Vec::new(), Vec::new());
    for party in merge::kin(db.read(), party).await? {
        walks.push(("party_id", party.0));
        linked.push(party.0);
    }
    read(db, &walks, &linked, filter, page).await
}

async fn read(
    db: &Db,
    walks: &[(&str, Uuid)],
    linked: &[Uuid],
    filter: &TimelineFilter,
    page: PageRequest,
) -> Result<Page<TimelineEntry>, StoreError> {
    let (sql, values) = statement(walks, linked, filter, page);
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(db.read()).await?;
    let page = Page::cut(rows, page, |row| row.id);
    let names = Names::of(db.read(), &page.items).await?;
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut changes = changes(db.read(), &ids, None).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        let changes = changes.remove(&row.id).unwrap_or_default();
        items.push(names.entry(row, changes)?);
    }
    Ok(Page { items, next: page.next })
}

/// The walks along their indexes, each no longer than the page, and the newest of what they find.
pub(super) fn statement(
    walks: &[(&str, Uuid)],
    linked: &[Uuid],
    filter: &TimelineFilter,
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
    let asked = filter.conditions(&mut parameter);
    let limit = page.rows();
    let mut parts = Vec::new();
    for (column, id) in walks {
        let (place, id) = (parts.len(), parameter((*id).into()));
        parts.push(format!(
            "select * from (select e.id from event e where e.{column} = {id}{}{asked}
             order by e.id desc limit {limit}) own_{place}",
            older("e.id"),
        ));
    }
    for id in linked {
        let (place, id) = (parts.len(), parameter((*id).into()));
        parts.push(format!(
            "select * from (select l.event_id as id
             from event_link l join event e on e.id = l.event_id
             where l.object_id = {id}{}{asked}
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
