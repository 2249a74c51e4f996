//! What stands beside the ledger: people, the desk, notes, files, tasks, the timeline, and what people said.

use domain::consent::{Decision, NewConsent};
use domain::contactability::{ContactChannel, Reason};
use domain::customer::{
    CustomFieldKind, CustomValue, CustomerFile, Establishment, Label, LegalClass, NoteKind,
    PaymentSheet, PersonRole, Tag,
};
use domain::id::{CustomerId, PartyId};
use domain::merge::{Choice, Choices, MergeField};
use domain::search::Match;
use domain::task::{TaskDraft, TaskKind, TaskSubject, WantedTask};
use domain::user::Role;

use super::tests::{asked, code, made, record, same, whole};
use super::*;
use crate::both_engines;
use crate::contactability::{self, Ask, Via};
use crate::customer::{self, CustomerRecord, NewAttachment, NewCustomField, NewNote};
use crate::db::Db;
use crate::page::PageRequest;
use crate::party::tests::zoe;
use crate::party::{create_establishment, create_person, people};
use crate::task::{self, NewTask};
use crate::testing::context;
use crate::{consent, purpose, search, timeline, user};

const FIRST: PageRequest = PageRequest { limit: 20, after: None };

fn sheet(portal: &str) -> PaymentSheet {
    PaymentSheet { portal: Some(portal.to_owned()), ..PaymentSheet::default() }
}

/// A task about a customer that somebody wrote down.
async fn manual(db: &Db, of: CustomerId) {
    let title = Some("Call back".to_owned());
    let draft = TaskDraft { title, details: None, due_on: None, assignee: None };
    let new = NewTask { subject: (TaskSubject::Customer, of.0), draft };
    task::create(db, &context(), new, None).await.unwrap();
}

/// Two customers, each with all that the desk can write about one, under the same keys.
async fn full(db: &Db) -> (CustomerRecord, CustomerRecord) {
    let context = context();
    for field in ["sector", "zone"] {
        let label = Label { fr: field.to_owned(), en: field.to_owned() };
        let (kind, choices) = (CustomFieldKind::Text, Vec::new());
        let new = NewCustomField { code: field.to_owned(), kind, label, choices };
        customer::create_custom_field(db, &context, new, None).await.unwrap();
    }
    let mut both = Vec::new();
    for (reference, field) in [("A1", "sector"), ("B2", "zone")] {
        let made = made(db, reference).await;
        let name = format!("{}@example.fr", reference.to_lowercase());
        let new = user::tests::new_user(&name, Role::Sales);
        let owner = user::create(db, &context, new, None).await.unwrap();
        let change = |file: &mut CustomerFile| {
            file.owner = Some(owner);
            file.tags = ["Salon", reference].map(|tag| Tag::parse(tag).unwrap()).into();
            let text = CustomValue::Text(reference.to_owned());
            file.custom.insert("sector".to_owned(), text.clone());
            file.custom.insert(field.to_owned(), text);
        };
        customer::update(db, &context, made.id, made.version, change, None).await.unwrap();
        customer::set_payment_sheet(db, &context, made.id, 0, sheet(reference)).await.unwrap();
        let mailbox = format!("zoe-{reference}@one.example");
        let person = zoe(&[PersonRole::Buyer], &mailbox);
        let person = create_person(db, &context, made.id, person, None).await.unwrap();
        let workshop = Establishment {
            name: format!("Atelier {reference}"),
            siret: None,
            language: None,
            addresses: Vec::new(),
            contact_points: Vec::new(),
        };
        create_establishment(db, &context, made.id, workshop, None).await.unwrap();
        for person in [None, Some(person)] {
            let text = "Rang on Friday".to_owned();
            let new = NewNote { kind: NoteKind::CallIn, person, text, at: None };
            customer::write_note(db, &context, made.id, new, None).await.unwrap();
        }
        let new = NewAttachment {
            file_name: "plan.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: reference.as_bytes().to_vec(),
        };
        customer::attach(db, &context, made.id, new, None).await.unwrap();
        manual(db, made.id).await;
        both.push(record(db, made.id).await);
    }
    let two = both.pop().unwrap();
    (both.pop().unwrap(), two)
}

/// A task that stands once for each customer while it is open.
async fn wanted(db: &Db, of: CustomerId) {
    let txn = db.begin().await.unwrap();
    let due_on = "2026-12-01".parse().unwrap();
    let wanted = WantedTask { kind: TaskKind::NoContactPoint, customer: of, due_on };
    task::want(&*txn, &context(), &[wanted]).await.unwrap();
    txn.commit().await.unwrap();
}

async fn tasks(db: &Db, of: CustomerId) -> usize {
    let filter = task::TaskFilter { customer: Some(of), ..Default::default() };
    task::list(db, &filter, FIRST).await.unwrap().items.len()
}

both_engines! {
    async fn the_whole_file_moves_even_where_both_have_a_row_and_comes_back(db: Db) {
        let (one, two) = full(&db).await;
        let before = whole(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        let merged = record(&db, one.id).await;
        assert_eq!(merged.file.owner, one.file.owner);
        let tags: Vec<_> = merged.file.tags.iter().map(Tag::as_str).collect();
        assert_eq!(tags, ["A1", "B2", "Salon"]);
        let values: Vec<_> = merged.file.custom.values().map(CustomValue::key).collect();
        assert_eq!(values.len(), 2, "the survivor's sector and the other's zone");
        assert_eq!(merged.file.custom["sector"], one.file.custom["sector"]);
        let (kept, _) = customer::payment_sheet(db.read(), one.id).await.unwrap();
        assert_eq!(kept, sheet("A1"));
        assert_eq!(people(&db, one.id, false, FIRST).await.unwrap().items.len(), 2);
        assert_eq!(crate::party::establishments(&db, one.id, false, FIRST).await.unwrap().items.len(), 2);
        assert_eq!(customer::notes(&db, one.id, false, FIRST).await.unwrap().items.len(), 4);
        assert_eq!(customer::attachments(&db, one.id, false, FIRST).await.unwrap().items.len(), 2);
        assert_eq!((tasks(&db, one.id).await, tasks(&db, two.id).await), (2, 0));
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
        assert_eq!(record(&db, two.id).await.file, two.file);
    }

    async fn what_the_desk_knows_is_chosen_field_by_field(db: Db) {
        let (one, two) = full(&db).await;
        let before = whole(&db).await;
        let fields = [MergeField::Owner, MergeField::Tags, MergeField::CustomFields, MergeField::PaymentSheet];
        let choices = Choices::new(fields.map(|field| (field, Choice::Other))).unwrap();
        let id = merge(&db, &context(), &Merge { choices, ..asked(one.id, two.id) }, None).await.unwrap();
        let merged = record(&db, one.id).await.file;
        assert_eq!((merged.owner, &merged.tags, &merged.custom), (two.file.owner, &two.file.tags, &two.file.custom));
        let (taken, version) = customer::payment_sheet(db.read(), one.id).await.unwrap();
        assert_eq!((taken, version), (sheet("B2"), 2));
        customer::set_payment_sheet(&db, &context(), one.id, version, sheet("new")).await.unwrap();
        assert_eq!(code(undo(&db, &context(), id, None).await), ("merge_depended", "desk".to_owned()));
        customer::set_payment_sheet(&db, &context(), one.id, version + 1, sheet("B2")).await.unwrap();
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn a_task_of_the_program_stands_once_for_the_merged_where_it_can(db: Db) {
        let (one, two) = (made(&db, "A1").await, made(&db, "B2").await);
        wanted(&db, two.id).await;
        let before = whole(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        wanted(&db, one.id).await;
        assert_eq!(tasks(&db, one.id).await, 1, "the one that moved is theirs");
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
        wanted(&db, one.id).await;
        let before = whole(&db).await;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        assert_eq!(tasks(&db, one.id).await, 2, "both had one");
        undo(&db, &context(), id, None).await.unwrap();
        same(&before, &whole(&db).await);
    }

    async fn notes_and_tasks_about_what_goes_back_go_with_it(db: Db) {
        let (one, two) = full(&db).await;
        let person = people(&db, two.id, false, FIRST).await.unwrap().items[0].id;
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        let new = NewNote { kind: NoteKind::Note, person: Some(person), text: "x".into(), at: None };
        customer::write_note(&db, &context(), one.id, new, None).await.unwrap();
        manual(&db, one.id).await;
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(customer::notes(&db, two.id, false, FIRST).await.unwrap().items.len(), 3);
        assert_eq!((tasks(&db, one.id).await, tasks(&db, two.id).await), (2, 1));
    }

    async fn the_survivor_is_found_with_what_both_had_and_its_timeline_tells_of_both(db: Db) {
        let (one, two) = full(&db).await;
        let of = async |id| {
            let all = timeline::TimelineFilter::default();
            let page = timeline::of_customer(&db, id, &all, PageRequest::first(99)).await;
            page.unwrap().items.iter().map(|entry| entry.id).collect::<Vec<_>>()
        };
        let told = of(one.id).await.len() + of(two.id).await.len();
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        assert_eq!(of(one.id).await.len(), told + 1);
        assert_eq!(code(customer::restore(&db, &context(), two.id, None).await).0, "customer_merged");
        let wanted = search::Wanted::first(9);
        let found = search::find(db.read(), "zoe-b2@one.example", &wanted).await.unwrap();
        assert!(!found.items.is_empty());
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(of(one.id).await.len() + of(two.id).await.len(), told + 4, "each has its own again, and both acts");
    }

    async fn the_reference_of_a_merged_one_finds_the_survivor_until_they_are_two_again(db: Db) {
        let (one, two) = (made(&db, "A-100").await, made(&db, "B-200").await);
        let found = async |text: &str| {
            let found = search::find(db.read(), text, &search::Wanted::first(9)).await.unwrap();
            let found = found.items.into_iter().filter(|found| found.reason == Match::Reference);
            found.filter_map(|found| found.customer.map(CustomerId)).collect::<Vec<_>>()
        };
        search::catch_up(&db).await.unwrap();
        assert_eq!(found("b-200").await, [two.id]);
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        for posted in [false, true] {
            if posted {
                search::catch_up(&db).await.unwrap();
            }
            for typed in ["b-200", "B-2", "a-100"] {
                assert_eq!(found(typed).await, [one.id], "{typed}, posted: {posted}");
            }
        }
        undo(&db, &context(), id, None).await.unwrap();
        for posted in [false, true] {
            if posted {
                search::catch_up(&db).await.unwrap();
            }
            for typed in ["b-200", "B-2"] {
                assert_eq!(found(typed).await, [two.id], "{typed}, posted: {posted}");
            }
            assert_eq!(found("a-100").await, [one.id], "posted: {posted}");
        }
    }

    async fn no_refusal_of_either_is_weakened(db: Db) {
        let (one, two) = (made(&db, "A1").await, made(&db, "B2").await);
        for made in [&one, &two] {
            let consumer = |file: &mut CustomerFile| file.legal_class = LegalClass::Consumer;
            customer::update(&db, &context(), made.id, made.version, consumer, None).await.unwrap();
        }
        let newsletter = purpose::by_code(db.read(), &"newsletter".parse().unwrap()).await.unwrap().purpose;
        let say = async |party: PartyId, decision: Decision| {
            let now = context();
            let yes = consent::tests::yes(&db, &now, party).await;
            let wording = yes.wording.filter(|_| decision == Decision::Given);
            let said = NewConsent { decision, wording, ..yes };
            consent::record(&db, &now, said, None).await.unwrap();
        };
        let answer = async |of: &CustomerRecord| {
            let at = context().now;
            let via = Via::Point(of.points[0].id);
            let ask = Ask { party: Some(of.party), via, channel: ContactChannel::Email };
            let answers = contactability::of(db.read(), db.fingerprints().unwrap(), &[ask], &newsletter, at).await;
            answers.unwrap()[0].reason
        };
        say(two.party, Decision::Objected).await;
        say(one.party, Decision::Given).await;
        assert_eq!(answer(&one).await, Reason::ConsentGiven);
        let id = merge(&db, &context(), &asked(one.id, two.id), None).await.unwrap();
        assert_eq!(answer(&one).await, Reason::Objected, "the later yes is not the other's");
        undo(&db, &context(), id, None).await.unwrap();
        assert_eq!(answer(&one).await, Reason::ConsentGiven);
        assert_eq!(answer(&two).await, Reason::Objected);
    }
}
