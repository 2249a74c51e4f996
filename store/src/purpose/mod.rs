//! Purposes: read, made and changed as wholes, with the versions of the text by which consent is asked.

mod wording;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::PurposeId;
use domain::language::Language;
use domain::purpose::{NewPurpose, Purpose, PurposeCode, PurposeFault};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::db::Db;
use crate::entity::purpose::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

pub use wording::{NewWording, Wording, add_wording, wordings, wordings_at};

impl From<PurposeFault> for Refusal {
    fn from(fault: PurposeFault) -> Self {
        Self::new(fault.code())
    }
}

const NO_PURPOSE: StoreError = StoreError::NotFound { noun: "purpose" };

/// A purpose and what is stored beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeRecord {
    /// What the rule reads.
    pub purpose: Purpose,
    /// Its name in French.
    pub label_fr: String,
    /// Its name in English.
    pub label_en: String,
    /// Grows with each change.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl PurposeRecord {
    /// Its name in a language.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.label_fr,
            Language::En => &self.label_en,
        }
    }
}

/// All purposes, by id. They are few.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(conn: &C) -> Result<Vec<PurposeRecord>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Id).all(conn).await?;
    rows.into_iter().map(record).collect()
}

/// One purpose.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get<C: ConnectionTrait>(conn: &C, id: PurposeId) -> Result<PurposeRecord, StoreError> {
    record(Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_PURPOSE)?)
}

/// One purpose by its code.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this code.
pub async fn by_code<C: ConnectionTrait>(
    conn: &C,
    code: &PurposeCode,
) -> Result<PurposeRecord, StoreError> {
    let row = Entity::find().filter(Column::Code.eq(code.as_str())).one(conn).await?;
    record(row.ok_or(NO_PURPOSE)?)
}

/// Makes a purpose.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`PurposeFault`], [`StoreError::Conflict`] when its code
/// is taken.
pub async fn create(
    db: &Db,
    context: &Context,
    new: NewPurpose,
    idempotency: Option<&Idempotency>,
) -> Result<PurposeId, StoreError> {
    let new = new.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        let id: PurposeId = context.id();
        let made = row(context, &new);
        let made =
            ActiveModel { id: Set(id.0), version: Set(1), created_at: Set(context.now), ..made };
        Entity::insert(made).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::PurposeCreated, "purpose", id)
            .with(json!({ "code": new.code, "legal_ground": new.ground }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// Describes a purpose anew and answers its new version. Its code stays, since programs and records
/// name it; what is no marketing does not become marketing, nor the other way round.
///
/// # Errors
/// [`StoreError::Refused`] when it cannot be so, [`StoreError::Stale`] when its version is another,
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn update(
    db: &Db,
    context: &Context,
    id: PurposeId,
    expected: i32,
    new: NewPurpose,
) -> Result<i32, StoreError> {
    let new = new.checked().map_err(Refusal::from)?;
    let txn = db.begin().await?;
    let before = get(&*txn, id).await?;
    if before.purpose.code != new.code || before.purpose.marketing != new.marketing {
        return Err(StoreError::refused("purpose_keeps_its_nature"));
    }
    let version = expected.saturating_add(1);
    let changed = ActiveModel { version: Set(version), ..row(context, &new) };
    let changed = Entity::update_many()
        .set(changed)
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(expected))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(StoreError::Stale);
    }
    let told = NewEvent::new(EventKind::PurposeChanged, "purpose", id).with(json!({
        "version": version,
        "legal_ground": { "before": before.purpose.ground, "after": new.ground },
        "active": { "before": before.purpose.active, "after": new.active },
    }));
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await?;
    Ok(version)
}

fn row(context: &Context, new: &NewPurpose) -> ActiveModel {
    ActiveModel {
        code: Set(new.code.as_str().to_owned()),
        label_fr: Set(new.label_fr.clone()),
        label_en: Set(new.label_en.clone()),
        legal_ground: Set(new.ground.code().to_owned()),
        channels: Set(json!(new.channels)),
        marketing: Set(new.marketing),
        active: Set(new.active),
        updated_at: Set(context.now),
        ..Default::default()
    }
}

fn record(row: Model) -> Result<PurposeRecord, StoreError> {
    let channels = serde_json::from_value(row.channels);
    Ok(PurposeRecord {
        purpose: Purpose {
            id: row.id.into(),
            code: row.code.parse().map_err(|why| unreadable("purpose.code", why))?,
            ground: row
                .legal_ground
                .parse()
                .map_err(|why| unreadable("purpose.legal_ground", why))?,
            channels: channels.map_err(|why| unreadable("purpose.channels", why))?,
            marketing: row.marketing,
            active: row.active,
        },
        label_fr: row.label_fr,
        label_en: row.label_en,
        version: row.version,
        updated_at: row.updated_at,
    })
}
