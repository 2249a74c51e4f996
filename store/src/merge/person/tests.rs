//! Merges of people and their undoing on both engines: every table is compared row for row.

use domain::consent::{Decision, NewConsent};
use domain::contactability::{ContactChannel, Reason};
use domain::customer::{CustomerFile, LegalClass, NoteKind, Person, PersonRole};
use domain::id::PartyId;
use domain::merge::{Choice, MergeState};
use domain::restriction::RestrictionGround;
use domain::task::{TaskDraft, TaskSubject};
use uuid::Uuid;

use super::*;
use crate::allocation::fixture::sound;
use crate::both_engines;
use crate::contactability::{self, Ask, Via};
use crate::customer::{self, NewNote};
use crate::merge::tests::{code, same, whole};
use crate::merge::{get, resolve_party, undo};
use crate::page::PageRequest;
use crate::party as parties;
use crate::party::tests::{company, mailbox, zoe};
use crate::task::{self, NewTask};
use crate::testing::context;
use crate::{consent, purpose, restriction, timeline};

const FIRST: PageRequest = PageRequest { limit: 20, after: None };

fn asked(survivor: PartyId, other: PartyId) -> PeopleMerge {
    PeopleMerge { survivor, expected: None, other, choices: Choices::default() }
}

async fn companies(db: &Db) -> [CustomerId; 2] {
    [company(db, "Menuiserie Arnaud").await, company(db, "Bois Martin").await]
}

/// A person of each, with a mailbox and a role of its own and one that both have, a note and a task.
async fn both_of(db: &Db, customers: [CustomerId; 2]) -> [PartyId; 2] {
    let [first, second] = customers;
    let mut made = Vec::new();
    for (customer, own, role) in
        [(first, "a", PersonRole::Reminders), (second, "b", PersonRole::Delivery)]
    {
        let own_box = format!("{own}@x.example");
        let new = Person {
            name: format!("Zoé {own}"),
            contact_points: vec![mailbox(&own_box), mailbox("shared@x.example")],
            ..zoe(&[PersonRole::Buyer, role], &own_box)
        };
        let id = parties::create_person(db, &context(), customer, new, None).await.unwrap();
        let note = NewNote { kind: NoteKind::Note, person: Some(id), text: "x".into(), at: None };
        customer::write_note(db, &context(), customer, note, None).await.unwrap();
        let title = Some("Call back".to_owned());
        let draft = TaskDraft { title, details: None, due_on: None, assignee: None };
        let new = NewTask { subject: (TaskSubject::Person, id.0), draft };
        task::create(db, &context(), new, None).await.unwrap();
        made.push(id);
    }
    [made[0], made[1]]
}

/// Merges a person of each, undoes it, and does both again.
async fn there_and_back(db: &Db, customers: [CustomerId; 2]) {
    let [one, two] = both_of(db, customers).await;
    let before = whole(db).await;
    let wanted = PeopleMerge { expected: Some(1), ..asked(one, two) };
    let id = merge_people(db, &context(), &wanted, None).await.unwrap();
    let merged = parties::person(db, one).await.unwrap();
    assert_eq!((merged.customer, merged.version), (Some(customers[0]), 2));
    let roles = [PersonRole::Buyer, PersonRole::Reminders, PersonRole::Delivery];
    assert_eq!(merged.person.roles, roles);
    let boxes: Vec<_> = merged.points.iter().map(|point| point.point.value.as_str()).collect();
    assert_eq!(boxes, ["a@x.example", "shared@x.example", "b@x.example"]);
    let gone = parties::person(db, two).await;
    assert!(matches!(gone, Err(StoreError::NotFound { noun: "person" })));
    assert_eq!(resolve_party(db.read(), two).await.unwrap(), one, "the old id leads to it");
    let notes = customer::notes(db, customers[1], false, FIRST).await.unwrap().items;
    assert!(!notes.is_empty() && notes.iter().all(|note| note.person == Some(one)));
    let about = task::TaskFilter { subject: Some(one.0), ..Default::default() };
    assert_eq!(task::list(db, &about, FIRST).await.unwrap().items.len(), 2);
    sound(db).await;
    undo(db, &context(), id, None).await.unwrap();
    same(&before, &whole(db).await);
    assert_eq!(resolve_party(db.read(), two).await.unwrap(), two);
    assert_eq!(code(undo(db, &context(), id, None).await).0, "merge_undone");
    let again = merge_people(db, &context(), &asked(two, one), None).await.unwrap();
    let merged = parties::person(db, two).await.unwrap();
    assert_eq!(merged.customer, Some(customers[1]), "the survivor stays where it is");
    undo(db, &context(), again, None).await.unwrap();
    same(&before, &whole(db).await);
    sound(db).await;
}

both_engines! {
    async fn two_people_of_a_customer_are_one_and_two_again_row_for_row(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        there_and_back(&db, [customer, customer]).await;
    }

    async fn two_people_of_two_customers_are_one_and_two_again_row_for_row(db: Db) {
        let customers = companies(&db).await;
        there_and_back(&db, customers).await;
    }

    async fn what_is_chosen_of_a_person_is_kept_and_the_rest_comes_back_by_the_undoing(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let theirs = parties::person(&db, two).await.unwrap().person;
        let before = whole(&db).await;
        let choices = PersonField::ALL.iter().map(|field| (*field, Choice::Other));
        let wanted = PeopleMerge { choices: Choices::new(choices).unwrap(), ..asked(one, two) };
        let id = merge_people(&db, &context(), &wanted, None).await.unwrap();
        let merged = parties::person(&db, one).await.unwrap();
        assert_eq!(merged.person, theirs, "the survivor says what the other said");
        let known = get(db.read(), id).await.unwrap();
        assert_eq!((known.kind, known.state), (MergeKind::Person, MergeState::Done));
        assert_eq!((known.survivor_party, known.other_party), (one, two));
        assert_eq!([known.survivor, known.other], customers);
        let fields: Vec<_> = known.choices.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["name", "job_title", "language", "roles", "contact_points"]);
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn the_old_id_leads_to_the_survivor_over_several_merges_undone_from_the_last(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let [one, two] = both_of(&db, [customer, customer]).await;
        let new = zoe(&[], "c@x.example");
        let third = parties::create_person(&db, &context(), customer, new, None).await.unwrap();
        let before = whole(&db).await;
        let first = merge_people(&db, &context(), &asked(one, two), None).await.unwrap();
        let second = merge_people(&db, &context(), &asked(third, one), None).await.unwrap();
        assert_eq!(resolve_party(db.read(), two).await.unwrap(), third);
        for (survivor, other) in [(third, one), (two, third)] {
            let refused = merge_people(&db, &context(), &asked(survivor, other), None).await;
            assert_eq!(code(refused).0, "merge_merged");
        }
        let refused = code(undo(&db, &context(), first, None).await);
        assert_eq!(refused, ("merge_depended", "merge".to_owned()));
        undo(&db, &context(), second, None).await.unwrap();
        assert_eq!(resolve_party(db.read(), two).await.unwrap(), one);
        undo(&db, &context(), first, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn a_person_that_was_changed_since_is_not_given_back_before_the_change_is(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let [one, two] = both_of(&db, [customer, customer]).await;
        let before = whole(&db).await;
        let id = merge_people(&db, &context(), &asked(one, two), None).await.unwrap();
        let rename = async |version: i32, name: &str| {
            let change = |person: &mut Person| person.name = name.to_owned();
            parties::update_person(&db, &context(), one, version, change).await.unwrap()
        };
        let version = rename(2, "Zoé Petit").await;
        let refused = code(undo(&db, &context(), id, None).await);
        assert_eq!(refused, ("merge_depended", "person".to_owned()));
        assert_eq!(get(db.read(), id).await.unwrap().state, MergeState::Done);
        rename(version, "Zoé a").await;
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
        let id = merge_people(&db, &context(), &asked(one, two), None).await.unwrap();
        let version = parties::person(&db, one).await.unwrap().version;
        let empty = |person: &mut Person| person.contact_points.clear();
        parties::update_person(&db, &context(), one, version, empty).await.unwrap();
        let refused = code(undo(&db, &context(), id, None).await);
        assert_eq!(refused, ("merge_depended", "party_contact_point".to_owned()));
    }

    async fn a_merge_of_people_and_one_of_their_customers_are_undone_in_either_order(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let before = whole(&db).await;
        let firms = crate::merge::tests::asked(customers[0], customers[1]);
        for (survivor, other) in [(one, two), (two, one)] {
            for people_first in [true, false] {
                let people = asked(survivor, other);
                let people = merge_people(&db, &context(), &people, None).await.unwrap();
                let firms = crate::merge::merge(&db, &context(), &firms, None).await.unwrap();
                if people_first {
                    undo(&db, &context(), people, None).await.unwrap();
                    let listed = parties::people(&db, customers[0], false, FIRST).await;
                    assert_eq!(listed.unwrap().items.len(), 2, "both are the surviving customer's");
                    undo(&db, &context(), firms, None).await.unwrap();
                } else {
                    undo(&db, &context(), firms, None).await.unwrap();
                    undo(&db, &context(), people, None).await.unwrap();
                }
                same(&before, &whole(&db).await);
                sound(&db).await;
            }
        }
    }

    async fn a_merge_of_people_is_refused_with_a_clear_word_and_nothing_is_lost(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let before = whole(&db).await;
        let refused = async |survivor: PartyId, other: PartyId| {
            code(merge_people(&db, &context(), &asked(survivor, other), None).await).0
        };
        assert_eq!(refused(one, one).await, "merge_itself");
        let stale = PeopleMerge { expected: Some(7), ..asked(one, two) };
        let stale = merge_people(&db, &context(), &stale, None).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let firm = customer::get(db.read(), customers[0]).await.unwrap().party;
        for nobody in [firm, PartyId(Uuid::nil())] {
            let answered = merge_people(&db, &context(), &asked(one, nobody), None).await;
            assert!(matches!(answered, Err(StoreError::NotFound { noun: "person" })));
        }
        let ground = RestrictionGround::Unlawful;
        restriction::restrict(&db, &context(), two, ground, None).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_restricted");
        assert_eq!(refused(two, one).await, "merge_restricted");
        restriction::lift(&db, &context(), two, None).await.unwrap();
        customer::delete(&db, &context(), customers[1], 1).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_deleted");
        assert_eq!(refused(two, one).await, "merge_deleted");
        customer::restore(&db, &context(), customers[1], None).await.unwrap();
        same(&before, &whole(&db).await);
        let version = parties::person(&db, two).await.unwrap().version;
        parties::delete_person(&db, &context(), two, version).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_deleted");
    }

    async fn the_timeline_of_the_survivor_tells_of_both_and_those_of_the_customers_of_the_merge(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let of = async |id: PartyId| {
            let all = timeline::TimelineFilter::default();
            let page = timeline::of_party(&db, id, &all, PageRequest::first(99)).await;
            page.unwrap().items.len()
        };
        let told = of(one).await + of(two).await;
        let id = merge_people(&db, &context(), &asked(one, two), None).await.unwrap();
        assert_eq!(of(one).await, told + 1);
        for customer in customers {
            let merged = timeline::TimelineFilter::of(EventKind::PeopleMerged);
            let page = timeline::of_customer(&db, customer, &merged, FIRST).await.unwrap();
            assert_eq!(page.items.len(), 1);
        }
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(of(one).await + of(two).await, told + 4, "each has its own again, and both acts");
    }

    async fn no_refusal_of_either_person_is_weakened(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let consumer = |file: &mut CustomerFile| file.legal_class = LegalClass::Consumer;
        customer::update(&db, &context(), customer, 1, consumer, None).await.unwrap();
        let [one, two] = both_of(&db, [customer, customer]).await;
        let newsletter = purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap().purpose;
        let own = parties::person(&db, one).await.unwrap().points[0].id;
        let answer = async || {
            let ask = Ask { party: Some(one), via: Via::Point(own), channel: ContactChannel::Email };
            let (known, at) = (db.fingerprints().unwrap(), context().now);
            let answers = contactability::of(db.read(), known, &[ask], &newsletter, at).await;
            answers.unwrap()[0].reason
        };
        for (party, decision) in [(two, Decision::Objected), (one, Decision::Given)] {
            let now = context();
            let yes = consent::tests::yes(&db, &now, party).await;
            let wording = yes.wording.filter(|_| decision == Decision::Given);
            let said = NewConsent { decision, wording, ..yes };
            consent::record(&db, &now, said, None).await.unwrap();
        }
        assert_eq!(answer().await, Reason::ConsentGiven);
        let id = merge_people(&db, &context(), &asked(one, two), None).await.unwrap();
        assert_eq!(answer().await, Reason::Objected, "the later yes is not the other's");
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(answer().await, Reason::ConsentGiven);
    }
}
