//! `GET /dunning-preview`

use chrono::NaiveDate;
use serde::Serialize;
use store::dunning::{DueLineView, LeftOutView, MessageView, Reading};
use utoipa::ToSchema;

use crate::access::{May, ReadDunning};
use crate::answer::Found;
use crate::input::{ChannelCode, LanguageCode, LeftOutReasonCode, Limit, Query, Text, page};
use crate::money::MoneyView;
use crate::problem::Problem;

query! {
    /// The run of which day, and which page.
    struct PreviewQuery {
        /// The day that the run would bear; today when absent.
        day: Option<NaiveDate>,
        /// Customers of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        #[param(value_type = Option<String>, min_length = 1, max_length = 200)]
        after: Option<Text<200>>,
    }
}

/// A page of what a run would send, and what it would leave out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningPreview)]
pub(crate) struct PreviewView {
    /// The day of the run.
    day: NaiveDate,
    /// Messages, by customer and currency.
    messages: Vec<PreviewMessage>,
    /// Overdue open lines in none of them.
    left_out: Vec<PreviewLeftOut>,
    /// The rate rows that were missing for the penalties of this page.
    missing_rates: Vec<String>,
    /// What to give as `after` for the next page; `null` on the last one.
    next: Option<String>,
}

/// A message that a run would send.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningPreviewMessage)]
struct PreviewMessage {
    /// The customer's reference.
    customer: String,
    /// The highest level that a line reaches.
    level: u8,
    /// How it would be sent.
    channel: ChannelCode,
    /// Its language.
    language: LanguageCode,
    /// All overdue lines that it would list.
    due_lines: Vec<PreviewLine>,
    /// Open credits.
    credits: MoneyView,
    /// Asked for.
    net: MoneyView,
}

/// A due line of such a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningPreviewLine)]
struct PreviewLine {
    /// The number of its invoice.
    invoice: String,
    /// The last day on which it might have been paid.
    due_on: NaiveDate,
    /// Calendar days from then to the day of the run.
    days_overdue: i64,
    /// The level it has; `null` before its first reminder.
    level: Option<u8>,
    /// The level it reaches, when it rises.
    rises_to: Option<u8>,
    /// Open.
    residual: MoneyView,
    /// Of that, held.
    held: MoneyView,
}

/// A due line that a run would leave out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningPreviewLeftOut)]
struct PreviewLeftOut {
    /// The customer's reference.
    customer: String,
    /// The number of its invoice.
    invoice: String,
    /// Why.
    reason: LeftOutReasonCode,
}

/// Look at the run of a day without storing anything.
///
/// The day of a confirmed run shows what was frozen when it was confirmed.
#[utoipa::path(get, path = "/dunning-preview")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    query: Query<PreviewQuery>,
) -> Result<Found<PreviewView>, Problem> {
    let query = query.0;
    let day = may.day_or_today(query.day).await?;
    let mut reading = Reading::of_day(may.db(), day).await?;
    if let Some(after) = query.after {
        reading = reading.after(after.0);
    }
    let limit = page(query.limit, None).limit;
    let read = reading.next_of(may.db(), limit).await?.unwrap_or_default();
    Ok(Found(PreviewView {
        day,
        messages: read.messages.into_iter().map(message).collect(),
        left_out: read.left_out.into_iter().map(left_out).collect(),
        missing_rates: reading.missing_rates(),
        next: read.next,
    }))
}

fn message(message: MessageView) -> PreviewMessage {
    let money = |amount| MoneyView::new(amount, message.currency);
    let line = |line: DueLineView| PreviewLine {
        invoice: line.invoice,
        due_on: line.due_date,
        days_overdue: line.days_overdue,
        level: line.level,
        rises_to: line.rises_to,
        residual: money(line.residual),
        held: money(line.held),
    };
    PreviewMessage {
        level: message.level,
        channel: ChannelCode(message.channel),
        language: LanguageCode(message.language),
        credits: money(message.credits),
        net: money(message.net),
        due_lines: message.due_lines.into_iter().map(line).collect(),
        customer: message.customer,
    }
}

fn left_out(line: LeftOutView) -> PreviewLeftOut {
    PreviewLeftOut {
        customer: line.customer,
        invoice: line.invoice,
        reason: LeftOutReasonCode(line.reason),
    }
}
