//! `PATCH /people/{id}`

use domain::customer::Person;
use domain::id::PartyId;

use super::{PersonView, broken, roles};
use crate::access::{May, WriteCustomers};
use crate::answer::Versioned;
use crate::customer::contact::{ContactPointFields, ContactPointInput, contact_points};
use crate::input::{Body, Expected, Faults, Id, LanguageCode, Patch, PersonRoleCode, Text};
use crate::problem::Problem;

input! {
    /// What to change: what is absent stays, `null` empties. Lists are replaced whole.
    #[schema(as = PersonChange, example = json!({ "roles": ["buyer"], "language": null }))]
    struct PersonChangeBody {
        /// Name.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// What the person's card says.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        job_title: Patch<Text<200>>,
        /// Language of what it is sent.
        #[schema(value_type = Option<LanguageCode>)]
        language: Patch<LanguageCode>,
        /// What the person does for the customer.
        #[schema(max_items = 20)]
        roles: Option<Vec<PersonRoleCode>>,
        /// By what it is reached.
        #[schema(value_type = Option<Vec<ContactPointFields>>, max_items = 50)]
        contact_points: Option<Vec<ContactPointInput>>,
    }
}

/// Change a person of a customer.
#[utoipa::path(patch, path = "/people/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    expected: Expected,
    body: Body<PersonChangeBody>,
) -> Result<Versioned<PersonView>, Problem> {
    let (db, context, body) = (may.db(), may.context(), body.value);
    let before = store::party::person(db, *id).await?;
    let addresses = match before.customer {
        Some(customer) => store::customer::get(db.read(), customer).await?.file.addresses,
        None => Vec::new(),
    };
    let mut person = before.person;
    if let Some(name) = body.name {
        person.name = name.0;
    }
    body.job_title.map(|title| title.0).write(&mut person.job_title);
    body.language.map(|language| *language).write(&mut person.language);
    if let Some(codes) = body.roles {
        person.roles = roles(codes);
    }
    if let Some(points) = body.contact_points {
        let mut faults = Faults::default();
        person.contact_points = contact_points(points, &addresses, &mut faults);
        faults.none()?;
    }
    let person = person.checked().map_err(broken)?;
    let change = |stored: &mut Person| *stored = person;
    store::party::update_person(db, &context, *id, expected.0, change).await?;
    let person = store::party::person(db, *id).await?;
    let version = person.version;
    Ok(Versioned(person.into(), version))
}
