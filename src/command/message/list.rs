//! `relais message list`: page by page, in bounded memory.

use domain::message::MessageState;
use serde_json::json;
use store::message::{self, Filter, Message, active_pauses};
use store::page::PageRequest;
use uuid::Uuid;

use crate::command::worker::paused;
use crate::house::{Array, Exit, House, print};

/// Messages read at once.
const PAGE: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Only those that are queued, claimed, accepted, deferred, failed, uncertain, skipped or
    /// handed_out
    #[arg(long, value_name = "STATE")]
    state: Option<MessageState>,
    /// Only those of this run
    #[arg(long, value_name = "RUN")]
    run: Option<Uuid>,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let filter = Filter { state: args.state, batch: args.run, party: None };
    let mut request = Some(PageRequest::first(PAGE));
    let mut out = Array::new(args.json);
    while let Some(page) = request {
        let page = message::list(db.read(), filter, page).await?;
        request = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        for message in &page.items {
            if args.json {
                out.push(&as_json(message))?;
            } else {
                print(line(message, house))?;
            }
        }
    }
    out.end()?;
    for pause in active_pauses(db.read(), house.context().now).await? {
        eprintln!("relais: {}", paused(house, &pause));
    }
    Ok(Exit::Done)
}

fn line(message: &Message, house: &House) -> String {
    let state = house.text(&format!("message-state-{}", message.state), &[]);
    let channel = house.text(&format!("run-channel-{}", message.channel), &[]);
    let reference = message.reference.as_deref().unwrap_or("–");
    let name = message.name.as_deref().unwrap_or("–");
    let mut line = format!("{}  {state:<12}  {channel:<8}  {reference:<14}  {name}", message.id);
    if let Some(reason) = &message.reason {
        line.push_str("  ");
        line.push_str(&house.text(&format!("message-reason-{reason}"), &[]));
    }
    if let Some(reply) = &message.reply_text {
        let code = message.reply_code.map_or_else(String::new, |code| format!("{code} "));
        line.push_str(&format!("  ({code}{reply})"));
    }
    line
}

/// A message as a program reads it.
pub(super) fn as_json(message: &Message) -> serde_json::Value {
    json!({
        "id": message.id,
        "state": message.state,
        "channel": message.channel,
        "customer": message.reference,
        "name": message.name,
        "language": message.language,
        "purpose": { "kind": message.purpose.kind(), "id": message.purpose.id() },
        "batch": message.batch,
        "failure_class": message.failure_class,
        "reason": message.reason,
        "reply_code": message.reply_code,
        "reply": message.reply_text,
        "legal_ground": message.legal_ground,
        "attempts": message.attempts,
        "due_at": message.due_at,
        "created_at": message.created_at,
        "settled_at": message.settled_at,
        "proof": message.proof,
        "proof_on": message.proof_on,
    })
}
