//! `relais dunning list`: the runs, the oldest first.

use clap::Args;
use domain::dunning::RunState;
use serde_json::json;
use store::dunning::RunRecord;
use store::page::PageRequest;
use templates::format;

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only those that are proposed, confirmed or cancelled
    #[arg(long, value_name = "STATE")]
    state: Option<RunState>,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let mut request = Some(PageRequest::first(500));
    let mut shown = Vec::new();
    while let Some(page) = request {
        let page = store::dunning::runs(&db, args.state, page).await?;
        request = page.next.map(|after| PageRequest { limit: 500, after: Some(after) });
        for run in page.items {
            if args.json {
                shown.push(as_json(&run));
            } else {
                print(line(&run, house))?;
            }
        }
    }
    if args.json {
        print(serde_json::to_string_pretty(&shown)?)?;
    }
    Ok(Exit::Done)
}

fn line(run: &RunRecord, house: &House) -> String {
    let day = format::date_short(house.language(), run.day);
    let state = house.text(&format!("run-state-{}", run.state), &[]);
    let counts = house.text(
        "run-counts",
        &[
            ("messages", i64::from(run.messages).into()),
            ("lines", i64::from(run.lines).into()),
            ("left_out", i64::from(run.left_out).into()),
        ],
    );
    format!("{}  {day}  {state:<10}  {counts}", run.id)
}

fn as_json(run: &RunRecord) -> serde_json::Value {
    json!({
        "id": run.id,
        "date": run.day,
        "state": run.state,
        "messages": run.messages,
        "lines": run.lines,
        "left_out": run.left_out,
        "missing_rates": run.missing_rates,
        "proposed_at": run.proposed_at,
        "proposed_by": run.proposed_by,
        "confirmed_at": run.confirmed_at,
        "confirmed_by": run.confirmed_by,
        "cancelled_at": run.cancelled_at,
        "cancelled_by": run.cancelled_by,
    })
}
