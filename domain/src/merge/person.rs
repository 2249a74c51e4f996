//! Merging two people: the name, the title and the language of one of them, and the lists of both.

use chrono::{DateTime, Utc};

use super::choice::{Choice, Choices, Field};
use super::lists;
use super::refusal::{MergeRefusal, admit};
use crate::customer::{ContactPoint, Person};
use crate::id::{ContactPointId, PartyId};

/// A part of what is known of a person that is chosen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonField {
    /// Name.
    Name,
    /// What the person's card says.
    JobTitle,
    /// Language of what it is sent.
    Language,
    /// What the person does.
    Roles,
    /// By what it is reached.
    ContactPoints,
}

code_enum!(PersonField, UnknownPersonField, "no part of what is known of a person": {
    Name => "name",
    JobTitle => "job_title",
    Language => "language",
    Roles => "roles",
    ContactPoints => "contact_points",
});

impl Field for PersonField {
    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn is_list(self) -> bool {
        matches!(self, Self::Roles | Self::ContactPoints)
    }
}

/// One of the two, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergingPerson {
    /// The person.
    pub party: PartyId,
    /// Whether it was deleted, or its customer.
    pub is_deleted: bool,
    /// Whether it is part of another already.
    pub is_merged: bool,
    /// Since when its processing is restricted (GDPR art. 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// What is known of it.
    pub person: Person,
    /// Its contact points, in its order.
    pub points: Vec<(ContactPointId, ContactPoint)>,
}

/// What a merge makes of the survivor. It stays where it is, whatever the other's customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeoplePlan {
    /// The survivor once merged.
    pub person: Person,
    /// Since when it is restricted: the earlier of both.
    pub restricted_at: Option<DateTime<Utc>>,
    /// Its contact points, in their order, once merged.
    pub points: Vec<(ContactPointId, ContactPoint)>,
}

/// Plans the merge of `other` into `survivor`.
///
/// # Errors
/// [`MergeRefusal`] says what forbids it.
pub fn plan_people(
    survivor: &MergingPerson,
    other: &MergingPerson,
    choices: &Choices<PersonField>,
) -> Result<PeoplePlan, MergeRefusal> {
    let restricted_at = admit(
        survivor.party == other.party,
        survivor.is_merged || other.is_merged,
        survivor.is_deleted || other.is_deleted,
        [survivor.restricted_at, other.restricted_at],
    )?;
    let (mine, theirs) = (&survivor.person, &other.person);
    let pick = |field, by_default: bool| {
        let others = choices.of(field).map_or(by_default, |choice| choice == Choice::Other);
        if others { theirs } else { mine }
    };
    let chosen = choices.of(PersonField::ContactPoints);
    let points = lists::points(&survivor.points, &other.points, chosen);
    let title = pick(PersonField::JobTitle, mine.job_title.is_none());
    let person = Person {
        name: pick(PersonField::Name, false).name.clone(),
        job_title: title.job_title.clone(),
        language: pick(PersonField::Language, mine.language.is_none()).language,
        roles: lists::roles(&mine.roles, &theirs.roles, choices.of(PersonField::Roles)),
        contact_points: points.iter().map(|(_, point)| point.clone()).collect(),
    };
    let person = person.checked().map_err(|fault| MergeRefusal::File(fault.code()))?;
    Ok(PeoplePlan { person, restricted_at, points })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::customer::{ContactRole, ContactValue, PersonRole};
    use crate::language::Language;

    /// A person numbered `nth` with mailboxes: their place in the alphabet is their id.
    fn person(nth: u128, boxes: &str, roles: &[PersonRole]) -> MergingPerson {
        let point = |one: char| {
            let value = ContactValue::Email(format!("{one}@one.example").parse().unwrap());
            let id = ContactPointId(Uuid::from_u128(u128::from(one)));
            (id, ContactPoint { role: ContactRole::Main, value })
        };
        let points: Vec<_> = boxes.chars().map(point).collect();
        MergingPerson {
            party: PartyId(Uuid::from_u128(nth)),
            is_deleted: false,
            is_merged: false,
            restricted_at: None,
            person: Person {
                name: format!("name {nth}"),
                job_title: None,
                language: None,
                roles: roles.to_vec(),
                contact_points: points.iter().map(|(_, point)| point.clone()).collect(),
            },
            points,
        }
    }

    fn with(
        mut of: MergingPerson,
        title: Option<&str>,
        language: Option<Language>,
    ) -> MergingPerson {
        of.person.job_title = title.map(str::to_owned);
        of.person.language = language;
        of
    }

    fn merged(
        chosen: &[(PersonField, Choice)],
        mine: &MergingPerson,
        theirs: &MergingPerson,
    ) -> Person {
        let choices = Choices::new(chosen.iter().copied()).unwrap();
        plan_people(mine, theirs, &choices).unwrap().person
    }

    #[test]
    fn what_the_survivor_says_holds_and_what_it_does_not_know_the_other_fills() {
        let (french, english) = (Some(Language::Fr), Some(Language::En));
        for (title, language, other_title, other_language, expected) in [
            (None, None, None, None, (None, None)),
            (Some("a"), french, Some("b"), english, (Some("a"), french)),
            (None, french, Some("b"), english, (Some("b"), french)),
            (Some("a"), None, Some("b"), english, (Some("a"), english)),
        ] {
            let survivor = with(person(1, "", &[]), title, language);
            let other = with(person(2, "", &[]), other_title, other_language);
            let found = merged(&[], &survivor, &other);
            assert_eq!(found.name, "name 1");
            assert_eq!((found.job_title.as_deref(), found.language), expected);
        }
        let survivor = with(person(1, "", &[]), Some("a"), french);
        let other = with(person(2, "", &[]), None, english);
        let chosen = [PersonField::Name, PersonField::JobTitle, PersonField::Language];
        let found = merged(&chosen.map(|field| (field, Choice::Other)), &survivor, &other);
        assert_eq!((found.name.as_str(), found.job_title), ("name 2", None));
        assert_eq!(found.language, english);
    }

    #[test]
    fn roles_and_contact_points_are_joined_or_chosen_and_what_both_have_stands_once() {
        let survivor = person(1, "ab", &[PersonRole::Buyer, PersonRole::Reminders]);
        let other = person(2, "bc", &[PersonRole::Management, PersonRole::Buyer]);
        let all = vec![PersonRole::Management, PersonRole::Buyer, PersonRole::Reminders];
        for (choice, boxes, roles) in [
            (None, "abc", all.clone()),
            (Some(Choice::Both), "abc", all),
            (Some(Choice::Survivor), "ab", survivor.person.roles.clone()),
            (Some(Choice::Other), "bc", other.person.roles.clone()),
        ] {
            let fields = [PersonField::Roles, PersonField::ContactPoints];
            let chosen: Vec<_> =
                fields.into_iter().filter_map(|field| Some((field, choice?))).collect();
            let found = merged(&chosen, &survivor, &other);
            let values: Vec<_> = found.contact_points.iter().map(|p| p.value.as_str()).collect();
            let expected: Vec<_> = boxes.chars().map(|one| format!("{one}@one.example")).collect();
            assert_eq!(values, expected, "{choice:?}");
            assert_eq!(found.roles, roles, "{choice:?}");
        }
    }

    #[test]
    fn what_is_refused() {
        let (one, two) = (person(1, "a", &[]), person(2, "b", &[]));
        let [first, second] = [1, 2].map(DateTime::from_timestamp_secs);
        let restricted = |of: &MergingPerson, at| MergingPerson { restricted_at: at, ..of.clone() };
        let deleted = |of: &MergingPerson| MergingPerson { is_deleted: true, ..of.clone() };
        let merged = |of: &MergingPerson| MergingPerson { is_merged: true, ..deleted(of) };
        let many: String = ('a'..='z').collect();
        let more: String = ('A'..='Z').collect();
        for (survivor, other, expected, why) in [
            (one.clone(), one.clone(), Err(MergeRefusal::Itself), "itself"),
            (one.clone(), deleted(&two), Err(MergeRefusal::Deleted), "the other is deleted"),
            (deleted(&one), two.clone(), Err(MergeRefusal::Deleted), "the survivor is deleted"),
            (one.clone(), merged(&two), Err(MergeRefusal::Merged), "the other is merged"),
            (merged(&one), two.clone(), Err(MergeRefusal::Merged), "the survivor is merged"),
            (restricted(&one, first), two.clone(), Err(MergeRefusal::Restricted), "one of both"),
            (one.clone(), restricted(&two, first), Err(MergeRefusal::Restricted), "the other"),
            (restricted(&one, second), restricted(&two, first), Ok(first), "both, the earlier"),
            (
                person(1, &many, &[]),
                person(2, &more, &[]),
                Err(MergeRefusal::File("too_many_contacts")),
                "a list that grows too long",
            ),
            (one.clone(), two.clone(), Ok(None), "two that are free"),
        ] {
            let planned = plan_people(&survivor, &other, &Choices::default());
            assert_eq!(planned.map(|plan| plan.restricted_at), expected, "{why}");
        }
        let wrong = Choices::new([(PersonField::JobTitle, Choice::Both)]);
        assert_eq!(wrong, Err(MergeRefusal::NotAList("job_title")));
    }
}
