//! The history of each field of an object: who changed it, when, from what to what. A value that was
//! erased shows as unknown: its event stays.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::event::{ChangedValue, EventKind};
use domain::id::EventId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement, Value,
};
use uuid::Uuid;

use super::names::user;
use crate::db::Db;
use crate::entity::{event_value, user_account};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// A change of some fields.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The event that tells of it.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: EventKind,
    /// Who acted.
    pub actor: String,
    /// The name of the user who acted.
    pub actor_name: Option<String>,
    /// The fields with their values before and after.
    pub changes: Vec<ChangedValue>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    kind: String,
    actor: String,
}

/// A page of the changes of an object, the newest first, of one field or of all.
///
/// # Errors
/// When the database cannot be read.
pub async fn history(
    db: &Db,
    subject: Uuid,
    field: Option<&str>,
    page: PageRequest,
) -> Result<Page<HistoryEntry>, StoreError> {
    let mut values: Vec<Value> = vec![subject.into()];
    let mut parameter = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let of_field = field.map(|field| parameter(field.into()));
    let of_field = of_field.map_or(String::new(), |field| format!(" and v.field = {field}"));
    let older = page.after.map(|after| parameter(after.into()));
    let older = older.map_or(String::new(), |after| format!(" and e.id < {after}"));
    let sql = format!(
        "select e.id, e.at, e.kind, e.actor from event e
         where e.subject_id = $1{older}
           and exists (select 1 from event_value v where v.event_id = e.id{of_field})
         order by e.id desc limit {}",
        page.rows(),
    );
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(db.read()).await?;
    let page = Page::cut(rows, page, |row| row.id);
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut changes = changes(db.read(), &ids, field).await?;
    let names = names(db.read(), &page.items).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        items.push(HistoryEntry {
            id: row.id.into(),
            at: row.at,
            kind: row.kind.parse().map_err(|why| unreadable("event.kind", why))?,
            actor_name: user(&row.actor).and_then(|id| names.get(&id).cloned()),
            actor: row.actor,
            changes: changes.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(Page { items, next: page.next })
}

/// What events changed, each by its id: of one field or of all.
pub(super) async fn changes<C: ConnectionTrait>(
    conn: &C,
    events: &[Uuid],
    field: Option<&str>,
) -> Result<HashMap<Uuid, Vec<ChangedValue>>, StoreError> {
    let mut query = event_value::Entity::find()
        .filter(event_value::Column::EventId.is_in(events.iter().copied()))
        .order_by_asc(event_value::Column::EventId)
        .order_by_asc(event_value::Column::Field);
    if let Some(field) = field {
        query = query.filter(event_value::Column::Field.eq(field));
    }
    let mut changes: HashMap<Uuid, Vec<ChangedValue>> = HashMap::new();
    for row in query.all(conn).await? {
        let value = |text: Option<String>| text.as_deref().map(serde_json::from_str).transpose();
        let unreadable = |why| unreadable("event_value", why);
        changes.entry(row.event_id).or_default().push(ChangedValue {
            field: row.field,
            before: value(row.before).map_err(unreadable)?,
            after: value(row.after).map_err(unreadable)?,
        });
    }
    Ok(changes)
}

async fn names<C: ConnectionTrait>(
    conn: &C,
    rows: &[Row],
) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| user(&row.actor)).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, String)> = user_account::Entity::find()
        .select_only()
        .columns([user_account::Column::Id, user_account::Column::Name])
        .filter(user_account::Column::Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(found.into_iter().collect())
}
