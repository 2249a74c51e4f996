//! `relais import revert`: an import of customers is undone, or what stands against it is listed.

use domain::id::ImportId;
use serde_json::json;
use store::import::{Dependant, Reverted, Surroundings};
use templates::Arg;

use super::output::Output;
use super::progress::{Watcher, say};
use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(super) struct RevertArgs {
    /// The id of the import
    id: ImportId,
    /// Print one JSON object instead of words
    #[arg(long)]
    json: bool,
}

/// What stands against it that is told in words.
const SHOWN: usize = 50;

pub(super) async fn run(args: &RevertArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let import = store::import::get(db.read(), args.id).await?;
    let watcher = Watcher::new(house, &import.file_name);
    let context = || house.context();
    let told = |progress| watcher.tell(progress);
    let surroundings = Surroundings { context: &context, progress: &told };
    let reverted = store::import::revert(&db, args.id, &surroundings).await?;
    watcher.end();
    let file = import.file_name.as_str();
    let output = Output { house, kind: import.kind, file, json: args.json };
    match reverted {
        Reverted::Done(import) => {
            if args.json {
                output.object(json!({
                    "id": import.id,
                    "state": import.state,
                    "removed": import.removed,
                    "restored": import.restored,
                    "refusals_kept": import.refusals(),
                    "depends": [],
                }))?;
            } else {
                let mut text = output.counted("import-removed", import.removed);
                text.push_str(&output.counted("import-restored", import.restored));
                if import.refusals() > 0 {
                    text.push_str(&output.counted("import-refusals-kept", import.refusals()));
                }
                print(text.trim_end())?;
            }
            Ok(Exit::Done)
        }
        Reverted::Held(held) => {
            if args.json {
                let state = store::import::get(db.read(), args.id).await?.state;
                output.object(json!({ "id": args.id, "state": state, "depends": held }))?;
            }
            tell(&held, &output);
            Ok(Exit::Refused)
        }
    }
}

/// Says what is newer.
fn tell(held: &[Dependant], output: &Output<'_>) {
    say(&output.text("import-held", &[]));
    for dependant in held.iter().take(SHOWN) {
        let count = i64::try_from(dependant.count).unwrap_or(i64::MAX);
        let what = output
            .text(&format!("import-depends-{}", dependant.what), &[("count", Arg::from(count))]);
        let args =
            [("reference", Arg::from(dependant.reference.as_str())), ("what", Arg::from(what))];
        say(&format!("  {}", output.text("import-held-by", &args)));
    }
    let more = held.len().saturating_sub(SHOWN);
    if more > 0 {
        let count = i64::try_from(more).unwrap_or(i64::MAX);
        say(&format!("  {}", output.text("import-changes-more", &[("count", count.into())])));
    }
}
