//! The layout of a mail's text part: columns aligned, long lines broken, one blank line at most.
//!
//! A tab parts the cells of a line, two tabs say that the next cell stands at the right of its
//! column. A column is as wide as its widest cell in the whole text, so that amounts stand under
//! each other from one invoice to the next. Lines break at plain spaces only: never inside an
//! amount or before a French colon.

/// RFC 5322 section 2.1.1 recommends 78 at most; quoting adds a mark or two.
const WIDTH: usize = 74;
const GAP: usize = 2;

/// Where a cell stands in its column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The text as it is sent.
pub(crate) fn lay_out(text: &str) -> String {
    let widths = widths(text);
    let mut laid = String::with_capacity(text.len() + text.len() / 4);
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_matches(' ');
        if line.is_empty() {
            if !blank {
                laid.push('\n');
            }
            blank = true;
            continue;
        }
        blank = false;
        if line.contains('\t') {
            write_row(&mut laid, line, &widths);
        } else {
            write_wrapped(&mut laid, line, 0, 0);
        }
    }
    if blank && laid.ends_with("\n\n") {
        laid.pop();
    }
    laid
}

/// The cells of a line and where each stands.
fn cells(line: &str) -> impl Iterator<Item = (&str, Side)> {
    let mut side = Side::Left;
    let mut first = true;
    line.split('\t').filter_map(move |cell| {
        let cell = cell.trim_matches(' ');
        if cell.is_empty() && !first {
            side = Side::Right;
            return None;
        }
        first = false;
        Some((cell, std::mem::replace(&mut side, Side::Left)))
    })
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// How wide each column is. A cell that stands last and left may be long: it is broken instead.
fn widths(text: &str) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in text.lines().filter(|line| line.contains('\t')) {
        let mut row = cells(line).enumerate().peekable();
        while let Some((column, (cell, side))) = row.next() {
            if row.peek().is_none() && side == Side::Left {
                continue;
            }
            if widths.len() <= column {
                widths.resize(column + 1, 0);
            }
            if let Some(width) = widths.get_mut(column) {
                *width = (*width).max(length(cell));
            }
        }
    }
    widths
}

fn write_row(laid: &mut String, line: &str, widths: &[usize]) {
    let mut at = 0;
    let mut start = 0;
    let mut row = cells(line).enumerate().peekable();
    while let Some((column, (cell, side))) = row.next() {
        let width = widths.get(column).copied().unwrap_or(0);
        let pad = start - at.min(start);
        let here = length(cell);
        match side {
            Side::Left if row.peek().is_none() => {
                spaces(laid, pad);
                write_wrapped(laid, cell, start.max(at), start.max(at));
                return;
            }
            Side::Left => {
                spaces(laid, pad);
            }
            Side::Right => spaces(laid, pad + width.saturating_sub(here)),
        }
        laid.push_str(cell);
        at = match side {
            Side::Left => start.max(at) + here,
            Side::Right => start.max(at) + width.max(here),
        };
        start = start + width + GAP;
    }
    laid.push('\n');
}

fn spaces(laid: &mut String, count: usize) {
    laid.extend(std::iter::repeat_n(' ', count));
}

/// Writes a text that begins in column `at`, its further lines in column `indent`. A word that
/// is too long for a line stands alone.
fn write_wrapped(laid: &mut String, text: &str, at: usize, indent: usize) {
    // Beyond the middle there is too little room to break well.
    let most = if indent > WIDTH / 2 { usize::MAX } else { WIDTH };
    let mut at = at;
    let mut fresh = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let here = length(word);
        if fresh {
            at += here;
        } else if at + 1 + here <= most {
            laid.push(' ');
            at += 1 + here;
        } else {
            laid.push('\n');
            spaces(laid, indent);
            at = indent + here;
        }
        fresh = false;
        laid.push_str(word);
    }
    laid.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stand_under_each_other() {
        let text = "\n\n\nInvoice\t\t1.00\nPenalties and more\t\t1,234.00\n\n\nIBAN\tFR14 2004\n\n";
        assert_eq!(
            lay_out(text),
            "Invoice                 1.00\nPenalties and more  1,234.00\n\nIBAN                FR14 2004\n"
        );
    }

    #[test]
    fn long_lines_break_at_plain_spaces_only() {
        let amount = "1\u{202f}234,56\u{a0}€";
        let text = format!("{} {amount} demain", "x".repeat(68));
        assert_eq!(lay_out(&text), format!("{}\n{amount} demain\n", "x".repeat(68)));
        let text = format!("Objet\t{}", "mot ".repeat(40));
        let laid = lay_out(&text);
        assert!(laid.lines().all(|line| line.chars().count() <= WIDTH), "{laid}");
        assert!(laid.lines().skip(1).all(|line| line.starts_with("  mot")), "{laid}");
    }

    #[test]
    fn a_word_longer_than_a_line_stays_whole() {
        let word = "x".repeat(200);
        assert_eq!(lay_out(&word), format!("{word}\n"));
        assert_eq!(lay_out(""), "");
    }
}
