//! Establishments of a customer: where the company works.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod patch;
pub(crate) mod restore;
pub(crate) mod timeline;

use chrono::{DateTime, Utc};
use domain::customer::Siret;
use serde::Serialize;
use store::party::EstablishmentRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customer::contact::{AddressView, ContactPointView, wrong_identifier};
use crate::input::{LanguageCode, Scalar, Wrong, in_bodies};

/// An establishment of a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Establishment)]
pub(crate) struct EstablishmentView {
    /// Id.
    id: Uuid,
    /// The customer.
    customer: Option<Uuid>,
    /// Name.
    name: String,
    /// Its number in the register: fourteen digits.
    siret: Option<String>,
    /// Language of what it is sent; `null`: the customer's.
    language: Option<LanguageCode>,
    /// By what it is reached.
    contact_points: Vec<ContactPointView>,
    /// Where it is.
    addresses: Vec<AddressView>,
    /// Grows with each change.
    version: i32,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<EstablishmentRecord> for EstablishmentView {
    fn from(record: EstablishmentRecord) -> Self {
        let establishment = record.establishment;
        Self {
            id: record.id.0,
            customer: record.customer.map(|customer| customer.0),
            name: establishment.name,
            siret: establishment.siret.map(String::from),
            language: establishment.language.map(LanguageCode),
            contact_points: record.points.into_iter().map(Into::into).collect(),
            addresses: record.addresses.into_iter().map(Into::into).collect(),
            version: record.version,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

impl Scalar for Siret {
    fn parse(text: &str) -> Result<Self, Wrong> {
        Self::parse(text).map_err(wrong_identifier)
    }
}

in_bodies!(Siret);
