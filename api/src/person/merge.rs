//! `POST /people/{id}/merge`

use domain::id::PartyId;
use domain::merge::{Choice, Choices, PersonField};
use store::StoreError;
use store::merge::PeopleMerge;

use crate::access::{Key, May, MergeCustomers};
use crate::answer::Created;
use crate::input::{Body, Expected, Id, KeptCode, KeptListCode};
use crate::merge::MergeView;
use crate::problem::Problem;

input! {
    /// Who is merged into this person, and whose parts are kept.
    #[schema(as = NewPersonMerge, example = json!({
        "other": "01a2076b-4400-7000-9948-9654fcd76fda",
        "choices": { "name": "other", "contact_points": "both" },
    }))]
    struct PersonMergeBody {
        /// The person who is merged into this one, of the same customer or of another.
        #[schema(value_type = uuid::Uuid)]
        other: PartyId,
        /// Whose part is kept, by field. What is absent: the survivor's, the other's where the survivor has
        /// none, both of a list.
        choices: Option<PersonMergeChoicesBody>,
    }
}

input! {
    /// Whose part is kept, field by field.
    #[schema(as = PersonMergeChoices)]
    struct PersonMergeChoicesBody {
        /// Name.
        name: Option<KeptCode>,
        /// What the person's card says.
        job_title: Option<KeptCode>,
        /// Language of what it is sent.
        language: Option<KeptCode>,
        /// What the person does for the customer.
        roles: Option<KeptListCode>,
        /// By what it is reached.
        contact_points: Option<KeptListCode>,
    }
}

/// Merge another person into this one.
///
/// This one stays at its customer. Everything that names the other names this one: messages, notes, tasks,
/// contact sheets, what it is reached by. What is not kept, and what this one has already, stays with the other,
/// which is hidden. No refusal to be contacted is weakened: the stricter of both holds. Undone by
/// `POST /merges/{id}/undo`.
#[utoipa::path(post, path = "/people/{id}/merge")]
pub(crate) async fn handler(
    may: May<MergeCustomers>,
    id: Id<PartyId>,
    expected: Expected,
    key: Key,
    body: Body<PersonMergeBody>,
) -> Result<Created<MergeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let PersonMergeBody { other, choices } = body.value;
    let choices = choices.map(chosen).unwrap_or_default();
    let choices = Choices::new(choices).map_err(StoreError::from)?;
    let asked = PeopleMerge { survivor: *id, expected: Some(expected.0), other, choices };
    let merge = store::merge::merge_people(db, &context, &asked, key.as_ref()).await?;
    let view = store::merge::get(db.read(), merge).await?;
    Ok(Created { location: format!("/api/v1/merges/{merge}"), body: view.into() })
}

fn chosen(body: PersonMergeChoicesBody) -> Vec<(PersonField, Choice)> {
    [
        (PersonField::Name, body.name.map(|kept| kept.choice())),
        (PersonField::JobTitle, body.job_title.map(|kept| kept.choice())),
        (PersonField::Language, body.language.map(|kept| kept.choice())),
        (PersonField::Roles, body.roles.map(|kept| kept.choice())),
        (PersonField::ContactPoints, body.contact_points.map(|kept| kept.choice())),
    ]
    .into_iter()
    .filter_map(|(field, choice)| Some((field, choice?)))
    .collect()
}
