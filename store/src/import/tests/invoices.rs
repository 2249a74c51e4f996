//! Invoices: posted, paid, known, different.

use domain::payment::Allocate;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::allocation::fixture::day;
use crate::both_engines;
use crate::entity::{allocation, due_line, invoice, payment};

const HEAD: &str = "customer;number;issued_on;due_on;amount;paid_on\n";

fn rows(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

both_engines! {
    async fn an_invoice_is_posted_and_one_with_a_payment_date_is_paid_in_full_on_that_day(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let text = rows("C1;1;2013-01-02;2013-02-01;55.94;2013-01-15\nc2;2;2013-01-26;2013-02-25;61.74;\n");
        let import = applied(&db, &folder.invoices(&text)).await;
        assert_eq!((counts(&import), import.applied), ([2, 2, 0, 0, 0], 2));
        let paid = payment::Entity::find().all(db.read()).await.unwrap();
        assert_eq!((paid.len(), paid[0].amount, paid[0].received_on), (1, 5_594, day("2013-01-15")));
        assert_eq!(paid[0].source_key.as_deref(), Some("import::1"));
        let lines = due_line::Entity::find().all(db.read()).await.unwrap();
        let settled: Vec<_> = lines.iter().filter_map(|line| line.settled_on).collect();
        assert_eq!((lines.len(), settled), (2, vec![day("2013-01-15")]));

        let plan = planned(&db, &folder.invoices(&text)).await.unwrap();
        assert_eq!(counts(&plan.import), [2, 0, 0, 2, 0]);
        assert!(plan.imported_before.is_some());
        applied(&db, &folder.invoices(&text)).await;
        assert_eq!(invoice::Entity::find().count(db.read()).await.unwrap(), 2);
        assert_eq!(payment::Entity::find().count(db.read()).await.unwrap(), 1);
        assert_eq!(allocation::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn a_payment_date_that_was_not_there_is_that_payment_once(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        applied(&db, &folder.invoices(rows("C1;1;2013-01-02;2013-02-01;55.94;\n"))).await;
        let paid = rows("C1;1;2013-01-02;2013-02-01;55.94;2013-03-01\n");
        let import = applied(&db, &folder.invoices(&paid)).await;
        assert_eq!((counts(&import), import.applied), ([1, 0, 1, 0, 0], 1));
        assert_eq!(counts(&applied(&db, &folder.invoices(&paid)).await), [1, 0, 0, 1, 0]);
        assert_eq!(payment::Entity::find().count(db.read()).await.unwrap(), 1);
        let line = due_line::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!(line.settled_on, Some(day("2013-03-01")));
    }

    async fn any_other_difference_from_what_is_posted_is_a_fault(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let good = "C1;1;2013-01-02;2013-02-01;55.94;2013-01-15\n";
        applied(&db, &folder.invoices(rows(good))).await;
        for (row, column) in [
            ("C2;1;2013-01-02;2013-02-01;55.94;2013-01-15\n", "customer"),
            ("C1;1;2013-01-03;2013-02-01;55.94;2013-01-15\n", "issued_on"),
            ("C1;1;2013-01-02;2013-02-02;55.94;2013-01-15\n", "due_on"),
            ("C1;1;2013-01-02;2013-02-01;55.95;2013-01-15\n", "amount"),
            ("C1;1;2013-01-02;2013-02-01;55.94;2013-01-16\n", "paid_on"),
            ("C1;1;2013-01-02;2013-02-01;55.94;\n", "paid_on"),
        ] {
            let plan = planned(&db, &folder.invoices(rows(row))).await.unwrap();
            assert_eq!(counts(&plan.import), [1, 0, 0, 0, 1], "{row}");
            assert_eq!(told(&db, &plan.import).await, expect(&[(2, column, "differs_from_posted")]));
        }
        let without = good.replace(";2013-01-15", "");
        let text = format!("customer;number;issued_on;due_on;amount\n{without}");
        assert_eq!(counts(&applied(&db, &folder.invoices(text)).await), [1, 0, 0, 1, 0]);
    }

    async fn an_invoice_that_was_paid_otherwise_is_not_paid_again(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        applied(&db, &folder.invoices(rows("C1;1;2013-01-02;2013-02-01;55.94;\nC1;2;2013-01-02;2013-02-01;10;\n"))).await;
        let customer = invoice::Entity::find().one(db.read()).await.unwrap().unwrap().customer_id;
        let money = fixture::payment(customer.into(), "2013-01-20", 5_594, Allocate::Default);
            fixture::paid(&db, money).await;
        let text = rows("C1;1;2013-01-02;2013-02-01;55.94;2013-01-20\nC1;2;2013-01-02;2013-02-01;10;2013-01-21\n");
        let import = applied(&db, &folder.invoices(&text)).await;
        assert_eq!(counts(&import), [2, 0, 1, 1, 0]);
        let text = rows("C1;1;2013-01-02;2013-02-01;55.94;2013-02-20\n");
        let plan = planned(&db, &folder.invoices(&text)).await.unwrap();
        assert_eq!(told(&db, &plan.import).await, expect(&[(2, "paid_on", "paid_otherwise")]));
    }

    async fn the_documented_mapping_reads_american_dates_and_leaves_the_other_columns(db: Db) {
        let folder = Folder::new();
        applied(&db, &folder.customers("reference;name\n0379-NEVHP;One\n")).await;
        let text = "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\n\
                    391,0379-NEVHP,4/6/2013,611365,1/2/2013,2/1/2013,55.94,No,1/5/2013,Paper,13,0\n";
        let mapping = include_str!("../../../../examples/accounts_receivable.toml");
        let request = folder.file(ImportKind::Invoices, text, mapping);
        let import = applied(&db, &request).await;
        assert_eq!(counts(&import), [1, 1, 0, 0, 0]);
        assert_eq!(import.reading.guessed, []);
        assert!(import.reading.unused.contains(&"Disputed".to_owned()));
        let row = invoice::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!((row.issued_on, row.amount), (day("2013-01-02"), 5_594));
        let paid = payment::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!(paid.received_on, day("2013-01-05"));
    }
}
