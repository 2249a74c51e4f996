//! Workbooks (XLSX, ECMA-376): the first sheet that is shown, cell by cell, never the whole of it.
//!
//! An archive of a few kilobytes may unpack to gigabytes, so every part is unpacked once and counted
//! before anything of it is believed. What a formula gave when somebody last saved the file is not
//! trusted: its cell is a fault.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use domain::import::{DateFormat, FileFault, Mapping, Mark as Decimal, Reading};

use super::SourceError;
use super::table::Mark;

/// Bytes of all parts, unpacked: about two million rows.
const WHOLE: u64 = 4 * 1024 * 1024 * 1024;
/// Bytes of the texts that the cells share, which are held in memory.
const TEXTS: u64 = 256 * 1024 * 1024;
/// Bytes of any other part that is held in memory.
const PART: u64 = 32 * 1024 * 1024;
/// Bytes between two `<`: one text, or one tag.
const LONGEST: u64 = 1024 * 1024;
/// Parts of an archive.
const PARTS: usize = 10_000;
/// Columns of a sheet (ECMA-376).
const COLUMNS: usize = 16_384;

/// How cells that hold a number or a day are written down, so that they are read like the texts of a
/// file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed {
    decimal: Decimal,
    date: DateFormat,
}

impl Typed {
    /// As a mapping says.
    pub(crate) fn of(mapping: &Mapping) -> Self {
        Self {
            decimal: mapping.decimal_mark.unwrap_or(Decimal::Point),
            date: mapping.date_format.unwrap_or(DateFormat::ISO),
        }
    }

    /// As a file is read.
    pub(crate) fn read_by(reading: &Reading) -> Self {
        Self { decimal: reading.decimal_mark, date: reading.date_format }
    }

    /// A number as the spreadsheet shows it: fifteen digits are all that it keeps.
    fn number(self, number: f64) -> String {
        let text = format!("{number:.10}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let Some((whole, fraction)) = text.split_once('.') else { return text.to_owned() };
        // Three decimals would be taken for a thousand.
        let zero = if fraction.len() == 3 { "0" } else { "" };
        format!("{whole}{}{fraction}{zero}", self.decimal)
    }

    fn day(self, year: u16, month: u8, day: u8) -> String {
        let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
        day.map(|day| self.date.write(day)).unwrap_or_default()
    }
}

/// Unpacks every part once and counts it.
pub(super) fn check(path: &Path) -> Result<(), SourceError> {
    let file = BufReader::new(File::open(path)?);
    let mut archive = zip::ZipArchive::new(file).map_err(|_| FileFault::NotText)?;
    if !archive.file_names().flatten().any(|name| name.to_lowercase().starts_with("xl/")) {
        return Err(FileFault::NotText.into());
    }
    if archive.len() > PARTS {
        return Err(FileFault::Workbook.into());
    }
    let mut buffer = vec![0; 256 * 1024];
    let mut whole = 0;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|_| FileFault::Workbook)?;
        // Any part may be named as the sheet by another one: none is passed over.
        let name = part.name().map_err(|_| FileFault::Workbook)?.to_lowercase();
        let most = match name.as_str() {
            name if name.starts_with("xl/worksheets/") => WHOLE,
            name if name.ends_with("sharedstrings.xml") => TEXTS,
            _ => PART,
        };
        let (mut size, mut run) = (0_u64, 0_u64);
        loop {
            let read = part.read(&mut buffer).map_err(|_| FileFault::Workbook)?;
            let bytes = buffer.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            size += length(bytes);
            whole += length(bytes);
            for piece in bytes.split_inclusive(|byte| *byte == b'<') {
                run += length(piece);
                if run > LONGEST {
                    return Err(FileFault::Workbook.into());
                }
                if piece.last() == Some(&b'<') {
                    run = 0;
                }
            }
            if size > most || whole > WHOLE {
                return Err(FileFault::Workbook.into());
            }
        }
    }
    Ok(())
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// A row of a sheet that holds something.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
    pub(super) marks: Vec<Mark>,
}

type Portion = Result<Vec<SheetRow>, FileFault>;

/// Rows of a portion.
const ROWS: usize = 256;

/// The rows of the first sheet, read on a thread of their own, since the reader of a sheet borrows
/// the whole workbook.
pub(super) struct SheetRows {
    portions: Receiver<Portion>,
    portion: std::vec::IntoIter<SheetRow>,
    current: SheetRow,
}

impl SheetRows {
    pub(super) fn open(path: &Path, typed: Typed, progress: Arc<AtomicU64>) -> Self {
        let (sender, portions) = sync_channel(2);
        let path: PathBuf = path.to_owned();
        std::thread::spawn(move || {
            if sheet(&path, typed, &progress, &sender).is_err() {
                // Whoever asked may have gone: then nobody needs the fault.
                let _ = sender.send(Err(FileFault::Workbook));
            }
        });
        Self { portions, portion: Vec::new().into_iter(), current: SheetRow::default() }
    }

    /// The next row that holds something.
    pub(super) fn next(&mut self) -> Result<Option<&SheetRow>, SourceError> {
        loop {
            if let Some(row) = self.portion.next() {
                self.current = row;
                return Ok(Some(&self.current));
            }
            match self.portions.recv() {
                Ok(portion) => self.portion = portion?.into_iter(),
                Err(_) => return Ok(None),
            }
        }
    }
}

/// Reads a sheet until its end, or until nobody listens.
fn sheet(
    path: &Path,
    typed: Typed,
    progress: &AtomicU64,
    sender: &SyncSender<Portion>,
) -> Result<(), XlsxError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut book = Xlsx::new(BufReader::new(file))?;
    let tables = || book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let first = tables().find(|sheet| sheet.visible == SheetVisible::Visible);
    let Some(name) = first.or_else(|| tables().next()).map(|sheet| sheet.name.clone()) else {
        return Ok(());
    };
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut portion = Vec::with_capacity(ROWS);
    let mut row = SheetRow::default();
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (line, place) = cell.pos;
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        if u64::from(line) + 1 != row.line {
            let done = std::mem::replace(
                &mut row,
                SheetRow { line: u64::from(line) + 1, ..SheetRow::default() },
            );
            if !take(done, &mut portion, sender) {
                return Ok(());
            }
        }
        if place >= COLUMNS {
            continue;
        }
        let mark = if cell.formula.is_some() {
            Some("cell_formula")
        } else if matches!(cell.value, DataRef::Error(_)) {
            Some("cell_error")
        } else {
            None
        };
        if let Some(code) = mark {
            let cell = format!("{}{}", column(place), row.line);
            row.marks.push(Mark { place, code, cell });
            continue;
        }
        let text = text(&cell.value, typed);
        if !text.trim().is_empty() {
            if row.cells.len() <= place {
                row.cells.resize(place + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(place) {
                *cell = text;
            }
        }
    }
    progress.fetch_add(size, Ordering::Relaxed);
    if take(row, &mut portion, sender) && !portion.is_empty() {
        let _ = sender.send(Ok(portion));
    }
    Ok(())
}

/// Adds a row that holds something; whether anybody still listens.
fn take(row: SheetRow, portion: &mut Vec<SheetRow>, sender: &SyncSender<Portion>) -> bool {
    if row.cells.is_empty() && row.marks.is_empty() {
        return true;
    }
    portion.push(row);
    if portion.len() < ROWS {
        return true;
    }
    sender.send(Ok(std::mem::replace(portion, Vec::with_capacity(ROWS)))).is_ok()
}

/// What a cell holds, as a text.
fn text(value: &DataRef<'_>, typed: Typed) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => typed.number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            typed.day(year, month, day)
        }
        DataRef::DateTime(at) => typed.number(at.as_f64()),
        DataRef::DateTimeIso(text) => match text.get(..10).map(str::parse::<NaiveDate>) {
            Some(Ok(day)) => typed.date.write(day),
            _ => text.clone(),
        },
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
fn column(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (place, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column(place), name);
        }
    }

    #[test]
    fn numbers_have_the_mark_of_the_file_and_no_tail_of_binary_fractions() {
        let point = Typed { decimal: Decimal::Point, date: DateFormat::ISO };
        let comma = Typed { decimal: Decimal::Comma, date: DateFormat::ISO };
        for (number, typed, text) in [
            (42_352_994_000_011.0, point, "42352994000011"),
            (55.94, point, "55.94"),
            (0.1 + 0.2, comma, "0,3"),
            (1.125, point, "1.1250"),
            (-3.0, point, "-3"),
            (100.0, point, "100"),
        ] {
            assert_eq!(typed.number(number), text);
        }
    }
}
