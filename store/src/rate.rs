//! Reference rates: dated rows with their source, read as one table.

use chrono::NaiveDate;
use domain::rate::{RateTable, ReferenceRate};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};

use crate::db::Db;
use crate::entity::reference_rate::{ActiveModel, Column, Entity, Model};
use crate::error::StoreError;
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

/// Adds a row, or corrects the one of the same kind and day.
///
/// # Errors
/// When the database cannot be written.
pub async fn put(db: &Db, rate: ReferenceRate) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = ActiveModel {
        kind: Set(rate.kind.code().to_owned()),
        valid_from: Set(rate.valid_from),
        rate_bp: Set(rate.rate_bp),
        source: Set(rate.source),
        confirmed: Set(rate.confirmed.code().to_owned()),
    };
    let same = OnConflict::columns([Column::Kind, Column::ValidFrom])
        .update_columns([Column::RateBp, Column::Source, Column::Confirmed])
        .to_owned();
    Entity::insert(row).on_conflict(same).exec_without_returning(&*txn).await?;
    txn.commit().await
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
            put(&db, known.clone()).await.unwrap();
            assert!(list(&db).await.unwrap().contains(&known));
            let rates = table(db.read()).await.unwrap();
            assert!(rates.of(RateKind::LegalProfessional, half_year("2026-07-01")).is_ok());
        }
    }
}
