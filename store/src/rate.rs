//! Reference rates: dated rows with their source, read as one table.

use chrono::NaiveDate;
use domain::company::THE_FIRM;
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::rate::{RateFault, RateTable, ReferenceRate};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::json;

use crate::db::Db;
use crate::entity::reference_rate::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

/// All rows, by kind and first day.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db) -> Result<Vec<ReferenceRate>, StoreError> {
    rows(db.read()).await
}

/// The table that the rules of late payment read.
///
/// # Errors
/// When the database cannot be read.
pub async fn table<C: ConnectionTrait>(conn: &C) -> Result<RateTable, StoreError> {
    Ok(RateTable::new(rows(conn).await?))
}

impl From<RateFault> for Refusal {
    fn from(fault: RateFault) -> Self {
        Self::new(fault.code())
    }
}

/// Records a rate, or corrects the one of the same kind and day. What was frozen before keeps the
/// rate that it was computed with.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`RateFault`].
pub async fn record(
    db: &Db,
    context: &Context,
    rate: ReferenceRate,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    let rate = rate.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        let before = Entity::find_by_id((rate.kind.code().to_owned(), rate.valid_from))
            .one(&**txn)
            .await?
            .map(from_row)
            .transpose()?;
        let same = OnConflict::columns([Column::Kind, Column::ValidFrom])
            .update_columns([Column::RateBp, Column::Source, Column::Confirmed])
            .to_owned();
        let row = ActiveModel {
            kind: Set(rate.kind.code().to_owned()),
            valid_from: Set(rate.valid_from),
            rate_bp: Set(rate.rate_bp),
            source: Set(rate.source.clone()),
            confirmed: Set(rate.confirmed.code().to_owned()),
        };
        Entity::insert(row).on_conflict(same).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::RateRecorded, "company", THE_FIRM)
            .with(json!({ "before": before, "after": rate }));
        event::record(&**txn, context, vec![told]).await
    })
    .await
}

async fn rows<C: ConnectionTrait>(conn: &C) -> Result<Vec<ReferenceRate>, StoreError> {
    let rows =
        Entity::find().order_by_asc(Column::Kind).order_by_asc(Column::ValidFrom).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> Result<ReferenceRate, StoreError> {
    let valid_from: NaiveDate = row.valid_from;
    Ok(ReferenceRate {
        kind: row.kind.parse().map_err(|why| unreadable("reference_rate.kind", why))?,
        valid_from,
        rate_bp: row.rate_bp,
        source: row.source,
        confirmed: row
            .confirmed
            .parse()
            .map_err(|why| unreadable("reference_rate.confirmed", why))?,
    })
}

#[cfg(test)]
mod tests {
    use domain::calendar::HalfYear;
    use domain::rate::{Confirmation, RateKind};

    use super::*;
    use crate::both_engines;
    use crate::testing::context;

    both_engines! {
        async fn the_rates_of_the_first_start_name_the_half_year_that_nobody_knows(db: Db) {
            let half_year = |day: &str| HalfYear::of(day.parse().unwrap());
            let rates = table(db.read()).await.unwrap();
            let ecb = rates.of(RateKind::EcbMain, half_year("2013-01-01")).unwrap();
            assert_eq!((ecb.rate_bp, ecb.confirmed), (75, false));
            let legal = rates.of(RateKind::LegalProfessional, half_year("2026-01-01")).unwrap();
            assert_eq!((legal.rate_bp, legal.confirmed), (262, true));
            let missing = rates.of(RateKind::LegalProfessional, half_year("2026-07-01"));
            assert_eq!(missing.unwrap_err().to_string(), "legal_professional 2026-07-01");

            let known = ReferenceRate {
                kind: RateKind::LegalProfessional,
                valid_from: "2026-07-01".parse().unwrap(),
                rate_bp: Some(260),
                source: "arrêté".to_owned(),
                confirmed: Confirmation::Confirmed,
            };
            record(&db, &context(), known.clone(), None).await.unwrap();
            assert!(list(&db).await.unwrap().contains(&known));
            let rates = table(db.read()).await.unwrap();
            let found = rates.of(RateKind::LegalProfessional, half_year("2026-07-01")).unwrap();
            assert_eq!(found.rate_bp, 260);
            let corrected = ReferenceRate { rate_bp: Some(261), ..known.clone() };
            record(&db, &context(), corrected.clone(), None).await.unwrap();
            let rows = list(&db).await.unwrap();
            assert!(rows.contains(&corrected) && !rows.contains(&known));
            let wrong = ReferenceRate { rate_bp: Some(-1), ..known };
            let refused = record(&db, &context(), wrong, None).await.unwrap_err();
            assert!(matches!(refused, StoreError::Refused(Refusal { code: "rate_out_of_range", .. })));
        }
    }
}
