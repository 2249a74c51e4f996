//! `relais dunning`: proposes, confirms and follows graduated reminders.

mod act;
mod json;
mod list;
mod run;
mod text;

use anyhow::bail;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::id::RunId;
use store::db::Db;
use store::dunning::{self, RunRecord};

use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct DunningArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Show what a run of a day would send, and what it leaves out and why; --confirm records it
    Run(run::RunArgs),
    /// List the runs: proposed, confirmed, cancelled
    List(list::ListArgs),
    /// Let reviewed messages of a run leave: their messages are queued
    Approve(act::ReviewArgs),
    /// Keep reviewed messages of a run from leaving; their lines may be proposed again
    Refuse(act::ReviewArgs),
    /// Give a run up: what has not left never leaves
    Cancel(act::CancelArgs),
}

pub(crate) async fn run(args: DunningArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::Run(args) => run::run(&args, house).await,
        Act::List(args) => list::run(&args, house).await,
        Act::Approve(args) => act::review(&args, true, house).await,
        Act::Refuse(args) => act::review(&args, false, house).await,
        Act::Cancel(args) => act::cancel(&args, house).await,
    }
}

/// A run as people name it: by its day or by its id.
#[derive(Debug, Clone, Copy)]
enum RunName {
    Day(NaiveDate),
    Id(RunId),
}

impl std::str::FromStr for RunName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(day) = text.parse() {
            return Ok(Self::Day(day));
        }
        text.parse().map(Self::Id).map_err(|_| "neither a day (YYYY-MM-DD) nor the id of a run")
    }
}

impl RunName {
    /// The run that is meant; of a day the confirmed one, else its proposal.
    async fn find(self, db: &Db, house: &House) -> anyhow::Result<RunRecord> {
        match self {
            Self::Id(id) => Ok(dunning::run(db, id).await?),
            Self::Day(day) => match dunning::run_of_day(db, day).await? {
                Some(run) => Ok(run),
                None => bail!(house.text("run-none-of-day", &[("day", day.to_string().into())])),
            },
        }
    }
}
