//! Files of two customers made one, as cases.

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomValue, CustomValues, CustomerFile,
    Identifier, LegalClass, PostalAddress, Tag,
};
use crate::id::{AddressId, ContactPointId, CustomerId, PartyId, UserId};
use crate::language::Language;
use crate::money::Currency;

fn mailbox(address: &str) -> ContactPoint {
    ContactPoint { role: ContactRole::Main, value: ContactValue::Email(address.parse().unwrap()) }
}

fn place(city: &str) -> Address {
    let place = PostalAddress::new(&["BAT 2"], "1 RUE X", "13100", city, "FR").unwrap();
    Address { role: ContactRole::Main, place }
}

/// A customer numbered `nth`, with mailboxes `boxes` (their place in the alphabet is their id) and cities.
fn customer(nth: u128, boxes: &str, cities: &[&str]) -> Merging {
    let points: Vec<_> = boxes
        .chars()
        .map(|one| {
            (
                ContactPointId(Uuid::from_u128(u128::from(one))),
                mailbox(&format!("{one}@one.example")),
            )
        })
        .collect();
    let addresses: Vec<_> = (0..)
        .zip(cities)
        .map(|(id, city)| (AddressId(Uuid::from_u128(nth * 100 + id)), place(city)))
        .collect();
    let mut file = CustomerFile::named(format!("name {nth}"), Currency::EUR);
    file.contact_points = points.iter().map(|(_, point)| point.clone()).collect();
    file.addresses = addresses.iter().map(|(_, address)| address.clone()).collect();
    Merging {
        customer: CustomerId(Uuid::from_u128(nth)),
        party: PartyId(Uuid::from_u128(nth + 50)),
        is_deleted: false,
        is_merged: false,
        restricted_at: None,
        has_payment_sheet: false,
        file,
        points,
        addresses,
    }
}

fn with(mut of: Merging, change: impl FnOnce(&mut CustomerFile)) -> Merging {
    change(&mut of.file);
    of
}

fn choose(chosen: &[(MergeField, Choice)]) -> Choices {
    Choices::new(chosen.iter().copied()).unwrap()
}

#[test]
fn what_the_survivor_says_holds_and_what_it_does_not_know_the_other_fills() {
    let survivor = customer(1, "a", &["AIX"]);
    let other = with(customer(2, "b", &["NICE"]), |file| {
        file.language = Some(Language::En);
        file.payment_terms = Some("30 days".to_owned());
        file.credit_limit = Some(5);
        file.legal_class = LegalClass::ProfessionalCompany;
        file.dunning_active = false;
    });
    let merged = plan(&survivor, &other, &Choices::default()).unwrap().file;
    assert_eq!(merged.name, "name 1");
    assert_eq!((merged.language, merged.credit_limit), (Some(Language::En), Some(5)));
    assert_eq!(merged.payment_terms.as_deref(), Some("30 days"));
    assert_eq!(merged.legal_class, LegalClass::ProfessionalCompany);
    assert!(merged.dunning_active);
    assert_eq!(merged.contact_points, [mailbox("a@one.example"), mailbox("b@one.example")]);
    assert_eq!(merged.addresses, [place("AIX"), place("NICE")]);
    let chosen =
        choose(&[(MergeField::Name, Choice::Other), (MergeField::CreditLimit, Choice::Survivor)]);
    let merged = plan(&survivor, &other, &chosen).unwrap().file;
    assert_eq!((merged.name.as_str(), merged.credit_limit), ("name 2", None));
}

#[test]
fn lists_are_joined_or_chosen_and_what_both_have_stands_once() {
    let (survivor, other) =
        (customer(1, "ab", &["AIX", "ARLES"]), customer(2, "bc", &["ARLES", "NICE"]));
    for (choice, boxes, cities) in [
        (None, "abc", vec!["AIX", "ARLES", "NICE"]),
        (Some(Choice::Both), "abc", vec!["AIX", "ARLES", "NICE"]),
        (Some(Choice::Survivor), "ab", vec!["AIX", "ARLES"]),
        (Some(Choice::Other), "bc", vec!["ARLES", "NICE"]),
    ] {
        let chosen = choice
            .map(|choice| [(MergeField::ContactPoints, choice), (MergeField::Addresses, choice)]);
        let merged =
            plan(&survivor, &other, &choose(&chosen.into_iter().flatten().collect::<Vec<_>>()))
                .unwrap();
        let found: String =
            merged.points.iter().map(|(id, _)| char::from(id.0.as_u128() as u8)).collect();
        assert_eq!(found, boxes, "{choice:?}");
        let found: Vec<_> = merged.file.addresses.iter().map(|at| at.place.city.as_str()).collect();
        assert_eq!(found, cities, "{choice:?}");
    }
}

#[test]
fn an_enterprise_keeps_one_siren_unless_both_are_asked_for() {
    let [one, two]: [Identifier; 2] =
        ["423529940", "552100554"].map(|siren| Identifier::Siren(siren.parse().unwrap()));
    let vat = Identifier::Vat("FR24423529940".parse().unwrap());
    let survivor = with(customer(1, "", &[]), |file| file.identifiers = vec![one.clone()]);
    let other =
        with(customer(2, "", &[]), |file| file.identifiers = vec![two.clone(), vat.clone()]);
    let merged = |chosen: &[_]| plan(&survivor, &other, &choose(chosen)).unwrap().identifiers;
    assert_eq!(merged(&[]), [one.clone(), vat.clone()]);
    assert_eq!(
        merged(&[(MergeField::Identifiers, Choice::Both)]),
        [one.clone(), two.clone(), vat.clone()]
    );
    assert_eq!(merged(&[(MergeField::Identifiers, Choice::Other)]), [two, vat]);
    assert_eq!(merged(&[(MergeField::Identifiers, Choice::Survivor)]), [one]);
}

#[test]
fn the_earlier_restriction_holds_and_only_those_restricted_alike_are_merged() {
    let [first, second] = [1, 2].map(DateTime::from_timestamp_secs);
    for (mine, theirs, kept) in [
        (None, None, Ok(None)),
        (second, first, Ok(first)),
        (first, None, Err(MergeRefusal::Restricted)),
        (None, first, Err(MergeRefusal::Restricted)),
    ] {
        let survivor = Merging { restricted_at: mine, ..customer(1, "", &[]) };
        let other = Merging { restricted_at: theirs, ..customer(2, "", &[]) };
        let merged = plan(&survivor, &other, &Choices::default());
        assert_eq!(merged.map(|plan| plan.restricted_at), kept);
    }
}

#[test]
fn owner_tags_own_fields_and_payment_sheet_are_filled_joined_or_chosen() {
    let tag = |text: &str| Tag::parse(text).unwrap();
    let values = |of: &[(&str, i64)]| -> CustomValues {
        of.iter().map(|(code, value)| ((*code).to_owned(), CustomValue::Number(*value))).collect()
    };
    let user = UserId(Uuid::from_u128(7));
    let survivor = with(customer(1, "", &[]), |file| {
        file.tags = vec![tag("Grand compte"), tag("salon")];
        file.custom = values(&[("a", 1), ("b", 1)]);
    });
    let other = with(customer(2, "", &[]), |file| {
        file.owner = Some(user);
        file.tags = vec![tag("export"), tag("GRAND COMPTE")];
        file.custom = values(&[("b", 2), ("c", 2)]);
    });
    let other = Merging { has_payment_sheet: true, ..other };
    let by_default = plan(&survivor, &other, &Choices::default()).unwrap();
    assert!(by_default.takes_payment_sheet);
    assert_eq!(by_default.file.owner, Some(user));
    let tags: Vec<_> = by_default.file.tags.iter().map(Tag::as_str).collect();
    assert_eq!(tags, ["export", "Grand compte", "salon"]);
    assert_eq!(by_default.file.custom, values(&[("a", 1), ("b", 1), ("c", 2)]));
    let all = |choice| {
        let fields = [MergeField::Owner, MergeField::PaymentSheet, MergeField::Tags];
        let fields = fields.into_iter().chain([MergeField::CustomFields]);
        let chosen: Vec<_> = fields.map(|field| (field, choice)).collect();
        plan(&survivor, &other, &choose(&chosen)).unwrap()
    };
    for (choice, kept) in [(Choice::Survivor, &survivor), (Choice::Other, &other)] {
        let merged = all(choice);
        assert_eq!(merged.takes_payment_sheet, choice == Choice::Other);
        assert_eq!(merged.file.owner, kept.file.owner);
        assert_eq!(merged.file.tags, kept.file.tags);
        assert_eq!(merged.file.custom, kept.file.custom);
    }
}

#[test]
fn what_is_refused() {
    let one = || customer(1, "a", &[]);
    let two = || customer(2, "b", &[]);
    let dollars = || {
        with(two(), |file| {
            file.currency = "USD".parse().unwrap();
            file.credit_limit = Some(5);
        })
    };
    let class = |of, class| with(of, |file| file.legal_class = class);
    let limit = choose(&[(MergeField::CreditLimit, Choice::Other)]);
    let both =
        choose(&[(MergeField::CreditLimit, Choice::Other), (MergeField::Currency, Choice::Other)]);
    let many: String = ('a'..='z').collect();
    let more: String = ('A'..='Z').collect();
    let none = Choices::default();
    for (survivor, other, choices, expected, why) in [
        (one(), one(), &none, Err(MergeRefusal::Itself), "itself"),
        (
            one(),
            Merging { party: one().party, ..two() },
            &none,
            Err(MergeRefusal::Itself),
            "one party",
        ),
        (
            one(),
            Merging { is_deleted: true, ..two() },
            &none,
            Err(MergeRefusal::Deleted),
            "deleted",
        ),
        (
            Merging { is_deleted: true, ..one() },
            two(),
            &none,
            Err(MergeRefusal::Deleted),
            "deleted",
        ),
        (
            one(),
            Merging { is_deleted: true, is_merged: true, ..two() },
            &none,
            Err(MergeRefusal::Merged),
            "merged",
        ),
        (one(), dollars(), &limit, Err(MergeRefusal::LimitInOtherCurrency), "a limit in dollars"),
        (one(), dollars(), &both, Ok(()), "with its currency"),
        (one(), dollars(), &none, Ok(()), "not taken over"),
        (
            class(one(), LegalClass::Consumer),
            class(two(), LegalClass::ProfessionalCompany),
            &none,
            Err(MergeRefusal::LegalClassUnclear),
            "a person and a company",
        ),
        (
            class(one(), LegalClass::Consumer),
            class(two(), LegalClass::ProfessionalCompany),
            &choose(&[(MergeField::LegalClass, Choice::Survivor)]),
            Ok(()),
            "when somebody says which",
        ),
        (class(one(), LegalClass::Consumer), two(), &none, Ok(()), "one is not known"),
        (
            customer(1, &many, &[]),
            customer(2, &more, &[]),
            &none,
            Err(MergeRefusal::File("too_many_contacts")),
            "a list that grows too long",
        ),
    ] {
        assert_eq!(plan(&survivor, &other, choices).map(|_| ()), expected, "{why}");
    }
    let wrong = Choices::new([(MergeField::Name, Choice::Both)]);
    assert_eq!(wrong, Err(MergeRefusal::NotAList("name")));
}

proptest! {
    #[test]
    fn a_plan_invents_nothing_and_what_both_have_is_kept(
        mine in "[a-e]{0,5}", theirs in "[a-e]{0,5}",
        choice in prop::sample::select(vec![Choice::Survivor, Choice::Other, Choice::Both])
    ) {
        let once = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters.dedup();
            letters.into_iter().collect::<String>()
        };
        let (survivor, other) = (customer(1, &once(&mine), &[]), customer(2, &once(&theirs), &[]));
        let merged = plan(&survivor, &other, &choose(&[(MergeField::ContactPoints, choice)])).unwrap();
        for point in &merged.points {
            prop_assert!(survivor.points.contains(point) || other.points.contains(point));
        }
        for point in survivor.points.iter().filter(|point| other.points.contains(point)) {
            prop_assert!(merged.points.contains(point));
        }
        if choice == Choice::Both {
            prop_assert!(survivor.points.iter().chain(&other.points).all(|p| merged.points.contains(p)));
        }
    }
}
