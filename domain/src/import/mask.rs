//! Personal values in reports: enough to find the row, too little to know the person.

/// The first character and what follows the `@`; everything else as `•••`.
#[must_use]
pub fn mask(value: &str) -> String {
    let value = value.trim();
    let Some(first) = value.chars().next().filter(|c| !c.is_control()) else {
        return String::new();
    };
    match value.rsplit_once('@') {
        Some((local, domain)) if !local.is_empty() && domain.chars().count() <= 60 => {
            let domain: String = domain.chars().filter(|c| !c.is_control()).collect();
            format!("{first}•••@{domain}")
        }
        _ => format!("{first}•••"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_value_shows_its_beginning_and_its_domain() {
        for (value, shown) in [
            ("compta@localhost", "c•••@localhost"),
            ("Anne Martin", "A•••"),
            ("04 91", "0•••"),
            ("", ""),
            ("\0x", ""),
            ("a@b\r\n", "a•••@b"),
        ] {
            assert_eq!(mask(value), shown, "{value:?}");
        }
    }
}
