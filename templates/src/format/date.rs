//! Days of the calendar.

use chrono::{Datelike, NaiveDate};
use domain::language::Language;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_datetime::options::YearStyle;

use super::{PerLanguage, icu_locale};

type Formatter = Option<DateTimeFormatter<YMD>>;

thread_local! {
    static LONG: PerLanguage<Formatter> = PerLanguage::new(|language| {
        DateTimeFormatter::try_new(icu_locale(language).into(), YMD::long()).ok()
    });
    static SHORT: PerLanguage<Formatter> = PerLanguage::new(|language| {
        let fields = YMD::short().with_year_style(YearStyle::Full);
        DateTimeFormatter::try_new(icu_locale(language).into(), fields).ok()
    });
}

/// A day in full: `3 mars 2013`, `1er mars 2013`; `3 March 2013`.
#[must_use]
pub fn date_long(language: Language, day: NaiveDate) -> String {
    let text = LONG.with(|formatters| written(formatters.of(language), day));
    // The CLDR writes the first of a month as a cardinal; French says an ordinal.
    match text.strip_prefix("1 ") {
        Some(rest) if language == Language::Fr => format!("1er {rest}"),
        _ => text,
    }
}

/// A day in figures: `03/03/2013` in both languages.
#[must_use]
pub fn date_short(language: Language, day: NaiveDate) -> String {
    SHORT.with(|formatters| written(formatters.of(language), day))
}

/// ISO 8601 where icu has no data or the day lies outside its range: both never met in the
/// days that the program accepts.
fn written(formatter: &Formatter, day: NaiveDate) -> String {
    let month = u8::try_from(day.month()).unwrap_or(1);
    let in_month = u8::try_from(day.day()).unwrap_or(1);
    match (formatter, Date::try_new_iso(day.year(), month, in_month)) {
        (Some(formatter), Ok(date)) => formatter.format(&date).to_string(),
        _ => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_full_and_in_figures() {
        for (day, french, english, figures) in [
            ("2013-03-03", "3 mars 2013", "3 March 2013", "03/03/2013"),
            ("2012-08-01", "1er août 2012", "1 August 2012", "01/08/2012"),
            ("2026-12-31", "31 décembre 2026", "31 December 2026", "31/12/2026"),
            ("2024-02-11", "11 février 2024", "11 February 2024", "11/02/2024"),
        ] {
            let day = day.parse().unwrap();
            assert_eq!(date_long(Language::Fr, day), french);
            assert_eq!(date_long(Language::En, day), english);
            assert_eq!(date_short(Language::Fr, day), figures);
            assert_eq!(date_short(Language::En, day), figures);
        }
    }
}
