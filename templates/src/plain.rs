//! The layout of a mail's text part: columns aligned, long lines broken, one blank line at most.
//!
//! A tab parts a label from its value: one tab sets the values under each other at the left, two
//! set them under each other at the right, as amounts are, in the whole text. Lines break at
//! plain spaces only: never inside an amount or before a French colon.

/// RFC 5322 section 2.1.1 recommends 78 at most; quoting adds a mark or two.
const WIDTH: usize = 74;
const GAP: usize = 2;

/// Where values stand.
#[derive(Default)]
struct Columns {
    /// Where those at the left begin.
    left: usize,
    /// Where those at the right end.
    right: usize,
}

/// The text as it is sent.
pub(crate) fn lay_out(text: &str) -> String {
    let columns = columns(text);
    let mut laid = String::with_capacity(text.len() + text.len() / 2);
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_matches(' ');
        match row(line) {
            Some(Row::Right(label, value)) => write_right(&mut laid, label, value, columns.right),
            Some(Row::Left(label, value)) => {
                laid.push_str(label);
                let at = length(label).max(columns.left.saturating_sub(GAP)) + GAP;
                spaces(&mut laid, at - length(label));
                write_wrapped(&mut laid, value, at);
                laid.push('\n');
            }
            None if line.is_empty() => {
                if !blank {
                    laid.push('\n');
                }
                blank = true;
                continue;
            }
            None => {
                write_wrapped(&mut laid, line, 0);
                laid.push('\n');
            }
        }
        blank = false;
    }
    if blank && laid.ends_with("\n\n") {
        laid.pop();
    }
    laid
}

enum Row<'a> {
    Left(&'a str, &'a str),
    Right(&'a str, &'a str),
}

fn row(line: &str) -> Option<Row<'_>> {
    let (label, rest) = line.split_once('\t')?;
    let label = label.trim_matches(' ');
    Some(match rest.strip_prefix('\t') {
        Some(value) => Row::Right(label, value.trim_matches([' ', '\t'])),
        None => Row::Left(label, rest.trim_matches([' ', '\t'])),
    })
}

fn columns(text: &str) -> Columns {
    text.lines().filter_map(row).fold(Columns::default(), |columns, row| match row {
        Row::Left(label, _) => Columns { left: columns.left.max(length(label) + GAP), ..columns },
        Row::Right(label, value) => {
            let end = length(label) + GAP + length(value);
            Columns { right: columns.right.max(end.min(WIDTH)), ..columns }
        }
    })
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn spaces(laid: &mut String, count: usize) {
    laid.extend(std::iter::repeat_n(' ', count));
}

/// A value that does not fit beside its label goes under it.
fn write_right(laid: &mut String, label: &str, value: &str, end: usize) {
    let mut at = write_wrapped(laid, label, 0);
    let here = length(value);
    if at + GAP + here > end {
        laid.push('\n');
        at = 0;
    }
    if here <= end {
        spaces(laid, (end - here).saturating_sub(at));
        laid.push_str(value);
    } else {
        write_wrapped(laid, value, 0);
    }
    laid.push('\n');
}

/// Writes a text that begins in column `indent`, its further lines too; says where it ends. A
/// word that is too long for a line stands alone.
fn write_wrapped(laid: &mut String, text: &str, indent: usize) -> usize {
    // Beyond the middle there is too little room to break well.
    let most = if indent > WIDTH / 2 { usize::MAX } else { WIDTH };
    let mut at = indent;
    let mut is_fresh = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let here = length(word);
        if is_fresh {
            at += here;
        } else if at + 1 + here <= most {
            laid.push(' ');
            at += 1 + here;
        } else {
            laid.push('\n');
            spaces(laid, indent);
            at = indent + here;
        }
        is_fresh = false;
        laid.push_str(word);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_end_under_each_other_and_values_begin_under_each_other() {
        let text = "\n\n\nInvoice\t\t1.00\nPenalties and more\t\t1,234.00\n\n\n\
                    IBAN \t FR14 2004\nHolder\tAtelier\n\n";
        assert_eq!(
            lay_out(text),
            "Invoice                 1.00\nPenalties and more  1,234.00\n\n\
             IBAN    FR14 2004\nHolder  Atelier\n"
        );
    }

    #[test]
    fn long_lines_break_at_plain_spaces_only() {
        let amount = "1\u{202f}234,56\u{a0}€";
        let text = format!("{} {amount} demain", "x".repeat(68));
        assert_eq!(lay_out(&text), format!("{}\n{amount} demain\n", "x".repeat(68)));
        let text = format!("Objet\t{}", "mot ".repeat(40));
        let laid = lay_out(&text);
        assert!(laid.lines().all(|line| length(line) <= WIDTH), "{laid}");
        assert!(laid.lines().skip(1).all(|line| line.starts_with("       mot")), "{laid}");
    }

    #[test]
    fn a_value_that_does_not_fit_beside_its_label_goes_under_it() {
        let laid =
            lay_out(&format!("{}\t\t1,00\n{}\t\t2,00", "mot ".repeat(18), "mot ".repeat(20)));
        assert!(laid.lines().all(|line| length(line) <= WIDTH), "{laid}");
        let amounts: Vec<_> = laid.lines().filter(|line| line.ends_with("00")).collect();
        assert!(amounts.iter().all(|line| length(line) == WIDTH), "{laid}");
        let long = "x".repeat(100);
        assert_eq!(lay_out(&format!("Commande\t\t{long}")), format!("Commande\n{long}\n"));
    }

    #[test]
    fn a_word_longer_than_a_line_stays_whole() {
        let word = "x".repeat(200);
        assert_eq!(lay_out(&word), format!("{word}\n"));
        assert_eq!(lay_out(""), "");
    }
}
