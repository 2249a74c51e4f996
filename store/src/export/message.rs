//! The table of messages: a row for each that the ledger holds, in the order in which they were written
//! down, with what became of it.

use chrono::NaiveDate;
use domain::contactability::Reason;
use domain::dunning;
use domain::export::Cell;
use domain::message::{Channel, FailureReason, MessageState, SenderFault, SkipReason};
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::terms::Terms;
use super::who::{Who, parties};
use crate::error::StoreError;
use crate::message::{Filter, list};
use crate::page::{Page, PageRequest};

/// A message, to whom, and its codes in the words of whoever reads.
pub(super) struct Row {
    who: Who,
    sent_for: String,
    channel: String,
    state: String,
    reason: Option<String>,
    written_on: NaiveDate,
    ended_on: Option<NaiveDate>,
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "sent_for", cell: |row: &Row| row.sent_for.as_str().into() },
    Column { code: "channel", cell: |row: &Row| row.channel.as_str().into() },
    Column { code: "state", cell: |row: &Row| row.state.as_str().into() },
    Column { code: "reason", cell: |row: &Row| row.reason.as_deref().into() },
    Column { code: "written_on", cell: |row: &Row| row.written_on.into() },
    Column { code: "ended_on", cell: |row: &Row| row.ended_on.into() },
];

/// What messages are sent for, as [`domain::message::Purpose::kind`] says it.
const PURPOSES: [&str; 3] = ["dunning_notice", "consent_request", "preference_link"];

/// Why a person may not be written to, of the answers on contact.
const BARS: [Reason; 5] = [
    Reason::PartyDeleted,
    Reason::PartyRestricted,
    Reason::ContactPointInvalid,
    Reason::NoContactPoint,
    Reason::Suppressed,
];

fn purpose_key(kind: &str) -> String {
    format!("export-message-{kind}")
}

fn channel_key(channel: Channel) -> String {
    format!("run-channel-{}", channel.code())
}

fn state_key(state: MessageState) -> String {
    format!("message-state-{}", state.code())
}

fn reason_key(code: &str) -> String {
    format!("message-reason-{code}")
}

/// The codes of the reasons for which a message failed, was skipped or put off.
fn reasons() -> impl Iterator<Item = &'static str> {
    let failed = FailureReason::ALL.iter().map(|reason| reason.code());
    let put_off = SenderFault::ALL.iter().map(|fault| fault.code());
    let dropped = dunning::SkipReason::ALL.iter().map(|reason| reason.code());
    let skipped = [SkipReason::Discarded, SkipReason::RequestOver, SkipReason::LinkOver];
    let skipped = skipped.into_iter().map(SkipReason::code);
    let barred = BARS.into_iter().map(Reason::code);
    failed.chain(put_off).chain(dropped).chain(skipped).chain(barred)
}

/// The keys of the words of its cells.
pub(super) fn words() -> Vec<String> {
    let purposes = PURPOSES.into_iter().map(purpose_key);
    let channels = Channel::ALL.iter().copied().map(channel_key);
    let states = MessageState::ALL.iter().copied().map(state_key);
    purposes.chain(channels).chain(states).chain(reasons().map(reason_key)).collect()
}

/// A page of rows.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    filter: Filter,
    terms: &Terms,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = list(conn, filter, request).await?;
    let ids = page.items.iter().map(|message| message.party).collect();
    let people = parties(conn, ids).await?;
    Ok(page.map(|message| {
        let mut who = people.get(&message.party).cloned().unwrap_or_default();
        // A person may belong to several customers; a reminder is about one of them.
        if let Some(reference) = message.reference {
            who.reference = reference;
        }
        let row = Row {
            who,
            sent_for: terms.word(&purpose_key(message.purpose.kind())),
            channel: terms.word(&channel_key(message.channel)),
            state: terms.word(&state_key(message.state)),
            reason: message.reason.map(|code| terms.word_or(&reason_key(&code), &code)),
            written_on: terms.day(message.created_at),
            ended_on: message.settled_at.map(|moment| terms.day(moment)),
        };
        cells(COLUMNS, &row)
    }))
}
