//! The pages that everybody may open who holds a signed link: the confirmation of a consent, the
//! preferences, the end of a purpose.
//!
//! A `GET` shows and changes nothing, since gateways open every link; a `POST` acts. The token of the link is
//! all that lets in: no cookie is read or set, so that no other site can act in somebody's name, and there
//! is nothing to forge against. A link that is not as it was made is refused before the database is asked,
//! so that trying links costs the server less than counting the tries would.

pub(crate) mod confirm;
pub(crate) mod preferences;
pub(crate) mod style;
pub(crate) mod unsubscribe;

mod fields;
mod page;
mod token;
mod visit;

pub(crate) use fields::Fields;
pub(crate) use page::Page;
pub(crate) use token::Token;
pub(crate) use visit::{Shown, Turned, Visit};
