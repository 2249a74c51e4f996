//! A day or an instant, in a query that bounds a time from either side.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar::begin;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    KnownFormat, ObjectBuilder, OneOfBuilder, Schema, SchemaFormat, Type,
};

use super::fault::Wrong;
use super::scalar::Scalar;

/// A day of the firm's zone, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

impl Moment {
    /// The first instant of the day, or the instant.
    pub(crate) fn begin(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Day(day) => begin(day, zone),
            Self::Instant(at) => at,
        }
    }

    /// The first instant after the day, or the instant.
    pub(crate) fn end(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Day(day) => begin(day.checked_add_days(Days::new(1)).unwrap_or(day), zone),
            Self::Instant(at) => at,
        }
        .min(LAST)
    }
}

/// The last instant that both engines compare alike: 31 December 9999.
const LAST: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(last) => last,
    None => DateTime::<Utc>::MAX_UTC,
};

impl Scalar for Moment {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let day = <NaiveDate as Scalar>::parse(text).map(Self::Day);
        day.or_else(|_| <DateTime<Utc> as Scalar>::parse(text).map(Self::Instant))
            .map_err(|_| Wrong::new("not_a_moment"))
    }
}

impl utoipa::PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        let text = |format| {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(format)))
        };
        let either = OneOfBuilder::new();
        either.item(text(KnownFormat::Date)).item(text(KnownFormat::DateTime)).into()
    }
}

impl utoipa::ToSchema for Moment {}
