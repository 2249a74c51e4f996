//! What a person says of a message, and of the sending.

use chrono::NaiveDate;
use domain::id::MessageId;
use domain::message::MessageState;
use store::message::{self, Said};
use templates::Arg;

use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(super) struct SettleArgs {
    /// Id of the message, as `relais message list` shows it
    id: MessageId,
    /// What became of it
    said: SaidArg,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum SaidArg {
    /// It arrived
    Sent,
    /// It did not: it is sent again, under the same Message-ID
    Lost,
}

#[derive(Debug, clap::Args)]
pub(super) struct RetryArgs {
    /// Id of the message, as `relais message list` shows it
    id: MessageId,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiscardArgs {
    /// Id of the message, as `relais message list --state handed_out` shows it
    id: MessageId,
}

#[derive(Debug, clap::Args)]
pub(super) struct PostArgs {
    /// Id of the message, as `relais message list` shows it
    id: MessageId,
    /// Day on which it was posted, YYYY-MM-DD
    #[arg(long)]
    on: NaiveDate,
    /// By what it is proved: the number of the registered letter, for example
    #[arg(long)]
    proof: String,
}

pub(super) async fn settle(args: &SettleArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let said = match args.said {
        SaidArg::Sent => Said::Sent,
        SaidArg::Lost => Said::Lost,
    };
    let state = message::settle(&db, &house.context(), args.id, said).await?;
    stands(house, args.id, state)
}

pub(super) async fn retry(args: &RetryArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let state = message::retry(&db, &house.context(), args.id).await?;
    stands(house, args.id, state)
}

pub(super) async fn post(args: &PostArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let state = message::prove(&db, &house.context(), args.id, args.on, &args.proof).await?;
    stands(house, args.id, state)
}

pub(super) async fn discard(args: &DiscardArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let state = message::discard(&db, &house.context(), args.id).await?;
    stands(house, args.id, state)
}

pub(super) async fn resume(house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let lifted = message::resume(&db, &house.context(), None).await?;
    let count = Arg::Number(i64::try_from(lifted)?);
    print(house.text("message-resumed", &[("count", count)]))?;
    Ok(Exit::Done)
}

/// Says where the message stands now.
fn stands(house: &House, id: MessageId, state: MessageState) -> anyhow::Result<Exit> {
    let word = house.text(&format!("message-state-{state}"), &[]);
    let args = [("id", Arg::from(id.to_string())), ("state", Arg::from(word))];
    print(house.text("message-stands", &args))?;
    Ok(Exit::Done)
}
