//! Establishments as INSEE SIRENE publishes them: the name above the address, the street in parts,
//! the district behind the city.

use super::cells::Cells;
use super::customer_row::AddressCells;
use super::field::Field;
use crate::customer::AddressFault;
use crate::fold::fold;

/// The street out of its parts, where a file parts it.
pub(super) fn street(cells: &mut Cells<'_>) -> Option<String> {
    let parts = [Field::StreetNumber, Field::StreetSuffix, Field::StreetType, Field::StreetName];
    let parts: Vec<&str> = parts.into_iter().filter_map(|field| cells.text(field, 200)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A city without the number of its district, which the postal code says: `MARSEILLE 8`, `PARIS 01`.
pub(super) fn postal_city(city: &str) -> &str {
    match city.rsplit_once(' ') {
        Some((city, district))
            if district.len() <= 2 && district.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            city.trim_end()
        }
        _ => city,
    }
}

/// Puts the name of an establishment above its address: where it is not the customer's own, or
/// where nothing else leads to the door; and where the envelope has room for it.
pub(super) fn name_above(address: &mut AddressCells, name: &str, customer: Option<&str>) {
    let nothing_else = address.lines.is_empty() && address.street.is_none();
    let other = customer.is_none_or(|customer| words(customer) != words(name));
    if !nothing_else && !other {
        return;
    }
    address.lines.insert(0, name.to_owned());
    if matches!(address.over(None), Err(AddressFault::TooLong)) {
        address.lines.remove(0);
    }
}

/// The words of a name in one order: `GIRAUD BELLEC` is `Bellec Giraud`.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::Country;

    #[test]
    fn the_district_of_a_city_is_left_to_its_postal_code() {
        for (city, postal) in [
            ("MARSEILLE 8", "MARSEILLE"),
            ("PARIS 01", "PARIS"),
            ("AIX EN PROVENCE", "AIX EN PROVENCE"),
            ("CASSIS", "CASSIS"),
            ("VILLE 123", "VILLE 123"),
        ] {
            assert_eq!(postal_city(city), postal);
        }
    }

    #[test]
    fn the_name_of_an_establishment_stands_above_where_it_tells_something() {
        for (name, lines, street, expected) in [
            ("GIRAUD BELLEC", vec![], Some("3 RUE X"), vec![]),
            ("LE MISTRAL", vec![], Some("3 RUE X"), vec!["LE MISTRAL"]),
            ("BELLEC GIRAUD", vec![], None, vec!["BELLEC GIRAUD"]),
            ("BELLEC GIRAUD", vec!["BAT 2"], None, vec!["BAT 2"]),
            ("LE MISTRAL", vec!["A", "B", "C"], Some("3 RUE X"), vec!["A", "B", "C"]),
        ] {
            let mut address = AddressCells {
                lines: lines.into_iter().map(str::to_owned).collect(),
                street: street.map(str::to_owned),
                postal_code: Some("13260".to_owned()),
                city: Some("CASSIS".to_owned()),
                country: None,
                country_of_file: Country::FRANCE,
            };
            name_above(&mut address, name, Some("Bellec Giraud"));
            assert_eq!(address.lines, expected, "{name}");
        }
    }
}
