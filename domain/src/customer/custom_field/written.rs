//! A value of a field of the firm as people write it in a table: by the words of either language, the
//! decimal mark and the format of days of the file.

use chrono::NaiveDate;

use super::{Choice, CustomField, CustomFieldKind, CustomValue, ten_thousandths};
use crate::customer::text;
use crate::fold::fold;
use crate::language::Language;
use crate::money::DecimalMark;

/// What means yes, folded.
const YES: [&str; 8] = ["oui", "o", "yes", "y", "vrai", "true", "1", "x"];

/// What means no, folded.
const NO: [&str; 6] = ["non", "n", "no", "faux", "false", "0"];

impl CustomField {
    /// Reads a cell: a choice by its label or its code, a yes or a no by its usual words, a day by what
    /// reads the days of the file. None when it is no value of the field.
    #[must_use]
    pub fn written(
        &self,
        cell: &str,
        mark: DecimalMark,
        day: impl FnOnce(&str) -> Option<NaiveDate>,
    ) -> Option<CustomValue> {
        match self.kind {
            CustomFieldKind::Text => text::line(cell, 500).map(CustomValue::Text),
            CustomFieldKind::Number => number(cell, mark).map(CustomValue::Number),
            CustomFieldKind::Date => day(cell).map(CustomValue::Date),
            CustomFieldKind::Choice => {
                self.choice(cell).map(|choice| CustomValue::Choice(choice.code.clone()))
            }
            CustomFieldKind::Boolean => boolean(cell).map(CustomValue::Boolean),
        }
    }

    /// The choice that a cell names. A label counts before a code, since a table of ours writes labels; one
    /// that two choices share names neither.
    fn choice(&self, cell: &str) -> Option<&Choice> {
        let key = fold(cell.trim());
        let bears =
            |choice: &&Choice| Language::ALL.iter().any(|of| fold(choice.label.of(*of)) == key);
        let mut labelled = self.choices.iter().filter(bears);
        match (labelled.next(), labelled.next()) {
            (Some(choice), None) => Some(choice),
            (None, _) => self.choices.iter().find(|choice| choice.code == key),
            _ => None,
        }
    }
}

fn boolean(cell: &str) -> Option<bool> {
    let word = fold(cell.trim());
    if YES.contains(&word.as_str()) {
        Some(true)
    } else {
        NO.contains(&word.as_str()).then_some(false)
    }
}

/// A number in ten-thousandths. Thousands may be grouped, by spaces or by the sign that is no decimal
/// mark, but only where every group has its three digits.
fn number(cell: &str, mark: DecimalMark) -> Option<i64> {
    let (decimal, other) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let cell = cell.trim();
    let (sign, digits) = cell.strip_prefix('-').map_or(("", cell), |digits| ("-", digits));
    let (whole, part) = digits.split_once(decimal).unwrap_or((digits, "0"));
    let groups: Vec<&str> = whole.split(|c: char| c.is_whitespace() || c == other).collect();
    let grouped = |(place, group): (usize, &&str)| match place {
        0 => (1..=3).contains(&group.len()),
        _ => group.len() == 3,
    };
    let right = match groups.as_slice() {
        [whole] => !whole.is_empty(),
        groups => groups.iter().enumerate().all(grouped),
    };
    if right { ten_thousandths(&format!("{sign}{}.{part}", groups.concat())) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::Label;
    use crate::id::CustomFieldId;

    fn field(kind: CustomFieldKind) -> CustomField {
        let label = |fr: &str, en: &str| Label { fr: fr.to_owned(), en: en.to_owned() };
        let choice =
            |code: &str, fr: &str, en: &str| Choice { code: code.to_owned(), label: label(fr, en) };
        CustomField {
            id: CustomFieldId(uuid::Uuid::nil()),
            code: "sector".to_owned(),
            kind,
            label: label("Secteur", "Sector"),
            choices: vec![choice("wood", "Bois", "Wood"), choice("steel", "Acier", "Steel")],
            archived: false,
        }
    }

    #[test]
    fn a_cell_is_read_by_the_kind_of_its_field_in_either_language() {
        use CustomFieldKind::{Boolean, Choice, Date, Number, Text};
        let wood = || Some(CustomValue::Choice("wood".to_owned()));
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        for (kind, cell, expected) in [
            (Text, " Bois ", Some(CustomValue::Text("Bois".to_owned()))),
            (Text, "", None),
            (Number, "-1,5", Some(CustomValue::Number(-15_000))),
            (Number, "15", Some(CustomValue::Number(150_000))),
            (Number, "1\u{202f}234,5", Some(CustomValue::Number(12_345_000))),
            (Number, "1.234", Some(CustomValue::Number(12_340_000))),
            (Number, "1.5", None),
            (Number, "1,23456", None),
            (Number, "-", None),
            (Number, "douze", None),
            (Date, "28/02/2026", Some(CustomValue::Date(day))),
            (Date, "demain", None),
            (Choice, "bois", wood()),
            (Choice, "Wood", wood()),
            (Choice, "wood", wood()),
            (Choice, "iron", None),
            (Boolean, "Oui", Some(CustomValue::Boolean(true))),
            (Boolean, "no", Some(CustomValue::Boolean(false))),
            (Boolean, "peut-être", None),
        ] {
            let read = |text: &str| NaiveDate::parse_from_str(text, "%d/%m/%Y").ok();
            let value = field(kind).written(cell, DecimalMark::Comma, read);
            assert_eq!(value, expected, "{kind:?} {cell:?}");
        }
    }
}
