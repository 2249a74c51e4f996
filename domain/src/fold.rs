//! Text folded for search, order and the comparison of names: case, accents and ligatures do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds `text`: compatibility decomposition (NFKD), marks taken off, ligatures and the letters that do
/// not decompose written out, lower case, each run of spaces as one.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        if letter.is_whitespace() {
            pending_space = !folded.is_empty();
            continue;
        }
        if letter == '\u{ad}' || letter == '\u{200b}' {
            // A soft hyphen or a zero-width space is not seen: it does not count either.
            continue;
        }
        if std::mem::take(&mut pending_space) {
            folded.push(' ');
        }
        match letter {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'þ' | 'Þ' => folded.push_str("th"),
            '\u{2019}' | '\u{2018}' => folded.push('\''),
            letter => folded.extend(letter.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_ligatures_and_spaces_do_not_count() {
        for (text, folded) in [
            ("Hélène Œuvrard", "helene oeuvrard"),
            ("  ÉTABLISSEMENTS\u{a0}LEFÈVRE \t& fils ", "etablissements lefevre & fils"),
            ("Straße", "strasse"),
            ("Cæsar", "caesar"),
            ("e\u{301}te\u{301}", "ete"),
            ("ﬁnance", "finance"),
            ("L\u{2019}Haÿ-les-Roses", "l'hay-les-roses"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("N\u{b0} 12\u{b2}", "n\u{b0} 122"),
            ("", ""),
            (" ", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
