//! `relais segment members`: page by page, in bounded memory.

use serde_json::json;
use store::page::PageRequest;

use super::named;
use crate::house::{Array, Exit, House, print};

/// Members read at once.
const PAGE: u32 = 1_000;

#[derive(Debug, clap::Args)]
pub(super) struct MembersArgs {
    /// Its name or its id
    segment: String,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &MembersArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let segment = named(&db, &args.segment).await?;
    let (context, tree) = (house.context(), segment.conditions.known()?);
    let mut request = Some(PageRequest::first(PAGE));
    let mut out = Array::new(args.json);
    while let Some(page) = request {
        let page = store::segment::members(db.read(), &context, tree, page).await?;
        request = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        for member in &page.items {
            if args.json {
                out.push(&json!({
                    "customer": member.customer,
                    "reference": member.reference,
                    "name": member.name,
                }))?;
            } else {
                print(format!("{:<14}  {}", member.reference, member.name))?;
            }
        }
    }
    out.end()?;
    Ok(Exit::Done)
}
