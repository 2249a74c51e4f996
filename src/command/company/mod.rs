//! `relais company`: sets and shows the firm itself.

mod set;
mod show;

use clap::{Args, Subcommand};

use self::set::SetArgs;
use self::show::ShowArgs;
use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct CompanyArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Set the fields that are given, leave the others; an empty value takes one away
    #[command(override_usage = "relais company set --<FIELD> <VALUE> ...")]
    Set(Box<SetArgs>),
    /// Show what is set
    Show(ShowArgs),
}

pub(crate) async fn run(args: CompanyArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::Set(args) => set::run(*args, house).await,
        Act::Show(args) => show::run(&args, house).await,
    }
}
