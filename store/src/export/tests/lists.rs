//! The tables of the other lists: invoices, payments, people, tasks, consents, credit notes.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use domain::customer::{PersonRole, Reference};
use domain::id::CustomerId;
use domain::invoice::InvoiceNumber;
use domain::language::Language;
use domain::money::Currency;
use domain::payment::{Allocate, CreditNoteDraft, PaymentDraft};
use domain::task::{TaskDraft, TaskState, TaskSubject};
use domain::user::Role;

use super::super::*;
use super::{text_of, workbook_of};
use crate::allocation::fixture::{self, day, draft, invoice, new_customer, paid, payment, posted};
use crate::both_engines;
use crate::consent::tests::yes;
use crate::invoice::InvoiceState;
use crate::party::tests::{company, mailbox, zoe};
use crate::party::{create_person, delete_person, everybody};
use crate::task::NewTask;
use crate::testing::context;
use crate::user::tests::new_user;

fn invoices(state: Option<InvoiceState>) -> List {
    let filter = InvoiceFilter { customer: None, state };
    List::Invoices { filter, as_of: day("2024-02-05") }
}

pub(super) async fn reference(db: &Db, id: CustomerId) -> Reference {
    crate::customer::get(db.read(), id).await.unwrap().reference
}

/// The lines under the headings, and the headings.
pub(super) fn parted(text: &str) -> (&str, Vec<&str>) {
    let mut lines = text.lines();
    (lines.next().unwrap(), lines.collect())
}

both_engines! {
    async fn invoices_leave_with_what_is_owed_of_them_as_of_a_day(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let lines = [("2024-02-10", 6_000), ("2024-03-10", 4_000)];
        let first = posted(&db, invoice(customer, "=F1", "2024-01-10", &lines)).await;
        let next = posted(&db, invoice(customer, "F2", "2024-01-11", &[("2024-02-11", 5_000)])).await;
        for (line, amount) in [(first.due_lines[0], 6_000), (next.due_lines[0], 5_000)] {
            let allocate = Allocate::Exactly(vec![(line, amount)]);
            paid(&db, payment(customer, "2024-02-01", amount, allocate)).await;
        }
        let english = text_of(&db, invoices(None), Language::En).await;
        let (head, rows) = parted(&english);
        assert_eq!(head, "customer,customer_name,series,number,issued_on,due_on,amount,residual,currency,settled_on,order_number");
        assert_eq!(rows, [
            "C1,C1,,'=F1,2024-01-10,2024-03-10,100.00,40.00,EUR,,",
            "C1,C1,,F2,2024-01-11,2024-02-11,50.00,0.00,EUR,2024-02-01,",
        ]);
        let french = text_of(&db, invoices(Some(InvoiceState::Open)), Language::Fr).await;
        let (_, rows) = parted(&french);
        assert_eq!(rows, ["C1;C1;;'=F1;2024-01-10;2024-03-10;100,00;40,00;EUR;;"]);

        // In a workbook days are days, amounts are numbers, and no text is a formula.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("invoices.xlsx");
        assert_eq!(workbook_of(&db, invoices(None), Language::Fr, &path).await, 2);
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.get_value((1, 3)), Some(&Data::String("=F1".to_owned())));
        assert!(matches!(sheet.get_value((1, 5)), Some(Data::DateTime(_))), "{sheet:?}");
        assert_eq!(sheet.get_value((1, 7)), Some(&Data::Float(40.0)));
    }

    async fn payments_leave_with_what_is_left_of_them(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let other = new_customer(&db, "C2").await;
        let line = posted(&db, invoice(customer, "F1", "2024-01-10", &[("2024-02-10", 1_000)])).await;
        let allocate = Allocate::Exactly(vec![(line.due_lines[0], 1_000)]);
        let new = PaymentDraft {
            method: Some("@card".to_owned()),
            reference: Some("VIR, F1".to_owned()),
            ..draft(customer, "2024-02-01", 3_000, allocate)
        };
        paid(&db, new.checked().unwrap()).await;
        let bounced = paid(&db, payment(other, "2024-02-02", 500, Allocate::Default)).await;
        crate::payment::bounce(&db, &fixture::context(), bounced, day("2024-02-09"), None).await.unwrap();
        let all = text_of(&db, List::Payments(PaymentFilter::default()), Language::En).await;
        let (head, rows) = parted(&all);
        assert_eq!(head, "customer,customer_name,received_on,amount,open,currency,method,payment_reference,source_key,bounced_on");
        assert_eq!(rows, [
            "C1,C1,2024-02-01,30.00,20.00,EUR,'@card,\"VIR, F1\",,",
            "C2,C2,2024-02-02,5.00,0.00,EUR,,,,2024-02-09",
        ]);
        let filter = PaymentFilter { customer: Some(other), ..PaymentFilter::default() };
        let few = text_of(&db, List::Payments(filter), Language::Fr).await;
        assert_eq!(parted(&few).1, ["C2;C2;2024-02-02;5,00;0,00;EUR;;;;2024-02-09"]);
    }

    async fn the_people_of_all_customers_leave_with_their_customer(db: Db) {
        let firms = [company(&db, "Menuiserie Arnaud").await, company(&db, "Bois Martin").await, company(&db, "Parti").await];
        let [arnaud, martin, gone] = firms;
        let roles = [PersonRole::Reminders, PersonRole::Buyer];
        let first = zoe(&roles, "zoe@arnaud.example");
        let first = create_person(&db, &fixture::context(), arnaud, first, None).await.unwrap();
        let mut ali = zoe(&[], "ali@martin.example");
        ali.name = "=Ali".to_owned();
        (ali.job_title, ali.language) = (None, None);
        ali.contact_points.insert(0, mailbox("a@martin.example"));
        let next = create_person(&db, &fixture::context(), martin, ali, None).await.unwrap();
        let left = zoe(&[], "left@martin.example");
        let left = create_person(&db, &fixture::context(), martin, left, None).await.unwrap();
        delete_person(&db, &fixture::context(), left, 1).await.unwrap();
        let of_gone = zoe(&[], "zoe@gone.example");
        create_person(&db, &fixture::context(), gone, of_gone, None).await.unwrap();
        let version = crate::customer::get(db.read(), gone).await.unwrap().version;
        crate::customer::delete(&db, &fixture::context(), gone, version).await.unwrap();

        let all = text_of(&db, List::People(None), Language::En).await;
        let (head, rows) = parted(&all);
        assert_eq!(head, "customer,customer_name,name,roles,job_title,language,email,phone");
        let (of_arnaud, of_martin) = (reference(&db, arnaud).await, reference(&db, martin).await);
        assert_eq!(rows, [
            format!("{of_arnaud},Menuiserie Arnaud,Zoé Durand,\"buyer, reminders\",Comptable,en,zoe@arnaud.example,"),
            format!("{of_martin},Bois Martin,'=Ali,,,,a@martin.example,"),
        ]);
        let few = text_of(&db, List::People(Some(martin)), Language::Fr).await;
        assert_eq!(parted(&few).1, [format!("{of_martin};Bois Martin;'=Ali;;;;a@martin.example;")]);

        // A page goes on after the last one.
        let mut page = everybody(db.read(), None, PageRequest::first(1)).await.unwrap();
        assert_eq!((page.items.len(), page.items[0].id, page.next), (1, first, Some(first.0)));
        page = everybody(db.read(), None, PageRequest { limit: 1, after: page.next }).await.unwrap();
        assert_eq!((page.items[0].id, page.items[0].customer, page.next), (next, Some(martin), None));
        let nobody = CustomerId(next.0);
        let none = everybody(db.read(), Some(nobody), PageRequest::first(9)).await;
        assert!(matches!(none, Err(crate::StoreError::NotFound { noun: "customer" })), "{none:?}");
    }

    async fn tasks_leave_the_newest_first_in_the_words_of_the_reader(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let user = new_user("zoe@example.fr", Role::Sales);
        let user = crate::user::create(&db, &context(), user, None).await.unwrap();
        let new = |title: &str, due_on: Option<&str>, assignee| NewTask {
            subject: (TaskSubject::Customer, customer.0),
            draft: TaskDraft {
                title: Some(title.to_owned()),
                details: Some("Monday\nor Tuesday".to_owned()),
                due_on: due_on.map(day),
                assignee,
            },
        };
        let first = new("=call", Some("2026-11-20"), Some(user));
        let first = crate::task::create(&db, &fixture::context(), first, None).await.unwrap();
        crate::task::complete(&db, &fixture::context(), first, None).await.unwrap();
        crate::task::create(&db, &fixture::context(), new("Write", None, None), None).await.unwrap();
        let of = reference(&db, customer).await;
        let all = text_of(&db, List::Tasks(TaskFilter::default()), Language::En).await;
        assert_eq!(
            all,
            format!(
                "customer,customer_name,title,details,due_on,assignee,state,created_on,done_on\r\n\
                 {of},Menuiserie Arnaud,Write,\"Monday\nor Tuesday\",,,open,2026-11-23,\r\n\
                 {of},Menuiserie Arnaud,'=call,\"Monday\nor Tuesday\",2026-11-20,zoe@example.fr,done,2026-11-23,2026-11-23\r\n"
            )
        );
        let filter = TaskFilter { state: Some(TaskState::Done), ..TaskFilter::default() };
        let few = text_of(&db, List::Tasks(filter), Language::En).await;
        assert!(few.contains("'=call") && !few.contains("Write"), "{few}");
    }

    async fn consents_leave_with_who_decided_and_how_it_was_collected(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let zoe = zoe(&[], "zoe@arnaud.example");
        let zoe = create_person(&db, &fixture::context(), customer, zoe, None).await.unwrap();
        let mailbox = crate::party::person(&db, zoe).await.unwrap().points[0].id;
        let given = yes(&db, &fixture::context(), zoe).await;
        let label = crate::purpose::get(db.read(), given.purpose.unwrap()).await.unwrap().label_en;
        let objected = domain::consent::NewConsent {
            party: None,
            point: Some(mailbox),
            purpose: None,
            channel: None,
            decision: domain::consent::Decision::Objected,
            wording: None,
            language: None,
            method: domain::consent::CollectionMethod::Phone,
            collected_by: None,
            ..given.clone()
        };
        for new in [given, objected] {
            crate::consent::record(&db, &fixture::context(), new, None).await.unwrap();
        }
        let of = reference(&db, customer).await;
        let all = text_of(&db, List::Consents(ConsentFilter::default()), Language::En).await;
        assert_eq!(
            all,
            format!(
                "customer,name,contact_point,purpose,channel,decision,collection_method,effective_on,language,collected_by\r\n\
                 {of},Zoé Durand,,{label},email,given,paper,2026-11-23,fr,salon de Lyon\r\n\
                 ,,zoe@arnaud.example,,,objected,phone,2026-11-23,,\r\n"
            )
        );
        let filter = ConsentFilter { party: Some(zoe), ..ConsentFilter::default() };
        let few = text_of(&db, List::Consents(filter), Language::Fr).await;
        assert_eq!(few.lines().count(), 2, "{few}");
    }

    async fn credit_notes_leave_with_what_is_left_of_them_and_the_invoice(db: Db) {
        let customer = new_customer(&db, "C1").await;
        let named = posted(&db, invoice(customer, "F2", "2024-01-20", &[("2024-02-20", 5_000)])).await;
        for (number, amount, invoice) in [("=A1", 7_000, Some(named.id)), ("A2", 1_000, None)] {
            let note = CreditNoteDraft {
                customer,
                number: InvoiceNumber::new("", number).unwrap(),
                issued_on: day("2024-02-01"),
                amount,
                currency: Currency::EUR,
                invoice,
                allocate: Allocate::Default,
            };
            let note = note.checked().unwrap();
            crate::payment::post_credit_note(&db, &fixture::context(), note, None).await.unwrap();
        }
        let all = text_of(&db, List::CreditNotes(PaymentFilter::default()), Language::Fr).await;
        let (head, rows) = parted(&all);
        assert_eq!(head, "\u{feff}customer;customer_name;series;credit_note_number;credited_on;amount;open;currency;number");
        assert_eq!(rows, [
            "C1;C1;;'=A1;2024-02-01;70,00;20,00;EUR;F2",
            "C1;C1;;A2;2024-02-01;10,00;10,00;EUR;",
        ]);
    }
}
