//! What the firm knows of a customer, apart from ids and history: the value that is made, compared
//! and changed. Lists are in their order: the first of a role is its main one.

use super::contact::{Address, ContactKind, ContactPoint, ContactRole, Identifier};
use super::identifier::IdentifierKind;
use super::{CustomValues, LegalClass, MOST_TAGS, Reference, Tag};
use crate::id::{ProcedureId, UserId};
use crate::language::Language;
use crate::money::Currency;

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
    /// The user who looks after it.
    pub owner: Option<UserId>,
    /// What the firm sticks on it: a set, see [`Tag::set`].
    pub tags: Vec<Tag>,
    /// The values of the firm's own fields.
    pub custom: CustomValues,
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
            owner: None,
            tags: Vec::new(),
            custom: CustomValues::new(),
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
        if self.tags.len() > MOST_TAGS {
            faults.push(CustomerFault::TooManyTags);
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
    /// More than [`MOST_TAGS`] tags.
    #[error("too many tags")]
    TooManyTags,
}

impl CustomerFault {
    /// Every fault there is.
    pub const ALL: [Self; 7] = [
        Self::NameMissing,
        Self::NameMalformed,
        Self::TermsMalformed,
        Self::CreditLimitOutOfRange,
        Self::TooManyContacts,
        Self::ListedTwice,
        Self::TooManyTags,
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
            Self::TooManyTags => "too_many_tags",
        }
    }
}
