//! From a customer's file to the rows of its tables.

use domain::context::Context;
use domain::customer::{Address, CustomerFile, Identifier, Reference};
use domain::fold::fold;
use domain::id::{AddressId, CustomerId, PartyId};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use uuid::Uuid;

use super::record::StoredAddress;
use crate::entity::{address, customer, identifier, party};

/// A natural person is a person; everybody else is an organisation.
const fn kind(file: &CustomerFile) -> &'static str {
    if file.legal_class.is_natural_person() { "person" } else { "organisation" }
}

pub(crate) fn party(context: &Context, id: PartyId, file: &CustomerFile) -> party::ActiveModel {
    party::ActiveModel {
        id: Set(id.0),
        kind: Set(kind(file).to_owned()),
        name: Set(file.name.clone()),
        name_folded: Set(fold(&file.name)),
        language: Set(file.language.map(|language| language.code().to_owned())),
        parent_id: Set(None),
        merged_into: Set(None),
        restricted_at: Set(None),
        deleted_at: Set(None),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
    }
}

pub(crate) fn customer(
    context: &Context,
    id: CustomerId,
    party: PartyId,
    reference: &Reference,
    file: &CustomerFile,
) -> customer::ActiveModel {
    customer::ActiveModel {
        id: Set(id.0),
        party_id: Set(party.0),
        reference: Set(reference.as_str().to_owned()),
        reference_key: Set(reference.key()),
        legal_class: Set(file.legal_class.code().to_owned()),
        payment_terms: Set(file.payment_terms.clone()),
        credit_limit: Set(file.credit_limit),
        currency: Set(file.currency.code().to_owned()),
        procedure_id: Set(file.procedure.map(|procedure| procedure.0)),
        dunning_active: Set(file.dunning_active),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
        deleted_at: Set(None),
    }
}

/// The row of an address of a party that had `known` before: a place that is known not to work stays so
/// under whatever id and role.
pub(crate) fn address(
    context: &Context,
    id: AddressId,
    party: PartyId,
    address: &Address,
    known: &[StoredAddress],
) -> address::ActiveModel {
    let place = &address.place;
    let same = known.iter().filter(|known| known.address.place == *place);
    let same = same.max_by_key(|known| known.invalid_since);
    address::ActiveModel {
        id: Set(id.0),
        party_id: Set(party.0),
        role: Set(address.role.code().to_owned()),
        lines: Set(json!(place.lines)),
        street: Set(place.street.clone()),
        postal_code: Set(place.postal_code.clone()),
        city: Set(place.city.clone()),
        country: Set(place.country.clone()),
        created_at: Set(context.now),
        invalid_since: Set(same.and_then(|known| known.invalid_since)),
        invalid_reason: Set(same.and_then(|known| known.invalid_reason.clone())),
    }
}

pub(crate) fn identifier(
    id: Uuid,
    party: PartyId,
    identifier: &Identifier,
) -> identifier::ActiveModel {
    identifier::ActiveModel {
        id: Set(id),
        party_id: Set(party.0),
        kind: Set(identifier.kind().code().to_owned()),
        value: Set(identifier.as_str().to_owned()),
    }
}
