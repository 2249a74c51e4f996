//! The report of what is wrong: every faulty row as a line on standard error and, when asked for, as
//! a row of a CSV file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use domain::export::harmless;
use domain::import::{Field, FileFault, Reading};
use serde::Serialize;
use store::db::Db;
use store::import::{ImportRecord, RowFaultRecord, RowRecord};
use templates::Arg;

use super::progress::say;
use crate::house::House;

/// A faulty row in the words of the person who reads it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    pub(super) line: i64,
    pub(super) column: String,
    pub(super) code: String,
    pub(super) value: Option<String>,
    pub(super) reason: String,
}

/// Where faults are told.
pub(super) struct Report<'a> {
    house: &'a House,
    file: Option<(PathBuf, csv::Writer<BufWriter<File>>)>,
    written: Option<PathBuf>,
}

/// Faults read from the database at once.
const PAGE: u64 = 1_000;

impl<'a> Report<'a> {
    /// Begins a report; the CSV is made as spreadsheets read it: `;` and a byte order mark.
    pub(super) fn open(house: &'a House, path: Option<&Path>) -> anyhow::Result<Self> {
        let file = path.map(|path| open_csv(house, path)).transpose()?;
        Ok(Self { house, file, written: None })
    }

    /// Tells why nothing of a file can be read.
    pub(super) fn file(&mut self, faults: &[FileFault]) -> anyhow::Result<()> {
        for fault in faults {
            self.tell(&told_of_file(self.house, fault))?;
        }
        Ok(())
    }

    /// Tells every faulty row of an import; answers them when they are to be `kept`.
    pub(super) async fn rows(
        &mut self,
        db: &Db,
        import: &ImportRecord,
        kept: bool,
    ) -> anyhow::Result<Vec<Told>> {
        let mut all = Vec::new();
        let mut after: Option<RowFaultRecord> = None;
        loop {
            let page = store::import::faults(db.read(), import.id, after.as_ref(), PAGE).await?;
            for fault in &page {
                let told = self.told(fault, &import.reading);
                self.tell(&told)?;
                if kept {
                    all.push(told);
                }
            }
            match page.last() {
                Some(last) => after = Some(last.clone()),
                None => return Ok(all),
            }
        }
    }

    /// Tells what is wrong with one row.
    pub(super) fn of_row(&mut self, row: &RowRecord, reading: &Reading) -> anyhow::Result<()> {
        for fault in &row.faults {
            let told = self.told(fault, reading);
            self.tell(&told)?;
        }
        Ok(())
    }

    pub(super) fn told(&self, fault: &RowFaultRecord, reading: &Reading) -> Told {
        let value = fault.value.clone();
        let args = [
            ("value", Arg::from(value.clone().unwrap_or_default())),
            ("date_format", Arg::from(reading.date_format.to_string())),
            ("decimal_mark", Arg::from(reading.decimal_mark.to_string())),
            ("encoding", Arg::from(reading.encoding.as_str())),
        ];
        Told {
            line: i64::from(fault.line),
            column: fault.column.clone(),
            code: fault.code.clone(),
            value,
            reason: self.house.text(&format!("import-fault-{}", fault.code), &args),
        }
    }

    fn tell(&mut self, told: &Told) -> anyhow::Result<()> {
        let line = Arg::from(told.line);
        let column = Arg::from(visible(&told.column));
        let reason = Arg::from(told.reason.as_str());
        say(&match &told.value {
            _ if told.column.is_empty() => {
                self.house.text("import-at-row", &[("line", line), ("reason", reason)])
            }
            None => self.house.text(
                "import-at-column",
                &[("line", line), ("column", column), ("reason", reason)],
            ),
            Some(value) => self.house.text(
                "import-at-value",
                &[
                    ("line", line),
                    ("column", column),
                    ("value", Arg::from(value.as_str())),
                    ("reason", reason),
                ],
            ),
        });
        if let Some((path, file)) = &mut self.file {
            let row = [
                told.line.to_string(),
                harmless(told.column.clone()),
                told.code.clone(),
                harmless(told.value.clone().unwrap_or_default()),
                told.reason.clone(),
            ];
            file.write_record(row).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    /// Ends the CSV.
    pub(super) fn close(&mut self) -> anyhow::Result<()> {
        if let Some((path, mut file)) = self.file.take() {
            file.flush().with_context(|| path.display().to_string())?;
            self.written = Some(path);
        }
        Ok(())
    }

    /// Says where the CSV is.
    pub(super) fn told_where(&self) {
        if let Some(path) = &self.written {
            let file = Arg::from(path.display().to_string());
            say(&self.house.text("import-report-file", &[("file", file)]));
        }
    }
}

/// A fault of a whole file in words.
pub(super) fn told_of_file(house: &House, fault: &FileFault) -> Told {
    let mut args: Vec<(&str, Arg)> =
        fault.params().into_iter().map(|(name, value)| (name, Arg::from(value))).collect();
    for (name, value) in &mut args {
        if let ("field", Arg::Text(code)) = (*name, &*value) {
            *value = Arg::from(house.text(&format!("import-field-{code}"), &[]));
        }
    }
    Told {
        line: i64::try_from(fault.line()).unwrap_or(i64::MAX),
        column: String::new(),
        code: fault.code().to_owned(),
        value: None,
        reason: house.text(&format!("import-file-{}", fault.code()), &args),
    }
}

/// The name of a field in words.
pub(super) fn field(house: &House, field: Field) -> String {
    house.text(&format!("import-field-{}", field.code()), &[])
}

fn open_csv(house: &House, path: &Path) -> anyhow::Result<(PathBuf, csv::Writer<BufWriter<File>>)> {
    let shown = || path.display().to_string();
    let mut file = BufWriter::new(File::create(path).with_context(shown)?);
    file.write_all("\u{feff}".as_bytes()).with_context(shown)?;
    let mut rows = csv::WriterBuilder::new().delimiter(b';').from_writer(file);
    let headings = ["line", "column", "code", "value", "reason"];
    let headings = headings.map(|name| house.text(&format!("import-report-{name}"), &[]));
    rows.write_record(headings).with_context(shown)?;
    Ok((path.to_owned(), rows))
}

/// A heading without what would move the cursor of a terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
