//! The header and the rows of a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use csv::{ReaderBuilder, StringRecord};
use domain::import::{FileFault, ImportKind, Mapping, Separator, guess_separator};
use encoding_rs::Encoding;

use super::SourceError;
use super::decode::Decode;
use super::examine::Examined;
use super::watch::Watch;
use super::workbook::{SheetRows, Typed};

/// How much of a file is looked at for its separator.
const HEAD: usize = 64 * 1024;

/// An open file at its first row.
pub(crate) struct Table {
    rows: Rows,
    /// The headings, trimmed.
    pub(crate) headings: Vec<String>,
}

enum Rows {
    Text(Box<csv::Reader<Watch<Decode<File>>>>, StringRecord),
    Workbook(SheetRows),
}

/// A cell of a workbook whose value is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its column, from 0.
    pub(crate) place: usize,
    /// Why, the code of a fault.
    pub(crate) code: &'static str,
    /// Its name: `C7`.
    pub(crate) cell: String,
}

/// A row and where it begins.
pub(crate) struct Row<'a> {
    /// Line of the file, the header is 1.
    pub(crate) line: u64,
    /// Its cells.
    pub(crate) cells: Vec<&'a str>,
    /// Whether it ends within quotation marks: the file was cut in it.
    pub(crate) cut: bool,
    /// The cells that are not taken as they are.
    pub(crate) marks: &'a [Mark],
}

impl Table {
    /// Opens a file of either form and reads its header.
    pub(crate) fn of(
        path: &Path,
        examined: &Examined,
        separator: Separator,
        typed: Typed,
        progress: Arc<AtomicU64>,
    ) -> Result<Self, SourceError> {
        if !examined.workbook {
            return Self::open(path, examined.encoding, separator, progress);
        }
        let mut rows = SheetRows::open(path, typed, progress);
        let Some(row) = rows.next()? else { return Err(FileFault::Empty.into()) };
        let headings = row.cells.iter().map(|heading| heading.trim().to_owned()).collect();
        Ok(Self { rows: Rows::Workbook(rows), headings })
    }

    /// Opens a text and reads its header.
    pub(crate) fn open(
        path: &Path,
        encoding: &'static Encoding,
        separator: Separator,
        progress: Arc<AtomicU64>,
    ) -> Result<Self, SourceError> {
        let text = Decode::new(File::open(path)?, encoding, progress);
        let mut rows = ReaderBuilder::new()
            .delimiter(separator.byte())
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(Watch::new(text, separator.byte()));
        let mut record = StringRecord::new();
        let mut read = |record: &mut StringRecord| {
            let found = rows.read_record(record)?;
            rows.get_mut().next_start();
            Ok::<bool, SourceError>(found)
        };
        let mut found = read(&mut record)?;
        if found && hinted(record.get(0).unwrap_or_default()).is_some() {
            found = read(&mut record)?;
        }
        if rows.get_ref().is_cut() {
            return Err(FileFault::QuoteOpen { line: 1 }.into());
        }
        let headings: Vec<String> =
            record.iter().map(|heading| heading.trim().to_owned()).collect();
        if !found || headings.iter().all(String::is_empty) {
            return Err(FileFault::Empty.into());
        }
        Ok(Self { rows: Rows::Text(Box::new(rows), record), headings })
    }

    /// The next row that holds something.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, SourceError> {
        match &mut self.rows {
            Rows::Text(rows, record) => {
                let line = loop {
                    if !rows.read_record(record)? {
                        return Ok(None);
                    }
                    let line = rows.get_mut().next_start().unwrap_or_default();
                    if record.iter().any(|cell| !cell.trim().is_empty()) {
                        break line;
                    }
                };
                let cut = rows.get_ref().is_cut();
                Ok(Some(Row { line, cells: record.iter().collect(), cut, marks: &[] }))
            }
            Rows::Workbook(rows) => {
                let width = self.headings.len();
                let Some(row) = rows.next()? else { return Ok(None) };
                let mut cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
                // A sheet ends each row at its last cell that holds something.
                cells.resize(cells.len().max(width), "");
                Ok(Some(Row { line: row.line, cells, cut: false, marks: &row.marks }))
            }
        }
    }
}

/// The separator that some spreadsheets tell in a line of its own before the header: `sep=;`.
fn hinted(line: &str) -> Option<&str> {
    line.trim().get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))
}

/// The separator of a file, from its first line.
pub(crate) fn separator(
    path: &Path,
    encoding: &'static Encoding,
    kind: ImportKind,
    mapping: &Mapping,
) -> Result<Separator, SourceError> {
    // Always with room for a whole character, which a reader that is cut at a byte would not leave.
    let mut head = Vec::new();
    let mut portion = vec![0; 8 * 1024];
    let mut text = Decode::new(File::open(path)?, encoding, Arc::default());
    while head.len() < HEAD {
        let read = text.read(&mut portion)?;
        if read == 0 {
            break;
        }
        head.extend_from_slice(portion.get(..read).unwrap_or_default());
    }
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let first = lines.next().ok_or(FileFault::Empty)?;
    if hinted(first).is_some() {
        let sign = first.trim().get(4..).unwrap_or_default().to_owned();
        if let Ok(separator) = sign.try_into() {
            return Ok(separator);
        }
    }
    let line = if hinted(first).is_some() { lines.next().unwrap_or_default() } else { first };
    Ok(guess_separator(|separator| split(line, separator), kind, mapping))
}

/// A header line split by a separator, as the reader of rows would.
fn split(line: &str, separator: Separator) -> Vec<String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(|heading| heading.trim().to_owned()).collect()
}
