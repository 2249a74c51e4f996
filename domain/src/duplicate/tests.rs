//! Pairs as cases, and what holds for all of them.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::customer::ContactValue;
use crate::id::PartyId;

/// A party in words: `name | numbers | points | street, code city`, each part as it comes.
fn party(text: &str) -> Profile {
    let mut parts = text.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let name = next();
    let numbers = next().split_whitespace().map(|number| {
        let (kind, value) = number.split_once(':').unwrap();
        Number { kind: kind.to_owned(), value: value.to_owned() }
    });
    let numbers = numbers.collect();
    let points = next().split_whitespace().map(|point| match point.strip_prefix('+') {
        Some(_) => ContactValue::Phone(point.parse().unwrap()),
        None => ContactValue::Email(point.parse().unwrap()),
    });
    let points = points.collect();
    let places = next().split(';').filter(|place| !place.trim().is_empty()).map(|place| {
        let (street, town) = place.split_once(',').unwrap();
        let (code, city) = town.trim().split_once(' ').unwrap();
        Place {
            street: street.trim().to_owned(),
            postal_code: code.to_owned(),
            city: city.to_owned(),
            country: "FR".to_owned(),
        }
    });
    let places = places.collect();
    let is_person = name.starts_with('~');
    let id = PartyId(Uuid::from_u128(text.bytes().map(u128::from).sum()));
    let name = name.trim_start_matches('~').to_owned();
    Profile { party: id, parent: None, is_person, name, numbers, points, places }
}

fn likeness_of(a: &str, b: &str) -> Option<Likeness> {
    compare(&party(a), &party(b)).likeness()
}

#[test]
fn pairs_and_how_sure_it_is_that_they_are_one() {
    use Likeness::{Possible, Probable};
    for (a, b, expected, why) in [
        (
            "Durand SARL|siren:423529940",
            "Durand|siren:423529940",
            Some(Probable),
            "number and name",
        ),
        ("Durand|siren:423529940", "Chez Paul|siren:423529940", Some(Possible), "a trading name"),
        ("A|siret:42352994000011", "B|siret:42352994000011", Some(Possible), "one establishment"),
        (
            "Durand|siret:42352994000011",
            "Durand|siret:42352994000029",
            None,
            "two establishments of one enterprise",
        ),
        ("Durand|siren:423529940", "Durand|vat:FR24423529940", Some(Probable), "in the VAT number"),
        ("Durand|siren:423529940", "Durand|siren:552100554", None, "two enterprises"),
        ("Durand|vat:DE123456789", "Durand GmbH|vat:DE123456789", Some(Probable), "abroad"),
        (
            "A|iban:FR7630006000011234567890189",
            "B|iban:FR7630006000011234567890189",
            Some(Possible),
            "a bank account",
        ),
        ("S.N.C.F.||a@sncf.example", "SNCF||a@sncf.example", Some(Possible), "name and mailbox"),
        (
            "Durand||compta@cabinet.example",
            "Martin||compta@cabinet.example",
            None,
            "an accountant's mailbox",
        ),
        (
            "Durand||a@b.example +33491000000",
            "Martin||a@b.example +33491000000",
            None,
            "and its phone",
        ),
        (
            "Durand|||1 rue X, 13001 Marseille",
            "Martin|||1 rue X, 13001 Marseille",
            None,
            "neighbours",
        ),
        (
            "Ets Lefèvre & Fils|||12 av. de la République, 13001 Marseille",
            "LEFEVRE ET FILS SAS|||12 avenue de la republique, 13001 MARSEILLE CEDEX 20",
            Some(Possible),
            "name and address in other writings",
        ),
        (
            "Lefèvre|| +33491000000|12 rue X, 13001 Marseille",
            "Lefevre|| +33491000000|12 r X, 13001 Marseille",
            Some(Probable),
            "name, phone and address",
        ),
        (
            "Boulangerie Martin|||, 13001 Marseille",
            "Boulangerie Martin|||, 13001 Marseille",
            Some(Possible),
            "name and town",
        ),
        (
            "Boulangerie Martin|||, 13001 Marseille",
            "Boulangerie Martin|||, 59000 Lille",
            None,
            "a common name",
        ),
        ("Boulangerie Martin", "Boulangerie Martin", None, "a name alone"),
        (
            "Transports Legrand||l@legrand.example",
            "Transports Legrnad||l@legrand.example",
            Some(Possible),
            "a slip of the keys",
        ),
        (
            "~Marie Durand||m@durand.example +33491000000|1 rue X, 13001 Marseille",
            "~Jean Durand||m@durand.example +33491000000|1 rue X, 13001 Marseille",
            None,
            "a household",
        ),
        (
            "~DURAND Marie||m@durand.example",
            "~Marie Durand||m@durand.example",
            Some(Possible),
            "the order of names",
        ),
        (
            "~Marie Durand||m@durand.example",
            "Marie Durand||m@durand.example",
            Some(Possible),
            "a person and her trade",
        ),
        ("SA", "SAS", None, "nothing but a legal form"),
        ("!!!||m@durand.example", "???||m@durand.example", None, "no name at all"),
    ] {
        let found = likeness_of(a, b);
        let shown = compare(&party(a), &party(b));
        assert_eq!(found, expected, "{why}: {a} / {b}: {shown:?}");
        if expected.is_some() {
            let (a, b) = (keys(&party(a)), keys(&party(b)));
            assert!(a.iter().any(|key| b.contains(key)), "{why}: they share a key: {a:?} {b:?}");
        }
    }
}

#[test]
fn an_establishment_is_no_duplicate_of_its_company() {
    let company = party("Durand|siren:423529940");
    let mut shop = party("Durand Marseille|siren:423529940");
    assert!(compare(&company, &shop).likeness().is_some());
    shop.parent = Some(company.party);
    assert_eq!(compare(&company, &shop), Comparison::Two(Relation::OneEnterprise));
    assert_eq!(compare(&shop, &company), Comparison::Two(Relation::OneEnterprise));
}

#[test]
fn the_reasons_of_a_pair_are_told_in_the_order_of_the_table() {
    let pair = compare(
        &party("Durand|siren:423529940|a@b.example|1 rue X, 13001 Marseille"),
        &party("Durand||a@b.example|2 rue X, 13001 Marseille"),
    );
    let reasons = vec![Reason::SameName, Reason::SameEmail, Reason::SameTown];
    assert_eq!(pair, Comparison::Like { score: 80, reasons });
}

#[test]
fn every_reason_has_a_code_and_no_single_shared_thing_but_a_number_is_enough() {
    for reason in Reason::ALL {
        assert_eq!(reason.code().parse(), Ok(*reason));
        let number = matches!(
            reason,
            Reason::SameSiret
                | Reason::SameSiren
                | Reason::SameVat
                | Reason::SameIban
                | Reason::SameNumber
        );
        assert_eq!(Likeness::of(reason.weight()).is_some(), number, "{reason}");
    }
}

fn any_party() -> impl Strategy<Value = Profile> {
    let word = prop::sample::select(vec![
        "Durand", "Martin", "SARL", "S.A.", "Fils", "&", "Élan", "Œuvre", "",
    ]);
    let number = prop::sample::select(vec![
        ("siren", "423529940"),
        ("siret", "42352994000011"),
        ("siret", "42352994000029"),
        ("vat", "FR24423529940"),
        ("vat", "DE123456789"),
        ("iban", "FR7630006000011234567890189"),
        ("siren", "552100554"),
    ]);
    let point =
        prop::sample::select(vec!["a@b.example", "A@b.example", "c@b.example", "+33491000000"]);
    let place = prop::sample::select(vec![
        ("1 rue X", "13001", "Marseille"),
        ("1 r. X", "13001", "MARSEILLE CEDEX"),
        ("", "59000", "Lille"),
        ("", "", ""),
    ]);
    (
        any::<u128>(),
        any::<bool>(),
        prop::collection::vec(word, 0..4),
        prop::collection::vec(number, 0..3),
        prop::collection::vec(point, 0..3),
        prop::collection::vec(place, 0..3),
    )
        .prop_map(|(id, is_person, words, numbers, points, places)| Profile {
            party: PartyId(Uuid::from_u128(id)),
            parent: None,
            is_person,
            name: words.join(" "),
            numbers: numbers
                .into_iter()
                .map(|(kind, value)| Number { kind: kind.into(), value: value.into() })
                .collect(),
            points: points
                .into_iter()
                .map(|point| match point.starts_with('+') {
                    true => ContactValue::Phone(point.parse().unwrap()),
                    false => ContactValue::Email(point.parse().unwrap()),
                })
                .collect(),
            places: places
                .into_iter()
                .map(|(street, code, city)| Place {
                    street: street.into(),
                    postal_code: code.into(),
                    city: city.into(),
                    country: "FR".into(),
                })
                .collect(),
        })
}

fn reversed(of: &Profile) -> Profile {
    let mut of = of.clone();
    of.numbers.reverse();
    of.points.reverse();
    of.places.reverse();
    of
}

proptest! {
    #[test]
    fn which_party_comes_first_and_in_what_order_its_parts_stand_does_not_matter(
        a in any_party(), b in any_party()
    ) {
        let pair = compare(&a, &b);
        prop_assert_eq!(&compare(&b, &a), &pair);
        prop_assert_eq!(&compare(&reversed(&a), &reversed(&b)), &pair);
        prop_assert_eq!(keys(&reversed(&a)), keys(&a));
        if let Comparison::Like { score, .. } = pair {
            prop_assert!((0..=100).contains(&score));
        }
    }

    #[test]
    fn two_that_share_no_key_are_at_most_two_of_one_name_and_town(a in any_party(), b in any_party()) {
        let (of_a, of_b) = (keys(&a), keys(&b));
        let shared = of_a.iter().any(|key| of_b.contains(key));
        if !shared && let Comparison::Like { score, .. } = compare(&a, &b) {
            prop_assert!(Likeness::of(score) != Some(Likeness::Probable), "nothing nearly sure is missed");
        }
    }
}
