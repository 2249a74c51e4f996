//! Texts that people write into the file: one line or some, without control characters.

/// The line without outer spaces, when it has 1 to `longest` characters and no control character.
pub(crate) fn line(text: &str, longest: usize) -> Option<String> {
    let text = text.trim();
    let length = text.chars().count();
    let fits = (1..=longest).contains(&length) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

/// The same of a text whose lines may break.
pub(crate) fn lines(text: &str, longest: usize) -> Option<String> {
    let text = text.trim().replace("\r\n", "\n");
    let length = text.chars().count();
    let breaks = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let fits = (1..=longest).contains(&length) && !text.contains(breaks);
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_does_not_break_and_a_text_may() {
        assert_eq!(line("  Buyer ", 5).as_deref(), Some("Buyer"));
        assert_eq!(line("Buyers", 5), None);
        assert_eq!(line(" ", 5), None);
        assert_eq!(line("a\nb", 5), None);
        assert_eq!(lines(" a\r\nb\tc ", 9).as_deref(), Some("a\nb\tc"));
        assert_eq!(lines("a\0b", 9), None);
        assert_eq!(lines("\n", 9), None);
    }
}
