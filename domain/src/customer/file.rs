//! What the firm knows of a customer, apart from ids and history: the value that is made, compared
//! and changed. Lists are in their order: the first of a role is its main one.

use serde::{Deserialize, Serialize};

use super::identifier::IdentifierKind;
use super::{
    EmailAddress, LegalClass, PhoneNumber, PostalAddress, Reference, Siren, Siret, VatNumber,
};
use crate::id::ProcedureId;
use crate::language::Language;
use crate::money::Currency;

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
}

code_enum!(ContactKind, UnknownContactKind, "no kind of contact point": {
    Email => "email",
    Phone => "phone",
});

/// By what a customer is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum ContactValue {
    /// An e-mail address.
    Email(EmailAddress),
    /// A phone number.
    Phone(PhoneNumber),
}

impl ContactValue {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ContactKind {
        match self {
            Self::Email(_) => ContactKind::Email,
            Self::Phone(_) => ContactKind::Phone,
        }
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(address) => address.as_str(),
            Self::Phone(number) => number.as_str(),
        }
    }

    /// What two writings of one mailbox or one line share.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Email(address) => address.key(),
            Self::Phone(number) => number.as_str().to_owned(),
        }
    }
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
}

impl Identifier {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> IdentifierKind {
        match self {
            Self::Siren(_) => IdentifierKind::Siren,
            Self::Siret(_) => IdentifierKind::Siret,
            Self::Vat(_) => IdentifierKind::Vat,
        }
    }

    /// The number without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Siren(number) => number.as_str(),
            Self::Siret(number) => number.as_str(),
            Self::Vat(number) => number.as_str(),
        }
    }
}

/// The file of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFile {
    /// The name of the firm or the person.
    pub name: String,
    /// Who the customer is in law.
    pub legal_class: LegalClass,
    /// The language of what it is sent; the firm's default when not known.
    pub language: Option<Language>,
    /// Its usual currency.
    pub currency: Currency,
    /// Terms of payment, in words.
    pub payment_terms: Option<String>,
    /// Credit limit, minor units of its currency.
    pub credit_limit: Option<i64>,
    /// Its procedure of reminders; the default one when none.
    pub procedure: Option<ProcedureId>,
    /// Whether it is reminded at all.
    pub dunning_active: bool,
    /// By what it is reached.
    pub contact_points: Vec<ContactPoint>,
    /// Where it is.
    pub addresses: Vec<Address>,
    /// How the state knows it.
    pub identifiers: Vec<Identifier>,
}

/// How many characters a name may have.
pub const LONGEST_NAME: usize = 200;
/// How many characters terms of payment may have.
pub const LONGEST_TERMS: usize = 200;
/// How many contact points, addresses or identifiers a customer may have.
pub const MOST_CONTACTS: usize = 50;

impl CustomerFile {
    /// A customer of whom only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>, currency: Currency) -> Self {
        Self {
            name: name.into(),
            legal_class: LegalClass::Unknown,
            language: None,
            currency,
            payment_terms: None,
            credit_limit: None,
            procedure: None,
            dunning_active: true,
            contact_points: Vec::new(),
            addresses: Vec::new(),
            identifiers: Vec::new(),
        }
    }

    /// Everything that stands against keeping it; empty when nothing does.
    #[must_use]
    pub fn faults(&self) -> Vec<CustomerFault> {
        let mut faults = Vec::new();
        let malformed = |text: &str, longest: usize| {
            text.chars().any(char::is_control) || text.chars().count() > longest
        };
        if self.name.trim().is_empty() {
            faults.push(CustomerFault::NameMissing);
        } else if malformed(&self.name, LONGEST_NAME) {
            faults.push(CustomerFault::NameMalformed);
        }
        if self.payment_terms.as_ref().is_some_and(|terms| malformed(terms, LONGEST_TERMS)) {
            faults.push(CustomerFault::TermsMalformed);
        }
        if self.credit_limit.is_some_and(|limit| !(0..=999_999_999_999_999).contains(&limit)) {
            faults.push(CustomerFault::CreditLimitOutOfRange);
        }
        let longest = self.contact_points.len().max(self.addresses.len());
        if longest.max(self.identifiers.len()) > MOST_CONTACTS {
            faults.push(CustomerFault::TooManyContacts);
        }
        let points = self.contact_points.iter();
        let mut keys: Vec<_> = points.map(|p| (p.value.kind(), p.value.key(), p.role)).collect();
        keys.sort();
        let mut identifiers: Vec<_> = self.identifiers.iter().collect();
        identifiers.sort();
        if keys.windows(2).any(|pair| pair.first() == pair.last())
            || identifiers.windows(2).any(|pair| pair.first() == pair.last())
        {
            faults.push(CustomerFault::ListedTwice);
        }
        faults
    }

    /// The first contact point of a kind: for the main role, else whichever stands first.
    #[must_use]
    pub fn main_point(&self, kind: ContactKind) -> Option<&ContactPoint> {
        let of_kind = || self.contact_points.iter().filter(|point| point.value.kind() == kind);
        of_kind().find(|point| point.role == ContactRole::Main).or_else(|| of_kind().next())
    }

    /// The first identifier of a kind.
    #[must_use]
    pub fn identifier(&self, kind: IdentifierKind) -> Option<&Identifier> {
        self.identifiers.iter().find(|identifier| identifier.kind() == kind)
    }

    /// The first address: for the main role, else whichever stands first.
    #[must_use]
    pub fn main_address(&self) -> Option<&Address> {
        let main = |address: &&Address| address.role == ContactRole::Main;
        self.addresses.iter().find(main).or_else(|| self.addresses.first())
    }
}

/// A customer to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomer {
    /// Its reference; taken from a counter when none is given.
    pub reference: Option<Reference>,
    /// What is known of it.
    pub file: CustomerFile,
}

/// A rule that a customer's file breaks; [`Self::code`] is its name for programs and locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CustomerFault {
    /// No name.
    #[error("the customer has no name")]
    NameMissing,
    /// A control character in the name, or more than [`LONGEST_NAME`] characters.
    #[error("the name holds a control character or is too long")]
    NameMalformed,
    /// The same of the terms of payment.
    #[error("the terms of payment hold a control character or are too long")]
    TermsMalformed,
    /// A credit limit below zero or past fifteen digits.
    #[error("the credit limit is out of range")]
    CreditLimitOutOfRange,
    /// More than [`MOST_CONTACTS`] in a list.
    #[error("too many contact points, addresses or identifiers")]
    TooManyContacts,
    /// A contact point or an identifier stands twice.
    #[error("a contact point or an identifier stands twice")]
    ListedTwice,
}

impl CustomerFault {
    /// Every fault there is.
    pub const ALL: [Self; 6] = [
        Self::NameMissing,
        Self::NameMalformed,
        Self::TermsMalformed,
        Self::CreditLimitOutOfRange,
        Self::TooManyContacts,
        Self::ListedTwice,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameMissing => "customer_name_missing",
            Self::NameMalformed => "customer_name_malformed",
            Self::TermsMalformed => "payment_terms_malformed",
            Self::CreditLimitOutOfRange => "credit_limit_out_of_range",
            Self::TooManyContacts => "too_many_contacts",
            Self::ListedTwice => "contact_listed_twice",
        }
    }
}
