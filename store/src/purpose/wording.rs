//! The versions of the text by which consent to a purpose is asked. A version never changes: it is part
//! of the proof (GDPR 7(1)).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{PurposeId, WordingId};
use domain::language::Language;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::NO_PURPOSE;
use crate::db::Db;
use crate::entity::consent_wording::{ActiveModel, Column, Entity, Model};
use crate::entity::purpose;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};

/// The longest text, in characters.
const LONGEST: usize = 4_000;

/// A version of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its id.
    pub id: WordingId,
    /// Its number within the purpose, from 1.
    pub version: i32,
    /// In French.
    pub text_fr: String,
    /// In English.
    pub text_en: String,
    /// From when it is shown.
    pub valid_from: DateTime<Utc>,
}

/// A text to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWording {
    /// In French.
    pub text_fr: String,
    /// In English.
    pub text_en: String,
    /// From when it is shown; from now on when absent.
    pub valid_from: Option<DateTime<Utc>>,
}

/// Adds the next version.
///
/// # Errors
/// [`StoreError::Refused`] when a text is empty or too long, [`StoreError::NotFound`] when there is no
/// such purpose.
pub async fn add_wording(
    db: &Db,
    context: &Context,
    id: PurposeId,
    new: NewWording,
    idempotency: Option<&Idempotency>,
) -> Result<WordingId, StoreError> {
    let texts = [&new.text_fr, &new.text_en];
    if texts.iter().any(|text| !(1..=LONGEST).contains(&text.trim().chars().count())) {
        return Err(StoreError::refused("wording_text"));
    }
    idempotency::once(db, context, idempotency, async |txn| {
        purpose::Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_PURPOSE)?;
        let last = Entity::find()
            .filter(Column::PurposeId.eq(id.0))
            .order_by_desc(Column::Version)
            .one(&**txn)
            .await?;
        let version = last.map_or(0, |last| last.version).saturating_add(1);
        let wording: WordingId = context.id();
        let row = ActiveModel {
            id: Set(wording.0),
            purpose_id: Set(id.0),
            version: Set(version),
            text_fr: Set(new.text_fr.trim().to_owned()),
            text_en: Set(new.text_en.trim().to_owned()),
            valid_from: Set(new.valid_from.unwrap_or(context.now)),
            recorded_at: Set(context.now),
            recorded_by: Set(context.actor.to_string()),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::ConsentWordingAdded, "purpose", id)
            .with(json!({ "wording": wording, "version": version }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(wording)
    })
    .await
}

/// The versions of a purpose's text, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn wordings(db: &Db, id: PurposeId) -> Result<Vec<Wording>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PurposeId.eq(id.0))
        .order_by_asc(Column::Version)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The text of each purpose that is shown at `at`: the last version that is valid then.
///
/// # Errors
/// When the database cannot be read.
pub async fn wordings_at<C: ConnectionTrait>(
    conn: &C,
    at: DateTime<Utc>,
) -> Result<HashMap<PurposeId, Wording>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ValidFrom.lte(at))
        .order_by_asc(Column::Version)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.purpose_id.into(), row.into())).collect())
}

impl Wording {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.text_fr,
            Language::En => &self.text_en,
        }
    }
}

impl From<Model> for Wording {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            version: row.version,
            text_fr: row.text_fr,
            text_en: row.text_en,
            valid_from: row.valid_from,
        }
    }
}
