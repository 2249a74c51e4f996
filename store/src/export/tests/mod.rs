//! What leaves as a table comes back as it was, and computes nothing.

mod belongings;
mod lists;

use std::path::Path;

use domain::customer::{
    Choice, CustomFieldKind, CustomValue, CustomerFile, EmailAddress, Label, NewCustomer, Tag,
};
use domain::import::{ImportKind, Mapping};
use domain::money::Currency;
use domain::segment::{OwnFields, Tree};
use domain::user::Role;
use futures::TryStreamExt;
use serde_json::json;

use super::*;
use crate::allocation::fixture;
use crate::both_engines;
use crate::customer::{
    CustomerFilter, NewCustomField, create_custom_field, create_many, find_by_reference, update,
};
use crate::db::Db;
use crate::import::{Request, Surroundings, plan};
use crate::testing::context;
use crate::user::tests::new_user;

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

fn all() -> List {
    List::Customers(Customers::Listed(CustomerFilter::default()))
}

/// The code at the end of a key stands for its text.
fn code(key: &str) -> String {
    key.rsplit('-').next().unwrap().to_owned()
}

async fn text(db: &Db, language: Language) -> String {
    text_of(db, all(), language).await
}

async fn text_of(db: &Db, list: List, language: Language) -> String {
    let table = Table::of(db, list, language, code).await.unwrap();
    let pages: Vec<Vec<u8>> = as_text(db.clone(), table).try_collect().await.unwrap();
    String::from_utf8(pages.concat()).unwrap()
}

async fn workbook_of(db: &Db, list: List, language: Language, path: &Path) -> u64 {
    let table = Table::of(db, list, language, code).await.unwrap();
    as_workbook(db, &table, std::fs::File::create(path).unwrap()).await.unwrap()
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
        assert_eq!(workbook_of(&db, all(), Language::Fr, &path).await, 2_345);
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
        assert_eq!(workbook_of(&db, all(), Language::En, &path).await, 1);
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
        let segment =
            || List::Customers(Customers::InSegment { tree: tree.clone(), context: context() });
        let lines = text_of(&db, segment(), Language::En).await;
        let references: Vec<_> = lines.lines().skip(1).map(|line| &line[..6]).collect();
        let expected: Vec<String> = (0..6_000)
            .map(|n: u32| n.to_string())
            .filter(|n| n.contains('7'))
            .map(|n| format!("R{n:0>5}"))
            .collect();
        assert_eq!(references, expected);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("segment.xlsx");
        assert_eq!(workbook_of(&db, segment(), Language::Fr, &path).await, members);
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
        let list = List::Customers(Customers::Listed(filter));
        let lines = text_of(&db, list, Language::En).await;
        let names: Vec<_> = lines.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
        assert_eq!(names, ["Société 1", "Société 10", "Société 11"]);
    }

    async fn an_empty_file_is_a_table_with_its_headings(db: Db) {
        let lines = text(&db, Language::En).await;
        assert_eq!(lines.lines().count(), 1);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.xlsx");
        assert_eq!(workbook_of(&db, all(), Language::Fr, &path).await, 0);
        assert!(path.exists());
    }

    async fn what_the_desk_adds_leaves_too_and_says_nothing_new_when_it_comes_back(db: Db) {
        customers(&db, 2).await;
        let context = fixture::context();
        let new = new_user("zoe@example.fr", Role::Sales);
        let zoe = crate::user::create(&db, &context, new, None).await.unwrap();
        let label = |fr: &str| Label { fr: fr.to_owned(), en: "=Sector".to_owned() };
        let choice = Choice { code: "wood".to_owned(), label: Label { fr: "Bois".to_owned(), en: "Wood".to_owned() } };
        for (code, kind, fr, choices) in [
            // An import would take it for the city of the customer.
            ("town", CustomFieldKind::Choice, "Ville", vec![choice]),
            ("turnover", CustomFieldKind::Number, "Chiffre d’affaires", Vec::new()),
            ("since", CustomFieldKind::Date, "Depuis", Vec::new()),
            ("vip", CustomFieldKind::Boolean, "Choyé", Vec::new()),
            ("size", CustomFieldKind::Number, "Taille", Vec::new()),
        ] {
            let new = NewCustomField { code: code.to_owned(), kind, label: label(fr), choices };
            create_custom_field(&db, &fixture::context(), new, None).await.unwrap();
        }
        let found = find_by_reference(db.read(), &["r00000".to_owned()]).await.unwrap();
        update(&db, &context, found[0].id, 1, |file| {
            file.owner = Some(zoe);
            file.tags = Tag::set(["VIP", "été, ou printemps"].map(|tag| Tag::parse(tag).unwrap()));
            for (code, value) in [
                ("town", CustomValue::Choice("wood".to_owned())),
                ("turnover", CustomValue::Number(-15_000)),
                ("since", CustomValue::Date("2026-02-28".parse().unwrap())),
                ("vip", CustomValue::Boolean(true)),
                // Read with a comma alone, it would be a thousand.
                ("size", CustomValue::Number(12_340)),
            ] {
                file.custom.insert(code.to_owned(), value);
            }
        }, None).await.unwrap();
        let french = text(&db, Language::Fr).await;
        let lines: Vec<&str> = french.lines().collect();
        assert!(lines[0].ends_with(";currency;owner;tags;Ville (own.town);Chiffre d’affaires;Depuis;Choyé;Taille"), "{french}");
        assert!(lines[1].ends_with(";EUR;zoe@example.fr;été, ou printemps | VIP |;Bois;-1,5;2026-02-28;yes;1,2340"), "{french}");
        assert!(lines[2].ends_with(";EUR;;;;;;;"), "{french}");
        let english = text(&db, Language::En).await;
        assert!(english.contains(",owner,tags,'=Sector (own.town),'=Sector (own.turnover),"), "{english}");
        assert!(english.contains(",zoe@example.fr,\"été, ou printemps | VIP |\",Wood,-1.5,2026-02-28,yes,1.2340\r\n"), "{english}");
        let folder = tempfile::tempdir().unwrap();
        for table in [french, english] {
            let path = folder.path().join("file.csv");
            std::fs::write(&path, table).unwrap();
            assert_eq!(planned(&db, &path).await, [0, 0, 2, 0]);
        }
        let path = folder.path().join("file.xlsx");
        for language in Language::ALL {
            assert_eq!(workbook_of(&db, all(), language, &path).await, 2);
            assert_eq!(planned(&db, &path).await, [0, 0, 2, 0]);
        }
    }
}
