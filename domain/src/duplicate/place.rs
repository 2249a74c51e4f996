//! Places as they are compared.

use super::profile::Place;
use crate::fold::fold;

/// Short forms of the words of streets.
const SHORT: &[(&str, &str)] = &[
    ("all", "allee"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("ch", "chemin"),
    ("crs", "cours"),
    ("fbg", "faubourg"),
    ("fg", "faubourg"),
    ("imp", "impasse"),
    ("pl", "place"),
    ("r", "rue"),
    ("rd", "road"),
    ("rte", "route"),
    ("sq", "square"),
    ("st", "saint"),
    ("ste", "sainte"),
];

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let long = SHORT.iter().find(|(short, _)| *short == word);
            long.map_or(word, |(_, long)| long).to_owned()
        })
        .collect()
}

/// The street as one word, with its number; empty when there is none.
pub(super) fn street(place: &Place) -> String {
    words(&place.street).concat()
}

/// The postal code with its country; none when there is none.
pub(super) fn postal_code(place: &Place) -> Option<String> {
    let code: String = place.postal_code.chars().filter(|c| c.is_alphanumeric()).collect();
    (!code.is_empty()).then(|| format!("{} {}", place.country, code.to_uppercase()))
}

/// The city with its country, without CEDEX and the number of a delivery office or a district.
pub(super) fn city(place: &Place) -> Option<String> {
    let words = words(&place.city);
    let kept: Vec<String> = words
        .into_iter()
        .filter(|word| word != "cedex" && !word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    (!kept.is_empty()).then(|| format!("{} {}", place.country, kept.concat()))
}

/// How near two parties are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    SameAddress,
    SameTown,
    Elsewhere,
}

pub(super) fn nearness(a: &[Place], b: &[Place]) -> Nearness {
    let mut nearest = Nearness::Elsewhere;
    for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
        let same = |of: fn(&Place) -> Option<String>| of(a).is_some() && of(a) == of(b);
        if !same(postal_code) && !same(city) {
            continue;
        }
        if !street(a).is_empty() && street(a) == street(b) {
            return Nearness::SameAddress;
        }
        nearest = Nearness::SameTown;
    }
    nearest
}
