//! `POST /establishments/{id}/merge`

use domain::id::PartyId;
use domain::merge::{Choice, Choices, EstablishmentField};
use store::StoreError;
use store::merge::EstablishmentsMerge;

use crate::access::{Key, May, MergeCustomers};
use crate::answer::Created;
use crate::input::{Body, Expected, Id, KeptCode, KeptListCode};
use crate::merge::MergeView;
use crate::problem::Problem;

input! {
    /// Which establishment is merged into this one, and whose parts are kept.
    #[schema(as = NewEstablishmentMerge, example = json!({
        "other": "01a2076b-4400-7000-9948-9654fcd76fda",
        "choices": { "name": "other", "addresses": "both" },
    }))]
    struct EstablishmentMergeBody {
        /// The establishment that is merged into this one, of the same customer or of another.
        #[schema(value_type = uuid::Uuid)]
        other: PartyId,
        /// Whose part is kept, by field. What is absent: the survivor's, the other's where the survivor has
        /// none, both of a list.
        choices: Option<EstablishmentMergeChoicesBody>,
    }
}

input! {
    /// Whose part is kept, field by field.
    #[schema(as = EstablishmentMergeChoices)]
    struct EstablishmentMergeChoicesBody {
        /// Name.
        name: Option<KeptCode>,
        /// Its number in the register; absent, the other's only where it is of this one's company.
        siret: Option<KeptCode>,
        /// Language of what it is sent.
        language: Option<KeptCode>,
        /// By what it is reached.
        contact_points: Option<KeptListCode>,
        /// Where it is.
        addresses: Option<KeptListCode>,
    }
}

/// Merge another establishment into this one.
///
/// This one stays at its customer. Everything that names the other names this one: messages, notes, tasks,
/// contact sheets, what it is reached by, where it is. What is not kept, and what this one has already, stays
/// with the other, which is hidden; its id leads to this one. Undone by `POST /merges/{id}/undo`.
#[utoipa::path(post, path = "/establishments/{id}/merge")]
pub(crate) async fn handler(
    may: May<MergeCustomers>,
    id: Id<PartyId>,
    expected: Expected,
    key: Key,
    body: Body<EstablishmentMergeBody>,
) -> Result<Created<MergeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let EstablishmentMergeBody { other, choices } = body.value;
    let choices = choices.map(chosen).unwrap_or_default();
    let choices = Choices::new(choices).map_err(StoreError::from)?;
    let asked = EstablishmentsMerge { survivor: *id, expected: Some(expected.0), other, choices };
    let merge = store::merge::merge_establishments(db, &context, &asked, key.as_ref()).await?;
    let view = store::merge::get(db.read(), merge).await?;
    Ok(Created { location: format!("/api/v1/merges/{merge}"), body: view.into() })
}

fn chosen(body: EstablishmentMergeChoicesBody) -> Vec<(EstablishmentField, Choice)> {
    [
        (EstablishmentField::Name, body.name.map(|kept| kept.choice())),
        (EstablishmentField::Siret, body.siret.map(|kept| kept.choice())),
        (EstablishmentField::Language, body.language.map(|kept| kept.choice())),
        (EstablishmentField::ContactPoints, body.contact_points.map(|kept| kept.choice())),
        (EstablishmentField::Addresses, body.addresses.map(|kept| kept.choice())),
    ]
    .into_iter()
    .filter_map(|(field, choice)| Some((field, choice?)))
    .collect()
}
