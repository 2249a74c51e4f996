//! The people and the establishments of a customer: whom one speaks to, and where the firm works.

use serde::{Deserialize, Serialize};

use super::contact::{Address, ContactPoint};
use super::file::{LONGEST_NAME, MOST_CONTACTS};
use super::{Siret, text};
use crate::language::Language;

/// What a person does for the customer; a person may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Decides.
    Management,
    /// Orders.
    Buyer,
    /// Registers and pays invoices.
    AccountsPayable,
    /// Receives the reminders.
    Reminders,
    /// Receives the goods.
    Delivery,
    /// Uses what is sold.
    Technical,
    /// Receives offers and news.
    Marketing,
    /// Anything else.
    Other,
}

code_enum!(PersonRole, UnknownPersonRole, "no role of a person": {
    Management => "management",
    Buyer => "buyer",
    AccountsPayable => "accounts_payable",
    Reminders => "reminders",
    Delivery => "delivery",
    Technical => "technical",
    Marketing => "marketing",
    Other => "other",
});

/// A person of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name, as one writes it.
    pub name: String,
    /// What the person's card says.
    pub job_title: Option<String>,
    /// Language of what it is sent; the customer's when not known.
    pub language: Option<Language>,
    /// What the person does, each role once, in their order.
    pub roles: Vec<PersonRole>,
    /// By what it is reached; another party may share it.
    pub contact_points: Vec<ContactPoint>,
}

/// An establishment of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Establishment {
    /// Name.
    pub name: String,
    /// Its number in the register.
    pub siret: Option<Siret>,
    /// Language of what it is sent; the customer's when not known.
    pub language: Option<Language>,
    /// Where it is.
    pub addresses: Vec<Address>,
    /// By what it is reached.
    pub contact_points: Vec<ContactPoint>,
}

/// A rule that a person or an establishment breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PersonFault {
    /// No name, a control character in it, or too long.
    #[error("the name is missing, too long or holds a control character")]
    Name,
    /// The same of the title.
    #[error("the title is too long or holds a control character")]
    JobTitle,
    /// More than fifty contact points or addresses.
    #[error("too many contact points or addresses")]
    TooManyContacts,
    /// A contact point stands twice.
    #[error("a contact point stands twice")]
    ListedTwice,
    /// The SIRET begins with the SIREN of another company.
    #[error("the SIRET is another company's")]
    SiretOfAnother,
}

impl PersonFault {
    /// Every fault there is.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::JobTitle,
        Self::TooManyContacts,
        Self::ListedTwice,
        Self::SiretOfAnother,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "person_name",
            Self::JobTitle => "job_title",
            Self::TooManyContacts => "too_many_contacts",
            Self::ListedTwice => "contact_listed_twice",
            Self::SiretOfAnother => "siret_of_another",
        }
    }
}

impl Person {
    /// The person with its texts trimmed and its roles in order.
    ///
    /// # Errors
    /// [`PersonFault`] names the rule that it breaks.
    pub fn checked(mut self) -> Result<Self, PersonFault> {
        self.name = text::line(&self.name, LONGEST_NAME).ok_or(PersonFault::Name)?;
        if let Some(title) = &self.job_title {
            self.job_title = Some(text::line(title, LONGEST_NAME).ok_or(PersonFault::JobTitle)?);
        }
        check_points(&self.contact_points)?;
        self.roles.sort_unstable();
        self.roles.dedup();
        Ok(self)
    }
}

impl Establishment {
    /// The establishment with its name trimmed; `siren` is its company's, when that is known.
    ///
    /// # Errors
    /// [`PersonFault`] names the rule that it breaks.
    pub fn checked(mut self, siren: Option<&str>) -> Result<Self, PersonFault> {
        self.name = text::line(&self.name, LONGEST_NAME).ok_or(PersonFault::Name)?;
        check_points(&self.contact_points)?;
        if self.addresses.len() > MOST_CONTACTS {
            return Err(PersonFault::TooManyContacts);
        }
        match (&self.siret, siren) {
            (Some(siret), Some(siren)) if siret.siren_digits() != siren => {
                Err(PersonFault::SiretOfAnother)
            }
            _ => Ok(self),
        }
    }
}

fn check_points(points: &[ContactPoint]) -> Result<(), PersonFault> {
    if points.len() > MOST_CONTACTS {
        return Err(PersonFault::TooManyContacts);
    }
    let keys = points.iter().map(|point| (point.value.kind(), point.value.key(), point.role));
    let mut keys: Vec<_> = keys.collect();
    keys.sort();
    if keys.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(PersonFault::ListedTwice);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{ContactRole, ContactValue};
    use super::*;

    fn person(name: &str) -> Person {
        Person {
            name: name.to_owned(),
            job_title: Some(" Comptable ".to_owned()),
            language: None,
            roles: vec![PersonRole::Reminders, PersonRole::Buyer, PersonRole::Reminders],
            contact_points: Vec::new(),
        }
    }

    fn point() -> ContactPoint {
        let value = ContactValue::Email("a@b.example".parse().unwrap());
        ContactPoint { role: ContactRole::Main, value }
    }

    #[test]
    fn a_person_has_a_name_and_each_role_once() {
        let read = person(" Zoé Durand ").checked().unwrap();
        assert_eq!(
            (read.name.as_str(), read.job_title.as_deref()),
            ("Zoé Durand", Some("Comptable"))
        );
        assert_eq!(read.roles, [PersonRole::Buyer, PersonRole::Reminders]);
        assert_eq!(person(" ").checked(), Err(PersonFault::Name));
        assert_eq!(person("a\nb").checked(), Err(PersonFault::Name));
        let long = Person { job_title: Some("x".repeat(201)), ..person("a") };
        assert_eq!(long.checked(), Err(PersonFault::JobTitle));
        let twice = Person { contact_points: vec![point(), point()], ..person("a") };
        assert_eq!(twice.checked(), Err(PersonFault::ListedTwice));
    }

    #[test]
    fn an_establishment_is_of_its_company() {
        let of = |siret: &str| Establishment {
            name: "Atelier".to_owned(),
            siret: Some(siret.parse().unwrap()),
            language: None,
            addresses: Vec::new(),
            contact_points: Vec::new(),
        };
        assert!(of("42352994000011").checked(Some("423529940")).is_ok());
        assert!(of("42352994000011").checked(None).is_ok());
        let other = of("42352994000011").checked(Some("732829320"));
        assert_eq!(other, Err(PersonFault::SiretOfAnother));
    }
}
