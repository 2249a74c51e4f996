//! Search on both engines: what was saved is found, whatever waits to be posted, in one order.

mod desk;
mod filter;

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, NewCustomer,
    PostalAddress,
};
use domain::money::Currency;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Statement};

use super::*;
use crate::both_engines;
use crate::customer;
use crate::db::Db;
use crate::page::Page;
use crate::testing::context;

fn new(reference: &str, name: &str, city: &str, email: &str, phone: &str) -> NewCustomer {
    let place = PostalAddress::new(&[], "1 RUE X", "13100", city, "FR").unwrap();
    let points =
        [ContactValue::Email(email.parse().unwrap()), ContactValue::Phone(phone.parse().unwrap())];
    let file = CustomerFile {
        contact_points: points
            .into_iter()
            .map(|value| ContactPoint { role: ContactRole::Main, value })
            .collect(),
        addresses: vec![Address { role: ContactRole::Main, place }],
        ..CustomerFile::named(name, Currency::EUR)
    };
    NewCustomer { reference: Some(reference.parse().unwrap()), file }
}

async fn make(db: &Db, customers: &[NewCustomer]) {
    let txn = db.begin().await.unwrap();
    customer::create_many(&*txn, &context(), customers, None).await.unwrap();
    txn.commit().await.unwrap();
}

async fn firms(db: &Db) {
    let mut first = new("C1", "Société Cœur", "Aix", "jean.dupont@coeur.example", "+33612345678");
    first.file.identifiers = vec![Identifier::Siret("42352994000011".parse().unwrap())];
    make(
        db,
        &[
            first,
            new("C2", "Société Martin", "Marseille", "a@martin.example", "+262262481000"),
            new("C3", "Garage Martin", "Arles", "b@garage.example", "+33491138900"),
            new("C4", "Martin", "Arles", "c@vrac.example", "+33491138901"),
            new("C5", "Établissements Lefèvre", "Martigues", "d@vrac.example", "+33491138902"),
        ],
    )
    .await;
}

/// References and reasons, the best first.
async fn found(db: &Db, text: &str) -> Vec<String> {
    let found = find(db.read(), text, &Wanted::first(20)).await.unwrap().items;
    let line = |found: Found| format!("{} {}", found.reference.unwrap_or_default(), found.reason);
    found.into_iter().map(line).collect()
}

/// A number that a statement answers.
async fn number(db: &Db, sql: &str) -> i64 {
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    db.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

const CASES: &[(&str, &[&str])] = &[
    ("societe coeur", &["C1 name"]),
    ("soc", &["C1 name", "C2 name"]),
    ("martin", &["C4 name", "C2 name", "C3 name"]),
    ("mart", &["C4 name", "C2 name", "C3 name", "C5 city"]),
    ("martin arles", &["C4 name", "C3 name"]),
    ("martin ar", &["C4 name", "C3 name"]),
    ("c3", &["C3 reference"]),
    ("423 529 940", &["C1 identifier"]),
    ("42352994000011", &["C1 identifier"]),
    ("jean.dupont@coeur.example", &["C1 email"]),
    ("dupont", &["C1 email"]),
    ("a@martin", &["C2 email"]),
    ("0262 48 10 00", &["C2 phone"]),
    ("+33 (0)4 91 13 89 00", &["C3 phone"]),
    ("04 91 13 89", &["C4 phone", "C3 phone", "C5 phone"]),
    ("garage 0491138900", &["C3 phone"]),
    ("lefebre", &["C5 fuzzy"]),
    ("etablisement lefevre", &["C5 fuzzy"]),
    ("matrin arles", &["C4 fuzzy", "C3 fuzzy"]),
    ("martin lyon", &[]),
    ("zzz", &[]),
    ("%", &[]),
    ("", &[]),
];

both_engines! {
    async fn what_was_just_saved_is_found_before_and_after_it_is_posted(db: Db) {
        firms(&db).await;
        for posted in [false, true] {
            if posted {
                assert_eq!(catch_up(&db).await.unwrap(), 5);
            }
            assert_eq!(waiting(db.read()).await.unwrap() == 0, posted);
            for (text, expected) in CASES {
                assert_eq!(found(&db, text).await, *expected, "{text}, posted: {posted}");
            }
        }
    }

    async fn a_change_of_the_file_is_found_and_what_it_replaced_is_not(db: Db) {
        firms(&db).await;
        catch_up(&db).await.unwrap();
        let terms = number(&db, "select count(*) as n from search_term").await;
        let record = customer::get_by_reference(db.read(), &"C3".parse().unwrap()).await.unwrap();
        let change = |name: &'static str| move |file: &mut CustomerFile| file.name = name.to_owned();
        customer::update(&db, &context(), record.id, 1, change("Carrosserie Vidal"), None).await.unwrap();
        for posted in [false, true] {
            if posted {
                assert_eq!(catch_up(&db).await.unwrap(), 1);
            }
            assert_eq!(found(&db, "vidal").await, ["C3 name"]);
            assert_eq!(found(&db, "martin").await, ["C4 name", "C2 name"]);
            assert_eq!(found(&db, "garage").await, ["C3 email"]);
        }
        customer::update(&db, &context(), record.id, 2, change("Garage Martin"), None).await.unwrap();
        catch_up(&db).await.unwrap();
        assert_eq!(number(&db, "select count(*) as n from search_term").await, terms);
        assert_eq!(found(&db, "carosserie").await, [""; 0], "a word that nobody bears has no pieces");
        let sum = "select cast(sum(parties) as bigint) as n from search_term";
        let postings = number(&db, "select count(*) as n from search_posting").await;
        assert_eq!(number(&db, sum).await, postings);
    }

    async fn who_was_deleted_is_not_found(db: Db) {
        firms(&db).await;
        catch_up(&db).await.unwrap();
        let sql = "update customer set deleted_at = created_at where reference = 'C4'";
        let record = customer::get_by_reference(db.read(), &"C4".parse().unwrap()).await.unwrap();
        let txn = db.begin().await.unwrap();
        txn.execute_unprepared(sql).await.unwrap();
        note_changed(&*txn, &context(), [record.party]).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(found(&db, "martin").await, ["C2 name", "C3 name"]);
        assert_eq!(found(&db, "c4").await, [""; 0]);
        catch_up(&db).await.unwrap();
        assert_eq!(found(&db, "martin").await, ["C2 name", "C3 name"]);
        assert_eq!(number(&db, "select count(*) as n from search_document").await, 4);
        assert_eq!(number(&db, "select count(*) as n from search_posting where term = 'vrac'").await, 1);
    }

    async fn customers_of_before_the_migration_are_posted_after_it(db: Db) {
        firms(&db).await;
        let later = migrations::names().skip_while(|name| *name != "m0013_search").count();
        Migrator::down(db.read(), Some(u32::try_from(later).unwrap())).await.unwrap();
        db.migrate().await.unwrap();
        assert_eq!(waiting(db.read()).await.unwrap(), 5);
        catch_up(&db).await.unwrap();
        for (text, expected) in CASES {
            assert_eq!(found(&db, text).await, *expected, "{text}");
        }
    }

    async fn posting_that_was_interrupted_goes_on_and_doubles_nothing(db: Db) {
        let many: Vec<NewCustomer> = (0..2_500)
            .map(|n| {
                let email = format!("a{n}@vrac.example");
                new(&format!("N{n:04}"), &format!("Société Numéro {n}"), "Nîmes", &email, "+33491138900")
            })
            .collect();
        make(&db, &many).await;
        assert_eq!(index_page(&db).await.unwrap(), Indexed { changes: 2_000, parties: 2_000 });
        assert_eq!(found(&db, "numero 2499").await, ["N2499 name"], "it waits");
        assert_eq!(catch_up(&db).await.unwrap(), 500);
        assert_eq!(reindex(&db, &context()).await.unwrap(), 2_500);
        catch_up(&db).await.unwrap();
        assert_eq!(number(&db, "select parties as n from search_term where term = 'numero'").await, 2_500);
        let best = found(&db, "nimes").await;
        assert_eq!((best.len(), best[0].as_str()), (20, "N0000 city"), "the oldest first");
        assert_eq!(found(&db, "numero").await[0], "N0000 name");
        assert_eq!(found(&db, "societe nimes 1234").await, ["N1234 name"]);
        assert_eq!(found(&db, "n14").await.len(), 20);
    }

    async fn common_words_find_those_that_bear_all_of_them(db: Db) {
        // More than are all compared, and first those whose names have no room for another word.
        let txn = db.begin().await.unwrap();
        let context = context();
        let file = |name: &str| CustomerFile::named(name, Currency::EUR);
        for name in ["Boulangerie Rose", "Garage SARL"] {
            let many: Vec<_> =
                (0..4_500).map(|_| NewCustomer { reference: None, file: file(name) }).collect();
            customer::create_many(&*txn, &context, &many, None).await.unwrap();
        }
        let wanted = NewCustomer {
            reference: Some("W".parse().unwrap()),
            file: file("SARL Boulangerie du Port"),
        };
        customer::create_many(&*txn, &context, &[wanted], None).await.unwrap();
        let last: Vec<_> =
            (0..200).map(|_| NewCustomer { reference: None, file: file("Hôtel") }).collect();
        customer::create_many(&*txn, &context, &last, None).await.unwrap();
        txn.commit().await.unwrap();
        catch_up(&db).await.unwrap();
        for typed in ["sarl boulangerie", "boulangeri sar", "port boulangerie"] {
            assert_eq!(found(&db, typed).await, ["W name"], "{typed}");
        }
        assert_eq!(found(&db, "boulangerie").await.len(), 20);
    }

    async fn a_find_can_be_of_one_kind_and_of_few(db: Db) {
        firms(&db).await;
        let wanted = Wanted { kind: Some(domain::search::FoundKind::Customer), ..Wanted::first(2) };
        assert_eq!(find(db.read(), "martin", &wanted).await.unwrap().items.len(), 2);
        let persons = Wanted { kind: Some(domain::search::FoundKind::Person), ..wanted };
        let found = find(db.read(), "martin", &persons).await.unwrap();
        assert_eq!(found, Page { items: Vec::new(), next: None });
    }

    async fn the_pages_of_a_search_are_its_finds_in_their_order(db: Db) {
        firms(&db).await;
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            for typed in ["mart", "matrin"] {
                let whole = find(db.read(), typed, &Wanted::first(20)).await.unwrap();
                assert_eq!(whole.next, None);
                let (mut paged, mut wanted) = (Vec::new(), Wanted::first(2));
                loop {
                    let page = find(db.read(), typed, &wanted).await.unwrap();
                    assert!(page.items.len() <= 2);
                    paged.extend(page.items);
                    wanted.after = page.next;
                    if page.next.is_none() {
                        break;
                    }
                }
                assert_eq!(paged, whole.items, "{typed}");
            }
            let far = Wanted { after: Some(uuid::Uuid::max()), ..Wanted::first(2) };
            let found = find(db.read(), "mart", &far).await.unwrap();
            assert_eq!(found, Page { items: Vec::new(), next: None }, "and no typing fault is forgiven");
        }
    }
}
