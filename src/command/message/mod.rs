//! `relais message`: what left, what did not, and what a person knows better.

mod act;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct MessageArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List messages, in the order in which they were written down
    List(list::ListArgs),
    /// Show one message with its attempts
    Show(show::ShowArgs),
    /// Say what became of an uncertain message: `sent` ends it, `lost` sends it again
    Settle(act::SettleArgs),
    /// Try a failed message again
    Retry(act::RetryArgs),
    /// Lift the pauses that a fault of ours put on the sending
    Resume,
    /// Record that a letter was posted, or a call made
    Post(act::PostArgs),
    /// Say that a letter will not be posted, or a call not made: its lines are free again
    Discard(act::DiscardArgs),
}

pub(crate) async fn run(args: MessageArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::List(args) => list::run(&args, house).await,
        Act::Show(args) => show::run(&args, house).await,
        Act::Settle(args) => act::settle(&args, house).await,
        Act::Retry(args) => act::retry(&args, house).await,
        Act::Resume => act::resume(house).await,
        Act::Post(args) => act::post(&args, house).await,
        Act::Discard(args) => act::discard(&args, house).await,
    }
}
