//! `relais import apply`: a plan that was shown is applied; its faulty rows are listed.

use std::path::PathBuf;

use domain::id::ImportId;
use serde_json::json;
use store::import::{ImportState, Surroundings};

use super::notice::counts_as_json;
use super::output::Output;
use super::progress::Watcher;
use super::report::Report;
use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(super) struct ApplyArgs {
    /// The id of the plan
    id: ImportId,
    /// Write every faulty row into this CSV file too: line, column, code, value, reason
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// Print one JSON object instead of the summary
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ApplyArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let plan = store::import::get(db.read(), args.id).await?;
    let watcher = Watcher::new(house, &plan.file_name);
    if plan.state == ImportState::Applying {
        watcher.resumed(plan.applied, plan.to_apply());
    }
    let context = || house.context();
    let told = |progress| watcher.tell(progress);
    let surroundings = Surroundings { context: &context, progress: &told };
    let import = store::import::apply(&db, args.id, &surroundings).await?;
    watcher.end();
    let mut report = Report::open(house, args.faults.as_deref())?;
    let faults = report.rows(&db, &import, args.json).await?;
    report.close()?;
    let file = import.file_name.as_str();
    let output = Output { house, kind: import.kind, file, json: args.json };
    if args.json {
        output.object(json!({
            "id": import.id,
            "kind": import.kind.code(),
            "file": file,
            "state": import.state,
            "total": import.total,
            "create": import.created,
            "update": import.updated,
            "duplicate": import.unchanged,
            "fault": import.faults,
            "applied": import.applied,
            "fault_rows": faults,
            "notices": counts_as_json(&import),
            "notice_rows": output.notices_as_json(&db, &import).await?,
        }))?;
    } else {
        let kind = import.kind.code();
        let mut text = output.counted("import-rows", import.total);
        text.push_str(&output.counted(&format!("import-created-{kind}"), import.created));
        text.push_str(&output.counted(&format!("import-updated-{kind}"), import.updated));
        text.push_str(&output.counted("import-unchanged", import.unchanged));
        text.push_str(&output.counted("import-faults", import.faults));
        text.push_str(&output.noticed(&db, &import).await?);
        print(text.trim_end())?;
    }
    report.told_where();
    Ok(Exit::Done)
}
