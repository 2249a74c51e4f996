//! A customer file of any size, the same for the same number: names, places, numbers and addresses with
//! the skew of real ones.

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, LegalClass,
    NewCustomer, PostalAddress,
};
use domain::money::Currency;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

/// A third of the file bears the first one.
const FORMS: [(&str, u32); 4] = [("SARL", 33), ("Société", 20), ("SAS", 20), ("EURL", 7)];
const TRADES: [&str; 16] = [
    "Boulangerie",
    "Garage",
    "Transports",
    "Restaurant",
    "Coiffure",
    "Bâtiment",
    "Électricité",
    "Services",
    "Hôtel",
    "Pharmacie",
    "Menuiserie",
    "Plomberie",
    "Peinture",
    "Établissements",
    "Fromagerie",
    "Librairie",
];
const SYLLABLES: [&str; 60] = [
    "ba", "bel", "ber", "bou", "bri", "cha", "che", "clé", "cor", "cou", "dan", "del", "dou",
    "dra", "du", "fa", "fer", "fon", "fra", "gar", "gi", "gou", "gra", "gui", "ha", "jo", "la",
    "lan", "le", "ler", "lou", "ma", "mar", "mel", "mon", "mou", "na", "net", "noi", "pa", "per",
    "pi", "pon", "pru", "ra", "re", "ri", "ro", "rou", "sa", "sel", "si", "tan", "tei", "ter",
    "ti", "tou", "va", "vil", "zé",
];
/// Words of names: as many as there are of three syllables.
pub const WORDS: usize = 216_000;
const CITIES: usize = 30_000;

/// The word of this number: each another.
#[must_use]
pub fn word(number: usize) -> String {
    let syllable =
        |place: usize| SYLLABLES[number / 60_usize.pow(u32::try_from(place).unwrap()) % 60];
    format!("{}{}{}", syllable(0), syllable(1), syllable(2))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A number below `below`, the small ones far more often.
fn skewed(random: &mut StdRng, below: usize) -> usize {
    let power = random.random::<f64>() * (below as f64).ln();
    (power.exp() as usize - 1).min(below - 1)
}

/// The digit that makes a SIREN of eight digits.
fn check_digit(digits: u32) -> u32 {
    let sum: u32 = format!("{digits:08}")
        .bytes()
        .map(|byte| u32::from(byte - b'0'))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 % 10 + digit / 5 })
        .sum();
    (10 - sum % 10) % 10
}

/// The customer of this number.
#[must_use]
pub fn customer(number: u32) -> NewCustomer {
    let mut random = StdRng::seed_from_u64(u64::from(number));
    let mut name: Vec<String> = Vec::new();
    let mut dice = random.random_range(0..100);
    for (form, share) in FORMS {
        if dice < share {
            name.push(form.to_owned());
            break;
        }
        dice -= share;
    }
    if random.random_bool(0.5) {
        name.push(TRADES[skewed(&mut random, TRADES.len())].to_owned());
    }
    let family = word(skewed(&mut random, WORDS));
    name.push(capital(&family));
    if random.random_bool(0.4) {
        name.push(capital(&word(random.random_range(0..WORDS))));
    }
    let city = skewed(&mut random, CITIES);
    let city_name = format!("{}-sur-{}", capital(&word(city * 7)), capital(&word(city % 97)));
    let place = PostalAddress::new(
        &[],
        &format!("{} RUE {}", random.random_range(1..90), word(city)),
        &format!("{:05}", 1_000 + city * 3),
        &city_name,
        "FR",
    );
    let siren = 10_000_000 + number;
    let phone = format!("+336{}", 10_000_000 + number % 40_000_000);
    let email = format!("contact{number}@{family}.example");
    let point = |value| ContactPoint { role: ContactRole::Main, value };
    let file = CustomerFile {
        legal_class: LegalClass::ProfessionalCompany,
        contact_points: vec![
            point(ContactValue::Email(fold(&email).parse().unwrap())),
            point(ContactValue::Phone(phone.parse().unwrap())),
        ],
        addresses: vec![Address { role: ContactRole::Main, place: place.unwrap() }],
        identifiers: vec![Identifier::Siren(
            format!("{siren}{}", check_digit(siren)).parse().unwrap(),
        )],
        ..CustomerFile::named(name.join(" "), Currency::EUR)
    };
    NewCustomer { reference: Some(format!("C{number:07}").parse().unwrap()), file }
}

fn fold(text: &str) -> String {
    domain::fold::fold(text)
}

/// Kinds of what people type, as the figures name them.
pub const TYPED: [&str; 10] = [
    "a rare word",
    "a word of a third of the file",
    "two letters",
    "an identifier",
    "a phone number",
    "a typing fault",
    "two common words",
    "a common and a rare word",
    "a name as it is typed",
    "a reference",
];

/// Something that somebody types, of a kind, in a file of `count`.
#[must_use]
pub fn typed(kind: usize, count: u32, random: &mut StdRng) -> String {
    let number = random.random_range(0..count);
    let some = customer(number);
    let rare = fold(some.file.name.split(' ').next_back().unwrap_or_default());
    let city = fold(some.file.addresses[0].place.city.split('-').next().unwrap_or_default());
    match kind {
        0 => rare,
        1 => "sarl".to_owned(),
        2 => SYLLABLES[random.random_range(0..60)].chars().take(2).collect(),
        3 => {
            let siren = some.file.identifiers[0].as_str();
            format!("{} {} {}", &siren[..3], &siren[3..6], &siren[6..])
        }
        4 => format!("0{}", &some.file.contact_points[1].value.as_str()[3..]),
        5 => {
            let mut letters: Vec<char> = rare.chars().collect();
            let at = random.random_range(0..letters.len());
            letters[at] = 'k';
            letters.into_iter().collect()
        }
        6 => format!("sarl {}", fold(TRADES[random.random_range(0..4)])),
        7 => format!("sarl {rare} {city}"),
        8 => {
            let name = fold(&some.file.name);
            name.chars().take(name.chars().count() * 2 / 3).collect()
        }
        _ => some.reference.map(|reference| reference.as_str().to_lowercase()).unwrap_or_default(),
    }
}
