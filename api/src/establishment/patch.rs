//! `PATCH /establishments/{id}`

use domain::customer::{Establishment, Siret};
use domain::id::PartyId;

use super::EstablishmentView;
use crate::access::{May, WriteCustomers};
use crate::answer::Versioned;
use crate::customer::contact::{
    ContactPointFields, ContactPointInput, CustomerAddressInput, contact_points,
};
use crate::input::{Body, Expected, Faults, Id, LanguageCode, Patch, Text};
use crate::problem::Problem;

input! {
    /// What to change: what is absent stays, `null` empties. Lists are replaced whole.
    #[schema(as = EstablishmentChange, example = json!({ "name": "Atelier du Port" }))]
    struct EstablishmentChangeBody {
        /// Name.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// Its number in the register.
        #[schema(value_type = Option<String>, min_length = 14, max_length = 40)]
        siret: Patch<Siret>,
        /// Language of what it is sent.
        #[schema(value_type = Option<LanguageCode>)]
        language: Patch<LanguageCode>,
        /// By what it is reached.
        #[schema(value_type = Option<Vec<ContactPointFields>>, max_items = 50)]
        contact_points: Option<Vec<ContactPointInput>>,
        /// Where it is.
        #[schema(max_items = 50)]
        addresses: Option<Vec<CustomerAddressInput>>,
    }
}

/// Change an establishment of a customer.
#[utoipa::path(patch, path = "/establishments/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    expected: Expected,
    body: Body<EstablishmentChangeBody>,
) -> Result<Versioned<EstablishmentView>, Problem> {
    let (db, context, body) = (may.db(), may.context(), body.value);
    let mut establishment = store::party::establishment(db, *id).await?.establishment;
    if let Some(name) = body.name {
        establishment.name = name.0;
    }
    body.siret.write(&mut establishment.siret);
    body.language.map(|language| *language).write(&mut establishment.language);
    if let Some(addresses) = body.addresses {
        establishment.addresses = addresses.into_iter().map(Into::into).collect();
    }
    if let Some(points) = body.contact_points {
        let mut faults = Faults::default();
        establishment.contact_points =
            contact_points(points, &establishment.addresses, &mut faults);
        faults.none()?;
    }
    let change = |stored: &mut Establishment| *stored = establishment;
    store::party::update_establishment(db, &context, *id, expected.0, change).await?;
    let establishment = store::party::establishment(db, *id).await?;
    let version = establishment.version;
    Ok(Versioned(establishment.into(), version))
}
