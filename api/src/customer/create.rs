//! `POST /customers`

use std::collections::HashMap;

use domain::customer::{
    Address, CustomField, CustomValues, CustomerFile, LegalClass, NewCustomer, Reference, Tag,
};
use domain::id::{ProcedureId, UserId};
use domain::money::Currency;

use super::CustomerView;
use super::contact::{
    ContactPointFields, ContactPointInput, CustomerAddressInput, IdentifierFields, IdentifierInput,
    contact_points,
};
use super::custom::CustomValuesInput;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Created;
use crate::input::{Body, Faults, LanguageCode, LegalClassCode, Text};
use crate::money::MoneyInput;
use crate::problem::Problem;

input! {
    /// A customer to make.
    #[schema(as = NewCustomer, example = json!({
        "reference": "C-0042",
        "name": "Menuiserie Arnaud",
        "legal_class": "professional_company",
        "language": "fr",
        "contact_points": [{ "kind": "email", "value": "compta@menuiserie-arnaud.example" }],
        "addresses": [{
            "role": "billing",
            "address": {
                "street": "12 rue des Lilas",
                "postal_code": "69003",
                "city": "Lyon",
                "country": "FR",
            },
        }],
    }))]
    struct NewCustomerBody {
        /// As the firm writes it, at most 64 characters; taken from a counter when absent.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 64)]
        reference: Option<Reference>,
        /// Name of the firm or the person.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: Text<200>,
        /// Who the customer is in law; `unknown` when absent.
        legal_class: Option<LegalClassCode>,
        /// Language of what it is sent.
        language: Option<LanguageCode>,
        /// Its usual currency; the firm's when absent.
        #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
        currency: Option<Currency>,
        /// Terms of payment, in words.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        payment_terms: Option<Text<200>>,
        /// Credit limit, in its currency.
        credit_limit: Option<MoneyInput>,
        /// Its procedure of reminders; the default one when absent.
        #[schema(value_type = Option<uuid::Uuid>)]
        procedure: Option<ProcedureId>,
        /// Whether it is reminded at all; it is when absent.
        dunning_active: Option<bool>,
        /// By what it is reached; the first of a role is its main one.
        #[schema(value_type = Option<Vec<ContactPointFields>>, max_items = 50)]
        contact_points: Option<Vec<ContactPointInput>>,
        /// Where it is.
        #[schema(max_items = 50)]
        addresses: Option<Vec<CustomerAddressInput>>,
        /// How the state knows it.
        #[schema(value_type = Option<Vec<IdentifierFields>>, max_items = 50)]
        identifiers: Option<Vec<IdentifierInput>>,
        /// The user who looks after it.
        #[schema(value_type = Option<uuid::Uuid>)]
        owner: Option<UserId>,
        /// What the firm sticks on it: at most fifty words of forty characters.
        #[schema(value_type = Option<Vec<String>>, max_items = 50)]
        tags: Option<Vec<Tag>>,
        /// Values of the firm's own fields, by their codes.
        #[schema(value_type = Option<Object>)]
        custom_fields: Option<CustomValuesInput>,
    }
}

/// Make a customer.
#[utoipa::path(post, path = "/customers")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    key: Key,
    body: Body<NewCustomerBody>,
) -> Result<Created<CustomerView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let firm = may.firm().await?;
    let fields = store::customer::custom_fields_by_code(may.db().read()).await?;
    let new = new_customer(body.value, firm.currency, &fields)?;
    let id = store::customer::create(may.db(), &may.context(), new, idempotency.as_ref()).await?;
    let customer = store::customer::get(may.db().read(), id).await?;
    Ok(Created { location: format!("/api/v1/customers/{id}"), body: customer.into() })
}

fn new_customer(
    body: NewCustomerBody,
    usual: Currency,
    fields: &HashMap<String, CustomField>,
) -> Result<NewCustomer, Problem> {
    let mut faults = Faults::default();
    let currency = body.currency.unwrap_or(usual);
    let limit =
        body.credit_limit.and_then(|limit| limit.minor(currency, "/credit_limit", &mut faults));
    let addresses: Vec<Address> = body.addresses.into_iter().flatten().map(Into::into).collect();
    let points = body.contact_points.unwrap_or_default();
    let mut custom = CustomValues::new();
    if let Some(values) = body.custom_fields {
        values.write(fields, &mut custom, &mut faults);
    }
    let file = CustomerFile {
        name: body.name.0,
        legal_class: body.legal_class.map_or(LegalClass::Unknown, |class| *class),
        language: body.language.map(|language| *language),
        currency,
        payment_terms: body.payment_terms.map(|terms| terms.0),
        credit_limit: limit,
        procedure: body.procedure,
        dunning_active: body.dunning_active.unwrap_or(true),
        contact_points: contact_points(points, &addresses, &mut faults),
        addresses,
        identifiers: body.identifiers.into_iter().flatten().map(|number| number.0).collect(),
        owner: body.owner,
        tags: Tag::set(body.tags.unwrap_or_default()),
        custom,
    };
    for fault in file.faults() {
        faults.at(super::patch::pointer(fault), crate::input::Wrong::new(fault.code()));
    }
    faults.none()?;
    Ok(NewCustomer { reference: body.reference, file })
}
