//! Fields that the firm defines for its customers: made, relabelled, archived, never deleted.

use std::collections::HashMap;

use domain::context::Context;
use domain::customer::{Choice, CustomField, CustomFieldKind, Label};
use domain::event::{EventKind, NewEvent};
use domain::id::CustomFieldId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use crate::db::Db;
use crate::entity::custom_field::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;
use crate::statement::Parts;

impl From<domain::customer::CustomFieldFault> for Refusal {
    fn from(fault: domain::customer::CustomFieldFault) -> Self {
        Self::new(fault.code()).with("field", "")
    }
}

/// A field as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomFieldRecord {
    /// The field.
    pub field: CustomField,
    /// Grows with each change.
    pub version: i32,
}

/// A field to define.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomField {
    /// Its stable name.
    pub code: String,
    /// What its values are.
    pub kind: CustomFieldKind,
    /// What people read.
    pub label: Label,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// Defines a field.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::customer::CustomFieldFault`];
/// [`StoreError::Conflict`] with `custom_field_code_taken`.
pub async fn create_custom_field(
    db: &Db,
    context: &Context,
    new: NewCustomField,
    idempotency: Option<&Idempotency>,
) -> Result<CustomFieldId, StoreError> {
    let NewCustomField { code, kind, label, choices } = new;
    let field = CustomField { id: context.id(), code, kind, label, choices, archived: false };
    let field = field.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        let row = ActiveModel {
            id: Set(field.id.0),
            code: Set(field.code.clone()),
            kind: Set(field.kind.code().to_owned()),
            label_fr: Set(field.label.fr.clone()),
            label_en: Set(field.label.en.clone()),
            choices: Set(json!(field.choices)),
            archived_at: Set(None),
            version: Set(1),
            created_at: Set(context.now),
            updated_at: Set(context.now),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::CustomFieldCreated, "custom_field", field.id)
            .with(json!({ "code": field.code, "kind": field.kind }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(field.id)
    })
    .await
}

/// Changes what people read of a field, its choices, and whether it is archived. A choice that some
/// customer has stays.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::NotFound`], [`StoreError::Refused`] with the code of a
/// [`domain::customer::CustomFieldFault`] or `custom_field_choice_used`.
pub async fn update_custom_field(
    db: &Db,
    context: &Context,
    id: CustomFieldId,
    expected: i32,
    change: impl FnOnce(&mut CustomField),
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let row = Entity::find_by_id(id.0).one(&*txn).await?.ok_or(NO_FIELD)?;
    if row.version != expected {
        return Err(StoreError::Stale);
    }
    let archived_at = row.archived_at;
    let before = record(row)?.field;
    let mut after = before.clone();
    change(&mut after);
    let after = CustomField { code: before.code.clone(), kind: before.kind, ..after }.checked();
    let after = after.map_err(Refusal::from)?;
    if after == before {
        return Ok(expected);
    }
    keep_used(&*txn, &before, &after).await?;
    let relabelled = relabelled(&before, &after);
    let archived_at = after.archived.then(|| archived_at.unwrap_or(context.now));
    let changed = ActiveModel {
        label_fr: Set(after.label.fr),
        label_en: Set(after.label.en),
        choices: Set(json!(after.choices)),
        archived_at: Set(archived_at),
        version: Set(expected + 1),
        updated_at: Set(context.now),
        ..Default::default()
    };
    let written = Entity::update_many()
        .set(changed)
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(expected))
        .exec(&*txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(StoreError::Stale);
    }
    let told = NewEvent::new(EventKind::CustomFieldChanged, "custom_field", id)
        .with(json!({ "code": before.code, "archived": after.archived }));
    event::record(&*txn, context, vec![told]).await?;
    find_anew(&*txn, id, relabelled).await?;
    txn.commit().await?;
    Ok(expected + 1)
}

/// The codes of the choices of which people read something else now.
fn relabelled(before: &CustomField, after: &CustomField) -> Vec<String> {
    let otherwise = |choice: &&Choice| {
        let now = after.choices.iter().find(|now| now.code == choice.code);
        now.is_some_and(|now| now.label != choice.label)
    };
    before.choices.iter().filter(otherwise).map(|choice| choice.code.clone()).collect()
}

/// Whoever has one of these choices is found by what people read now.
async fn find_anew<C: ConnectionTrait>(
    conn: &C,
    field: CustomFieldId,
    choices: Vec<String>,
) -> Result<(), StoreError> {
    if choices.is_empty() {
        return Ok(());
    }
    let mut sql = Parts::default();
    // One statement, however many bear it. One that waits already is posted with all of it.
    sql.push(
        "insert into search_pending (id, party_id)
         select distinct c.party_id, c.party_id
         from custom_value v join customer c on c.id = v.customer_id
         where c.deleted_at is null and v.field_id = ",
    );
    sql.bind(field.0);
    sql.push(" and v.text_key in ");
    sql.list(choices);
    sql.push(" on conflict (id) do nothing");
    conn.execute_raw(sql.on(conn)).await?;
    Ok(())
}

async fn keep_used<C: ConnectionTrait>(
    conn: &C,
    before: &CustomField,
    after: &CustomField,
) -> Result<(), StoreError> {
    use crate::entity::custom_value::{Column, Entity};
    let gone = before
        .choices
        .iter()
        .map(|choice| choice.code.as_str())
        .filter(|code| !after.choices.iter().any(|choice| choice.code == *code));
    let gone: Vec<&str> = gone.collect();
    if gone.is_empty() {
        return Ok(());
    }
    let used = Entity::find()
        .filter(Column::FieldId.eq(before.id.0))
        .filter(Column::TextKey.is_in(gone))
        .limit(1)
        .one(conn)
        .await?;
    match used.and_then(|value| value.text_value) {
        Some(code) => Err(Refusal::new("custom_field_choice_used").with("choice", code).into()),
        None => Ok(()),
    }
}

const NO_FIELD: StoreError = StoreError::NotFound { noun: "custom_field" };

/// One field.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn custom_field(db: &Db, id: CustomFieldId) -> Result<CustomFieldRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    record(row.ok_or(NO_FIELD)?)
}

/// A page of fields, in the order in which they were defined, the archived ones too.
///
/// # Errors
/// When the database cannot be read.
pub async fn custom_fields(
    db: &Db,
    page: PageRequest,
) -> Result<Page<CustomFieldRecord>, StoreError> {
    let mut query = Entity::find().order_by_asc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.gt(after));
    }
    let rows =
        query.all(db.read()).await?.into_iter().map(record).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, page, |row| row.field.id.0))
}

/// Every field by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_code<C: ConnectionTrait>(
    conn: &C,
) -> Result<HashMap<String, CustomField>, StoreError> {
    let rows = Entity::find().all(conn).await?;
    rows.into_iter().map(|row| record(row).map(|r| (r.field.code.clone(), r.field))).collect()
}

fn record(row: Model) -> Result<CustomFieldRecord, StoreError> {
    let choices = serde_json::from_value(row.choices);
    Ok(CustomFieldRecord {
        field: CustomField {
            id: row.id.into(),
            code: row.code,
            kind: row.kind.parse().map_err(|why| unreadable("custom_field.kind", why))?,
            label: Label { fr: row.label_fr, en: row.label_en },
            choices: choices.map_err(|why| unreadable("custom_field.choices", why))?,
            archived: row.archived_at.is_some(),
        },
        version: row.version,
    })
}
