//! The summary of an import, in words or as JSON.

use std::fmt::Write as _;

use chrono::NaiveDate;
use domain::import::{ConsentColumn, FileFault, Guessed, ImportKind, OWN, OwnColumn, Reading};
use serde_json::{Value, json};
use store::import::{Change, DuplicateRecord, ImportState};
use templates::{Arg, format};

use super::Done;
use super::notice::counts_as_json;
use super::progress::say;
use super::report::{self, field, told_of_file};
use crate::house::{House, print};

/// Changed customers that the summary shows one by one.
const CHANGES: usize = 50;

pub(super) struct Output<'a> {
    pub(super) house: &'a House,
    pub(super) kind: ImportKind,
    pub(super) file: &'a str,
    pub(super) json: bool,
}

/// What a summary tells row by row.
pub(super) struct Told<'a> {
    pub(super) changes: &'a [Change],
    pub(super) faults: &'a [report::Told],
    pub(super) doubled: &'a [DuplicateRecord],
    /// In words, what rows are told beside their verdicts.
    pub(super) noticed: String,
    /// The same for programs.
    pub(super) notices: Vec<Value>,
}

impl Output<'_> {
    /// How many changes of customers to ask for.
    pub(super) fn changes(&self) -> u32 {
        match self.kind {
            ImportKind::Customers if self.json => 100_000,
            ImportKind::Customers => u32::try_from(CHANGES).unwrap_or(u32::MAX),
            ImportKind::Invoices => 0,
        }
    }

    /// What became of a file of which nothing can be read.
    pub(super) fn unreadable(&self, faults: &[FileFault]) -> anyhow::Result<()> {
        if self.json {
            let faults: Vec<report::Told> =
                faults.iter().map(|fault| told_of_file(self.house, fault)).collect();
            return self.object(json!({
                "id": null,
                "kind": self.kind.code(),
                "file": self.file,
                "state": "refused",
                "file_faults": faults,
            }));
        }
        say(&self.text("import-file-refused", &[("file", self.file.into())]));
        Ok(())
    }

    /// What became of an import.
    pub(super) fn summary(
        &self,
        done: &Done,
        told: &Told<'_>,
        before: Option<NaiveDate>,
    ) -> anyhow::Result<()> {
        if self.json {
            return self.object(self.as_json(done, told, before));
        }
        let import = &done.import;
        let applied = import.state == ImportState::Applied;
        let mut text = self.counted("import-rows", import.total);
        if applied {
            let kind = self.kind.code();
            text.push_str(&self.counted(&format!("import-created-{kind}"), import.created));
            text.push_str(&self.counted(&format!("import-updated-{kind}"), import.updated));
            text.push_str(&self.counted("import-unchanged", import.unchanged));
        } else {
            text.push_str(&self.counted("import-valid", import.total - import.faults));
        }
        text.push_str(&self.counted("import-faults", import.faults));
        text.push_str(&self.read(&import.reading));
        if applied {
            text.push_str(&self.changed(told.changes, import.updated));
        }
        text.push_str(&self.doubled(told.doubled));
        text.push_str(&told.noticed);
        if applied && import.to_apply() == 0 {
            let key = if import.unchanged > 0 {
                "import-nothing-changed"
            } else {
                "import-nothing-imported"
            };
            text.push_str(&self.line(key, &[]));
        }
        if let Some(day) = before {
            let date = format::date_long(self.house.language(), day);
            text.push_str(&self.line("import-before", &[("date", date.into())]));
        }
        print(text.trim_end())?;
        if done.plan.may_be_cut {
            say(&self.text("import-may-be-cut", &[]));
        }
        if import.faults > 0 {
            let key = if applied { "import-left-out" } else { "import-refused" };
            say(&self.text(key, &[("count", count(import.faults))]));
        }
        Ok(())
    }

    /// How the file was read: what was guessed, and what is of no use.
    pub(super) fn read(&self, reading: &Reading) -> String {
        let mut text = String::new();
        if let Some(at) = reading.remembered {
            let date = format::date_long(self.house.language(), at.date_naive());
            text.push_str(&self.line("import-remembered", &[("date", date.into())]));
        }
        let columns: Vec<String> = reading
            .columns
            .iter()
            .map(|(of, column)| {
                let heading = Arg::from(column.heading.as_str());
                let of = Arg::from(field(self.house, *of));
                self.text("import-column", &[("heading", heading), ("field", of)])
            })
            .collect();
        let own = reading.own.iter().map(|of| {
            let label = of.field.label.of(self.house.language());
            let args =
                [("heading", Arg::from(of.column.heading.as_str())), ("field", Arg::from(label))];
            self.text("import-column", &args)
        });
        let columns: Vec<String> = columns.into_iter().chain(own).collect();
        text.push_str(&self.line("import-columns", &[("columns", columns.join(", ").into())]));
        text.push_str(&self.consents(reading));
        if !reading.unused.is_empty() {
            let columns = reading.unused.join(", ");
            text.push_str(&self.line("import-unused", &[("columns", columns.into())]));
        }
        if !reading.guessed.is_empty() {
            let guesses: Vec<String> =
                reading.guessed.iter().map(|guess| self.guess(*guess, reading)).collect();
            text.push_str(&self.line("import-guessed", &[("guesses", guesses.join(", ").into())]));
        }
        text
    }

    /// Which columns say yes or no to being contacted.
    fn consents(&self, reading: &Reading) -> String {
        if reading.consents.is_empty() {
            return String::new();
        }
        let column = |of: &ConsentColumn| {
            let field = format!("{}, {}", of.says.purpose, of.says.channel);
            let heading = Arg::from(of.column.heading.as_str());
            self.text("import-column", &[("heading", heading), ("field", field.into())])
        };
        let columns: Vec<String> = reading.consents.iter().map(column).collect();
        self.line("import-consents", &[("columns", columns.join(", ").into())])
    }

    fn guess(&self, guess: Guessed, reading: &Reading) -> String {
        let (key, value) = match guess {
            Guessed::Separator if reading.separator.byte() == b'\t' => {
                return self.text("import-guessed-tab", &[]);
            }
            Guessed::Columns => return self.text("import-guessed-columns", &[]),
            Guessed::Separator => ("separator", reading.separator.to_string()),
            Guessed::Encoding => ("encoding", reading.encoding.clone()),
            Guessed::DateFormat => ("date_format", reading.date_format.to_string()),
            Guessed::DecimalMark => ("decimal_mark", reading.decimal_mark.to_string()),
            Guessed::Currency => ("currency", reading.currency.to_string()),
            Guessed::Country => ("country", reading.country.to_string()),
        };
        self.text(&format!("import-guessed-{key}"), &[("value", value.into())])
    }

    /// Which customers changed, and what of them.
    fn changed(&self, changes: &[Change], total: u64) -> String {
        if changes.is_empty() {
            return String::new();
        }
        let mut text = self.line("import-changes", &[]);
        for change in changes.iter().take(CHANGES) {
            let fields: Vec<String> = change.fields.iter().map(|code| self.field(code)).collect();
            let args = [
                ("line", Arg::from(i64::from(change.line))),
                ("reference", Arg::from(change.reference.as_str())),
                ("fields", Arg::from(fields.join(", "))),
            ];
            text.push_str("  ");
            text.push_str(&self.line("import-change", &args));
        }
        let more = total.saturating_sub(u64::try_from(CHANGES).unwrap_or(0));
        if more > 0 {
            text.push_str("  ");
            text.push_str(&self.line("import-changes-more", &[("count", count(more))]));
        }
        text
    }

    /// The name of a field in words; one of the firm's own by its code.
    pub(super) fn field(&self, code: &str) -> String {
        if code.starts_with(OWN) {
            code.to_owned()
        } else {
            self.text(&format!("import-field-{code}"), &[])
        }
    }

    /// Which rows are duplicates, and of what.
    fn doubled(&self, rows: &[DuplicateRecord]) -> String {
        let mut text = String::new();
        for row in rows {
            text.push_str("  ");
            let other = row.other_line.map(|line| line.to_string());
            text.push_str(&self.duplicate(row.line, &row.reason, row.customer.as_deref(), other));
        }
        text
    }

    /// A row that would double a customer or a row above it.
    pub(super) fn duplicate(
        &self,
        line: i32,
        reason: &str,
        customer: Option<&str>,
        other: Option<String>,
    ) -> String {
        let args = [
            ("customer", Arg::from(customer.unwrap_or_default())),
            ("other", Arg::from(other.unwrap_or_default())),
        ];
        let reason = self.text(&format!("import-duplicate-{reason}"), &args);
        let args = [("line", Arg::from(i64::from(line))), ("reason", Arg::from(reason))];
        self.line("import-at-row", &args)
    }

    fn as_json(&self, done: &Done, told: &Told<'_>, before: Option<NaiveDate>) -> Value {
        let import = &done.import;
        json!({
            "id": import.id,
            "kind": self.kind.code(),
            "file": self.file,
            "state": import.state,
            "resumed": done.plan.resumed,
            "imported_before": before,
            "rows": import.total,
            "created": import.created,
            "updated": import.updated,
            "unchanged": import.unchanged,
            "faults": import.faults,
            "applied": import.applied,
            "may_be_cut": done.plan.may_be_cut,
            "reading": reading_as_json(&import.reading),
            "changes": told.changes,
            "fault_rows": told.faults,
            "duplicate_rows": told.doubled,
            "notices": counts_as_json(import),
            "notice_rows": told.notices,
        })
    }

    pub(super) fn object(&self, value: Value) -> anyhow::Result<()> {
        print(serde_json::to_string_pretty(&value)?)
    }

    pub(super) fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.house.text(key, args)
    }

    pub(super) fn line(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut line = self.text(key, args);
        line.push('\n');
        line
    }

    pub(super) fn counted(&self, key: &str, number: u64) -> String {
        let mut line = String::new();
        // Writing to a string cannot fail.
        let _ = write!(line, "{}", self.line(key, &[("count", count(number))]));
        line
    }
}

/// How a file was read, for programs.
pub(super) fn reading_as_json(reading: &Reading) -> Value {
    let known = reading.columns.iter();
    let known = known.map(|(field, column)| (field.code().to_owned(), &column.heading));
    let own = reading.own.iter().map(|of: &OwnColumn| (of.code(), &of.column.heading));
    let columns: serde_json::Map<String, Value> =
        known.chain(own).map(|(code, heading)| (code, heading.as_str().into())).collect();
    let consent = |of: &ConsentColumn| {
        json!({
            "column": of.column.heading,
            "purpose": of.says.purpose,
            "channel": of.says.channel,
        })
    };
    json!({
        "separator": reading.separator,
        "encoding": reading.encoding,
        "date_format": reading.date_format,
        "decimal_mark": reading.decimal_mark,
        "currency": reading.currency,
        "columns": columns,
        "consents": reading.consents.iter().map(consent).collect::<Vec<_>>(),
        "unused": reading.unused,
        "guessed": reading.guessed,
        "remembered": reading.remembered,
    })
}

fn count(number: u64) -> Arg {
    Arg::from(i64::try_from(number).unwrap_or(i64::MAX))
}
