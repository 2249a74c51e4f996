//! The lists of two files, of two people or of two establishments, made one.

use super::choice::Choice;
use crate::customer::identifier::IdentifierKind;
use crate::customer::{
    Address, ContactPoint, CustomValue, CustomValues, CustomerFile, Identifier, PersonRole, Tag,
};
use crate::id::{AddressId, ContactPointId};

/// Both unless chosen; a mailbox that both have in one role stands once.
pub(super) fn points(
    mine: &[(ContactPointId, ContactPoint)],
    theirs: &[(ContactPointId, ContactPoint)],
    choice: Option<Choice>,
) -> Vec<(ContactPointId, ContactPoint)> {
    let mut kept = Vec::new();
    for (id, point) in chosen(mine, theirs, choice.unwrap_or(Choice::Both)) {
        let same =
            |(known, of): &(ContactPointId, ContactPoint)| known == id && of.role == point.role;
        if !kept.iter().any(same) {
            kept.push((*id, point.clone()));
        }
    }
    kept
}

/// Both unless chosen; a place that both have in one role stands once.
pub(super) fn addresses(
    mine: &[(AddressId, Address)],
    theirs: &[(AddressId, Address)],
    choice: Option<Choice>,
) -> Vec<(AddressId, Address)> {
    let choice = choice.unwrap_or(Choice::Both);
    let mut kept: Vec<(AddressId, Address)> = Vec::new();
    for (id, address) in chosen(mine, theirs, choice) {
        let is_mine = mine.iter().any(|(own, _)| own == id);
        let same = kept.iter().any(|(_, known)| known == address);
        if !same || choice != Choice::Both || is_mine {
            kept.push((*id, address.clone()));
        }
    }
    kept
}

/// Unless chosen, the survivor's, and the other's of the kinds that it lacks: an enterprise has one SIREN.
pub(super) fn identifiers(
    survivor: &CustomerFile,
    other: &CustomerFile,
    choice: Option<Choice>,
) -> Vec<Identifier> {
    let (mine, theirs) = (&survivor.identifiers, &other.identifiers);
    let has = |kind: IdentifierKind| mine.iter().any(|number| number.kind() == kind);
    let mut kept: Vec<Identifier> = match choice {
        Some(choice) => chosen(mine, theirs, choice).cloned().collect(),
        None => {
            let lacking = theirs.iter().filter(|number| !has(number.kind()));
            mine.iter().chain(lacking).cloned().collect()
        }
    };
    kept.sort();
    kept.dedup();
    kept
}

/// Both unless chosen; what both bear stands once, as the survivor writes it.
pub(super) fn tags(
    survivor: &CustomerFile,
    other: &CustomerFile,
    choice: Option<Choice>,
) -> Vec<Tag> {
    let choice = choice.unwrap_or(Choice::Both);
    Tag::set(chosen(&survivor.tags, &other.tags, choice).cloned())
}

/// Both unless chosen; each role once, in their order.
pub(super) fn roles(
    mine: &[PersonRole],
    theirs: &[PersonRole],
    choice: Option<Choice>,
) -> Vec<PersonRole> {
    let choice = choice.unwrap_or(Choice::Both);
    let mut kept: Vec<PersonRole> = chosen(mine, theirs, choice).copied().collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// Unless chosen, the survivor's, and the other's of the fields that it lacks.
pub(super) fn custom(
    survivor: &CustomerFile,
    other: &CustomerFile,
    choice: Option<Choice>,
) -> CustomValues {
    match choice.unwrap_or(Choice::Both) {
        Choice::Survivor => survivor.custom.clone(),
        Choice::Other => other.custom.clone(),
        Choice::Both => other.custom.iter().chain(&survivor.custom).map(owned).collect(),
    }
}

fn owned((code, value): (&String, &CustomValue)) -> (String, CustomValue) {
    (code.clone(), value.clone())
}

fn chosen<'a, T>(mine: &'a [T], theirs: &'a [T], choice: Choice) -> impl Iterator<Item = &'a T> {
    let mine: &[T] = if choice == Choice::Other { &[] } else { mine };
    let theirs: &[T] = if choice == Choice::Survivor { &[] } else { theirs };
    mine.iter().chain(theirs)
}
