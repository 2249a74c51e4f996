//! Postal addresses as the interface reads and shows them, and whether one works.

pub(crate) mod get;
pub(crate) mod invalidate;
pub(crate) mod validate;

use domain::customer::{AddressFault, PostalAddress};
use serde::Serialize;
use serde_json::Value;

use crate::input::{Faults, Input, Text, Wrong};

/// A postal address.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = PostalAddress, example = json!({
    "lines": ["Bâtiment B"],
    "street": "3 quai du Port",
    "postal_code": "13002",
    "city": "Marseille",
    "country": "FR",
}))]
pub(crate) struct PostalAddressView {
    /// What leads to the door, above the street; at most three lines.
    lines: Vec<String>,
    /// Number and street.
    street: String,
    /// Postal code.
    postal_code: String,
    /// City.
    city: String,
    /// ISO 3166-1 alpha-2.
    country: String,
}

impl From<PostalAddress> for PostalAddressView {
    fn from(address: PostalAddress) -> Self {
        let PostalAddress { lines, street, postal_code, city, country } = address;
        Self { lines, street, postal_code, city, country }
    }
}

input! {
    /// A postal address that fits an envelope: six lines of 38 characters with the recipient (NF Z10-011).
    #[schema(as = NewPostalAddress)]
    struct PostalAddressFields {
        /// What leads to the door, above the street; at most three lines.
        #[schema(value_type = Option<Vec<String>>, max_items = 3)]
        lines: Option<Vec<Text<100>>>,
        /// Number and street.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
        street: Option<Text<100>>,
        /// Postal code; needed in France.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 20)]
        postal_code: Option<Text<20>>,
        /// City.
        #[schema(value_type = String, min_length = 1, max_length = 100)]
        city: Text<100>,
        /// ISO 3166-1 alpha-2.
        #[schema(value_type = String, pattern = "^[A-Z]{2}$")]
        country: Text<2>,
    }
}

/// An address that was read and checked.
#[derive(Debug, Clone)]
pub(crate) struct AddressInput(pub(crate) PostalAddress);

impl Input for AddressInput {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let fields = PostalAddressFields::read(value, at, faults)?;
        let text = |text: &Option<Text<100>>| text.as_ref().map_or("", |text| &text.0).to_owned();
        let lines = fields.lines.unwrap_or_default();
        let lines: Vec<&str> = lines.iter().map(|line| line.0.as_str()).collect();
        let street = text(&fields.street);
        let postal_code = fields.postal_code.as_ref().map_or("", |code| &code.0);
        match PostalAddress::new(&lines, &street, postal_code, &fields.city.0, &fields.country.0) {
            Ok(address) => Some(Self(address)),
            Err(fault) => {
                let field = match fault {
                    AddressFault::NoCity => "/city",
                    AddressFault::NoPostalCode | AddressFault::PostalCode => "/postal_code",
                    AddressFault::NoStreet => "/street",
                    AddressFault::Country => "/country",
                    AddressFault::ControlCharacter | AddressFault::TooLong => "",
                };
                faults.at(&format!("{at}{field}"), Wrong::new(fault.code()));
                None
            }
        }
    }
}
