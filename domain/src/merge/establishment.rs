//! Merging two establishments: the name, the language and the number of one of them, and the lists of both.

use chrono::{DateTime, Utc};

use super::choice::{Choice, Choices, Field};
use super::lists;
use super::refusal::{MergeRefusal, admit};
use crate::customer::{Address, ContactPoint, Establishment};
use crate::id::{AddressId, ContactPointId, PartyId};

/// A part of what is known of an establishment that is chosen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EstablishmentField {
    /// Name.
    Name,
    /// Its number in the register.
    Siret,
    /// Language of what it is sent.
    Language,
    /// By what it is reached.
    ContactPoints,
    /// Where it is.
    Addresses,
}

code_enum!(EstablishmentField, UnknownEstablishmentField, "no part of an establishment": {
    Name => "name",
    Siret => "siret",
    Language => "language",
    ContactPoints => "contact_points",
    Addresses => "addresses",
});

impl Field for EstablishmentField {
    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn is_list(self) -> bool {
        matches!(self, Self::ContactPoints | Self::Addresses)
    }
}

/// One of the two, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergingEstablishment {
    /// The establishment.
    pub party: PartyId,
    /// Whether it was deleted, or its customer.
    pub is_deleted: bool,
    /// Whether it is part of another already.
    pub is_merged: bool,
    /// Since when its processing is restricted (GDPR art. 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// The SIREN of its customer, when it is known.
    pub siren: Option<String>,
    /// What is known of it.
    pub establishment: Establishment,
    /// Its contact points, in its order.
    pub points: Vec<(ContactPointId, ContactPoint)>,
    /// Its addresses, in its order.
    pub addresses: Vec<(AddressId, Address)>,
}

/// What a merge makes of the survivor. It stays where it is, whatever the other's customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstablishmentsPlan {
    /// The survivor once merged.
    pub establishment: Establishment,
    /// Since when it is restricted: the earlier of both.
    pub restricted_at: Option<DateTime<Utc>>,
    /// Its contact points, in their order, once merged.
    pub points: Vec<(ContactPointId, ContactPoint)>,
    /// Its addresses, in their order, once merged.
    pub addresses: Vec<AddressId>,
}

/// Plans the merge of `other` into `survivor`. Where the survivor has no number and nothing is chosen, it gets
/// the other's, unless that is of another company.
///
/// # Errors
/// [`MergeRefusal`] says what forbids it.
pub fn plan_establishments(
    survivor: &MergingEstablishment,
    other: &MergingEstablishment,
    choices: &Choices<EstablishmentField>,
) -> Result<EstablishmentsPlan, MergeRefusal> {
    let restricted_at = admit(
        survivor.party == other.party,
        survivor.is_merged || other.is_merged,
        survivor.is_deleted || other.is_deleted,
        [survivor.restricted_at, other.restricted_at],
    )?;
    let (mine, theirs) = (&survivor.establishment, &other.establishment);
    let pick = |field, by_default: bool| {
        let others = choices.of(field).map_or(by_default, |choice| choice == Choice::Other);
        if others { theirs } else { mine }
    };
    let siren = survivor.siren.as_deref();
    let fits = theirs
        .siret
        .as_ref()
        .is_some_and(|siret| siren.is_none_or(|siren| siret.siren_digits() == siren));
    let chosen = choices.of(EstablishmentField::ContactPoints);
    let points = lists::points(&survivor.points, &other.points, chosen);
    let chosen = choices.of(EstablishmentField::Addresses);
    let addresses = lists::addresses(&survivor.addresses, &other.addresses, chosen);
    let language = pick(EstablishmentField::Language, mine.language.is_none()).language;
    let establishment = Establishment {
        name: pick(EstablishmentField::Name, false).name.clone(),
        siret: pick(EstablishmentField::Siret, mine.siret.is_none() && fits).siret.clone(),
        language,
        addresses: addresses.iter().map(|(_, address)| address.clone()).collect(),
        contact_points: points.iter().map(|(_, point)| point.clone()).collect(),
    };
    let establishment =
        establishment.checked(siren).map_err(|fault| MergeRefusal::File(fault.code()))?;
    let addresses = addresses.into_iter().map(|(id, _)| id).collect();
    Ok(EstablishmentsPlan { establishment, restricted_at, points, addresses })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::customer::Siret as Number;
    use crate::language::Language;

    const MINE: &str = "42352994000011";
    const FOREIGN: &str = "73282932000074";

    fn place(nth: u128, siret: Option<&str>, language: Option<Language>) -> MergingEstablishment {
        MergingEstablishment {
            party: PartyId(Uuid::from_u128(nth)),
            is_deleted: false,
            is_merged: false,
            restricted_at: None,
            siren: Some("423529940".to_owned()),
            establishment: Establishment {
                name: format!("name {nth}"),
                siret: siret.map(|siret| siret.parse().unwrap()),
                language,
                addresses: Vec::new(),
                contact_points: Vec::new(),
            },
            points: Vec::new(),
            addresses: Vec::new(),
        }
    }

    fn planned(
        chosen: &[(EstablishmentField, Choice)],
        mine: &MergingEstablishment,
        theirs: &MergingEstablishment,
    ) -> Result<Establishment, MergeRefusal> {
        let choices = Choices::new(chosen.iter().copied())?;
        plan_establishments(mine, theirs, &choices).map(|plan| plan.establishment)
    }

    #[test]
    fn what_the_survivor_does_not_know_the_other_fills_unless_it_is_another_companys() {
        for (mine, theirs, expected) in [
            (None, None, None),
            (Some(MINE), None, Some(MINE)),
            (None, Some(MINE), Some(MINE)),
            (None, Some(FOREIGN), None),
            (Some(MINE), Some(FOREIGN), Some(MINE)),
        ] {
            let (survivor, other) = (place(1, mine, None), place(2, theirs, Some(Language::En)));
            let found = planned(&[], &survivor, &other).unwrap();
            let expected: Option<Number> = expected.map(|siret| siret.parse().unwrap());
            assert_eq!((found.name.as_str(), found.siret), ("name 1", expected));
            assert_eq!(found.language, Some(Language::En));
        }
        let mut survivor = place(1, None, None);
        survivor.siren = None;
        let found = planned(&[], &survivor, &place(2, Some(FOREIGN), None)).unwrap();
        assert_eq!(found.siret, Some(FOREIGN.parse().unwrap()), "of a company of no known number");
    }

    #[test]
    fn what_is_chosen_is_kept_and_what_breaks_a_rule_is_refused() {
        use EstablishmentField::{Addresses, Name, Siret};
        let (survivor, other) = (place(1, Some(MINE), None), place(2, Some(FOREIGN), None));
        let found = planned(&[(Name, Choice::Other)], &survivor, &other).unwrap();
        assert_eq!(found.name, "name 2");
        let foreign = planned(&[(Siret, Choice::Other)], &survivor, &other);
        assert_eq!(foreign, Err(MergeRefusal::File("siret_of_another")));
        let both = planned(&[(Siret, Choice::Both)], &survivor, &other);
        assert_eq!(both, Err(MergeRefusal::NotAList("siret")));
        assert!(planned(&[(Addresses, Choice::Both)], &survivor, &other).is_ok());
        assert_eq!(planned(&[], &survivor, &survivor), Err(MergeRefusal::Itself));
    }
}
