//! The content of a mail, which comes in pieces: its lines, and its end.

/// Whether every CR is followed by LF and every LF preceded by CR: a bare one is a line end to some
/// servers, and lets a content pass for commands (CVE-2023-51764 and its kin).
pub(super) fn has_whole_lines(content: &[&[u8]]) -> bool {
    let mut after_cr = false;
    for piece in content {
        let mut rest = *piece;
        if after_cr {
            let Some((b'\n', tail)) = rest.split_first() else {
                if rest.is_empty() {
                    continue;
                }
                return false;
            };
            rest = tail;
            after_cr = false;
        }
        while let Some(at) = rest.iter().position(|&byte| matches!(byte, b'\r' | b'\n')) {
            rest = match rest.get(at..) {
                Some([b'\r', b'\n', tail @ ..]) => tail,
                Some([b'\r']) => {
                    after_cr = true;
                    &[]
                }
                _ => return false,
            };
        }
    }
    !after_cr
}

/// The pieces without the last line end, which comes with the dot that ends the content.
pub(super) fn without_last_line_end<'a>(content: &'a [&'a [u8]]) -> impl Iterator<Item = &'a [u8]> {
    let length: usize = content.iter().map(|piece| piece.len()).sum();
    let ends =
        content.iter().flat_map(|piece| piece.iter()).rev().take(2).eq([b'\n', b'\r'].iter());
    let mut left = if ends { length - 2 } else { length };
    content.iter().filter_map(move |piece| {
        let piece = piece.get(..piece.len().min(left))?;
        left -= piece.len();
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_everywhere(text: &str) -> Vec<Vec<&[u8]>> {
        let bytes = text.as_bytes();
        let two = (0..=bytes.len()).map(|at| vec![&bytes[..at], &bytes[at..]]);
        two.chain([bytes.chunks(1).collect(), vec![bytes, b""]]).collect()
    }

    #[test]
    fn the_last_line_end_is_left_to_the_dot_wherever_the_pieces_part() {
        for (text, kept) in [
            ("a\r\nb\r\n", "a\r\nb"),
            ("a\r\nb", "a\r\nb"),
            ("a\r\n\r\n", "a\r\n"),
            ("\r\n", ""),
            ("", ""),
            ("\n", "\n"),
        ] {
            for pieces in split_everywhere(text) {
                let left: Vec<u8> = without_last_line_end(&pieces).flatten().copied().collect();
                assert_eq!(String::from_utf8(left).unwrap(), kept, "{pieces:?}");
            }
        }
    }

    #[test]
    fn a_bare_carriage_return_or_line_feed_is_found_wherever_the_pieces_part() {
        for (text, whole) in [
            ("", true),
            ("a", true),
            ("a\r\nb\r\n\r\n", true),
            ("a\nb", false),
            ("\n", false),
            ("a\rb", false),
            ("a\r", false),
            ("a\r\r\nb", false),
            ("a\r\n.\n", false),
        ] {
            for pieces in split_everywhere(text) {
                assert_eq!(has_whole_lines(&pieces), whole, "{pieces:?}");
            }
        }
    }
}
