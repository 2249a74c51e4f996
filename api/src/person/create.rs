//! `POST /customers/{id}/people`

use domain::customer::Person;
use domain::id::CustomerId;

use super::{PersonView, broken, roles};
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Created;
use crate::customer::contact::{ContactPointFields, ContactPointInput, contact_points};
use crate::input::{Body, Faults, Id, LanguageCode, PersonRoleCode, Text};
use crate::problem::Problem;

input! {
    /// A person to add to a customer.
    #[schema(as = NewPerson, example = json!({
        "name": "Zoé Durand",
        "job_title": "Comptable fournisseurs",
        "roles": ["accounts_payable", "reminders"],
        "contact_points": [{ "kind": "email", "value": "zoe.durand@client.example" }],
    }))]
    struct NewPersonBody {
        /// Name.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: Text<200>,
        /// What the person's card says.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        job_title: Option<Text<200>>,
        /// Language of what it is sent; the customer's when absent.
        language: Option<LanguageCode>,
        /// What the person does for the customer. Reminders go to who has the role `reminders`, else
        /// `accounts_payable`, else to the customer itself.
        #[schema(max_items = 20)]
        roles: Option<Vec<PersonRoleCode>>,
        /// By what it is reached; somebody else may share it.
        #[schema(value_type = Option<Vec<ContactPointFields>>, max_items = 50)]
        contact_points: Option<Vec<ContactPointInput>>,
    }
}

/// Add a person to a customer.
#[utoipa::path(post, path = "/customers/{id}/people")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    key: Key,
    body: Body<NewPersonBody>,
) -> Result<Created<PersonView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let customer = store::customer::get(db.read(), *id).await?;
    let body = body.value;
    let mut faults = Faults::default();
    let points = body.contact_points.unwrap_or_default();
    let person = Person {
        name: body.name.0,
        job_title: body.job_title.map(|title| title.0),
        language: body.language.map(|language| *language),
        roles: roles(body.roles.unwrap_or_default()),
        contact_points: contact_points(points, &customer.file.addresses, &mut faults),
    };
    faults.none()?;
    let person = person.checked().map_err(broken)?;
    let id = store::party::create_person(db, &context, *id, person, key.as_ref()).await?;
    let person = store::party::person(db, id).await?;
    Ok(Created { location: format!("/api/v1/people/{id}"), body: person.into() })
}
