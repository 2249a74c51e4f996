//! The customer: a party in its commercial role, and the values by which we know and reach it.
//!
//! A value of these types is valid: it was checked when it was made, from whatever writing.

mod address;
mod contact;
mod country;
mod email;
mod envelope;
mod file;
pub mod identifier;
mod legal_class;
mod phone;
mod reference;

pub use address::{AddressFault, PostalAddress};
pub use contact::{
    Address, ContactKind, ContactPoint, ContactRole, ContactValue, Identifier, UnknownContactKind,
    UnknownContactRole,
};
pub use country::{Country, UnknownCountry};
pub use email::{EmailAddress, EmailFault};
pub use file::{
    CustomerFault, CustomerFile, LONGEST_NAME, LONGEST_TERMS, MOST_CONTACTS, NewCustomer,
};
pub use identifier::{IdentifierFault, Siren, Siret, VatNumber};
pub use legal_class::{LegalClass, UnknownLegalClass};
pub use phone::{PhoneFault, PhoneNumber};
pub use reference::{Reference, ReferenceFault};
