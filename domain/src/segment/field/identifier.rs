//! Fields of the numbers by which the state knows a customer.

use super::fields;
use crate::customer::IdentifierKind;

fn kinds() -> Vec<&'static str> {
    IdentifierKind::ALL.iter().map(|kind| kind.code()).collect()
}

fields! {
    /// A field of the numbers of a customer.
    IdentifierField {
        /// It has a number of this kind.
        Present = "identifier.present": Spec::choice(kinds).or_empty(),
    }
}
