//! Imports: a file is staged row by row with a verdict on each, then applied in pages.
//!
//! Planning writes nothing but the import's own rows. Applying goes by pages of a thousand, each one
//! transaction that also marks its rows: a kill leaves whole pages, and the same import goes on after
//! them. What is known is read again when a page is applied, so that a row never does twice what was
//! done meanwhile. Undoing goes by pages too: what an import made is removed, what it changed is given
//! back what it was, as long as nothing newer depends on it. A no that an import brought stays: no machine
//! undoes it.

mod apply;
mod consents;
mod customers;
mod depends;
mod doubles;
mod earlier;
mod forget;
mod image;
mod invoices;
mod known_customers;
mod known_invoices;
mod memory;
mod notice;
mod plan;
mod produce;
mod reached;
mod record;
mod revert;
mod row;
mod source;
mod stage;
mod task;
mod upload;
mod work;

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;

use domain::context::Context;
use domain::import::{FileFault, ImportKind, Mapping};
use domain::money::Currency;

pub use apply::apply;
pub use depends::Dependant;
pub use forget::forget_customers;
pub use notice::{NoticeCounts, NoticeRecord, notices};
pub use plan::{Plan, plan};
pub use record::{
    Change, ImportRecord, ImportState, RowFaultRecord, UnknownImportState, changes, faults, get,
    list,
};
pub use revert::{Reverted, revert};
pub use row::{DuplicateRecord, RowRecord, duplicates, rows};
pub use task::{Followed, Task, TaskRecord, WORK, ask, follow, release, waiting};
pub use upload::{NewUpload, UploadRecord, upload};
pub use work::work;

use crate::error::StoreError;

/// A file to import.
#[derive(Debug, Clone)]
pub struct Request {
    /// What it brings.
    pub kind: ImportKind,
    /// Where it is.
    pub path: PathBuf,
    /// Under which name it is remembered.
    pub file_name: String,
    /// What somebody says of it.
    pub mapping: Mapping,
    /// The currency of rows for which neither the file nor the mapping names one.
    pub currency: Currency,
}

/// How far an import is, for whoever watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Rows are read and judged.
    Reading {
        /// Rows so far.
        rows: u64,
        /// Bytes of the file so far.
        bytes: u64,
        /// Bytes of the file.
        size: u64,
    },
    /// Rows are applied.
    Applying {
        /// Rows so far.
        done: u64,
        /// Rows to apply.
        total: u64,
    },
    /// Customers are removed and restored.
    Reverting {
        /// Customers so far.
        done: u64,
        /// Customers that the import made or changed.
        total: u64,
    },
    /// What was applied is made ready for searches.
    Posting {
        /// Changes so far.
        done: u64,
        /// Changes that waited.
        total: u64,
    },
}

/// The surroundings of a long act: a fresh context for each of its transactions, since what is
/// recorded bears the instant of its own, and somebody who is told how far it is.
pub struct Surroundings<'a> {
    /// A context at the present instant.
    pub context: &'a (dyn Fn() -> Context + Send + Sync),
    /// Told now and then.
    pub progress: &'a (dyn Fn(Progress) + Send + Sync),
}

impl std::fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Surroundings")
    }
}

/// Why a file was not planned.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Nothing of it can be read.
    #[error("the file cannot be read as a table: {}", codes(.0))]
    File(Vec<FileFault>),
    /// The system cannot read it.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn codes(faults: &[FileFault]) -> String {
    faults.iter().map(FileFault::code).collect::<Vec<_>>().join(", ")
}

impl From<source::SourceError> for ImportError {
    fn from(error: source::SourceError) -> Self {
        match error {
            source::SourceError::File(faults) => Self::File(faults),
            source::SourceError::Io(error) => Self::Io(error),
        }
    }
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}
