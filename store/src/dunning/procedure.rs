//! Procedures: read, made and changed as wholes, with their levels.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::dunning::{DunningLevel, Procedure};
use domain::event::{EventKind, NewEvent};
use domain::id::ProcedureId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use crate::db::{Db, Write};
use crate::entity::{dunning_level as level, dunning_procedure as procedure};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

/// A procedure and what is stored beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRecord {
    /// Its rules.
    pub procedure: Procedure,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether customers without one follow it.
    pub is_default: bool,
    /// Grows with each change.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A procedure as somebody describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProcedure {
    /// Its rules; the id counts for nothing.
    pub procedure: Procedure,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: String,
}

impl NewProcedure {
    fn checked(self) -> Result<Self, Refusal> {
        let name = |text: String| {
            let text = text.trim().to_owned();
            let fits = (1..=120).contains(&text.chars().count());
            let plain = !text.chars().any(char::is_control);
            if fits && plain { Ok(text) } else { Err(Refusal::new("procedure_name")) }
        };
        Ok(Self {
            procedure: self.procedure.checked().map_err(|fault| Refusal::new(fault.code()))?,
            name_fr: name(self.name_fr)?,
            name_en: name(self.name_en)?,
        })
    }
}

/// All procedures, by id.
///
/// # Errors
/// When the database cannot be read.
pub async fn procedures(db: &Db) -> Result<Vec<ProcedureRecord>, StoreError> {
    read(db.read()).await
}

/// One procedure.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn procedure(db: &Db, id: ProcedureId) -> Result<ProcedureRecord, StoreError> {
    let all = read(db.read()).await?;
    all.into_iter()
        .find(|record| record.procedure.id == id)
        .ok_or(StoreError::NotFound { noun: "dunning_procedure" })
}

/// Makes a procedure.
///
/// # Errors
/// [`StoreError::Refused`] when it cannot be climbed, [`StoreError::Conflict`] when its code is
/// taken.
pub async fn create_procedure(
    db: &Db,
    context: &Context,
    new: NewProcedure,
    idempotency: Option<&Idempotency>,
) -> Result<ProcedureId, StoreError> {
    let new = new.checked()?;
    idempotency::once(db, context, idempotency, async |txn| {
        let id: ProcedureId = context.id();
        let row = procedure::ActiveModel { is_default: Set(false), ..row(context, id, &new, 1) };
        procedure::Entity::insert(row).exec_without_returning(&**txn).await?;
        write_levels(txn, context, id, &new.procedure, 1).await?;
        Ok(id)
    })
    .await
}

/// Describes a procedure anew and answers its new version. Lines keep the level that they have
/// reached; runs that are confirmed keep what they froze.
///
/// # Errors
/// [`StoreError::Refused`] when it cannot be climbed, [`StoreError::Stale`] when its version is
/// another, [`StoreError::NotFound`] when there is none of this id.
pub async fn update_procedure(
    db: &Db,
    context: &Context,
    id: ProcedureId,
    expected_version: i32,
    new: NewProcedure,
) -> Result<i32, StoreError> {
    let new = new.checked()?;
    let txn = db.begin().await?;
    let before = procedure::Entity::find_by_id(id.0)
        .one(&*txn)
        .await?
        .ok_or(StoreError::NotFound { noun: "dunning_procedure" })?;
    let version = expected_version.saturating_add(1);
    let row = procedure::ActiveModel {
        is_default: Set(before.is_default),
        ..row(context, id, &new, version)
    };
    let changed = procedure::Entity::update_many()
        .set(row)
        .filter(procedure::Column::Id.eq(id.0))
        .filter(procedure::Column::Version.eq(expected_version))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(StoreError::Stale);
    }
    level::Entity::delete_many().filter(level::Column::ProcedureId.eq(id.0)).exec(&*txn).await?;
    write_levels(&txn, context, id, &new.procedure, version).await?;
    txn.commit().await?;
    Ok(version)
}

fn row(
    context: &Context,
    id: ProcedureId,
    new: &NewProcedure,
    version: i32,
) -> procedure::ActiveModel {
    procedure::ActiveModel {
        id: Set(id.0),
        code: Set(new.procedure.code.clone()),
        name_fr: Set(new.name_fr.clone()),
        name_en: Set(new.name_en.clone()),
        tolerance: Set(new.procedure.tolerance),
        grace_days: Set(i32::try_from(new.procedure.grace_days).unwrap_or(i32::MAX)),
        active: Set(new.procedure.active),
        version: Set(version),
        updated_at: Set(context.now),
        ..Default::default()
    }
}

async fn write_levels(
    txn: &Write,
    context: &Context,
    id: ProcedureId,
    procedure: &Procedure,
    version: i32,
) -> Result<(), StoreError> {
    let days = |days: i64| i32::try_from(days).unwrap_or(i32::MAX);
    let rows = (1..).zip(&procedure.levels).map(|(position, level)| level::ActiveModel {
        procedure_id: Set(id.0),
        position: Set(position),
        code: Set(level.code.clone()),
        delay_days: Set(days(level.delay_days)),
        gap_days: Set(days(level.gap_days)),
        channel: Set(level.channel.code().to_owned()),
        template: Set(level.template.clone()),
        tone: Set(level.tone.code().to_owned()),
        formal_notice: Set(level.formal_notice),
        review: Set(level.review),
        review_above: Set(level.review_above),
    });
    level::Entity::insert_many(rows).exec_without_returning(&**txn).await?;
    let told = NewEvent::new(EventKind::DunningProcedureUpdated, "dunning_procedure", id)
        .with(json!({ "version": version }));
    event::record(&**txn, context, vec![told]).await
}

async fn read<C: ConnectionTrait>(conn: &C) -> Result<Vec<ProcedureRecord>, StoreError> {
    let mut levels: HashMap<Uuid, Vec<DunningLevel>> = HashMap::new();
    let rows = level::Entity::find()
        .order_by_asc(level::Column::ProcedureId)
        .order_by_asc(level::Column::Position)
        .all(conn)
        .await?;
    for row in rows {
        levels.entry(row.procedure_id).or_default().push(to_level(row)?);
    }
    let rows = procedure::Entity::find().order_by_asc(procedure::Column::Id).all(conn).await?;
    let records = rows.into_iter().map(|row| ProcedureRecord {
        procedure: Procedure {
            id: row.id.into(),
            code: row.code,
            tolerance: row.tolerance,
            grace_days: row.grace_days.into(),
            active: row.active,
            levels: levels.remove(&row.id).unwrap_or_default(),
        },
        name_fr: row.name_fr,
        name_en: row.name_en,
        is_default: row.is_default,
        version: row.version,
        updated_at: row.updated_at,
    });
    Ok(records.collect())
}

fn to_level(row: level::Model) -> Result<DunningLevel, StoreError> {
    Ok(DunningLevel {
        code: row.code,
        delay_days: row.delay_days.into(),
        gap_days: row.gap_days.into(),
        channel: row.channel.parse().map_err(|why| unreadable("dunning_level.channel", why))?,
        template: row.template,
        tone: row.tone.parse().map_err(|why| unreadable("dunning_level.tone", why))?,
        formal_notice: row.formal_notice,
        review: row.review,
        review_above: row.review_above,
    })
}

/// All procedures, to be found by the id on a customer's row.
pub(super) struct Procedures {
    all: HashMap<Uuid, Procedure>,
    default: Option<Uuid>,
}

impl Procedures {
    pub(super) async fn read<C: ConnectionTrait>(conn: &C) -> Result<Self, StoreError> {
        let records = read(conn).await?;
        let default = records.iter().find(|record| record.is_default);
        Ok(Self {
            default: default.map(|record| record.procedure.id.0),
            all: records
                .into_iter()
                .map(|record| (record.procedure.id.0, record.procedure))
                .collect(),
        })
    }

    /// The procedure of a customer: its own, else the default one.
    pub(super) fn of(&self, own: Option<Uuid>) -> Option<&Procedure> {
        self.all.get(&own.or(self.default)?)
    }
}
