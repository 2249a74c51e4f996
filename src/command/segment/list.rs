//! `relais segment list`

use store::page::PageRequest;

use super::as_json;
use crate::house::{Exit, House, print};

/// Segments read at once.
const PAGE: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// One JSON array
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let mut all = Vec::new();
    let mut request = Some(PageRequest::first(PAGE));
    while let Some(page) = request {
        let page = store::segment::list(db.read(), false, page).await?;
        request = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        all.extend(page.items);
    }
    if args.json {
        let all: Vec<_> = all.iter().map(|segment| as_json(segment, house)).collect();
        print(serde_json::to_string_pretty(&all)?)?;
    } else {
        for segment in &all {
            print(format!("{}  {}", segment.id, segment.name))?;
        }
    }
    Ok(Exit::Done)
}
