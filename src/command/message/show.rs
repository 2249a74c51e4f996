//! `relais message show`: one message and its attempts.

use domain::id::MessageId;
use serde_json::json;
use store::message::{self, Attempt, Detail};

use super::list::as_json;
use crate::command::worker::{instant, zone};
use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Id of the message, as `relais message list` shows it
    id: MessageId,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ShowArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let Detail { message, attempts } = message::get(db.read(), args.id).await?;
    if args.json {
        let mut shown = as_json(&message);
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("history".to_owned(), attempts.iter().map(attempt_as_json).collect());
        }
        print(serde_json::to_string_pretty(&shown)?)?;
        return Ok(Exit::Done);
    }
    let zone = zone(&db).await?;
    let when = |at| instant(house, at, zone);
    let word = |key: String| house.text(&key, &[]);
    let mut rows = vec![
        ("message-id", message.id.to_string()),
        ("message-state", word(format!("message-state-{}", message.state))),
        ("message-channel", word(format!("run-channel-{}", message.channel))),
    ];
    let mut optional = |key, value: Option<String>| rows.extend(value.map(|value| (key, value)));
    optional("message-customer", message.reference.clone());
    optional("message-name", message.name.clone());
    optional(
        "message-why",
        message.reason.as_ref().map(|why| word(format!("message-reason-{why}"))),
    );
    optional("message-reply", message.reply_text.clone());
    optional("message-created", Some(when(message.created_at)));
    optional("message-due", (!message.state.is_settled()).then(|| when(message.due_at)));
    optional("message-settled", message.settled_at.map(when));
    optional("message-proof", message.proof.clone());
    for (key, value) in rows {
        print(format!("{:<20} {value}", house.text(key, &[])))?;
    }
    for attempt in &attempts {
        let outcome = word(format!("message-state-{}", attempt.outcome));
        let reply = attempt.reply_text.as_deref().unwrap_or_default();
        let code = attempt.reply_code.map_or_else(String::new, |code| format!("{code} "));
        print(format!("  {}. {}  {outcome}  {code}{reply}", attempt.number, when(attempt.at)))?;
    }
    Ok(Exit::Done)
}

fn attempt_as_json(attempt: &Attempt) -> serde_json::Value {
    json!({
        "attempt": attempt.number,
        "at": attempt.at,
        "outcome": attempt.outcome,
        "reply_code": attempt.reply_code,
        "reply": attempt.reply_text,
        "worker": attempt.worker,
    })
}
