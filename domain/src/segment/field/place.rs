//! Fields of where a customer is: any of its addresses counts.

use super::fields;
use crate::calendar::Zone;
use crate::customer::Country;

fn countries() -> Vec<&'static str> {
    Country::all().map(Country::code).collect()
}

fn departments() -> Vec<&'static str> {
    Zone::all().map(Zone::department).collect()
}

fields! {
    /// A field of where a customer is.
    PlaceField {
        /// Country, ISO 3166-1 alpha-2.
        Country = "place.country": Spec::choice(countries).or_empty(),
        /// French department, by its INSEE number.
        Department = "place.department": Spec::choice(departments),
        /// Postal code.
        PostalCode = "place.postal_code": Spec::of(Kind::Text),
        /// City.
        City = "place.city": Spec::of(Kind::Text),
    }
}
