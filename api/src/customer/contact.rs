//! Contact points, addresses and identifiers of a customer, as they are read and shown.

use chrono::{DateTime, Utc};
use domain::customer::{
    Address, ContactKind, ContactPoint, ContactRole, ContactValue, Country, EmailAddress,
    Identifier, PhoneNumber, Siren, Siret, VatNumber,
};
use serde::Serialize;
use serde_json::Value;
use store::customer::{StoredAddress, StoredPoint};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::address::{AddressInput, PostalAddressFields, PostalAddressView};
use crate::input::{
    ContactKindCode, ContactRoleCode, Faults, IdentifierKindChoice, IdentifierKindCode, Input,
    Text, Wrong,
};

/// By what a customer is reached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactPoint)]
pub(crate) struct ContactPointView {
    /// Id; another customer may share it.
    id: Uuid,
    /// What it is for.
    role: ContactRoleCode,
    /// Kind.
    kind: ContactKindCode,
    /// Address, or number in international form.
    value: String,
    /// When it was verified.
    verified_at: Option<DateTime<Utc>>,
    /// Since when it is known not to work.
    invalid_since: Option<DateTime<Utc>>,
    /// Why, a stable code.
    invalid_reason: Option<String>,
}

impl From<StoredPoint> for ContactPointView {
    fn from(stored: StoredPoint) -> Self {
        Self {
            id: stored.id.0,
            role: ContactRoleCode(stored.point.role),
            kind: ContactKindCode(stored.point.value.kind()),
            value: stored.point.value.as_str().to_owned(),
            verified_at: stored.verified_at,
            invalid_since: stored.invalid_since,
            invalid_reason: stored.invalid_reason,
        }
    }
}

/// Where a customer is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustomerAddress)]
pub(crate) struct AddressView {
    /// Id.
    id: Uuid,
    /// What it is for.
    role: ContactRoleCode,
    /// The address.
    address: PostalAddressView,
}

impl From<StoredAddress> for AddressView {
    fn from(stored: StoredAddress) -> Self {
        let Address { role, place } = stored.address;
        Self { id: stored.id.0, role: ContactRoleCode(role), address: place.into() }
    }
}

/// How the state knows a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Identifier)]
pub(crate) struct IdentifierView {
    /// Kind.
    kind: IdentifierKindCode,
    /// Number, without separators.
    value: String,
}

impl From<&Identifier> for IdentifierView {
    fn from(identifier: &Identifier) -> Self {
        let kind = match identifier {
            Identifier::Siren(_) => IdentifierKindChoice::Siren,
            Identifier::Siret(_) => IdentifierKindChoice::Siret,
            Identifier::Vat(_) => IdentifierKindChoice::Vat,
        };
        Self { kind: IdentifierKindCode(kind), value: identifier.as_str().to_owned() }
    }
}

input! {
    /// By what a customer is reached.
    #[schema(as = NewContactPoint, example = json!({ "kind": "email", "value": "compta@client.example" }))]
    struct ContactPointFields {
        /// What it is for; `main` when absent.
        role: Option<ContactRoleCode>,
        /// Kind.
        kind: ContactKindCode,
        /// E-mail address; or phone number in international form (`+33 4 91 00 00 00`) or a French one.
        #[schema(value_type = String, min_length = 1, max_length = 254)]
        value: Text<254>,
    }
}

/// A contact point that was read and checked.
#[derive(Debug)]
pub(crate) struct ContactPointInput(pub(crate) ContactPoint);

impl Input for ContactPointInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let fields = ContactPointFields::read(value, at, faults)?;
        let text = fields.value.0.as_str();
        let read = match *fields.kind {
            ContactKind::Email => EmailAddress::parse(text)
                .map(ContactValue::Email)
                .map_err(|_| Wrong::new("not_an_email_address")),
            ContactKind::Phone => PhoneNumber::parse(text, Country::FRANCE, None)
                .map(ContactValue::Phone)
                .map_err(|_| Wrong::new("not_a_phone_number")),
        };
        match read {
            Ok(value) => Some(Self(ContactPoint { role: role(fields.role), value })),
            Err(wrong) => {
                faults.at(&format!("{at}/value"), wrong);
                None
            }
        }
    }
}

input! {
    /// Where a customer is.
    #[schema(as = NewCustomerAddress)]
    struct CustomerAddressInput {
        /// What it is for; `main` when absent.
        role: Option<ContactRoleCode>,
        /// The address.
        #[schema(value_type = PostalAddressFields)]
        address: AddressInput,
    }
}

impl From<CustomerAddressInput> for Address {
    fn from(input: CustomerAddressInput) -> Self {
        Self { role: role(input.role), place: input.address.0 }
    }
}

input! {
    /// How the state knows a customer.
    #[schema(as = NewIdentifier, example = json!({ "kind": "siren", "value": "356 000 000" }))]
    struct IdentifierFields {
        /// Kind.
        kind: IdentifierKindCode,
        /// Number; separators do not count.
        #[schema(value_type = String, min_length = 1, max_length = 40)]
        value: Text<40>,
    }
}

/// An identifier that was read and checked.
#[derive(Debug)]
pub(crate) struct IdentifierInput(pub(crate) Identifier);

impl Input for IdentifierInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let fields = IdentifierFields::read(value, at, faults)?;
        let text = fields.value.0.as_str();
        let read = match *fields.kind {
            IdentifierKindChoice::Siren => Siren::parse(text).map(Identifier::Siren),
            IdentifierKindChoice::Siret => Siret::parse(text).map(Identifier::Siret),
            IdentifierKindChoice::Vat => VatNumber::parse(text).map(Identifier::Vat),
        };
        match read {
            Ok(identifier) => Some(Self(identifier)),
            Err(_) => {
                let wrong = match *fields.kind {
                    IdentifierKindChoice::Siren => "not_a_siren",
                    IdentifierKindChoice::Siret => "not_a_siret",
                    IdentifierKindChoice::Vat => "not_a_vat_number",
                };
                faults.at(&format!("{at}/value"), Wrong::new(wrong));
                None
            }
        }
    }
}

fn role(role: Option<ContactRoleCode>) -> ContactRole {
    role.map_or(ContactRole::Main, |role| *role)
}
