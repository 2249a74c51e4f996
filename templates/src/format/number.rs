//! Counts and rates.

use domain::language::Language;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;

use super::{NBSP, PerLanguage, icu_locale};

thread_local! {
    /// The formatters of icu are not shared between threads, and cost too much to make each time.
    static DECIMALS: PerLanguage<Option<DecimalFormatter>> = PerLanguage::new(|language| {
        DecimalFormatter::try_new(icu_locale(language).into(), Default::default()).ok()
    });
}

/// A decimal number with the marks of the language. The data of both is compiled in; without it
/// the number would be plain.
pub(super) fn decimal(language: Language, number: &Decimal) -> String {
    DECIMALS.with(|decimals| match decimals.of(language) {
        Some(formatter) => formatter.format(number).to_string(),
        None => number.to_string(),
    })
}

/// A whole number: `1 234` (U+202F) in French, `1,234` in English.
#[must_use]
pub fn count(language: Language, number: i64) -> String {
    if (0..1000).contains(&number) {
        return number.to_string();
    }
    decimal(language, &Decimal::from(number))
}

/// A decimal number in ten-thousandths: `12,5` in French, `12.5` in English.
#[must_use]
pub fn ten_thousandths(language: Language, number: i64) -> String {
    let mut number = Decimal::from(number);
    number.multiply_pow10(-4);
    number.trim_end();
    decimal(language, &number)
}

/// A rate in hundredths of a percent: `12,15 %` (U+00A0) in French, `12.15%` in English.
#[must_use]
pub fn percent_bp(language: Language, rate_bp: i32) -> String {
    let mut number = Decimal::from(rate_bp);
    number.multiply_pow10(-2);
    number.trim_end();
    let number = decimal(language, &number);
    match language {
        Language::Fr => format!("{number}{NBSP}%"),
        Language::En => format!("{number}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_as_each_language_does() {
        assert_eq!(count(Language::Fr, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(Language::En, 1_234_567), "1,234,567");
        assert_eq!(count(Language::Fr, 1_000), "1\u{202f}000");
        assert_eq!(count(Language::Fr, 999), "999");
        assert_eq!(count(Language::En, -1_000), "-1,000");
    }

    #[test]
    fn decimals_show_what_they_have() {
        for (number, french, english) in [
            (125_000, "12,5", "12.5"),
            (10_000, "1", "1"),
            (-1, "-0,0001", "-0.0001"),
            (0, "0", "0"),
            (123_450_000, "12\u{202f}345", "12,345"),
        ] {
            assert_eq!(ten_thousandths(Language::Fr, number), french);
            assert_eq!(ten_thousandths(Language::En, number), english);
        }
    }

    #[test]
    fn rates_show_the_decimals_they_have() {
        for (rate, french, english) in [
            (1_215, "12,15\u{a0}%", "12.15%"),
            (1_200, "12\u{a0}%", "12%"),
            (50, "0,5\u{a0}%", "0.5%"),
            (0, "0\u{a0}%", "0%"),
        ] {
            assert_eq!(percent_bp(Language::Fr, rate), french);
            assert_eq!(percent_bp(Language::En, rate), english);
        }
    }
}
