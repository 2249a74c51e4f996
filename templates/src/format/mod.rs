//! Amounts, dates and numbers as each language writes them: French of France, English of Great
//! Britain, from the data of the CLDR.
//!
//! French parts thousands by U+202F and sets U+00A0 before `€` and `%`; a line never breaks there.

mod date;
mod money;
mod number;

use domain::language::Language;
use icu_locale_core::{Locale, locale};

pub use date::{date_long, date_short};
pub use money::money;
pub use number::{count, percent_bp, ten_thousandths};

/// No-break space.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space.
pub const NNBSP: char = '\u{202f}';

const fn icu_locale(language: Language) -> Locale {
    match language {
        Language::Fr => locale!("fr-FR"),
        Language::En => locale!("en-GB"),
    }
}

/// Each language's own instance of what is costly to make.
struct PerLanguage<T> {
    fr: T,
    en: T,
}

impl<T> PerLanguage<T> {
    fn new(make: impl Fn(Language) -> T) -> Self {
        Self { fr: make(Language::Fr), en: make(Language::En) }
    }

    const fn of(&self, language: Language) -> &T {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}
