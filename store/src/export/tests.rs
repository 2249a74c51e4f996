//! What leaves as a table comes back as it was, and computes nothing.

use std::path::Path;

use domain::customer::{CustomerFile, EmailAddress, NewCustomer};
use domain::import::{ImportKind, Mapping};
use domain::money::Currency;
use domain::segment::{OwnFields, Tree};
use futures::TryStreamExt;
use serde_json::json;

use super::*;
use crate::both_engines;
use crate::customer::{CustomerFilter, create_many, find_by_reference};
use crate::db::Db;
use crate::import::{Request, Surroundings, plan};
use crate::testing::context;

async fn customers(db: &Db, count: usize) {
    let new: Vec<NewCustomer> = (0..count)
        .map(|n| {
            let mut file = CustomerFile::named(format!("Société {n}"), Currency::EUR);
            file.credit_limit = Some(123_456);
            let email = EmailAddress::parse(&format!("a{n}@x.example")).unwrap();
            file.contact_points.push(domain::customer::ContactPoint {
                role: domain::customer::ContactRole::Main,
                value: domain::customer::ContactValue::Email(email),
            });
            NewCustomer { reference: Some(format!("R{n:05}").parse().unwrap()), file }
        })
        .collect();
    let txn = db.begin().await.unwrap();
    create_many(&*txn, &context(), &new, None).await.unwrap();
    txn.commit().await.unwrap();
}

fn all() -> Customers {
    Customers::Listed(CustomerFilter::default())
}

fn table(language: Language) -> CustomerTable {
    table_of(all(), language)
}

fn table_of(customers: Customers, language: Language) -> CustomerTable {
    let headings = CustomerTable::columns().iter().map(|field| field.code().to_owned()).collect();
    CustomerTable { customers, language, headings }
}

async fn text(db: &Db, language: Language) -> String {
    text_of(db, table(language)).await
}

async fn text_of(db: &Db, table: CustomerTable) -> String {
    let stream = customers_as_text(db.clone(), table);
    let pages: Vec<Vec<u8>> = stream.try_collect().await.unwrap();
    String::from_utf8(pages.concat()).unwrap()
}

async fn planned(db: &Db, path: &Path) -> [u64; 4] {
    let request = Request {
        kind: ImportKind::Customers,
        path: path.to_owned(),
        file_name: "file".to_owned(),
        mapping: Mapping::default(),
        currency: Currency::EUR,
    };
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    let import = plan(db, &request, &surroundings).await.unwrap().import;
    [import.created, import.updated, import.unchanged, import.faults]
}

both_engines! {
    async fn a_table_that_left_says_nothing_new_when_it_comes_back(db: Db) {
        customers(&db, 2_345).await;
        let folder = tempfile::tempdir().unwrap();
        for language in Language::ALL {
            let path = folder.path().join(format!("{language}.csv"));
            std::fs::write(&path, text(&db, language).await).unwrap();
            assert_eq!(planned(&db, &path).await, [0, 0, 2_345, 0], "{language}");
        }
        let path = folder.path().join("file.xlsx");
        let written = customers_as_workbook(&db, &table(Language::Fr), std::fs::File::create(&path).unwrap()).await.unwrap();
        assert_eq!(written, 2_345);
        assert_eq!(planned(&db, &path).await, [0, 0, 2_345, 0]);
    }

    async fn a_cell_that_would_compute_is_neutralised_and_read_back(db: Db) {
        let mut file = CustomerFile::named("=HYPERLINK(\"http://x\")", Currency::EUR);
        file.payment_terms = Some("@now".to_owned());
        let new = NewCustomer { reference: Some("-1+1".parse().unwrap()), file };
        let txn = db.begin().await.unwrap();
        create_many(&*txn, &context(), &[new], None).await.unwrap();
        txn.commit().await.unwrap();
        let french = text(&db, Language::Fr).await;
        assert!(french.starts_with("\u{feff}reference;kind;name;"), "{french}");
        assert!(french.contains("\r\n'-1+1;unknown;\"'=HYPERLINK(\"\"http://x\"\")\";"), "{french}");
        assert!(french.contains(";'@now;"), "{french}");
        assert!(text(&db, Language::En).await.starts_with("reference,kind,name,"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.csv");
        std::fs::write(&path, french).unwrap();
        assert_eq!(planned(&db, &path).await, [0, 0, 1, 0]);
        let path = folder.path().join("file.xlsx");
        customers_as_workbook(&db, &table(Language::En), std::fs::File::create(&path).unwrap()).await.unwrap();
        assert_eq!(planned(&db, &path).await, [0, 0, 1, 0]);
        let found = find_by_reference(db.read(), &["-1+1".to_owned()]).await.unwrap();
        assert_eq!(found.len(), 1);
    }

    async fn the_table_of_a_segment_holds_its_members_and_nobody_else(db: Db) {
        // Those with a 7 in their names, over several pages.
        customers(&db, 6_000).await;
        let json = json!({ "field": "customer.name", "operator": "contains", "value": "7" });
        let tree = Tree::read(&json, &OwnFields::default()).unwrap();
        let members = crate::segment::count(&db, &context(), &tree).await.unwrap();
        assert!(members > 1_000, "{members}");
        let segment = || Customers::InSegment { tree: tree.clone(), context: context() };
        let lines = text_of(&db, table_of(segment(), Language::En)).await;
        let references: Vec<_> = lines.lines().skip(1).map(|line| &line[..6]).collect();
        let expected: Vec<String> = (0..6_000)
            .map(|n: u32| n.to_string())
            .filter(|n| n.contains('7'))
            .map(|n| format!("R{n:0>5}"))
            .collect();
        assert_eq!(references, expected);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("segment.xlsx");
        let written = customers_as_workbook(&db, &table_of(segment(), Language::Fr), std::fs::File::create(&path).unwrap()).await;
        assert_eq!(written.unwrap(), members);
        assert_eq!(planned(&db, &path).await, [0, 0, members, 0]);

        // Read ahead by few, the order and the members are the same.
        let mut after = None;
        let mut by_ten = Vec::new();
        loop {
            let ids = crate::segment::member_ids(db.read(), &context(), &tree, after, 100).await.unwrap();
            let Some(last) = ids.last() else { break };
            after = Some(last.0);
            by_ten.extend(ids);
        }
        assert_eq!(by_ten.len(), references.len());
    }

    async fn a_list_is_written_by_its_filter(db: Db) {
        customers(&db, 12).await;
        let filter = CustomerFilter { name: Some("societe 1".to_owned()), ..CustomerFilter::default() };
        let customers = Customers::Listed(filter);
        let lines = text_of(&db, table_of(customers, Language::En)).await;
        let names: Vec<_> = lines.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
        assert_eq!(names, ["Société 1", "Société 10", "Société 11"]);
    }

    async fn an_empty_file_is_a_table_with_its_headings(db: Db) {
        let lines = text(&db, Language::En).await;
        assert_eq!(lines.lines().count(), 1);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.xlsx");
        assert_eq!(customers_as_workbook(&db, &table(Language::Fr), std::fs::File::create(&path).unwrap()).await.unwrap(), 0);
        assert!(path.exists());
    }
}
