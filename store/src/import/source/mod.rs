//! A file of rows, read as a stream: its encoding and its digest first, then its header, then its
//! rows. The memory does not grow with the file, but for the texts that a workbook keeps apart.

mod decode;
mod encoding;
mod examine;
mod reading;
mod table;
mod watch;
mod workbook;

#[cfg(test)]
mod tests;

use std::io;

use domain::import::FileFault;

pub(super) use examine::{Examined, examine};
pub(super) use reading::{Given, headings, resolve};
pub(super) use table::{Mark, Row, Table};
pub(super) use workbook::Typed;

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum SourceError {
    /// What is wrong with it.
    File(Vec<FileFault>),
    /// The system cannot read it.
    Io(io::Error),
}

impl From<FileFault> for SourceError {
    fn from(fault: FileFault) -> Self {
        Self::File(vec![fault])
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Faulty>() {
            Ok(Faulty(fault)) => fault.into(),
            Err(error) => Self::Io(error),
        }
    }
}

impl From<csv::Error> for SourceError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => Self::Io(io::Error::other(format!("{kind:?}"))),
        }
    }
}

/// A fault of the file on its way through readers that know errors of the system only.
#[derive(Debug, thiserror::Error)]
#[error("the file is faulty: {}", .0.code())]
struct Faulty(FileFault);
