//! `relais segment show` and `relais segment count`

use serde_json::json;
use templates::Arg;

use super::{as_json, named, sentence};
use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Its name or its id
    segment: String,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct CountArgs {
    /// Its name or its id
    segment: String,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(super) async fn show(args: &ShowArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let segment = named(&db, &args.segment).await?;
    if args.json {
        print(serde_json::to_string_pretty(&as_json(&segment, house))?)?;
    } else {
        print(format!("{}  {}", segment.id, segment.name))?;
        print(sentence(&segment, house))?;
    }
    Ok(Exit::Done)
}

pub(super) async fn count(args: &CountArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let segment = named(&db, &args.segment).await?;
    let count = store::segment::count(&db, &house.context(), segment.conditions.known()?).await?;
    if args.json {
        print(json!({ "id": segment.id, "name": segment.name, "count": count }).to_string())?;
    } else {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        print(house.text("segment-members", &[("count", Arg::Number(count))]))?;
    }
    Ok(Exit::Done)
}
