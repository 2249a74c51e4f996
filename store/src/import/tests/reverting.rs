//! Undone: what an import made is gone, what it changed is as it was, and what is newer stands
//! against it.

use std::panic::AssertUnwindSafe;

use domain::customer::{CustomerFile, NewCustomer};
use futures::FutureExt;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::canonical::export;
use crate::customer::{create, get_by_reference, update};
use crate::entity::{contact_point, customer, import_image, party};

const FILE: &str = "reference;name;siret;email;phone;street;postal_code;city\n\
A;Alpha;42352994000011;one@alpha.example;0491138900;1 RUE A;13001;MARSEILLE\n\
B;Beta;;shared@x.example;;;;\n\
C;Gamma;;shared@x.example;;;;\n";

async fn reverted(db: &Db, id: domain::id::ImportId) -> Reverted {
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    let done = revert(db, id, &surroundings).await.unwrap();
    fixture::sound(db).await;
    done
}

async fn done(db: &Db, id: domain::id::ImportId) -> ImportRecord {
    match reverted(db, id).await {
        Reverted::Done(import) => *import,
        Reverted::Held(held) => panic!("{held:?}"),
    }
}

async fn held(db: &Db, id: domain::id::ImportId) -> Vec<(String, String, u64)> {
    match reverted(db, id).await {
        Reverted::Done(import) => panic!("{import:?}"),
        Reverted::Held(held) => {
            held.into_iter().map(|held| (held.reference, held.what, held.count)).collect()
        }
    }
}

both_engines! {
    async fn what_an_import_made_is_gone_without_a_trace(db: Db) {
        let folder = Folder::new();
        applied(&db, &folder.customers("reference;name;email\nZ;Zeta;shared@x.example\n")).await;
        let before = export(db.read()).await.unwrap();
        let import = applied(&db, &folder.customers(FILE)).await;
        assert_ne!(export(db.read()).await.unwrap(), before);
        let undone = done(&db, import.id).await;
        assert_eq!((undone.state, undone.removed, undone.restored), (ImportState::Reverted, 3, 0));
        assert_eq!(export(db.read()).await.unwrap(), before);
        assert_eq!(contact_point::Entity::find().count(db.read()).await.unwrap(), 1, "the shared one stays");
        assert_eq!(done(&db, import.id).await, undone, "once undone it stays so");
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let refused = apply(&db, import.id, &surroundings).await;
        assert!(matches!(refused, Err(StoreError::Refused(refusal)) if refusal.code == "import_reverted"));
        let plan = planned(&db, &folder.customers(FILE)).await.unwrap();
        assert_eq!(counts(&plan.import), [3, 3, 0, 0, 0], "and can be imported again");
        assert!(plan.imported_before.is_none());
    }

    async fn what_an_import_changed_is_as_it_was(db: Db) {
        let folder = Folder::new();
        applied(&db, &folder.customers(FILE)).await;
        let before = export(db.read()).await.unwrap();
        let text = "reference;name;siret;email;phone;street;postal_code;city;kind;language;credit_limit\n\
                    A;Alpha 2;42352994000029;two@alpha.example;0491138901;2 RUE A;13002;AIX;company;en;5,00\n\
                    B;Beta;;new@x.example;0491138902;;;;;;\n\
                    C;Gamma;;;;9 RUE C;13009;MARSEILLE;;;\n\
                    D;Delta;;;;;;;;;\n";
        let import = applied(&db, &folder.customers(text)).await;
        assert_eq!(counts(&import), [4, 1, 3, 0, 0]);
        let undone = done(&db, import.id).await;
        assert_eq!((undone.removed, undone.restored), (1, 3));
        assert_eq!(export(db.read()).await.unwrap(), before);
        assert_eq!(import_image::Entity::find().count(db.read()).await.unwrap(), 0, "nothing personal is left behind");
        let record = get_by_reference(db.read(), &"A".parse().unwrap()).await.unwrap();
        assert_eq!((record.file.name.as_str(), record.version), ("Alpha", 3));
    }

    async fn imports_are_undone_the_newest_first(db: Db) {
        let folder = Folder::new();
        let empty = export(db.read()).await.unwrap();
        let first = applied(&db, &folder.customers(FILE)).await;
        let second = applied(&db, &folder.customers("reference;name\nA;Other\n")).await;
        assert_eq!(held(&db, first.id).await, [("A".to_owned(), "change".to_owned(), 1)]);
        done(&db, second.id).await;
        done(&db, first.id).await;
        assert_eq!(export(db.read()).await.unwrap(), empty);
    }

    async fn what_is_newer_stands_against_it_and_is_told(db: Db) {
        let folder = Folder::new();
        let import = applied(&db, &folder.customers("reference;name\nC1;One\nC2;Two\nC3;Three\n")).await;
        let head = "customer;number;issued_on;due_on;amount\n";
        applied(&db, &folder.invoices(format!("{head}C1;1;2013-01-02;2013-02-01;10\nC1;2;2013-01-02;2013-02-01;10\n"))).await;
        let two = get_by_reference(db.read(), &"C2".parse().unwrap()).await.unwrap();
        update(&db, &context(), two.id, 1, |file| file.name = "Changed".to_owned(), None).await.unwrap();
        let all = export(db.read()).await.unwrap();
        let told = held(&db, import.id).await;
        assert!(told.contains(&("C1".to_owned(), "invoice".to_owned(), 2)), "{told:?}");
        assert!(told.contains(&("C2".to_owned(), "change".to_owned(), 1)), "{told:?}");
        assert!(told.iter().all(|(reference, ..)| reference != "C3"));
        assert_eq!(export(db.read()).await.unwrap(), all, "nothing is undone");
        assert_eq!(get(db.read(), import.id).await.unwrap().state, ImportState::Applied);
    }

    async fn an_import_that_is_not_applied_or_of_invoices_is_not_undone(db: Db) {
        let folder = Folder::new();
        let plan = planned(&db, &folder.customers(FILE)).await.unwrap();
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let refused = revert(&db, plan.import.id, &surroundings).await;
        assert!(matches!(refused, Err(StoreError::Refused(refusal)) if refusal.code == "import_not_applied"));
        two_customers(&db, &folder).await;
        let import = applied(&db, &folder.invoices("customer;number;issued_on;due_on;amount\nC1;1;2013-01-02;2013-02-01;10\n")).await;
        let refused = revert(&db, import.id, &surroundings).await;
        assert!(matches!(refused, Err(StoreError::Refused(refusal)) if refusal.code == "import_of_invoices"));
    }

    async fn undoing_that_was_killed_goes_on(db: Db) {
        let folder = Folder::new();
        let rows: String = (0..1_500).map(|n| format!("R{n};Name {n};a{n}@x.example\n")).collect();
        applied(&db, &folder.customers(format!("reference;name;email\n{rows}"))).await;
        let before = export(db.read()).await.unwrap();
        let more: String = (0..3_000).map(|n| format!("R{n};NAME {n};b{n}@x.example\n")).collect();
        let import = applied(&db, &folder.customers(format!("reference;name;email\n{more}"))).await;
        assert_eq!(counts(&import), [3_000, 1_500, 1_500, 0, 0]);
        let seen = Mutex::new(0);
        let stop = |_| {
            let mut seen = seen.lock().unwrap();
            *seen += 1;
            assert!(*seen <= 1, "killed");
        };
        let surroundings = Surroundings { context: &context, progress: &stop };
        assert!(AssertUnwindSafe(revert(&db, import.id, &surroundings)).catch_unwind().await.is_err());
        let left = get(db.read(), import.id).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!((left.state, left.restored), (ImportState::Reverting, 1_000));
        let undone = done(&db, import.id).await;
        assert_eq!((undone.state, undone.removed, undone.restored), (ImportState::Reverted, 1_500, 1_500));
        assert_eq!(export(db.read()).await.unwrap(), before);
    }

    async fn a_customer_made_by_somebody_else_meanwhile_is_not_removed(db: Db) {
        let folder = Folder::new();
        let plan = planned(&db, &folder.customers("reference;name\nA;One\nB;Two\n")).await.unwrap();
        let meanwhile = NewCustomer {
            reference: Some("a".parse().unwrap()),
            file: CustomerFile::named("One", Currency::EUR),
        };
        create(&db, &context(), meanwhile, None).await.unwrap();
        let before = export(db.read()).await.unwrap();
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let import = apply(&db, plan.import.id, &surroundings).await.unwrap();
        assert_eq!(counts(&import), [2, 1, 0, 1, 0]);
        done(&db, import.id).await;
        assert_eq!(export(db.read()).await.unwrap(), before);
        assert_eq!(customer::Entity::find().count(db.read()).await.unwrap(), 1);
        assert_eq!(party::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn what_imports_hold_of_a_person_is_forgotten(db: Db) {
        let folder = Folder::new();
        applied(&db, &folder.customers(FILE)).await;
        applied(&db, &folder.customers("reference;name\nA;Other\n")).await;
        let of = get_by_reference(db.read(), &"A".parse().unwrap()).await.unwrap().id;
        let txn = db.begin().await.unwrap();
        forget_customers(&*txn, &[of]).await.unwrap();
        txn.commit().await.unwrap();
        let rows = crate::entity::import_row::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.source == serde_json::json!({})).count(), 2);
        assert_eq!(import_image::Entity::find().count(db.read()).await.unwrap(), 0);
    }
}
