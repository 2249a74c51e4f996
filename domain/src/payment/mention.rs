//! Whether what a debtor wrote on a payment names an invoice.
//!
//! Banks strip punctuation, join and part words: `FACT 2024-0012`, `2024 0012` and `20240012` all
//! name invoice `2024-0012`, while `2024-00123` does not. Case does not count.

/// Numbers of fewer letters and digits than this are too easily part of a date to be the debtor's
/// word; such a payment goes by its sum or as a proposal.
const SHORTEST: usize = 3;

/// Whether `reference` names the invoice `number`.
#[must_use]
pub fn mentions(reference: &str, number: &str) -> bool {
    let wanted: String = words(number).collect();
    if wanted.chars().count() < SHORTEST {
        return false;
    }
    let words: Vec<String> = words(reference).collect();
    (0..words.len()).any(|start| {
        let mut rest = wanted.as_str();
        words.iter().skip(start).any(|word| {
            let Some(after) = rest.strip_prefix(word.as_str()) else {
                // What does not go on here can go on nowhere later.
                rest = "\u{0}";
                return false;
            };
            rest = after;
            rest.is_empty()
        })
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_an_invoice_however_the_bank_wrote_it() {
        for (reference, number, named) in [
            ("FACT 2024-0012", "2024-0012", true),
            ("fact. n°2024 0012 du 3 mars", "2024-0012", true),
            ("20240012", "2024-0012", true),
            ("VIR fa/2024/12, fa/2024/13", "FA-2024-13", true),
            ("2024-00123", "2024-0012", false),
            ("12024-0012", "2024-0012", false),
            ("2024 2024 0012", "2024-0012", true),
            ("le 12/03/2024", "12", false),
            ("facture 120", "120", true),
            ("", "120", false),
            ("virement", "-", false),
            ("ÉTÉ-7", "été7", true),
        ] {
            assert_eq!(mentions(reference, number), named, "{reference} / {number}");
        }
    }
}
