//! Amounts as people write them: `1 234,56`, `1,234.56`, `1234.5`, with the decimals of the currency.

use super::Currency;

/// The sign between units and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1234,56`, thousands by space or point.
    Comma,
    /// `1234.56`, thousands by space or comma.
    Point,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// Something else than digits, one sign, separators of thousands and one decimal mark.
    #[error("not an amount")]
    NotAnAmount,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    TooManyDecimals,
    /// More than 15 digits.
    #[error("out of range")]
    OutOfRange,
}

/// Reads an amount into minor units. Thousands may be parted by spaces (U+0020, U+00A0, U+202F)
/// or by the mark that is not the decimal one, in groups of three.
///
/// # Errors
/// [`AmountFault`] says which rule the text breaks.
pub fn parse_amount(text: &str, currency: Currency, mark: DecimalMark) -> Result<i64, AmountFault> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (decimal, thousands) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let whole = ungroup(whole, thousands).ok_or(AmountFault::NotAnAmount)?;
    if whole.is_empty()
        || !fraction.bytes().all(|b| b.is_ascii_digit())
        || digits.ends_with(decimal)
    {
        return Err(AmountFault::NotAnAmount);
    }
    let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
    let significant = fraction.trim_end_matches('0');
    if significant.len() > decimals {
        return Err(AmountFault::TooManyDecimals);
    }
    let minor = format!("{whole}{significant:0<decimals$}");
    if minor.trim_start_matches('0').len() > 15 {
        return Err(AmountFault::OutOfRange);
    }
    let amount: i64 = minor.parse().map_err(|_| AmountFault::OutOfRange)?;
    Ok(if negative { -amount } else { amount })
}

/// The digits of the whole part, when its groups of thousands are well formed.
fn ungroup(whole: &str, mark: char) -> Option<String> {
    let is_separator = |c: char| c == mark || matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = whole.split(is_separator);
    let first = groups.next()?;
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !digits(first) {
        return None;
    }
    let mut all = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) || first.len() > 3 {
            return None;
        }
        all.push_str(group);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        use AmountFault::{NotAnAmount, OutOfRange, TooManyDecimals};
        use DecimalMark::{Comma, Point};
        let jpy = "JPY".parse().unwrap();
        for (text, currency, mark, expected) in [
            ("1 234,56", Currency::EUR, Comma, Ok(123_456)),
            ("1\u{202f}234,5", Currency::EUR, Comma, Ok(123_450)),
            ("1.234,56", Currency::EUR, Comma, Ok(123_456)),
            ("1,234.56", Currency::EUR, Point, Ok(123_456)),
            ("55.94", Currency::EUR, Point, Ok(5_594)),
            ("-12", Currency::EUR, Point, Ok(-1_200)),
            ("10,500", Currency::EUR, Comma, Ok(1_050)),
            ("10,505", Currency::EUR, Comma, Err(TooManyDecimals)),
            ("12.5", jpy, Point, Err(TooManyDecimals)),
            ("12", jpy, Point, Ok(12)),
            ("12 34", Currency::EUR, Comma, Err(NotAnAmount)),
            ("1234 567", Currency::EUR, Comma, Err(NotAnAmount)),
            ("12,", Currency::EUR, Comma, Err(NotAnAmount)),
            (",5", Currency::EUR, Comma, Err(NotAnAmount)),
            ("", Currency::EUR, Comma, Err(NotAnAmount)),
            ("12 €", Currency::EUR, Comma, Err(NotAnAmount)),
            ("1e5", Currency::EUR, Point, Err(NotAnAmount)),
            ("99999999999999999999", Currency::EUR, Point, Err(OutOfRange)),
        ] {
            assert_eq!(parse_amount(text, currency, mark), expected, "{text}");
        }
    }
}
