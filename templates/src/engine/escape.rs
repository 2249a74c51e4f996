//! What data may do to a page or a line: nothing.
//!
//! Control characters could end a line or a header, or forge the marks of our own layout; the
//! marks that turn the direction of writing could make a name read as another.

/// For text, subjects and the data of letters: as it is, on one line.
pub(crate) fn text(data: &str) -> String {
    if is_tame(data) {
        return data.to_owned();
    }
    data.chars().filter_map(tame).collect()
}

/// For HTML, in content and in quoted attributes.
pub(super) fn html(data: &str) -> String {
    let special = |b: &u8| matches!(b, b'<' | b'>' | b'&' | b'"' | b'\'');
    if is_tame(data) && !data.as_bytes().iter().any(special) {
        return data.to_owned();
    }
    let mut escaped = String::with_capacity(data.len() + 16);
    for c in data.chars().filter_map(tame) {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Nearly every value is: no byte of it could begin a hostile character, save those that also
/// begin a no-break space, an apostrophe or a euro sign, which are looked at.
fn is_tame(data: &str) -> bool {
    let suspect = |b: u8| b < b' ' || b == 0x7f || matches!(b, 0xc2 | 0xd8 | 0xe2);
    !data.bytes().any(suspect) || !data.chars().any(is_hostile)
}

fn is_hostile(c: char) -> bool {
    c.is_control() || turns_direction(c)
}

/// U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069; and the breaks of line and
/// paragraph U+2028, U+2029.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn tame(c: char) -> Option<char> {
    match c {
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if turns_direction(c) => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hostile_character_is_found_wherever_it_stands() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let data = format!("é{c}€");
            assert_eq!(is_tame(&data), !is_hostile(c), "{c:?}");
            assert!(!text(&data).contains(is_hostile), "{c:?}");
        }
    }

    #[test]
    fn data_is_never_markup_and_never_a_new_line() {
        let name = "<b onclick=\"x\">O'Neil & Fils</b>\r\nBcc: a\u{202e}b\tc";
        assert_eq!(text(name), "<b onclick=\"x\">O'Neil & Fils</b>  Bcc: ab c");
        assert_eq!(
            html(name),
            "&lt;b onclick=&quot;x&quot;&gt;O&#39;Neil &amp; Fils&lt;/b&gt;  Bcc: ab c"
        );
        assert_eq!(html("1\u{202f}234,56\u{a0}€"), "1\u{202f}234,56\u{a0}€");
    }
}
