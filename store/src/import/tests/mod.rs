//! Imports on both engines, from files on the disk.

mod bad_input;
mod consents;
mod customers;
mod desk;
mod identified;
mod interrupted;
mod invoices;
mod reverting;
mod sent;
mod workbooks;

use std::path::PathBuf;
use std::sync::Mutex;

use domain::context::Context;
use domain::import::{FileFault, ImportKind, Mapping};
use domain::money::Currency;
use tempfile::TempDir;

use super::*;
use crate::allocation::fixture;
use crate::db::Db;

/// A folder for the files of a test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, kind: ImportKind, text: impl AsRef<[u8]>, mapping: &str) -> Request {
        let path: PathBuf = self.0.path().join("file.csv");
        std::fs::write(&path, text).unwrap();
        Request {
            kind,
            path,
            file_name: "file.csv".to_owned(),
            mapping: toml::from_str::<Mapping>(mapping).unwrap(),
            currency: Currency::EUR,
        }
    }

    fn customers(&self, text: impl AsRef<[u8]>) -> Request {
        self.file(ImportKind::Customers, text, "")
    }

    fn invoices(&self, text: impl AsRef<[u8]>) -> Request {
        self.file(ImportKind::Invoices, text, "date_format = \"YYYY-MM-DD\"\ndecimal_mark = \".\"")
    }
}

fn context() -> Context {
    fixture::context()
}

async fn planned(db: &Db, request: &Request) -> Result<Plan, ImportError> {
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    plan(db, request, &surroundings).await
}

async fn applied(db: &Db, request: &Request) -> ImportRecord {
    let plan = planned(db, request).await.unwrap();
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    let import = apply(db, plan.import.id, &surroundings).await.unwrap();
    fixture::sound(db).await;
    import
}

async fn refused(db: &Db, request: &Request) -> Vec<FileFault> {
    match planned(db, request).await {
        Err(ImportError::File(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

/// Total, created, updated, unchanged, faults.
fn counts(import: &ImportRecord) -> [u64; 5] {
    [import.total, import.created, import.updated, import.unchanged, import.faults]
}

/// Line, column and code of each fault.
async fn told(db: &Db, import: &ImportRecord) -> Vec<(i32, String, String)> {
    let faults = faults(db.read(), import.id, None, 100_000).await.unwrap();
    faults.into_iter().map(|fault| (fault.line, fault.column, fault.code)).collect()
}

fn expect(list: &[(i32, &str, &str)]) -> Vec<(i32, String, String)> {
    let owned = |(line, column, code): &(i32, &str, &str)| {
        (*line, (*column).to_owned(), (*code).to_owned())
    };
    list.iter().map(owned).collect()
}

/// Two customers, `C1` and `C2`.
async fn two_customers(db: &Db, folder: &Folder) {
    let import = applied(db, &folder.customers("reference;name\nC1;One\nC2;Two\n")).await;
    assert_eq!(counts(&import), [2, 2, 0, 0, 0]);
}
