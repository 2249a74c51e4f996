//! By what a customer is reached, where it is, and how the state knows it, each with its role.

use serde::{Deserialize, Serialize};

use super::identifier::IdentifierKind;
use super::{
    EmailAddress, EmailFault, Iban, IdentifierFault, PhoneFault, PhoneNumber, PostalAddress, Siren,
    Siret, SocialFault, SocialIdentity, VatNumber,
};

/// What a contact point or an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    /// Whatever has no place of its own.
    Main,
    /// Invoices and reminders.
    Billing,
    /// Goods.
    Delivery,
}

code_enum!(ContactRole, UnknownContactRole, "no role of a contact point or an address": {
    Main => "main",
    Billing => "billing",
    Delivery => "delivery",
});

/// Kinds of contact points that we can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An account on a social network.
    Social,
}

code_enum!(ContactKind, UnknownContactKind, "no kind of contact point": {
    Email => "email",
    Phone => "phone",
    Social => "social",
});

/// By what a customer is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum ContactValue {
    /// An e-mail address.
    Email(EmailAddress),
    /// A phone number.
    Phone(PhoneNumber),
    /// An account on a social network.
    Social(SocialIdentity),
}

impl ContactValue {
    /// Reads one back as it is kept: a phone number in its international form alone.
    ///
    /// # Errors
    /// [`ContactFault`] says what is wrong with it.
    pub fn stored(kind: ContactKind, text: &str) -> Result<Self, ContactFault> {
        Ok(match kind {
            ContactKind::Email => Self::Email(text.parse()?),
            ContactKind::Phone => Self::Phone(text.parse()?),
            ContactKind::Social => Self::Social(text.parse()?),
        })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ContactKind {
        match self {
            Self::Email(_) => ContactKind::Email,
            Self::Phone(_) => ContactKind::Phone,
            Self::Social(_) => ContactKind::Social,
        }
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(address) => address.as_str(),
            Self::Phone(number) => number.as_str(),
            Self::Social(identity) => identity.as_str(),
        }
    }

    /// What two writings of one mailbox, one line or one account share.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Email(address) => address.key(),
            Self::Phone(number) => number.as_str().to_owned(),
            Self::Social(identity) => identity.key(),
        }
    }
}

/// Why a text is no contact point of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactFault {
    /// No e-mail address.
    #[error(transparent)]
    Email(#[from] EmailFault),
    /// No phone number.
    #[error(transparent)]
    Phone(#[from] PhoneFault),
    /// No identity on a social network.
    #[error(transparent)]
    Social(#[from] SocialFault),
}

/// A contact point in a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ContactPoint {
    /// What it is for.
    pub role: ContactRole,
    /// By what the customer is reached.
    pub value: ContactValue,
}

/// A postal address in a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// What it is for.
    pub role: ContactRole,
    /// Where it is.
    pub place: PostalAddress,
}

/// A number by which the state knows the customer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Identifier {
    /// A French enterprise.
    Siren(Siren),
    /// A French establishment.
    Siret(Siret),
    /// A VAT number.
    Vat(VatNumber),
    /// A bank account.
    Iban(Iban),
}

impl Identifier {
    /// Reads a number of a kind, as written.
    ///
    /// # Errors
    /// [`IdentifierFault`] says what is wrong with it.
    pub fn parse(kind: IdentifierKind, text: &str) -> Result<Self, IdentifierFault> {
        Ok(match kind {
            IdentifierKind::Siren => Self::Siren(Siren::parse(text)?),
            IdentifierKind::Siret => Self::Siret(Siret::parse(text)?),
            IdentifierKind::Vat => Self::Vat(VatNumber::parse(text)?),
            IdentifierKind::Iban => Self::Iban(Iban::parse(text)?),
        })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> IdentifierKind {
        match self {
            Self::Siren(_) => IdentifierKind::Siren,
            Self::Siret(_) => IdentifierKind::Siret,
            Self::Vat(_) => IdentifierKind::Vat,
            Self::Iban(_) => IdentifierKind::Iban,
        }
    }

    /// The number without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Siren(number) => number.as_str(),
            Self::Siret(number) => number.as_str(),
            Self::Vat(number) => number.as_str(),
            Self::Iban(number) => number.as_str(),
        }
    }
}
