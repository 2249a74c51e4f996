//! `POST /customers/{id}/establishments`

use domain::customer::{Address, Establishment, Siret};
use domain::id::CustomerId;

use super::EstablishmentView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Created;
use crate::customer::contact::{
    ContactPointFields, ContactPointInput, CustomerAddressInput, contact_points,
};
use crate::input::{Body, Faults, Id, LanguageCode, Text};
use crate::problem::Problem;

input! {
    /// An establishment to add to a customer.
    #[schema(as = NewEstablishment, example = json!({
        "name": "Atelier de Marseille",
        "siret": "423 529 940 00011",
        "addresses": [{
            "role": "delivery",
            "address": {
                "street": "3 quai du Port",
                "postal_code": "13002",
                "city": "Marseille",
                "country": "FR",
            },
        }],
    }))]
    struct NewEstablishmentBody {
        /// Name.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: Text<200>,
        /// Its number in the register; it begins with the SIREN of its company.
        #[schema(value_type = Option<String>, min_length = 14, max_length = 40)]
        siret: Option<Siret>,
        /// Language of what it is sent; the customer's when absent.
        language: Option<LanguageCode>,
        /// By what it is reached.
        #[schema(value_type = Option<Vec<ContactPointFields>>, max_items = 50)]
        contact_points: Option<Vec<ContactPointInput>>,
        /// Where it is.
        #[schema(max_items = 50)]
        addresses: Option<Vec<CustomerAddressInput>>,
    }
}

/// Add an establishment to a customer.
#[utoipa::path(post, path = "/customers/{id}/establishments")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    key: Key,
    body: Body<NewEstablishmentBody>,
) -> Result<Created<EstablishmentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let body = body.value;
    let mut faults = Faults::default();
    let addresses: Vec<Address> = body.addresses.into_iter().flatten().map(Into::into).collect();
    let points = body.contact_points.unwrap_or_default();
    let establishment = Establishment {
        name: body.name.0,
        siret: body.siret,
        language: body.language.map(|language| *language),
        contact_points: contact_points(points, &addresses, &mut faults),
        addresses,
    };
    faults.none()?;
    let id = store::party::create_establishment(db, &context, *id, establishment, key.as_ref());
    let id = id.await?;
    let establishment = store::party::establishment(db, id).await?;
    Ok(Created { location: format!("/api/v1/establishments/{id}"), body: establishment.into() })
}
