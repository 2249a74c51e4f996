//! The reference rates known when this was written, each with its source: rows of data, loaded once.
//!
//! Rates are in hundredths of a percent a year. A row without a rate says that the rate of that day on
//! is known to be unknown: the program then refuses the figure and names the row. What was not read in
//! a published source is not confirmed, and the interface says so.

use sea_orm_migration::sea_orm::prelude::Date;
use sea_orm_migration::sea_query::{InsertStatement, Query};

/// Whether a row was read in a published source.
#[derive(Clone, Copy)]
enum Confirmed {
    Yes,
    Partly,
    No,
}

impl Confirmed {
    const fn code(self) -> &'static str {
        match self {
            Self::Yes => "confirmed",
            Self::Partly => "partial",
            Self::No => "unconfirmed",
        }
    }
}

/// A legal interest rate: first day of its half-year, rate for the debts owed to consumers (and other
/// creditors not acting for their trade), rate for the others, source.
type Legal = (&'static str, Option<i32>, Option<i32>, &'static str, Confirmed);

/// A rate of the main refinancing operations of the ECB: the day of its effect, the rate, the source.
type Ecb = (&'static str, Option<i32>, &'static str, Confirmed);

/// Article L313-2 of the code monétaire et financier: fixed by order for each half-year. `idem` is the
/// source of the row above.
#[rustfmt::skip]
const LEGAL: &[Legal] = &[
    ("2012-01-01", Some(71), Some(71), "memoire", Confirmed::No),
    ("2012-07-01", Some(71), Some(71), "memoire", Confirmed::No),
    ("2013-01-01", Some(4), Some(4), "memoire", Confirmed::No),
    ("2013-07-01", Some(4), Some(4), "memoire", Confirmed::No),
    ("2014-01-01", Some(4), Some(4), "memoire", Confirmed::No),
    ("2014-07-01", Some(4), Some(4), "memoire", Confirmed::No),
    ("2015-01-01", Some(406), Some(93), "memoire", Confirmed::No),
    ("2015-07-01", Some(429), Some(99), "memoire", Confirmed::No),
    ("2016-01-01", Some(454), Some(101), "memoire", Confirmed::No),
    ("2016-07-01", Some(435), Some(93), "memoire", Confirmed::No),
    ("2017-01-01", Some(416), Some(90), "memoire", Confirmed::No),
    ("2017-07-01", Some(394), Some(90), "memoire", Confirmed::No),
    ("2018-01-01", Some(373), Some(89), "memoire", Confirmed::No),
    ("2018-07-01", Some(360), Some(88), "memoire", Confirmed::No),
    ("2019-01-01", Some(340), Some(86), "memoire", Confirmed::No),
    ("2019-07-01", Some(326), Some(87), "memoire", Confirmed::No),
    ("2020-01-01", Some(315), Some(87), "moneyvox/agenceobjectifpaiement (arrete 2019-12-23)", Confirmed::Yes),
    ("2020-07-01", Some(311), Some(84), "idem (arrete 2020-06-15)", Confirmed::Yes),
    ("2021-01-01", Some(314), Some(79), "idem (arrete 2020-12-21)", Confirmed::Yes),
    ("2021-07-01", Some(312), Some(76), "idem (arrete 2021-06-16)", Confirmed::Yes),
    ("2022-01-01", Some(313), Some(76), "idem (arrete 2021-12-26)", Confirmed::Yes),
    ("2022-07-01", Some(315), Some(77), "idem", Confirmed::Yes),
    ("2023-01-01", Some(447), Some(206), "idem", Confirmed::Yes),
    ("2023-07-01", Some(682), Some(422), "arrete ECOT2317028A 2023-06-27", Confirmed::Yes),
    ("2024-01-01", Some(801), Some(507), "moneyvox/agenceobjectifpaiement", Confirmed::Yes),
    ("2024-07-01", Some(816), Some(492), "moneyvox/legifiscal (arrete 2024-06-26 ou 28)", Confirmed::Yes),
    ("2025-01-01", Some(721), Some(371), "moneyvox/legifiscal/ksca", Confirmed::Yes),
    ("2025-07-01", Some(665), Some(276), "arrete ECOT2516925A 2025-06-19 JO 2025-06-24", Confirmed::Yes),
    ("2026-01-01", Some(667), Some(262), "arrete 2025-12-15 JO 2025-12-26 (texte integral juriblio.fr)", Confirmed::Yes),
    ("2026-07-01", None, None, "non trouve hors ligne", Confirmed::No),
];

/// Article L441-10 II of the code de commerce adds 10 points to the rate of 1 January or 1 July.
#[rustfmt::skip]
const ECB: &[Ecb] = &[
    ("2011-12-14", Some(100), "memoire", Confirmed::No),
    ("2012-07-11", Some(75), "memoire", Confirmed::No),
    ("2013-05-08", Some(50), "memoire", Confirmed::No),
    ("2013-11-13", Some(25), "memoire", Confirmed::No),
    ("2014-06-11", Some(15), "memoire", Confirmed::No),
    ("2014-09-10", Some(5), "memoire", Confirmed::No),
    ("2016-03-16", Some(0), "memoire/ECB", Confirmed::Partly),
    ("2022-07-27", Some(50), "breakinglatest.news (communique BCE)", Confirmed::Yes),
    ("2022-09-14", Some(125), "memoire", Confirmed::No),
    ("2022-11-02", Some(200), "actionforex", Confirmed::Yes),
    ("2022-12-21", Some(250), "memoire", Confirmed::No),
    ("2023-02-08", Some(300), "memoire", Confirmed::No),
    ("2023-03-22", Some(350), "memoire", Confirmed::No),
    ("2023-05-10", Some(375), "memoire", Confirmed::No),
    ("2023-06-21", Some(400), "yosefardi/lalibre (niveau)", Confirmed::Yes),
    ("2023-08-02", Some(425), "memoire", Confirmed::No),
    ("2023-09-20", Some(450), "bde.es (communique BCE)", Confirmed::Yes),
    ("2024-06-12", Some(425), "boursorama/AOF", Confirmed::Yes),
    ("2024-09-18", Some(365), "memoire", Confirmed::No),
    ("2024-10-23", Some(340), "memoire", Confirmed::No),
    ("2024-12-18", Some(315), "fxstreet/francetransactions (niveau)", Confirmed::Yes),
    ("2025-02-05", Some(290), "memoire", Confirmed::No),
    ("2025-03-12", Some(265), "memoire", Confirmed::No),
    ("2025-04-23", Some(240), "memoire", Confirmed::No),
    ("2025-06-11", Some(215), "irishexaminer/aipioneerhub (niveau)", Confirmed::Yes),
    ("2026-07-01", Some(240), "source secondaire unique (glama.ai fr-legal-kit: H2-2026 MRO 2.40 -> 12.40); en vigueur au 1er juillet selon elle; date d'effet reelle inconnue", Confirmed::No),
];

/// The day that a constant above writes, which a test reads in full.
fn day(text: &str) -> Date {
    text.parse().unwrap_or_default()
}

pub(crate) fn rows() -> Vec<InsertStatement> {
    let mut rows = Query::insert();
    rows.into_table("reference_rate").columns([
        "kind",
        "valid_from",
        "rate_bp",
        "source",
        "confirmed",
    ]);
    let mut row =
        |kind: &str, from: &str, rate: Option<i32>, source: &str, confirmed: Confirmed| {
            rows.values_panic([
                kind.into(),
                day(from).into(),
                rate.into(),
                source.into(),
                confirmed.code().into(),
            ]);
        };
    for (from, consumer, professional, source, confirmed) in LEGAL {
        row("legal_consumer", from, *consumer, source, *confirmed);
        row("legal_professional", from, *professional, source, *confirmed);
    }
    for (from, rate, source, confirmed) in ECB {
        row("ecb_main", from, *rate, source, *confirmed);
    }
    vec![rows]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_a_date_in_rising_order_and_a_half_year_begins_in_january_or_july() {
        let legal: Vec<Date> = LEGAL.iter().map(|row| row.0.parse().unwrap()).collect();
        let ecb: Vec<Date> = ECB.iter().map(|row| row.0.parse().unwrap()).collect();
        assert!(legal.is_sorted() && ecb.is_sorted());
        assert!(LEGAL.iter().all(|row| row.0.ends_with("-01-01") || row.0.ends_with("-07-01")));
    }

    #[test]
    fn the_second_half_of_2026_has_a_row_without_a_rate_and_a_refinancing_rate_not_confirmed() {
        let unknown = LEGAL.iter().find(|row| row.0 == "2026-07-01").unwrap();
        assert!(unknown.1.is_none() && unknown.2.is_none());
        let ecb = ECB.iter().find(|row| row.0 == "2026-07-01").unwrap();
        assert!(matches!(ecb, (_, Some(240), _, Confirmed::No)));
    }
}
