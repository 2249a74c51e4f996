//! `relais segment`: the saved segments of the customer file, and who is in them.

mod export;
mod list;
mod members;
mod show;

use clap::{Args, Subcommand};
use domain::segment::SegmentName;
use store::Db;
use store::error::{Refusal, StoreError};
use store::segment::SegmentRecord;

use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct SegmentArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List the saved segments
    List(list::ListArgs),
    /// Show the conditions of a segment in words
    Show(show::ShowArgs),
    /// Count the customers who are in a segment
    Count(show::CountArgs),
    /// List the customers who are in a segment
    Members(members::MembersArgs),
    /// Write the customers who are in a segment as a table that can be imported again
    Export(export::SegmentExportArgs),
}

pub(crate) async fn run(args: SegmentArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::List(args) => list::run(&args, house).await,
        Act::Show(args) => show::show(&args, house).await,
        Act::Count(args) => show::count(&args, house).await,
        Act::Members(args) => members::run(&args, house).await,
        Act::Export(args) => export::run(&args, house).await,
    }
}

/// The segment of a name or an id.
async fn named(db: &Db, name: &str) -> anyhow::Result<SegmentRecord> {
    let found = match (name.parse(), name.parse::<SegmentName>()) {
        (Ok(id), _) => store::segment::get(db.read(), id).await,
        (Err(_), Ok(name)) => store::segment::get_by_name(db.read(), &name).await,
        (Err(_), Err(_)) => Err(StoreError::NotFound { noun: "segment" }),
    };
    match found {
        Err(StoreError::NotFound { .. }) => {
            Err(StoreError::from(Refusal::new("segment_unknown")).into())
        }
        found => Ok(found?),
    }
}

/// A segment in words, or what is wrong with it since a field of the firm's has gone.
fn sentence(segment: &SegmentRecord, house: &House) -> String {
    let (catalog, language) = (house.catalog(), house.language());
    match segment.conditions.tree() {
        Ok(tree) => catalog.segment(language, tree),
        Err(gone) => catalog.refusal(language, gone.code, &gone.params),
    }
}

/// A segment as a program reads it.
fn as_json(segment: &SegmentRecord, house: &House) -> serde_json::Value {
    serde_json::json!({
        "id": segment.id,
        "name": segment.name,
        "tree": segment.conditions.json(),
        "sentence": sentence(segment, house),
        "version": segment.version,
        "created_at": segment.created_at,
        "created_by": segment.created_by,
        "updated_at": segment.updated_at,
        "updated_by": segment.updated_by,
    })
}
