//! The customer: a party in its commercial role, and the values by which we know and reach it.
//!
//! A value of these types is valid: it was checked when it was made, from whatever writing.

mod address;
mod contact;
mod country;
mod custom_field;
mod email;
mod envelope;
mod file;
pub mod identifier;
mod invalid;
mod legal_class;
mod note;
mod payment_sheet;
mod person;
mod phone;
mod profile_url;
mod reference;
mod social;
mod tag;
pub(crate) mod text;

pub use address::{AddressFault, PostalAddress};
pub use contact::{
    Address, ContactFault, ContactKind, ContactPoint, ContactRole, ContactValue, Identifier,
    UnknownContactKind, UnknownContactRole,
};
pub use country::{Country, UnknownCountry};
pub use custom_field::{
    Choice, CustomField, CustomFieldFault, CustomFieldKind, CustomValue, CustomValues, Label,
};
pub use email::{EmailAddress, EmailFault};
pub use file::{
    CustomerFault, CustomerFile, LONGEST_NAME, LONGEST_TERMS, MOST_CONTACTS, NewCustomer,
};
pub use identifier::{Iban, IdentifierFault, IdentifierKind, Siren, Siret, VatNumber};
pub use invalid::{InvalidReason, UnknownInvalidReason};
pub use legal_class::{LegalClass, UnknownLegalClass};
pub use note::{LONGEST_NOTE, NoteFault, NoteKind, happened_at, note_text};
pub use payment_sheet::{PaymentSheet, PaymentSheetFault};
pub use person::{Establishment, Person, PersonFault, PersonRole, UnknownPersonRole};
pub use phone::{PhoneFault, PhoneNumber};
pub use reference::{Reference, ReferenceFault};
pub use social::{
    LONGEST_HANDLE, SocialFault, SocialIdentity, SocialNetwork, UnknownSocialNetwork,
};
pub use tag::{LONGEST_TAG, MOST_TAGS, Tag};
