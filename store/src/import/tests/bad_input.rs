//! What people send that is wrong: each case is told with its line, and nothing is imported.

use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::entity::{customer, import_fault, import_row, invoice};

const HEAD: &str = "customer;number;issued_on;due_on;amount\n";
const GOOD: &str = "C1;1;2013-01-02;2013-02-01;55.94\n";

both_engines! {
    async fn every_faulty_row_is_told_and_the_others_wait_until_they_are_accepted(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let text = format!(
            "{HEAD}{GOOD}\
             C1;2;2013-02-30;2013-02-01;1\n\
             C1;3;2013-01-02;02/01/2013;1\n\
             C1;4;2013-01-02;2013-02-01;-1\n\
             NOBODY;5;2013-01-02;2013-02-01;1\n\
             C1;1;2013-01-02;2013-02-01;1\n\
             C1;6;2013-01-02;2013-01-01;1\n\
             C1;7;2013-01-02;2013-02-01;1.005\n\
             C1;8;2013-01-02\n\
             C1;9;2013-01-02;2013-02-01;1;more\n\
             C1;1\0;2013-01-02;2013-02-01;1\n\
             ;;;;x\n"
        );
        let plan = planned(&db, &folder.invoices(&text)).await.unwrap();
        assert_eq!((plan.import.state, counts(&plan.import)), (ImportState::Planned, [12, 1, 0, 0, 11]));
        assert_eq!(told(&db, &plan.import).await, expect(&[
            (3, "issued_on", "not_a_date"),
            (4, "due_on", "not_a_date"),
            (5, "amount", "amount_not_positive"),
            (6, "customer", "unknown_customer"),
            (7, "number", "twice_in_file"),
            (8, "due_on", "due_before_issue"),
            (9, "amount", "too_many_decimals"),
            (10, "", "row_length"),
            (11, "", "row_length"),
            (12, "number", "control_character"),
            (13, "amount", "not_an_amount"),
            (13, "customer", "missing"),
            (13, "due_on", "missing"),
            (13, "issued_on", "missing"),
            (13, "number", "missing"),
        ]));
        assert_eq!(invoice::Entity::find().count(db.read()).await.unwrap(), 0, "nothing is imported");
        let import = applied(&db, &folder.invoices(&text)).await;
        assert_eq!((import.state, import.applied), (ImportState::Applied, 1));
        assert_eq!(invoice::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn a_reference_twice_in_a_file_is_a_fault_whatever_its_case(db: Db) {
        let folder = Folder::new();
        let text = "reference;name\nA;One\na;Two\nB;Three\n A ;Four\n";
        let plan = planned(&db, &folder.customers(text)).await.unwrap();
        assert_eq!(told(&db, &plan.import).await, expect(&[
            (3, "reference", "twice_in_file"),
            (5, "reference", "twice_in_file"),
        ]));
    }

    async fn ten_thousand_faulty_rows_are_told_in_pages(db: Db) {
        let folder = Folder::new();
        let rows: String = (0..10_000).map(|n| format!("R{n};N;wrong\n")).collect();
        let plan = planned(&db, &folder.customers(format!("reference;name;email\n{rows}"))).await.unwrap();
        assert_eq!(counts(&plan.import), [10_000, 0, 0, 0, 10_000]);
        let (mut after, mut seen) = (None, 0);
        loop {
            let page = faults(db.read(), plan.import.id, after.as_ref(), 999).await.unwrap();
            let Some(last) = page.last() else { break };
            assert_eq!(page[0].line, seen + 2);
            seen += i32::try_from(page.len()).unwrap();
            assert_eq!(last.value.as_deref(), Some("w•••"));
            after = Some(last.clone());
        }
        assert_eq!(seen, 10_000);
    }

    async fn ten_thousand_repeated_rows_are_told_too(db: Db) {
        let folder = Folder::new();
        let rows = "R;N\n".repeat(12_001);
        let plan = planned(&db, &folder.customers(format!("reference;name\n{rows}"))).await.unwrap();
        assert_eq!(counts(&plan.import), [12_001, 1, 0, 0, 12_000]);
    }

    async fn a_file_of_which_nothing_can_be_read_leaves_nothing(db: Db) {
        let folder = Folder::new();
        for (text, fault) in [
            ("", FileFault::Empty),
            ("reference;name\n", FileFault::NoRows),
            ("reference;name\n;\n\n", FileFault::NoRows),
            ("reference;name\n1;A\n2;\"B\n3;C\n", FileFault::QuoteOpen { line: 3 }),
            ("PK\u{3}\u{4}", FileFault::NotText),
        ] {
            assert_eq!(refused(&db, &folder.customers(text)).await, [fault], "{text:?}");
        }
        let faults = refused(&db, &folder.customers("a;b\n1;2\n")).await;
        assert_eq!(faults.len(), 2, "reference and name are missing");
        assert_eq!(import_row::Entity::find().count(db.read()).await.unwrap(), 0);
        assert_eq!(customer::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn a_file_that_was_cut_in_its_last_row_tells_that_row(db: Db) {
        let folder = Folder::new();
        for cut in ["2", "2;\"B", "2;\"B\n", "2;\"B \"\"x", "2;\""] {
            let request = folder.customers(format!("reference;name\n1;\"A\"\n{cut}"));
            let plan = planned(&db, &request).await.unwrap();
            assert_eq!(counts(&plan.import), [2, 1, 0, 0, 1], "{cut}");
            assert_eq!(plan.may_be_cut, !cut.ends_with('\n'));
            let code = if cut == "2" { "row_length" } else { "quote_open" };
            assert_eq!(told(&db, &plan.import).await, expect(&[(3, "", code)]));
        }
    }

    async fn an_accepted_file_leaves_out_its_faulty_rows_and_can_be_corrected(db: Db) {
        let folder = Folder::new();
        let import = applied(&db, &folder.customers("reference;name;email\n1;A;x\n2;B;b@c.example\n")).await;
        assert_eq!((counts(&import), import.applied), ([2, 1, 0, 0, 1], 1));
        let import = applied(&db, &folder.customers("reference;name;email\n1;A;x@y.example\n2;B;b@c.example\n")).await;
        assert_eq!(counts(&import), [2, 1, 0, 1, 0]);
    }

    async fn planning_again_forgets_the_plan_before(db: Db) {
        let folder = Folder::new();
        let request = folder.customers("reference;name;email\n1;A;x\n2;B;\n");
        planned(&db, &request).await.unwrap();
        let plan = planned(&db, &request).await.unwrap();
        assert_eq!(counts(&plan.import), [2, 1, 0, 0, 1]);
        assert_eq!(import_row::Entity::find().count(db.read()).await.unwrap(), 2);
        assert_eq!(import_fault::Entity::find().count(db.read()).await.unwrap(), 1);
    }
}
