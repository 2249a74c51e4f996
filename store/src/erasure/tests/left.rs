//! That nothing personal is left, wherever it was written: every column of every table is read.

use domain::customer::{
    CustomFieldKind, CustomValue, Establishment, Label, NoteKind, PaymentSheet, Tag,
};
use domain::task::{TaskDraft, TaskSubject};
use sea_orm::{DbBackend, Statement};

use super::*;
use crate::customer::{NewAttachment, NewCustomField, NewNote};
use crate::entity::blob;
use crate::party::create_establishment;
use crate::task::{self, NewTask};

/// What the name, the address and the number are known by, in small letters: kept for accounting alone.
const NAMED: [&str; 5] = ["hebrard sarl", "tanneurs", "quimper", "423529940", "douarnenez"];

/// What nothing needs once it is erased.
const NEVER: [&str; 13] = [
    "@hebrard",
    "33298901234",
    "kerloch",
    "tanguy",
    "notaire",
    "locronan",
    "faience",
    "armorique",
    "crozon",
    "concarneau",
    "audierne",
    "benodet",
    "penmarch",
];

/// A line for each row of each table, with all its columns.
async fn dump(db: &Db) -> Vec<String> {
    let backend = db.read().get_database_backend();
    let columns = match backend {
        DbBackend::Postgres => {
            "select cast(table_name as text) as of_table, cast(column_name as text) as of_column
             from information_schema.columns
             where table_schema = 'public' order by table_name, ordinal_position"
        }
        _ => {
            "select m.name as of_table, c.name as of_column
             from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid"
        }
    };
    let mut lines = Vec::new();
    let rows = db.read().query_all_raw(Statement::from_string(backend, columns)).await.unwrap();
    for row in rows {
        let table: String = row.try_get("", "of_table").unwrap();
        let column: String = row.try_get("", "of_column").unwrap();
        let value = match backend {
            DbBackend::Postgres => format!("coalesce(cast(\"{column}\" as text), '')"),
            _ => format!("quote(\"{column}\")"),
        };
        let sql = format!("select '{table}|{column}|' || {value} as line from \"{table}\"");
        let found = db.read().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        let line = |row: &sea_orm::QueryResult| row.try_get::<String>("", "line").unwrap();
        lines.extend(found.iter().map(|row| line(row).to_lowercase()));
    }
    lines
}

/// Where words stand: the tables, each once.
fn tables<'a>(lines: &'a [String], words: &[&str]) -> Vec<&'a str> {
    let told = lines.iter().filter(|line| words.iter().any(|word| line.contains(*word)));
    let mut tables: Vec<&str> = told.filter_map(|line| line.split('|').next()).collect();
    tables.dedup();
    tables
}

/// A firm of whom something is written in every place that there is for it.
async fn known(db: &Db) -> CustomerRecord {
    let context = context();
    let made = made(db, "Hebrard SARL", "old@hebrard.example").await;
    let label = Label { fr: "secteur".to_owned(), en: "sector".to_owned() };
    let kind = CustomFieldKind::Text;
    let field = NewCustomField { code: "sector".to_owned(), kind, label, choices: Vec::new() };
    customers::create_custom_field(db, &context, field, None).await.unwrap();
    let change = |file: &mut CustomerFile| {
        let phone = ContactValue::Phone("+33298901234".parse().unwrap());
        let phone = ContactPoint { role: ContactRole::Main, value: phone };
        file.contact_points = vec![mailbox("anne@hebrard.example"), phone];
        file.tags = vec![Tag::parse("Faience").unwrap()];
        file.payment_terms = Some("Audierne".to_owned());
        file.custom.insert("sector".to_owned(), CustomValue::Text("Locronan".to_owned()));
    };
    customers::update(db, &context, made.id, made.version, change, None).await.unwrap();
    let sheet = PaymentSheet { portal: Some("Armorique".to_owned()), ..PaymentSheet::default() };
    customers::set_payment_sheet(db, &context, made.id, 0, sheet).await.unwrap();
    let mut person = zoe(&[PersonRole::Buyer], "yann@hebrard.example");
    (person.name, person.job_title) = ("Yann Tanguy".to_owned(), Some("Notaire".to_owned()));
    let person = create_person(db, &context, made.id, person, None).await.unwrap();
    let workshop = Establishment {
        name: "Atelier de Douarnenez".to_owned(),
        siret: None,
        language: None,
        addresses: Vec::new(),
        contact_points: vec![mailbox("atelier@hebrard.example")],
    };
    create_establishment(db, &context, made.id, workshop, None).await.unwrap();
    for (person, text) in [(None, "Kerloch called"), (Some(person), "Benodet called")] {
        let new = NewNote { kind: NoteKind::CallIn, person, text: text.to_owned(), at: None };
        let note = customers::write_note(db, &context, made.id, new, None).await.unwrap();
        let change =
            customers::NoteChange { text: Some(format!("{text} again")), ..Default::default() };
        customers::change_note(db, &context, note, 1, change).await.unwrap();
    }
    let new = NewAttachment {
        file_name: "plan-Crozon.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: b"Crozon".to_vec(),
    };
    customers::attach(db, &context, made.id, new, None).await.unwrap();
    for subject in [(TaskSubject::Customer, made.id.0), (TaskSubject::Person, person.0)] {
        let draft = TaskDraft {
            title: Some("See Tanguy".to_owned()),
            details: Some("In Concarneau".to_owned()),
            due_on: None,
            assignee: None,
        };
        let id = task::create(db, &context, NewTask { subject, draft }, None).await.unwrap();
        let change = |draft: &mut TaskDraft| draft.details = Some("Concarneau at noon".to_owned());
        task::update(db, &context, id, 1, change).await.unwrap();
    }
    let hold = domain::dunning::NewHold {
        customer: made.id,
        due_line: None,
        amount: None,
        reason: "Penmarch says so".to_owned(),
        from_on: day("2026-11-01"),
        until_on: day("2026-12-31"),
    };
    crate::dunning::place(db, &context, hold, None).await.unwrap();
    record(db, made.id).await
}

both_engines! {
    async fn nothing_personal_is_left_in_any_table_but_what_is_kept(db: Db) {
        let one = known(&db).await;
        let two = made(&db, "Hebrard SARL", "two@hebrard.example").await;
        let asked = Merge { survivor: one.id, expected: None, other: two.id, choices: Choices::default() };
        let merged = merge::merge(&db, &context(), &asked, None).await.unwrap();
        bought(&db, one.id, "F1", "2026-03-01").await;
        search::catch_up(&db).await.unwrap();
        let before = dump(&db).await;
        for word in NEVER.iter().filter(|word| **word != "crozon") {
            assert!(!tables(&before, &[*word]).is_empty(), "{word} is known");
        }
        let version = record(&db, one.id).await.version;
        erase(&db, &context(), one.party, version, None).await.unwrap();
        search::catch_up(&db).await.unwrap();
        let after = dump(&db).await;
        assert_eq!(tables(&after, &NEVER), [""; 0]);
        assert_eq!(tables(&after, &NAMED), ["address", "identifier", "party"]);
        assert_eq!(blob::Entity::find().count(db.read()).await.unwrap(), 0);
        let undone = refused(merge::undo(&db, &context(), merged, None).await);
        assert_eq!((undone.code, undone.params[0].1.as_str()), ("merge_depended", "erasure"));

        let later = Context { now: context().now + chrono::TimeDelta::days(3_700), ..context() };
        erase(&db, &later, one.party, version, None).await.unwrap();
        let after = dump(&db).await;
        assert_eq!(tables(&after, &NEVER), [""; 0]);
        assert_eq!(tables(&after, &NAMED), [""; 0]);
        crate::allocation::fixture::sound(&db).await;
    }
}
