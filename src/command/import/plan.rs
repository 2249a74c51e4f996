//! A plan as it is shown: what each row would do, and why it does not.

use std::io::{BufWriter, Write as _};

use domain::company::Company;
use domain::import::{Reading, Verdict};
use serde_json::{Value, json};
use store::db::Db;
use store::import::{Plan, RowRecord};
use templates::format;

use super::day;
use super::notice::counts_as_json;
use super::output::{Output, reading_as_json};
use super::progress::say;
use super::report::Report;
use crate::house::{Exit, print};

/// Rows read from the database at once.
const PAGE: u64 = 1_000;

/// Rows that a plan in words shows one by one.
const SHOWN: usize = 50;

/// Shows a plan; nothing of it is applied.
pub(super) async fn show(
    db: &Db,
    plan: &Plan,
    output: &Output<'_>,
    report: &mut Report<'_>,
    firm: &Company,
) -> anyhow::Result<Exit> {
    if output.json {
        as_json(db, plan, output, report).await?;
    } else {
        in_words(db, plan, output, report, firm).await?;
    }
    report.close()?;
    report.told_where();
    Ok(Exit::Done)
}

/// One object; its rows are written as they are read, so that a million of them takes no memory.
async fn as_json(
    db: &Db,
    plan: &Plan,
    output: &Output<'_>,
    report: &mut Report<'_>,
) -> anyhow::Result<()> {
    let import = &plan.import;
    let head = json!({
        "id": import.id,
        "kind": import.kind.code(),
        "file": output.file,
        "state": import.state,
        "resumed": plan.resumed,
        "imported_before": plan.imported_before,
        "total": import.total,
        "create": import.created,
        "update": import.updated,
        "duplicate": import.unchanged,
        "fault": import.faults,
        "notices": counts_as_json(import),
        "may_be_cut": plan.may_be_cut,
        "reading": reading_as_json(&import.reading),
    });
    let head = serde_json::to_string(&head)?;
    // No lock of standard output is held while the database is waited for.
    let mut out = BufWriter::new(std::io::stdout());
    write!(out, "{},\n\"rows\":[", head.strip_suffix('}').unwrap_or(&head))?;
    let mut after = 0;
    let mut first = true;
    loop {
        let rows = store::import::rows(db.read(), import.id, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.line;
        for row in &rows {
            report.of_row(row, &import.reading)?;
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            serde_json::to_writer(&mut out, &row_as_json(row, &import.reading, output, report))?;
        }
    }
    writeln!(out, "\n]}}")?;
    Ok(out.flush()?)
}

fn row_as_json(
    row: &RowRecord,
    reading: &Reading,
    output: &Output<'_>,
    report: &Report<'_>,
) -> Value {
    let faults: Vec<Value> = row
        .faults
        .iter()
        .map(|fault| {
            let told = report.told(fault, reading);
            json!({
                "column": told.column,
                "code": told.code,
                "value": told.value,
                "reason": told.reason,
            })
        })
        .collect();
    let mut value = json!({
        "line": row.line,
        "verdict": shown(row.verdict),
        "reason": row.reason,
        "reference": row.reference,
    });
    let mut set = |name: &str, more: Value| {
        if let Some(object) = value.as_object_mut() {
            object.insert(name.to_owned(), more);
        }
    };
    if let Some(customer) = &row.object_reference {
        set("customer", json!(customer));
    }
    if let Some(line) = row.other_line {
        set("other_line", json!(line));
    }
    if row.verdict == Verdict::Update {
        set("fields", json!(row.fields));
    }
    if !row.notices.is_empty() {
        let told = |notice| output.notice_as_json(notice);
        set("notices", row.notices.iter().map(told).collect());
    }
    if !faults.is_empty() {
        set("faults", json!(faults));
    }
    value
}

/// The verdict as a plan shows it: what is known already would be a duplicate too.
const fn shown(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unchanged => Verdict::Duplicate.code(),
        other => other.code(),
    }
}

async fn in_words(
    db: &Db,
    plan: &Plan,
    output: &Output<'_>,
    report: &mut Report<'_>,
    firm: &Company,
) -> anyhow::Result<()> {
    let import = &plan.import;
    let mut text = output.counted("import-rows", import.total);
    text.push_str(&output.counted("import-plan-create", import.created));
    text.push_str(&output.counted("import-plan-update", import.updated));
    text.push_str(&output.counted("import-plan-duplicate", import.unchanged));
    text.push_str(&output.counted("import-faults", import.faults));
    text.push_str(&output.read(&import.reading));
    if let Some(at) = plan.imported_before {
        let date = format::date_long(output.house.language(), day(at, firm.time_zone));
        text.push_str(&output.line("import-before", &[("date", date.into())]));
    }
    let (mut after, mut told, mut more) = (0, 0, 0_i64);
    loop {
        let rows = store::import::rows(db.read(), import.id, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.line;
        for row in &rows {
            report.of_row(row, &import.reading)?;
            let line = match row.verdict {
                Verdict::Update => updated(row, output),
                Verdict::Duplicate => doubled(row, output),
                Verdict::Create | Verdict::Unchanged | Verdict::Fault => continue,
            };
            if told < SHOWN {
                text.push_str("  ");
                text.push_str(&line);
                told += 1;
            } else {
                more += 1;
            }
        }
    }
    if more > 0 {
        text.push_str("  ");
        text.push_str(&output.line("import-plan-more", &[("count", more.into())]));
    }
    text.push_str(&output.noticed(db, import).await?);
    let id = import.id.to_string();
    text.push_str(&output.line("import-plan-next", &[("id", id.into())]));
    print(text.trim_end())?;
    if plan.may_be_cut {
        say(&output.text("import-may-be-cut", &[]));
    }
    Ok(())
}

fn updated(row: &RowRecord, output: &Output<'_>) -> String {
    let fields: Vec<String> = row.fields.iter().map(|code| output.field(code)).collect();
    let reference = row.object_reference.clone().or_else(|| row.reference.clone());
    output.line(
        "import-change",
        &[
            ("line", i64::from(row.line).into()),
            ("reference", reference.unwrap_or_default().into()),
            ("fields", fields.join(", ").into()),
        ],
    )
}

fn doubled(row: &RowRecord, output: &Output<'_>) -> String {
    let reason = row.reason.as_deref().unwrap_or("same_siret");
    let other = row.other_line.map(|line| line.to_string());
    output.duplicate(row.line, reason, row.object_reference.as_deref(), other)
}
