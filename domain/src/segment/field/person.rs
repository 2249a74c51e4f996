//! Fields of the people of a customer: any of them counts.

use super::fields;
use crate::customer::PersonRole;

fn roles() -> Vec<&'static str> {
    PersonRole::ALL.iter().map(|role| role.code()).collect()
}

fields! {
    /// A field of the people of a customer.
    PersonField {
        /// One of them has this role.
        Role = "person.role": Spec::choice(roles).or_empty(),
    }
}
