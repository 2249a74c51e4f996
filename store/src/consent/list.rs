//! Reading decisions, by page.

use domain::consent::{CollectionMethod, ConsentRecord};
use domain::id::{ConsentId, ContactPointId, ImportId, PartyId, PurposeId, WordingId};
use domain::language::Language;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::Value;

use super::of_row;
use crate::db::Db;
use crate::entity::consent::{Column, Entity, Model};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// A decision as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredConsent {
    /// What the rule reads.
    pub record: ConsentRecord,
    /// The text that was shown.
    pub wording: Option<WordingId>,
    /// The language in which it was shown.
    pub language: Option<Language>,
    /// How it was collected.
    pub method: CollectionMethod,
    /// By whom, in words.
    pub collected_by: Option<String>,
    /// What proves it, texts by name.
    pub evidence: Value,
    /// Who recorded it.
    pub recorded_by: String,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// Which decisions a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ConsentFilter {
    /// Those of a party.
    pub party: Option<PartyId>,
    /// Those about an address.
    pub point: Option<ContactPointId>,
    /// Those for a purpose.
    pub purpose: Option<PurposeId>,
}

/// A page of decisions, in the order in which they were recorded.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    db: &Db,
    filter: ConsentFilter,
    request: PageRequest,
) -> Result<Page<StoredConsent>, StoreError> {
    let rows = Entity::find()
        .apply_if(filter.party, |find, party| find.filter(Column::PartyId.eq(party.0)))
        .apply_if(filter.point, |find, point| find.filter(Column::ContactPointId.eq(point.0)))
        .apply_if(filter.purpose, |find, purpose| find.filter(Column::PurposeId.eq(purpose.0)))
        .apply_if(request.after, |find, after| find.filter(Column::Id.gt(after)))
        .order_by_asc(Column::Id)
        .limit(request.rows())
        .all(db.read())
        .await?;
    let Page { items, next } = Page::cut(rows, request, |row| row.id);
    let items: Result<Vec<_>, _> = items.into_iter().map(stored).collect();
    Ok(Page { items: items?, next })
}

/// One decision.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get(db: &Db, id: ConsentId) -> Result<StoredConsent, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    stored(row.ok_or(StoreError::NotFound { noun: "consent" })?)
}

fn stored(row: Model) -> Result<StoredConsent, StoreError> {
    let language = row.language.as_deref().map(str::parse).transpose();
    Ok(StoredConsent {
        record: of_row(&row)?,
        wording: row.wording_id.map(Into::into),
        language: language.map_err(|why| unreadable("consent.language", why))?,
        method: row.method.parse().map_err(|why| unreadable("consent.method", why))?,
        collected_by: row.collected_by,
        evidence: row.evidence,
        recorded_by: row.recorded_by,
        import: row.import_id.map(Into::into),
    })
}
