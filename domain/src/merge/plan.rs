//! What the survivor's file becomes, and which rows change their owner.

use chrono::{DateTime, Utc};

use super::choice::{Choice, Choices, MergeField};
use super::lists;
use super::refusal::{MergeRefusal, admit};
use crate::customer::{Address, ContactPoint, CustomerFile, Identifier, LegalClass};
use crate::id::{AddressId, ContactPointId, CustomerId, PartyId};

/// One of the two, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// The customer.
    pub customer: CustomerId,
    /// The party behind it.
    pub party: PartyId,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Whether it is part of another already.
    pub is_merged: bool,
    /// Since when its processing is restricted (GDPR art. 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// Whether somebody wrote down how to get paid by it.
    pub has_payment_sheet: bool,
    /// Its file.
    pub file: CustomerFile,
    /// The contact points of the file, in its order.
    pub points: Vec<(ContactPointId, ContactPoint)>,
    /// The addresses of the file, in its order.
    pub addresses: Vec<(AddressId, Address)>,
}

/// What a merge does to the files. What is kept of the other moves to the survivor; what is not kept of
/// the survivor moves to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePlan {
    /// The survivor's file once merged.
    pub file: CustomerFile,
    /// Since when the survivor is restricted: the earlier of both.
    pub restricted_at: Option<DateTime<Utc>>,
    /// Whether the survivor gets paid as the other's sheet says.
    pub takes_payment_sheet: bool,
    /// Contact points of the survivor, in their order, once merged.
    pub points: Vec<(ContactPointId, ContactPoint)>,
    /// Addresses of the survivor, in their order, once merged.
    pub addresses: Vec<AddressId>,
    /// Its identifiers once merged.
    pub identifiers: Vec<Identifier>,
}

/// Plans the merge of `other` into `survivor`.
///
/// # Errors
/// [`MergeRefusal`] says what forbids it.
pub fn plan(
    survivor: &Merging,
    other: &Merging,
    choices: &Choices,
) -> Result<MergePlan, MergeRefusal> {
    let restricted_at = admit(
        survivor.customer == other.customer || survivor.party == other.party,
        survivor.is_merged || other.is_merged,
        survivor.is_deleted || other.is_deleted,
        [survivor.restricted_at, other.restricted_at],
    )?;
    let (mine, theirs) = (&survivor.file, &other.file);
    let others = |field, by_default: bool| match choices.of(field) {
        Some(choice) => choice == Choice::Other,
        None => by_default,
    };
    let unknown = |class| class == LegalClass::Unknown;
    let [person, other_person] = [mine, theirs].map(|file| file.legal_class.is_natural_person());
    let known = ![mine, theirs].iter().any(|file| unknown(file.legal_class));
    if known && person != other_person && choices.of(MergeField::LegalClass).is_none() {
        return Err(MergeRefusal::LegalClassUnclear);
    }
    let pick = |field, by_default| if others(field, by_default) { theirs } else { mine };
    let from_currency = pick(MergeField::Currency, false);
    // A limit in another currency is no limit of the one that is kept.
    let fills = mine.credit_limit.is_none() && theirs.currency == from_currency.currency;
    let from_limit = pick(MergeField::CreditLimit, fills);
    if from_limit.credit_limit.is_some() && from_limit.currency != from_currency.currency {
        return Err(MergeRefusal::LimitInOtherCurrency);
    }
    let class = pick(MergeField::LegalClass, unknown(mine.legal_class)).legal_class;
    let terms = pick(MergeField::PaymentTerms, mine.payment_terms.is_none());
    let procedure = pick(MergeField::Procedure, mine.procedure.is_none()).procedure;
    let chosen = choices.of(MergeField::ContactPoints);
    let points = lists::points(&survivor.points, &other.points, chosen);
    let chosen = choices.of(MergeField::Addresses);
    let addresses = lists::addresses(&survivor.addresses, &other.addresses, chosen);
    let identifiers = lists::identifiers(mine, theirs, choices.of(MergeField::Identifiers));
    let file = CustomerFile {
        name: pick(MergeField::Name, false).name.clone(),
        legal_class: class,
        language: pick(MergeField::Language, mine.language.is_none()).language,
        currency: from_currency.currency,
        payment_terms: terms.payment_terms.clone(),
        credit_limit: from_limit.credit_limit,
        procedure,
        dunning_active: pick(MergeField::DunningActive, false).dunning_active,
        contact_points: points.iter().map(|(_, point)| point.clone()).collect(),
        addresses: addresses.iter().map(|(_, address)| address.clone()).collect(),
        identifiers: identifiers.clone(),
        owner: pick(MergeField::Owner, mine.owner.is_none()).owner,
        tags: lists::tags(mine, theirs, choices.of(MergeField::Tags)),
        custom: lists::custom(mine, theirs, choices.of(MergeField::CustomFields)),
    };
    if let Some(fault) = file.faults().into_iter().next() {
        return Err(MergeRefusal::File(fault.code()));
    }
    Ok(MergePlan {
        file,
        restricted_at,
        takes_payment_sheet: others(MergeField::PaymentSheet, !survivor.has_payment_sheet),
        points,
        addresses: addresses.into_iter().map(|(id, _)| id).collect(),
        identifiers,
    })
}
