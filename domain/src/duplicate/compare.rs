//! Two parties compared.

use super::likeness::{Likeness, Reason};
use super::name::{Name, NameLikeness, likeness};
use super::place::{Nearness, nearness};
use super::profile::{Profile, is_of_its_own};
use crate::customer::{ContactKind, ContactValue};

/// What two parties are to each other when they are not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Establishments of one enterprise, or one and its enterprise: the same SIREN, another SIRET, or the
    /// file says so.
    OneEnterprise,
    /// Two enterprises: each has a SIREN, and they differ.
    TwoEnterprises,
}

/// What came of comparing two parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// They are two, and we know why.
    Two(Relation),
    /// They may be one, more or less.
    Like {
        /// From 0 to 100.
        score: i32,
        /// Why, in the order of the table, those against it last.
        reasons: Vec<Reason>,
    },
}

impl Comparison {
    /// How sure it is that they are one; none when it is not worth a look.
    #[must_use]
    pub const fn likeness(&self) -> Option<Likeness> {
        match self {
            Self::Two(_) => None,
            Self::Like { score, .. } => Likeness::of(*score),
        }
    }
}

/// Compares two parties; which is named first does not matter.
#[must_use]
pub fn compare(a: &Profile, b: &Profile) -> Comparison {
    if let Some(relation) = relation(a, b) {
        return Comparison::Two(relation);
    }
    let mut reasons = numbers(a, b);
    let known_by_number = !reasons.is_empty();
    let names = (Name::read(&a.name), Name::read(&b.name));
    match likeness(&names.0, &names.1, a.is_person && b.is_person) {
        NameLikeness::Same => reasons.push(Reason::SameName),
        NameLikeness::Similar => reasons.push(Reason::SimilarName),
        // An enterprise is known by its number under its trading name too.
        NameLikeness::Other if !known_by_number => reasons.push(Reason::OtherName),
        NameLikeness::Other | NameLikeness::Unknown => {}
    }
    let shares = |kind| {
        let of_kind = |point: &&ContactValue| point.kind() == kind;
        let keys: Vec<String> = b.points.iter().filter(of_kind).map(ContactValue::key).collect();
        a.points.iter().filter(of_kind).any(|point| keys.contains(&point.key()))
    };
    if shares(ContactKind::Email) {
        reasons.push(Reason::SameEmail);
    }
    if shares(ContactKind::Phone) {
        reasons.push(Reason::SamePhone);
    }
    if shares(ContactKind::Social) {
        reasons.push(Reason::SameSocial);
    }
    match nearness(&a.places, &b.places) {
        Nearness::SameAddress => reasons.push(Reason::SameAddress),
        Nearness::SameTown => reasons.push(Reason::SameTown),
        Nearness::Elsewhere => {}
    }
    if a.is_person != b.is_person {
        reasons.push(Reason::OtherKind);
    }
    reasons.sort_unstable();
    let score: i32 = reasons.iter().map(|reason| reason.weight()).sum();
    Comparison::Like { score: score.clamp(0, 100), reasons }
}

fn common(a: &[&str], b: &[&str]) -> bool {
    a.iter().any(|one| b.contains(one))
}

fn relation(a: &Profile, b: &Profile) -> Option<Relation> {
    if a.parent == Some(b.party) || b.parent == Some(a.party) {
        return Some(Relation::OneEnterprise);
    }
    let (enterprises, others) = (a.enterprises(), b.enterprises());
    if enterprises.is_empty() || others.is_empty() {
        return None;
    }
    if !common(&enterprises, &others) {
        return Some(Relation::TwoEnterprises);
    }
    let (places, elsewhere) = (a.numbers("siret"), b.numbers("siret"));
    let apart = !places.is_empty() && !elsewhere.is_empty() && !common(&places, &elsewhere);
    apart.then_some(Relation::OneEnterprise)
}

/// The numbers in common, each kind once: a SIRET says its SIREN too.
fn numbers(a: &Profile, b: &Profile) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if common(&a.numbers("siret"), &b.numbers("siret")) {
        reasons.push(Reason::SameSiret);
    } else if common(&a.enterprises(), &b.enterprises()) {
        reasons.push(Reason::SameSiren);
    }
    for number in a.numbers.iter().filter(|number| is_of_its_own(number)) {
        if !b.numbers.contains(number) {
            continue;
        }
        let reason = match number.kind.as_str() {
            "siret" => continue,
            "vat" => Reason::SameVat,
            "iban" => Reason::SameIban,
            _ => Reason::SameNumber,
        };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{Likeness, keys};
    use super::*;
    use crate::id::PartyId;

    fn party(id: u128, name: &str, account: &str) -> Profile {
        Profile {
            party: PartyId(Uuid::from_u128(id)),
            parent: None,
            is_person: false,
            name: name.to_owned(),
            numbers: Vec::new(),
            points: vec![ContactValue::Social(account.parse().unwrap())],
            places: Vec::new(),
        }
    }

    #[test]
    fn an_account_that_two_share_makes_them_one_with_their_name_and_not_alone() {
        let one = party(1, "Menuiserie Arnaud", "facebook:Arnaud");
        for (name, account, expected) in [
            ("Menuiserie Arnaud", "https://facebook.com/arnaud", Some(Likeness::Possible)),
            ("Menuiserie Arnaud", "instagram:arnaud", None),
            ("Transports Legrand", "facebook:arnaud", None),
        ] {
            let other = party(2, name, account);
            assert_eq!(compare(&one, &other).likeness(), expected, "{name} {account}");
        }
        assert_eq!(keys(&one), keys(&party(3, "Legrand", "facebook:arnaud")));
    }
}
