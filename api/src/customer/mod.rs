//! Customers: a party in its commercial role, with how it is reached and where it is.

pub(crate) mod attachment;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod note;
pub(crate) mod patch;
pub(crate) mod payment_sheet;
pub(crate) mod restore;
pub(crate) mod timeline;

pub(crate) mod contact;
mod custom;
mod known;
pub(crate) mod point;

use chrono::{DateTime, Utc};
use domain::id::CustomerId;
use serde::Serialize;
use store::Db;
use store::customer::CustomerRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use self::contact::{AddressView, ContactPointView, IdentifierView};
use crate::input::{LanguageCode, LegalClassCode};
use crate::money::MoneyView;
use crate::problem::Problem;

pub(crate) use known::{MayBeUnknown, known};

/// Whom one reads by an id: the customer itself, of one that was merged the survivor.
pub(crate) async fn standing(db: &Db, id: CustomerId) -> Result<CustomerId, Problem> {
    Ok(store::merge::resolve(db.read(), id).await?)
}

/// [`standing`] of a customer by whom a list is narrowed.
pub(crate) async fn asked(db: &Db, id: Option<CustomerId>) -> Result<Option<CustomerId>, Problem> {
    match id {
        Some(id) => standing(db, id).await.map(Some),
        None => Ok(None),
    }
}

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Customer)]
pub(crate) struct CustomerView {
    /// Id.
    id: Uuid,
    /// The party behind it.
    party: Uuid,
    /// As the firm writes it; unique without regard to case.
    reference: String,
    /// Name of the firm or the person.
    name: String,
    /// Who the customer is in law: it decides on penalties.
    legal_class: LegalClassCode,
    /// Language of what it is sent; `null` when not known.
    language: Option<LanguageCode>,
    /// Its usual currency.
    currency: String,
    /// Terms of payment, in words.
    payment_terms: Option<String>,
    /// Credit limit.
    credit_limit: Option<MoneyView>,
    /// Its procedure of reminders; `null`: the default one.
    procedure: Option<Uuid>,
    /// Whether it is reminded at all.
    dunning_active: bool,
    /// By what it is reached.
    contact_points: Vec<ContactPointView>,
    /// Where it is.
    addresses: Vec<AddressView>,
    /// How the state knows it.
    identifiers: Vec<IdentifierView>,
    /// The user who looks after it.
    owner: Option<Uuid>,
    /// What the firm sticks on it.
    tags: Vec<String>,
    /// The values of the firm's own fields, by their codes.
    #[schema(value_type = Object)]
    custom_fields: serde_json::Map<String, serde_json::Value>,
    /// Since when the processing of its data is restricted (GDPR 18); `null`: it is not.
    restricted_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    version: i32,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<CustomerRecord> for CustomerView {
    fn from(customer: CustomerRecord) -> Self {
        let file = customer.file;
        Self {
            id: customer.id.0,
            party: customer.party.0,
            reference: customer.reference.as_str().to_owned(),
            name: file.name,
            legal_class: LegalClassCode(file.legal_class),
            language: file.language.map(LanguageCode),
            currency: file.currency.code().to_owned(),
            payment_terms: file.payment_terms,
            credit_limit: file.credit_limit.map(|limit| MoneyView::new(limit, file.currency)),
            procedure: file.procedure.map(|procedure| procedure.0),
            dunning_active: file.dunning_active,
            contact_points: customer.points.into_iter().map(Into::into).collect(),
            addresses: customer.addresses.into_iter().map(Into::into).collect(),
            identifiers: file.identifiers.iter().map(Into::into).collect(),
            owner: file.owner.map(|user| user.0),
            tags: file.tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
            custom_fields: custom::shown(&file.custom),
            restricted_at: customer.restricted_at,
            version: customer.version,
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        }
    }
}
