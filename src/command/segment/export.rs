//! `relais segment export`: the customers of a segment as a table for spreadsheets.

use store::export::{Customers, List};

use super::named;
use crate::command::export::{FileArgs, write};
use crate::house::{Exit, House};

#[derive(Debug, clap::Args)]
pub(super) struct SegmentExportArgs {
    /// Its name or its id
    segment: String,
    #[command(flatten)]
    file: FileArgs,
}

pub(super) async fn run(args: &SegmentExportArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let segment = named(&db, &args.segment).await?;
    let tree = segment.conditions.known()?.clone();
    let list = List::Customers(Customers::InSegment { tree, context: house.context() });
    write(db, list, &args.file, house).await
}
