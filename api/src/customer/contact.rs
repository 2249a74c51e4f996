//! Contact points, addresses and identifiers of a customer, as they are read and shown.

use chrono::{DateTime, Utc};
use domain::customer::{
    Address, ContactKind, ContactPoint, ContactRole, ContactValue, Identifier, IdentifierFault,
    PhoneFault, PhoneNumber, PostalAddress,
};
use serde::Serialize;
use serde_json::Value;
use store::customer::{StoredAddress, StoredPoint};
use utoipa::ToSchema;
use uuid::Uuid;

use super::point::{contact_value, wrong_phone};
use crate::address::{AddressInput, PostalAddressFields, PostalAddressView};
use crate::input::{
    ContactKindCode, ContactRoleCode, Faults, IdentifierKindCode, Input, Text, Wrong,
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
    /// Address; number in international form; or account on a social network, `network:handle`.
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
    /// Since when it is known not to work.
    invalid_since: Option<DateTime<Utc>>,
    /// Why, as a person said; `reported` when nobody said more.
    invalid_reason: Option<String>,
}

impl From<StoredAddress> for AddressView {
    fn from(stored: StoredAddress) -> Self {
        let Address { role, place } = stored.address;
        Self {
            id: stored.id.0,
            role: ContactRoleCode(role),
            address: place.into(),
            invalid_since: stored.invalid_since,
            invalid_reason: stored.invalid_reason,
        }
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
        let kind = IdentifierKindCode(identifier.kind());
        Self { kind, value: identifier.as_str().to_owned() }
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
        /// E-mail address; or phone number in international form (`+33 4 91 00 00 00`), or as it is
        /// written in the country of the main address, France when there is none; or account on a social
        /// network, such as `linkedin:anne-durand` or the address of its profile.
        #[schema(value_type = String, min_length = 1, max_length = 254)]
        value: Text<254>,
    }
}

/// A contact point that was read; a phone number is not checked before the address is known, whose
/// plan it follows.
#[derive(Debug)]
pub(crate) struct ContactPointInput {
    role: ContactRole,
    value: Written,
    at: String,
}

#[derive(Debug)]
enum Written {
    Checked(ContactValue),
    Phone(String),
}

/// The contact points of somebody who lives at the main one of `addresses`.
pub(crate) fn contact_points(
    points: Vec<ContactPointInput>,
    addresses: &[Address],
    faults: &mut Faults,
) -> Vec<ContactPoint> {
    let main = addresses.iter().find(|address| address.role == ContactRole::Main);
    let place = main.or_else(|| addresses.first()).map(|address| &address.place);
    points.into_iter().filter_map(|point| point.checked(place, faults)).collect()
}

impl ContactPointInput {
    fn checked(self, place: Option<&PostalAddress>, faults: &mut Faults) -> Option<ContactPoint> {
        let role = self.role;
        match self.value {
            Written::Checked(value) => Some(ContactPoint { role, value }),
            Written::Phone(text) => match PhoneNumber::parse_at(&text, place) {
                Ok(number) => Some(ContactPoint { role, value: ContactValue::Phone(number) }),
                Err(fault) => {
                    faults.at(&self.at, wrong_phone(fault));
                    None
                }
            },
        }
    }
}

impl Input for ContactPointInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let fields = ContactPointFields::read(value, at, faults)?;
        let text = fields.value.0.as_str();
        let at = format!("{at}/value");
        let read = match *fields.kind {
            kind @ (ContactKind::Email | ContactKind::Social) => {
                contact_value(kind, text).map(Written::Checked)
            }
            // What is no number anywhere is told with the other faults of the body.
            ContactKind::Phone => match PhoneNumber::parse_at(text, None) {
                Err(fault @ PhoneFault::NotANumber) => Err(wrong_phone(fault)),
                _ => Ok(Written::Phone(text.to_owned())),
            },
        };
        match read {
            Ok(value) => Some(Self { role: role(fields.role), value, at }),
            Err(wrong) => {
                faults.at(&at, wrong);
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
        match Identifier::parse(*fields.kind, text) {
            Ok(identifier) => Some(Self(identifier)),
            Err(fault) => {
                faults.at(&format!("{at}/value"), wrong_identifier(fault));
                None
            }
        }
    }
}

/// What is wrong with an identifier.
pub(crate) fn wrong_identifier(fault: IdentifierFault) -> Wrong {
    let wrong = Wrong::new(fault.code());
    match fault {
        IdentifierFault::WrongLength(digits) => wrong.with("digits", digits),
        _ => wrong,
    }
}

fn role(role: Option<ContactRoleCode>) -> ContactRole {
    role.map_or(ContactRole::Main, |role| *role)
}
