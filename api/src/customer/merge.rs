//! `POST /customers/{id}/merge`

use domain::id::CustomerId;
use domain::merge::{Choice, Choices, MergeField};
use store::StoreError;
use store::merge::Merge;

use crate::access::{Key, May, MergeCustomers};
use crate::answer::Created;
use crate::input::{Body, Expected, Id, KeptCode, KeptListCode};
use crate::merge::MergeView;
use crate::problem::Problem;

input! {
    /// Who is merged into this customer, and whose parts are kept.
    #[schema(as = NewMerge, example = json!({
        "other": "01a2076b-4400-7000-9948-9654fcd76fda",
        "choices": { "name": "other", "contact_points": "both" },
    }))]
    struct MergeBody {
        /// The customer that is merged into this one.
        #[schema(value_type = uuid::Uuid)]
        other: CustomerId,
        /// Whose part is kept, by field. What is absent: the survivor's, the other's where the survivor has
        /// none, both of a list.
        choices: Option<MergeChoicesBody>,
    }
}

input! {
    /// Whose part is kept, field by field.
    #[schema(as = MergeChoices)]
    struct MergeChoicesBody {
        /// Name.
        name: Option<KeptCode>,
        /// Who the customer is in law; needed when one is a natural person and the other is not.
        legal_class: Option<KeptCode>,
        /// Language of what it is sent.
        language: Option<KeptCode>,
        /// Its usual currency.
        currency: Option<KeptCode>,
        /// Terms of payment.
        payment_terms: Option<KeptCode>,
        /// Credit limit.
        credit_limit: Option<KeptCode>,
        /// Its procedure of reminders.
        procedure: Option<KeptCode>,
        /// Whether it is reminded at all.
        dunning_active: Option<KeptCode>,
        /// By what it is reached.
        contact_points: Option<KeptListCode>,
        /// Where it is.
        addresses: Option<KeptListCode>,
        /// How the state knows it.
        identifiers: Option<KeptListCode>,
        /// The user who looks after it.
        owner: Option<KeptCode>,
        /// What the firm sticks on it.
        tags: Option<KeptListCode>,
        /// The values of the firm's own fields.
        custom_fields: Option<KeptListCode>,
        /// How to get paid by it.
        payment_sheet: Option<KeptCode>,
    }
}

/// Merge another customer into this one.
///
/// Everything that the other has moves here: invoices, payments, messages, people, establishments, notes,
/// files, tasks, what it is reached by. What is not kept, and what this one has already, stays with the other,
/// which is hidden. No refusal to be contacted is weakened: the stricter of both holds. Undone by
/// `POST /merges/{id}/undo`.
#[utoipa::path(post, path = "/customers/{id}/merge")]
pub(crate) async fn handler(
    may: May<MergeCustomers>,
    id: Id<CustomerId>,
    expected: Expected,
    key: Key,
    body: Body<MergeBody>,
) -> Result<Created<MergeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let MergeBody { other, choices } = body.value;
    let choices = choices.map(chosen).unwrap_or_default();
    let choices = Choices::new(choices).map_err(StoreError::from)?;
    let asked = Merge { survivor: *id, expected: Some(expected.0), other, choices };
    let merge = store::merge::merge(db, &context, &asked, key.as_ref()).await?;
    let view = store::merge::get(db.read(), merge).await?;
    Ok(Created { location: format!("/api/v1/merges/{merge}"), body: view.into() })
}

fn chosen(body: MergeChoicesBody) -> Vec<(MergeField, Choice)> {
    let one = |kept: KeptCode| kept.choice();
    let list = |kept: KeptListCode| kept.choice();
    [
        (MergeField::Name, body.name.map(one)),
        (MergeField::LegalClass, body.legal_class.map(one)),
        (MergeField::Language, body.language.map(one)),
        (MergeField::Currency, body.currency.map(one)),
        (MergeField::PaymentTerms, body.payment_terms.map(one)),
        (MergeField::CreditLimit, body.credit_limit.map(one)),
        (MergeField::Procedure, body.procedure.map(one)),
        (MergeField::DunningActive, body.dunning_active.map(one)),
        (MergeField::ContactPoints, body.contact_points.map(list)),
        (MergeField::Addresses, body.addresses.map(list)),
        (MergeField::Identifiers, body.identifiers.map(list)),
        (MergeField::Owner, body.owner.map(one)),
        (MergeField::Tags, body.tags.map(list)),
        (MergeField::CustomFields, body.custom_fields.map(list)),
        (MergeField::PaymentSheet, body.payment_sheet.map(one)),
    ]
    .into_iter()
    .filter_map(|(field, choice)| Some((field, choice?)))
    .collect()
}
