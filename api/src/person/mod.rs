//! People of a customer: whom one speaks to, with what they do there.

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
use domain::customer::{PersonFault, PersonRole};
use serde::Serialize;
use store::party::PersonRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customer::contact::ContactPointView;
use crate::input::{LanguageCode, PersonRoleCode, Wrong};
use crate::problem::Problem;

/// A person of a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonView {
    /// Id.
    id: Uuid,
    /// The customer.
    customer: Option<Uuid>,
    /// Name.
    name: String,
    /// What the person's card says.
    job_title: Option<String>,
    /// Language of what it is sent; `null`: the customer's.
    language: Option<LanguageCode>,
    /// What the person does for the customer.
    roles: Vec<PersonRoleCode>,
    /// By what it is reached.
    contact_points: Vec<ContactPointView>,
    /// Since when the processing of its data is restricted (GDPR 18); `null`: it is not.
    restricted_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    version: i32,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<PersonRecord> for PersonView {
    fn from(record: PersonRecord) -> Self {
        let person = record.person;
        Self {
            id: record.id.0,
            customer: record.customer.map(|customer| customer.0),
            name: person.name,
            job_title: person.job_title,
            language: person.language.map(LanguageCode),
            roles: person.roles.into_iter().map(PersonRoleCode).collect(),
            contact_points: record.points.into_iter().map(Into::into).collect(),
            restricted_at: record.restricted_at,
            version: record.version,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

fn roles(codes: Vec<PersonRoleCode>) -> Vec<PersonRole> {
    codes.into_iter().map(|role| *role).collect()
}

/// The problem of a body that breaks a rule.
pub(crate) fn broken(fault: PersonFault) -> Problem {
    let pointer = match fault {
        PersonFault::Name => "/name",
        PersonFault::JobTitle => "/job_title",
        PersonFault::TooManyContacts | PersonFault::ListedTwice => "/contact_points",
        PersonFault::SiretOfAnother => "/siret",
    };
    Problem::fault(pointer, Wrong::new(fault.code()))
}
