//! Lines of an envelope: 38 characters, plain signs, capitals for the last one (NF Z10-011).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters of a line.
pub(super) const WIDTH: usize = 38;

/// Without outer spaces, and one space where there were several. A control character stays, to
/// be refused.
pub(super) fn squeeze(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if !c.is_whitespace() || c.is_control() {
            kept.push(c);
        } else if !kept.ends_with(' ') {
            kept.push(' ');
        }
    }
    kept
}

/// A space for every sign that is neither letter, digit nor the bar of `12/14`.
pub(super) fn without_punctuation(line: &str) -> String {
    let plain =
        |c: char| if c.is_alphanumeric() || is_combining_mark(c) || c == '/' { c } else { ' ' };
    squeeze(&line.chars().map(plain).collect::<String>())
}

/// Capitals without accents, ligatures written out.
pub(super) fn capitals(line: &str) -> String {
    let upper = line.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_uppercase();
    upper.replace('Œ', "OE").replace('Æ', "AE").replace('Ø', "O").replace('Ł', "L")
}

/// The line broken between words at 38 characters; a longer word is cut.
pub(super) fn wrap(line: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let word = cut(word);
        let more = word.chars().count();
        match lines.last_mut() {
            Some(last) if length + 1 + more <= WIDTH => {
                last.push(' ');
                last.push_str(&word);
                length += 1 + more;
            }
            _ => {
                lines.push(word);
                length = more;
            }
        }
    }
    lines
}

pub(super) fn cut(text: &str) -> String {
    text.chars().take(WIDTH).collect()
}
