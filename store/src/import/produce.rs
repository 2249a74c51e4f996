//! Rows of a file, read and checked in pages on a thread of their own while the pages before them
//! are judged and written.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use domain::import::{Cells, CustomerRow, ImportKind, InvoiceRow, Reading, RowFault};
use tokio::sync::mpsc;

use super::source::{Examined, Mark, Row, SourceError, Table, Typed};
use crate::sql::ROWS;

/// What a row says.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// A customer.
    Customer(Box<CustomerRow>),
    /// An invoice.
    Invoice(Box<InvoiceRow>),
}

/// A row that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) line: i32,
    /// What it says, or what is wrong with it.
    pub(super) said: Result<Said, Vec<RowFault>>,
}

/// Pages of rows, or why there are no more.
pub(super) type Pages = mpsc::Receiver<Result<Vec<Read>, SourceError>>;

/// Pages that wait to be written: what is read ahead, and with it the memory, is bounded.
const AHEAD: usize = 2;

/// Starts reading.
pub(super) fn pages(
    path: PathBuf,
    examined: Examined,
    reading: Reading,
    progress: Arc<AtomicU64>,
) -> Pages {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let typed = Typed::read_by(&reading);
        let mut table = match Table::of(&path, &examined, reading.separator, typed, progress) {
            Ok(table) => table,
            Err(error) => {
                // Whoever asked may have gone: then nobody needs the error.
                let _ = sender.blocking_send(Err(error));
                return;
            }
        };
        loop {
            let page = page(&mut table, &reading);
            let last = page.as_ref().map_or(true, |page| page.len() < ROWS);
            if sender.blocking_send(page).is_err() || last {
                return;
            }
        }
    });
    receiver
}

/// The next rows; fewer than a page at the end of the file.
fn page(table: &mut Table, reading: &Reading) -> Result<Vec<Read>, SourceError> {
    let width = table.headings.len();
    let mut page = Vec::with_capacity(ROWS);
    while page.len() < ROWS {
        let Some(row) = table.next()? else { break };
        page.push(read(&row, width, reading));
    }
    Ok(page)
}

fn read(row: &Row<'_>, width: usize, reading: &Reading) -> Read {
    let line = i32::try_from(row.line).unwrap_or(i32::MAX);
    if row.cut {
        return Read { line, said: Err(vec![RowFault::of_row("quote_open", None)]) };
    }
    let marked = marked(row, reading);
    if !marked.is_empty() {
        return Read { line, said: Err(marked) };
    }
    let beyond = row.cells.get(width..).unwrap_or_default();
    if row.cells.len() < width || beyond.iter().any(|cell| !cell.trim().is_empty()) {
        let shown = format!("{} / {width}", row.cells.len());
        return Read { line, said: Err(vec![RowFault::of_row("row_length", Some(shown))]) };
    }
    let cells = Cells::new(reading, &row.cells);
    let said = match reading.kind {
        ImportKind::Customers => CustomerRow::read(cells).map(Box::new).map(Said::Customer),
        ImportKind::Invoices => InvoiceRow::read(cells).map(Box::new).map(Said::Invoice),
    };
    Read { line, said }
}

/// The cells of a workbook that are of use and whose value is not taken, each named.
fn marked(row: &Row<'_>, reading: &Reading) -> Vec<RowFault> {
    let fault = |mark: &Mark| {
        let found = reading.columns.iter().find(|(_, column)| column.place == mark.place);
        if let Some((field, _)) = found {
            let (field, value) = (Some(*field), Some(mark.cell.clone()));
            return Some(RowFault { field, heading: None, code: mark.code, value });
        }
        let consents = reading.consents.iter().map(|of| &of.column);
        let mut others = consents.chain(reading.own.iter().map(|of| &of.column));
        let column = others.find(|column| column.place == mark.place)?;
        Some(RowFault::under(&column.heading, mark.code, &mark.cell))
    };
    row.marks.iter().filter_map(fault).collect()
}
