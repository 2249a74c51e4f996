//! `PATCH /customers/{id}`

use std::collections::HashMap;

use domain::customer::{CustomField, CustomerFault, CustomerFile, Tag};
use domain::id::{CustomerId, ProcedureId, UserId};
use domain::money::Currency;

use super::CustomerView;
use super::contact::{
    ContactPointFields, ContactPointInput, CustomerAddressInput, IdentifierFields, IdentifierInput,
    contact_points,
};
use super::custom::CustomValuesInput;
use crate::access::{May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Faults, Id, LanguageCode, LegalClassCode, Patch, Text, Wrong};
use crate::money::MoneyInput;
use crate::problem::Problem;

input! {
    /// What to change: what is absent stays, `null` empties. Lists are replaced whole.
    #[schema(as = CustomerChange, example = json!({ "language": "en", "payment_terms": null }))]
    struct CustomerChangeBody {
        /// Name.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// Who the customer is in law.
        legal_class: Option<LegalClassCode>,
        /// Language of what it is sent.
        #[schema(value_type = Option<LanguageCode>)]
        language: Patch<LanguageCode>,
        /// Its usual currency.
        #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
        currency: Option<Currency>,
        /// Terms of payment, in words.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        payment_terms: Patch<Text<200>>,
        /// Credit limit, in its currency.
        #[schema(value_type = Option<MoneyInput>)]
        credit_limit: Patch<MoneyInput>,
        /// Its procedure of reminders.
        #[schema(value_type = Option<uuid::Uuid>)]
        procedure: Patch<ProcedureId>,
        /// Whether it is reminded at all.
        dunning_active: Option<bool>,
        /// By what it is reached.
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
        owner: Patch<UserId>,
        /// What the firm sticks on it: at most fifty words of forty characters.
        #[schema(value_type = Option<Vec<String>>, max_items = 50)]
        tags: Option<Vec<Tag>>,
        /// Values of the firm's own fields, by their codes; `null` empties one, the others stay.
        #[schema(value_type = Option<Object>)]
        custom_fields: Option<CustomValuesInput>,
    }
}

/// Change a customer.
#[utoipa::path(patch, path = "/customers/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    expected: Expected,
    body: Body<CustomerChangeBody>,
) -> Result<Versioned<CustomerView>, Problem> {
    let (db, context) = (may.db(), may.context());
    let before = store::customer::get(db.read(), *id).await?;
    let mut file = before.file;
    let fields = store::customer::custom_fields_by_code(db.read()).await?;
    apply(&mut file, body.value, &fields)?;
    let change = |stored: &mut CustomerFile| *stored = file;
    store::customer::update(db, &context, *id, expected.0, change, None).await?;
    let customer = store::customer::get(db.read(), *id).await?;
    let version = customer.version;
    Ok(Versioned(customer.into(), version))
}

/// Writes the change into the file as it was read: the version says whether it is still that one.
fn apply(
    file: &mut CustomerFile,
    body: CustomerChangeBody,
    fields: &HashMap<String, CustomField>,
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    if let Some(name) = body.name {
        file.name = name.0;
    }
    if let Some(class) = body.legal_class {
        file.legal_class = *class;
    }
    body.language.map(|language| *language).write(&mut file.language);
    if let Some(currency) = body.currency {
        file.currency = currency;
    }
    body.payment_terms.map(|terms| terms.0).write(&mut file.payment_terms);
    match body.credit_limit {
        Patch::Absent => {}
        Patch::Null => file.credit_limit = None,
        Patch::Value(limit) => {
            file.credit_limit = limit.minor(file.currency, "/credit_limit", &mut faults);
        }
    }
    body.procedure.write(&mut file.procedure);
    if let Some(active) = body.dunning_active {
        file.dunning_active = active;
    }
    if let Some(addresses) = body.addresses {
        file.addresses = addresses.into_iter().map(Into::into).collect();
    }
    if let Some(points) = body.contact_points {
        file.contact_points = contact_points(points, &file.addresses, &mut faults);
    }
    if let Some(numbers) = body.identifiers {
        file.identifiers = numbers.into_iter().map(|number| number.0).collect();
    }
    body.owner.write(&mut file.owner);
    if let Some(tags) = body.tags {
        file.tags = Tag::set(tags);
    }
    if let Some(values) = body.custom_fields {
        values.write(fields, &mut file.custom, &mut faults);
    }
    for fault in file.faults() {
        faults.at(pointer(fault), Wrong::new(fault.code()));
    }
    faults.none()
}

/// Where the part stands that breaks a rule.
pub(super) const fn pointer(fault: CustomerFault) -> &'static str {
    match fault {
        CustomerFault::NameMissing | CustomerFault::NameMalformed => "/name",
        CustomerFault::TermsMalformed => "/payment_terms",
        CustomerFault::CreditLimitOutOfRange => "/credit_limit/amount",
        CustomerFault::TooManyContacts | CustomerFault::ListedTwice => "",
        CustomerFault::TooManyTags => "/tags",
    }
}
