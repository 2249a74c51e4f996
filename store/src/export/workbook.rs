//! Tables as a workbook (XLSX). Rows go to a temporary file as they are written, and a text is
//! written as a text: no cell becomes a formula.

use std::fs::File;
use std::io;

use chrono::{Datelike as _, NaiveDate};
use domain::export::Cell;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;

use super::Table;
use super::source::Place;
use crate::db::Db;
use crate::error::StoreError;

/// Rows of one sheet, below what a spreadsheet takes (1,048,576); the next ones stand in another.
const SHEET: u32 = 1_000_000;

/// Characters of a column: a day that does not fit shows as `########`.
const WIDTH: f64 = 16.0;

/// Decimals of a [`Cell::Number`].
const DECIMALS: u32 = 4;

/// Pages that wait to be written.
const AHEAD: usize = 2;

/// Why a workbook was not made.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error("the workbook: {0}")]
    Io(#[from] io::Error),
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self::Io(io::Error::other(error))
    }
}

/// Writes a table into an empty file; the number of its rows.
///
/// # Errors
/// When the database cannot be read or the file cannot be written.
pub async fn as_workbook(db: &Db, table: &Table, file: File) -> Result<u64, WorkbookError> {
    let (sender, pages) = mpsc::channel(AHEAD);
    let headings = table.headings.clone();
    let writing = tokio::task::spawn_blocking(move || write(&headings, pages, file));
    let mut place = Some(Place::default());
    while let Some(here) = place {
        let (rows, next) = table.page(db, here).await?;
        // A writer that is gone tells why below.
        if sender.send(rows).await.is_err() {
            break;
        }
        place = next;
    }
    drop(sender);
    writing.await.map_err(io::Error::other)?
}

fn write(
    headings: &[String],
    mut pages: mpsc::Receiver<Vec<Vec<Cell>>>,
    file: File,
) -> Result<u64, WorkbookError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let iso = Format::new().set_num_format("yyyy-mm-dd");
    let mut written = 0;
    let mut waiting = pages.blocking_recv();
    loop {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        for (place, heading) in (0..).zip(headings) {
            sheet.write_string_with_format(0, place, heading, &bold)?;
            sheet.set_column_width(place, WIDTH)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let mut row = 1;
        while let Some(page) = waiting.take() {
            for cells in page {
                write_row(sheet, row, cells, &iso)?;
                row += 1;
                written += 1;
            }
            waiting = pages.blocking_recv();
            if row > SHEET {
                break;
            }
        }
        if waiting.is_none() {
            break;
        }
    }
    workbook.save_to_writer(file)?;
    Ok(written)
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: Vec<Cell>,
    iso: &Format,
) -> Result<(), XlsxError> {
    for (place, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => {
                sheet.write_string(row, place, text)?;
            }
            Cell::Amount(amount, decimals) => {
                sheet.write_number(row, place, units(amount, decimals))?;
            }
            Cell::Number(number) => {
                sheet.write_number(row, place, units(number, DECIMALS))?;
            }
            Cell::Date(day) => match excel_day(day) {
                Some(known) => {
                    sheet.write_datetime_with_format(row, place, known, iso)?;
                }
                None => {
                    sheet.write_string(row, place, day.to_string())?;
                }
            },
        }
    }
    Ok(())
}

/// A day as a spreadsheet counts it; none before 1900, where its calendar begins.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

/// An amount in units. A spreadsheet has floats of fifteen digits, and our amounts have no more.
#[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact in a float")]
fn units(amount: i64, decimals: u32) -> f64 {
    amount as f64 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0))
}
