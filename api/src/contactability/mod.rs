//! Whether a customer, or a person of one, may be contacted: by which channel, where, for which purpose, by which article.

pub(crate) mod get;
pub(crate) mod person;

use chrono::{DateTime, Utc};
use domain::contactability::Evidence;
use domain::purpose::{Purpose, PurposeCode};
use serde::Serialize;
use store::Db;
use store::contactability::CustomerAnswer;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{ContactChannelCode, ContactReasonCode, Faults};
use crate::problem::{Kind, Problem};

/// The answer for one purpose, one channel and one contact point.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactAnswer)]
pub(crate) struct AnswerView {
    /// Code of the purpose.
    purpose: String,
    /// By which channel.
    channel: ContactChannelCode,
    /// At which contact point; `null`: by letter, or there is none.
    contact_point: Option<Uuid>,
    /// Whether it is lawful.
    allowed: bool,
    /// Why.
    reason: ContactReasonCode,
    /// The article of law.
    article: String,
    /// Whether the rule was read in a published source.
    confirmed: bool,
    /// What shows it: `kind`, and what that kind has (`id`, `at`, `code`, ...).
    #[schema(value_type = Option<Object>)]
    evidence: Option<Evidence>,
    /// The next lawful moment, when only the hour, the day or the number of calls forbids it.
    next_lawful_at: Option<DateTime<Utc>>,
}

impl From<CustomerAnswer> for AnswerView {
    fn from(of: CustomerAnswer) -> Self {
        Self {
            purpose: of.purpose.code.as_str().to_owned(),
            channel: ContactChannelCode(of.channel),
            contact_point: of.point.map(|point| point.0),
            allowed: of.answer.allowed(),
            reason: ContactReasonCode(of.answer.reason),
            article: of.answer.article.to_owned(),
            confirmed: of.answer.confirmed,
            evidence: of.answer.evidence,
            next_lawful_at: of.answer.next_lawful_at,
        }
    }
}

/// The answers for a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contactability)]
pub(crate) struct ContactabilityView {
    /// The customer.
    customer: Uuid,
    /// The moment for which they hold.
    at: DateTime<Utc>,
    /// For each purpose, by each of its channels, at each contact point.
    answers: Vec<AnswerView>,
}

/// The answers for a person of a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PersonContactability)]
pub(crate) struct PersonContactabilityView {
    /// The person.
    person: Uuid,
    /// The moment for which they hold.
    at: DateTime<Utc>,
    /// For each purpose, by each of its channels, at each contact point.
    answers: Vec<AnswerView>,
}

/// The purpose of this code, or all that the firm pursues.
async fn asked(db: &Db, code: Option<&PurposeCode>) -> Result<Vec<Purpose>, Problem> {
    let Some(code) = code else {
        let all = store::purpose::list(db.read()).await?;
        return Ok(all.into_iter().map(|one| one.purpose).filter(|one| one.active).collect());
    };
    let found = crate::purpose::by_code(db, code).await?.map_err(|wrong| {
        let mut faults = Faults::default();
        faults.of_parameter("purpose", wrong);
        Problem::faults(Kind::MalformedQuery, faults)
    })?;
    Ok(vec![found.purpose])
}
