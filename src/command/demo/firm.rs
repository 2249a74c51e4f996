//! The made-up firm: customers, invoices, payments, from a fixed seed and a day.
//!
//! Names are invented, e-mail addresses lie under the reserved `.example` (RFC 2606), and no
//! identifier is given that could be somebody's.

use chrono::{Days, NaiveDate};
use domain::customer::LegalClass;
use domain::language::Language;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const SEED: u64 = 1792;
const CUSTOMERS: u32 = 200;
const INVOICES: u32 = 600;

/// A customer to be.
pub(super) struct Customer {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) class: LegalClass,
    pub(super) language: Language,
    /// One in forty has none and is written to by post.
    pub(super) email: Option<String>,
    pub(super) street: String,
    pub(super) postal_code: &'static str,
    pub(super) city: &'static str,
    pub(super) country: &'static str,
}

/// An invoice to be, with what was paid on it.
pub(super) struct Invoice {
    /// Place of its customer in the list.
    pub(super) customer: usize,
    pub(super) number: String,
    pub(super) order_number: Option<String>,
    pub(super) issued_on: NaiveDate,
    /// Days and cents.
    pub(super) due_lines: Vec<(NaiveDate, i64)>,
    pub(super) paid: Vec<(NaiveDate, i64)>,
}

/// The firm as it stands on a day.
pub(super) struct Firm {
    pub(super) customers: Vec<Customer>,
    pub(super) invoices: Vec<Invoice>,
}

impl Firm {
    /// The same firm for the same day, whoever asks.
    pub(super) fn on(day: NaiveDate) -> Self {
        let mut chance = StdRng::seed_from_u64(SEED);
        let customers: Vec<_> = (1..=CUSTOMERS).map(|n| customer(n, &mut chance)).collect();
        let mut issues: Vec<u64> = (0..INVOICES).map(|_| chance.random_range(5..120)).collect();
        issues.sort_unstable_by(|a, b| b.cmp(a));
        let invoices = issues
            .into_iter()
            .zip(1..)
            .map(|(age, n)| invoice(n, day - Days::new(age), customers.len(), day, &mut chance))
            .collect();
        Self { customers, invoices }
    }
}

fn customer(n: u32, chance: &mut StdRng) -> Customer {
    let language = if chance.random_ratio(2, 3) { Language::Fr } else { Language::En };
    let class = if chance.random_ratio(3, 4) {
        LegalClass::ProfessionalCompany
    } else {
        LegalClass::Consumer
    };
    let pick = |list: &[&'static str], chance: &mut StdRng| {
        list.choose(chance).copied().unwrap_or_default()
    };
    let name = match (class, language) {
        (LegalClass::Consumer, Language::Fr) => {
            format!("{} {}", pick(&FIRST_FR, chance), pick(&LAST_FR, chance))
        }
        (LegalClass::Consumer, Language::En) => {
            format!("{} {}", pick(&FIRST_EN, chance), pick(&LAST_EN, chance))
        }
        (_, Language::Fr) => format!("{} {}", pick(&TRADE_FR, chance), pick(&LAST_FR, chance)),
        (_, Language::En) => format!("{} {}", pick(&LAST_EN, chance), pick(&TRADE_EN, chance)),
    };
    let number = chance.random_range(1..180);
    let (street, (postal_code, city, country)) = match language {
        Language::Fr => (
            format!("{number} {}", pick(&STREET_FR, chance)),
            *TOWN_FR.choose(chance).unwrap_or(&("75011", "Paris", "FR")),
        ),
        Language::En => (
            format!("{number} {}", pick(&STREET_EN, chance)),
            *TOWN_EN.choose(chance).unwrap_or(&("SW1A 1AA", "London", "GB")),
        ),
    };
    let email = (!n.is_multiple_of(40)).then(|| format!("customer{n:03}@firm{n:03}.example"));
    Customer {
        reference: format!("D{n:04}"),
        name,
        class,
        language,
        email,
        street,
        postal_code,
        city,
        country,
    }
}

fn invoice(
    n: u32,
    issued_on: NaiveDate,
    customers: usize,
    today: NaiveDate,
    chance: &mut StdRng,
) -> Invoice {
    let amount: i64 = chance.random_range(2_500..480_000);
    let first = issued_on + Days::new(30);
    // One in ten is paid in two instalments.
    let due_lines = if n.is_multiple_of(10) {
        vec![(first, amount / 2), (first + Days::new(30), amount - amount / 2)]
    } else {
        vec![(first, amount)]
    };
    let late = Days::new(chance.random_range(0..75));
    let whole = (first + late, amount);
    let part = (first + Days::new(3), amount / 3);
    let paid = match chance.random_range(0..100) {
        0..55 => vec![whole],
        55..65 => vec![part],
        _ => Vec::new(),
    };
    Invoice {
        customer: chance.random_range(0..customers),
        number: format!("{}-{n:04}", issued_on.format("%Y")),
        order_number: chance
            .random_ratio(1, 3)
            .then(|| format!("PO-{}", chance.random_range(10_000..99_999))),
        issued_on,
        due_lines,
        paid: paid.into_iter().filter(|(day, _)| *day <= today).collect(),
    }
}

const FIRST_FR: [&str; 8] =
    ["Camille", "Élodie", "François", "Hélène", "Jérôme", "Maëlle", "Noël", "Zoé"];
const LAST_FR: [&str; 12] = [
    "Aubrac",
    "Bellecœur",
    "Chêneval",
    "Dorémieux",
    "Estève",
    "Fauvel",
    "Grandclément",
    "Hébrard",
    "L’Hermite",
    "Mérindol",
    "Ormières",
    "Vauquelin",
];
const TRADE_FR: [&str; 8] = [
    "Boulangerie",
    "Café",
    "Établissements",
    "Fromagerie",
    "Librairie",
    "Menuiserie",
    "Pépinières",
    "Traiteur",
];
const STREET_FR: [&str; 5] = [
    "rue de l’Église",
    "avenue du Général-Leclerc",
    "place du Marché",
    "chemin des Écoliers",
    "boulevard de la Liberté",
];
const TOWN_FR: [(&str, &str, &str); 6] = [
    ("13001", "Marseille", "FR"),
    ("31000", "Toulouse", "FR"),
    ("35000", "Rennes", "FR"),
    ("59000", "Lille", "FR"),
    ("67000", "Strasbourg", "FR"),
    ("97200", "Fort-de-France", "FR"),
];
const FIRST_EN: [&str; 8] =
    ["Alice", "Benjamin", "Charlotte", "Edward", "Grace", "Harriet", "Oliver", "Rose"];
const LAST_EN: [&str; 10] = [
    "Ashford",
    "Bramble",
    "Copperfield",
    "Dunmore",
    "Eastwick",
    "Foxglove",
    "Hollins",
    "Kestrel",
    "Northgate",
    "O’Meadow",
];
const TRADE_EN: [&str; 6] =
    ["Bakery", "Catering Ltd", "Foods Ltd", "Hospitality Ltd", "Trading Ltd", "Wholesale Ltd"];
const STREET_EN: [&str; 4] = ["High Street", "Church Lane", "Market Square", "Station Road"];
const TOWN_EN: [(&str, &str, &str); 4] = [
    ("M1 1AE", "Manchester", "GB"),
    ("EH1 1YZ", "Edinburgh", "GB"),
    ("D02 AF30", "Dublin", "IE"),
    ("SW1A 1AA", "London", "GB"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_firm_is_the_same_for_the_same_day_and_its_amounts_add_up() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let (first, second) = (Firm::on(day), Firm::on(day));
        assert_eq!((first.customers.len(), first.invoices.len()), (200, 600));
        for (a, b) in first.invoices.iter().zip(&second.invoices) {
            assert_eq!((&a.number, &a.due_lines, &a.paid), (&b.number, &b.due_lines, &b.paid));
            let due: i64 = a.due_lines.iter().map(|line| line.1).sum();
            let paid: i64 = a.paid.iter().map(|payment| payment.1).sum();
            assert!(paid <= due && due > 0);
            assert!(a.issued_on < day && a.paid.iter().all(|payment| payment.0 <= day));
        }
        assert!(
            first.invoices.is_sorted_by(|a, b| a.issued_on <= b.issued_on),
            "numbers follow the dates"
        );
        for class in [LegalClass::Consumer, LegalClass::ProfessionalCompany] {
            for language in Language::ALL {
                assert!(first.customers.iter().any(|c| c.class == class && c.language == language));
            }
        }
    }
}
