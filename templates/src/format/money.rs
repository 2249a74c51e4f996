//! Amounts of money. Digits and marks come from icu; the place of the currency is ours.

use domain::language::Language;
use domain::money::Money;
use icu_decimal::input::Decimal;

use super::NBSP;
use super::number::decimal;

/// An amount with its currency: `1 234,56 €` in French, `€1,234.56` in English. A currency
/// without a sign that every reader knows keeps its ISO 4217 code: `1 234,56 USD`, `USD 1,234.56`.
#[must_use]
pub fn money(language: Language, money: Money) -> String {
    let decimals = i16::try_from(money.currency.decimals()).unwrap_or(0);
    let mut number = Decimal::from(money.amount.unsigned_abs());
    number.multiply_pow10(-decimals);
    number.pad_end(-decimals);
    let digits = decimal(language, &number);
    let sign = if money.amount < 0 { "-" } else { "" };
    let code = money.currency.code();
    match (language, code) {
        (Language::Fr, "EUR") => format!("{sign}{digits}{NBSP}€"),
        (Language::Fr, _) => format!("{sign}{digits}{NBSP}{code}"),
        (Language::En, "EUR") => format!("{sign}€{digits}"),
        (Language::En, "GBP") => format!("{sign}£{digits}"),
        (Language::En, _) => format!("{sign}{code}{NBSP}{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_does() {
        for (amount, currency, french, english) in [
            (123_456, "EUR", "1\u{202f}234,56\u{a0}€", "€1,234.56"),
            (0, "EUR", "0,00\u{a0}€", "€0.00"),
            (5, "EUR", "0,05\u{a0}€", "€0.05"),
            (-4_000, "EUR", "-40,00\u{a0}€", "-€40.00"),
            (123_456_789, "GBP", "1\u{202f}234\u{202f}567,89\u{a0}GBP", "£1,234,567.89"),
            (123_456, "JPY", "123\u{202f}456\u{a0}JPY", "JPY\u{a0}123,456"),
            (1_234_567, "TND", "1\u{202f}234,567\u{a0}TND", "TND\u{a0}1,234.567"),
            (
                i64::MIN,
                "EUR",
                "-92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08\u{a0}€",
                "-€92,233,720,368,547,758.08",
            ),
        ] {
            let amount = Money::new(amount, currency.parse::<Currency>().unwrap());
            assert_eq!(money(Language::Fr, amount), french);
            assert_eq!(money(Language::En, amount), english);
        }
    }
}
