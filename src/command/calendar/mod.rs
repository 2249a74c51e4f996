//! `relais calendar`: the days that the rules count.

mod holidays;

use clap::{Args, Subcommand};

use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List the public holidays of a year in a French department
    Holidays(holidays::HolidaysArgs),
}

pub(crate) fn run(args: &CalendarArgs, house: &House) -> anyhow::Result<Exit> {
    match &args.act {
        Act::Holidays(args) => holidays::run(args, house),
    }
}
