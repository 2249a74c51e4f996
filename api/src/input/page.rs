//! The two parameters of every list.

use store::PageRequest;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use uuid::Uuid;
use validator::ValidateRange as _;

use super::fault::Wrong;
use super::scalar::Scalar;

/// Items of a page: 1 to 500, 50 when absent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit(u32);

impl Limit {
    const DEFAULT: u32 = 50;
    const MOST: u32 = 500;
}

impl Scalar for Limit {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let limit = u32::parse(text)?;
        if limit.validate_range(Some(1), Some(Self::MOST), None, None) {
            Ok(Self(limit))
        } else {
            Err(Wrong::new("limit_out_of_range").with("max", Self::MOST))
        }
    }
}

impl utoipa::PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(1))
            .maximum(Some(Self::MOST))
            .default(Some(Self::DEFAULT.into()))
            .into()
    }
}

impl utoipa::ToSchema for Limit {}

/// The page that the parameters ask for.
pub(crate) fn page(limit: Option<Limit>, after: Option<Uuid>) -> PageRequest {
    PageRequest { limit: limit.map_or(Limit::DEFAULT, |limit| limit.0), after }
}
