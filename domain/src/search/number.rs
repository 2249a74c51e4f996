//! A number as somebody types it: a phone number in any writing, or the digits of an identifier.

/// Calling codes that a national writing is tried with: France and its overseas departments and
/// communities, whose customers are one file, then Europe and what is called most beyond it.
const CODES: [&str; 46] = [
    "33", "590", "594", "596", "262", "508", "687", "689", "681", "32", "352", "41", "377", "376",
    "49", "44", "39", "34", "351", "31", "353", "43", "45", "46", "47", "48", "358", "420", "421",
    "36", "40", "359", "385", "386", "370", "371", "372", "30", "356", "357", "354", "423", "1",
    "212", "213", "216",
];

/// How many of [`CODES`] the French are.
const FRENCH: usize = 9;

/// The fewest digits of which a phone number is looked for by its beginning.
const BEGINNING: usize = 5;
/// The fewest digits of a whole phone number.
const WHOLE: usize = 6;

/// The digits of a number, and whether it was written with its calling code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    digits: String,
    international: bool,
}

impl Number {
    /// Reads a text of digits and the signs that people put between them.
    pub(super) fn read(text: &str) -> Option<Self> {
        let sign = |c: char| {
            c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '+' | '\u{2011}')
        };
        if !text.chars().all(|c| c.is_ascii_digit() || sign(c)) {
            return None;
        }
        // A zero in brackets is dialled at home only.
        let plus = text.trim_start().starts_with('+');
        let text = if plus || text.trim_start().starts_with("00") {
            text.replace("(0)", "")
        } else {
            text.to_owned()
        };
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return None;
        }
        let abroad = (!plus)
            .then(|| digits.strip_prefix("00"))
            .flatten()
            .filter(|rest| rest.len() >= BEGINNING);
        Some(match abroad {
            Some(rest) => Self { digits: rest.to_owned(), international: true },
            None => Self { digits, international: plus },
        })
    }

    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// The digits, the calling code's too.
    pub(super) fn digits(&self) -> &str {
        &self.digits
    }

    /// Every number in E.164 that it may be.
    pub(super) fn phones(&self) -> Vec<String> {
        if self.len() < WHOLE {
            return Vec::new();
        }
        let typed = format!("+{}", self.digits);
        if self.international {
            return vec![typed];
        }
        let national = self.digits.strip_prefix('0').unwrap_or(&self.digits);
        let mut all: Vec<String> = CODES.iter().map(|code| format!("+{code}{national}")).collect();
        // Italy dials its zero from abroad too.
        all.push(format!("+39{}", self.digits));
        all.push(typed);
        all
    }

    /// The beginnings in E.164 that it may be, in the French plans when no calling code was typed.
    pub(super) fn phone_beginnings(&self) -> Vec<String> {
        if self.len() < BEGINNING {
            return Vec::new();
        }
        if self.international {
            return vec![format!("+{}", self.digits)];
        }
        let Some(national) = self.digits.strip_prefix('0') else { return Vec::new() };
        CODES.iter().take(FRENCH).map(|code| format!("+{code}{national}")).collect()
    }
}
