//! Merges of establishments and their undoing on both engines: every table is compared row for row.

use domain::customer::{Address, ContactRole, Establishment, PostalAddress};
use domain::id::PartyId;
use domain::language::Language;
use domain::merge::{Choice, MergeState};
use domain::restriction::RestrictionGround;
use domain::task::{TaskDraft, TaskSubject};
use uuid::Uuid;

use super::*;
use crate::allocation::fixture::sound;
use crate::both_engines;
use crate::customer;
use crate::merge::tests::{code, same, whole};
use crate::merge::{get, resolve_party, undo};
use crate::page::PageRequest;
use crate::party as parties;
use crate::party::tests::{company, mailbox, zoe};
use crate::task::{self, NewTask};
use crate::testing::context;
use crate::{restriction, timeline};

const FIRST: PageRequest = PageRequest { limit: 20, after: None };
const NUMBERS: [&str; 2] = ["42352994000011", "42352994000029"];

fn asked(survivor: PartyId, other: PartyId) -> EstablishmentsMerge {
    EstablishmentsMerge { survivor, expected: None, other, choices: Choices::default() }
}

fn place(role: ContactRole, city: &str) -> Address {
    let place = PostalAddress::new(&[], "1 RUE HAUTE", "13100", city, "FR").unwrap();
    Address { role, place }
}

/// An establishment with a mailbox and a place of its own and those that all share.
fn workshop(own: &str, siret: Option<&str>) -> Establishment {
    Establishment {
        name: format!("Atelier {own}"),
        siret: siret.map(|siret| siret.parse().unwrap()),
        language: None,
        addresses: vec![
            place(ContactRole::Main, "AIX"),
            place(ContactRole::Delivery, &format!("CITY {own}")),
        ],
        contact_points: vec![mailbox(&format!("{own}@x.example")), mailbox("shared@x.example")],
    }
}

async fn made(db: &Db, customer: CustomerId, new: Establishment) -> PartyId {
    let id = parties::create_establishment(db, &context(), customer, new, None).await.unwrap();
    let title = Some("Call back".to_owned());
    let draft = TaskDraft { title, details: None, due_on: None, assignee: None };
    let new = NewTask { subject: (TaskSubject::Establishment, id.0), draft };
    task::create(db, &context(), new, None).await.unwrap();
    id
}

async fn companies(db: &Db) -> [CustomerId; 2] {
    [company(db, "Menuiserie Arnaud").await, company(db, "Bois Martin").await]
}

/// An establishment of each.
async fn both_of(db: &Db, customers: [CustomerId; 2]) -> [PartyId; 2] {
    let one = made(db, customers[0], workshop("A", Some(NUMBERS[0]))).await;
    let two = Establishment { language: Some(Language::En), ..workshop("B", Some(NUMBERS[1])) };
    [one, made(db, customers[1], two).await]
}

/// Merges an establishment of each, undoes it, and does both again.
async fn there_and_back(db: &Db, customers: [CustomerId; 2]) {
    let [one, two] = both_of(db, customers).await;
    let before = whole(db).await;
    let wanted = EstablishmentsMerge { expected: Some(1), ..asked(one, two) };
    let id = merge_establishments(db, &context(), &wanted, None).await.unwrap();
    let merged = parties::establishment(db, one).await.unwrap();
    assert_eq!((merged.customer, merged.version), (Some(customers[0]), 2));
    let named = &merged.establishment;
    assert_eq!((named.name.as_str(), named.language), ("Atelier A", Some(Language::En)));
    assert_eq!(named.siret, workshop("A", Some(NUMBERS[0])).siret, "the other's stays with it");
    let cities: Vec<_> = named.addresses.iter().map(|at| at.place.city.as_str()).collect();
    assert_eq!(cities, ["AIX", "CITY A", "CITY B"]);
    let boxes: Vec<_> = merged.points.iter().map(|point| point.point.value.as_str()).collect();
    assert_eq!(boxes, ["A@x.example", "shared@x.example", "B@x.example"]);
    let gone = parties::establishment(db, two).await;
    assert!(matches!(gone, Err(StoreError::NotFound { noun: "establishment" })));
    assert_eq!(resolve_party(db.read(), two).await.unwrap(), one, "the old id leads to it");
    let about = task::TaskFilter { subject: Some(one.0), ..Default::default() };
    assert_eq!(task::list(db, &about, FIRST).await.unwrap().items.len(), 2);
    sound(db).await;
    undo(db, &context(), id, None).await.unwrap();
    same(&before, &whole(db).await);
    assert_eq!(resolve_party(db.read(), two).await.unwrap(), two);
    assert_eq!(code(undo(db, &context(), id, None).await).0, "merge_undone");
    let again = merge_establishments(db, &context(), &asked(two, one), None).await.unwrap();
    let merged = parties::establishment(db, two).await.unwrap();
    assert_eq!(merged.customer, Some(customers[1]), "the survivor stays where it is");
    undo(db, &context(), again, None).await.unwrap();
    same(&before, &whole(db).await);
    sound(db).await;
}

both_engines! {
    async fn two_establishments_of_a_customer_are_one_and_two_again_row_for_row(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        there_and_back(&db, [customer, customer]).await;
    }

    async fn two_establishments_of_two_customers_are_one_and_two_again_row_for_row(db: Db) {
        let customers = companies(&db).await;
        there_and_back(&db, customers).await;
    }

    async fn what_is_chosen_of_an_establishment_is_kept_and_the_rest_comes_back_by_the_undoing(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let theirs = parties::establishment(&db, two).await.unwrap().establishment;
        let before = whole(&db).await;
        let choices = EstablishmentField::ALL.iter().map(|field| (*field, Choice::Other));
        let wanted = EstablishmentsMerge { choices: Choices::new(choices).unwrap(), ..asked(one, two) };
        let id = merge_establishments(&db, &context(), &wanted, None).await.unwrap();
        let merged = parties::establishment(&db, one).await.unwrap();
        assert_eq!(merged.establishment, theirs, "the survivor says what the other said");
        let known = get(db.read(), id).await.unwrap();
        assert_eq!((known.kind, known.state), (MergeKind::Establishment, MergeState::Done));
        assert_eq!((known.survivor_party, known.other_party), (one, two));
        assert_eq!([known.survivor, known.other], customers);
        let fields: Vec<_> = known.choices.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["name", "siret", "language", "contact_points", "addresses"]);
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn a_survivor_without_a_number_gets_the_others_and_gives_it_back(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let one = made(&db, customer, workshop("A", None)).await;
        let two = made(&db, customer, workshop("B", Some(NUMBERS[1]))).await;
        let theirs = parties::establishment(&db, two).await.unwrap().establishment;
        let before = whole(&db).await;
        let id = merge_establishments(&db, &context(), &asked(one, two), None).await.unwrap();
        let merged = parties::establishment(&db, one).await.unwrap().establishment;
        assert_eq!(merged.siret, theirs.siret);
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn the_old_id_leads_to_the_surviving_establishment_over_several_merges(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let [one, two] = both_of(&db, [customer, customer]).await;
        let third = made(&db, customer, workshop("C", None)).await;
        let before = whole(&db).await;
        let first = merge_establishments(&db, &context(), &asked(one, two), None).await.unwrap();
        let second = merge_establishments(&db, &context(), &asked(third, one), None).await.unwrap();
        assert_eq!(resolve_party(db.read(), two).await.unwrap(), third);
        for (survivor, other) in [(third, one), (two, third)] {
            let refused = merge_establishments(&db, &context(), &asked(survivor, other), None).await;
            assert_eq!(code(refused).0, "merge_merged");
        }
        let refused = code(undo(&db, &context(), first, None).await);
        assert_eq!(refused, ("merge_depended", "merge".to_owned()));
        undo(&db, &context(), second, None).await.unwrap();
        assert_eq!(resolve_party(db.read(), two).await.unwrap(), one);
        undo(&db, &context(), first, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn an_establishment_that_was_changed_since_is_not_given_back_before_the_change_is(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let bare = |name: &str| Establishment {
            name: name.to_owned(),
            addresses: Vec::new(),
            ..workshop("A", None)
        };
        let one = made(&db, customer, bare("One")).await;
        let two = made(&db, customer, bare("Two")).await;
        let before = whole(&db).await;
        let id = merge_establishments(&db, &context(), &asked(one, two), None).await.unwrap();
        let rename = async |version: i32, name: &str| {
            let change = |place: &mut Establishment| place.name = name.to_owned();
            parties::update_establishment(&db, &context(), one, version, change).await.unwrap()
        };
        let version = rename(2, "Three").await;
        let refused = code(undo(&db, &context(), id, None).await);
        assert_eq!(refused, ("merge_depended", "establishment".to_owned()));
        assert_eq!(get(db.read(), id).await.unwrap().state, MergeState::Done);
        rename(version, "One").await;
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn a_merge_of_establishments_and_one_of_their_customers_are_undone_in_either_order(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let before = whole(&db).await;
        let firms = crate::merge::tests::asked(customers[0], customers[1]);
        for (survivor, other) in [(one, two), (two, one)] {
            for places_first in [true, false] {
                let places = asked(survivor, other);
                let places = merge_establishments(&db, &context(), &places, None).await.unwrap();
                let firms = crate::merge::merge(&db, &context(), &firms, None).await.unwrap();
                let order = if places_first { [places, firms] } else { [firms, places] };
                for id in order {
                    undo(&db, &context(), id, None).await.unwrap();
                }
                same(&before, &whole(&db).await);
                sound(&db).await;
            }
        }
    }

    async fn a_merge_of_establishments_is_refused_with_a_clear_word_and_nothing_is_lost(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let person = zoe(&[], "zoe@x.example");
        let person = parties::create_person(&db, &context(), customers[0], person, None).await.unwrap();
        let before = whole(&db).await;
        let refused = async |survivor: PartyId, other: PartyId| {
            code(merge_establishments(&db, &context(), &asked(survivor, other), None).await).0
        };
        assert_eq!(refused(one, one).await, "merge_itself");
        let stale = EstablishmentsMerge { expected: Some(7), ..asked(one, two) };
        let stale = merge_establishments(&db, &context(), &stale, None).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let firm = customer::get(db.read(), customers[0]).await.unwrap().party;
        for nobody in [firm, person, PartyId(Uuid::nil())] {
            let answered = merge_establishments(&db, &context(), &asked(one, nobody), None).await;
            assert!(matches!(answered, Err(StoreError::NotFound { noun: "establishment" })));
        }
        let ground = RestrictionGround::Unlawful;
        restriction::restrict(&db, &context(), two, ground, None).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_restricted");
        restriction::lift(&db, &context(), two, None).await.unwrap();
        customer::delete(&db, &context(), customers[1], 1).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_deleted");
        assert_eq!(refused(two, one).await, "merge_deleted");
        customer::restore(&db, &context(), customers[1], None).await.unwrap();
        same(&before, &whole(&db).await);
        let version = parties::establishment(&db, two).await.unwrap().version;
        parties::delete_establishment(&db, &context(), two, version).await.unwrap();
        assert_eq!(refused(one, two).await, "merge_deleted");
    }

    async fn the_timeline_of_the_surviving_establishment_tells_of_both(db: Db) {
        let customers = companies(&db).await;
        let [one, two] = both_of(&db, customers).await;
        let of = async |id: PartyId| {
            let all = timeline::TimelineFilter::default();
            let page = timeline::of_party(&db, id, &all, PageRequest::first(99)).await;
            page.unwrap().items.len()
        };
        let told = of(one).await + of(two).await;
        let id = merge_establishments(&db, &context(), &asked(one, two), None).await.unwrap();
        assert_eq!(of(one).await, told + 1);
        for customer in customers {
            let merged = timeline::TimelineFilter::of(EventKind::EstablishmentsMerged);
            let page = timeline::of_customer(&db, customer, &merged, FIRST).await.unwrap();
            assert_eq!(page.items.len(), 1);
        }
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(of(one).await + of(two).await, told + 4, "each has its own again, and both acts");
    }
}
