//! A run as people and programs read it, proposed or frozen alike: the shape of `dunning run
//! --json`, whose names stay.

use chrono::NaiveDate;
use domain::dunning::{LeftOutReason, Review};
use domain::language::Language;
use domain::message::Channel;
use domain::money::Currency;
use serde::Serialize;

use super::proposer::Proposed;

/// A message of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// The customer's reference.
    pub customer: String,
    /// The highest level that a line reaches in this run, from 1.
    pub level: u8,
    /// How it is sent.
    pub channel: Channel,
    /// Its language.
    pub language: Language,
    /// Of its amounts.
    pub currency: Currency,
    /// All overdue lines that it lists.
    pub due_lines: Vec<DueLineView>,
    /// Open credits, minor units.
    pub credits: i64,
    /// Asked for, minor units: residuals less what is held less credits.
    pub net: i64,
    /// Whether a person looks at it first.
    #[serde(skip)]
    pub review: Review,
}

/// An overdue line in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueLineView {
    /// The number of its invoice.
    pub invoice: String,
    /// The day on which it was due.
    pub due_date: NaiveDate,
    /// Calendar days from then to the day of the run.
    pub days_overdue: i64,
    /// The level it has; none before its first reminder.
    pub level: Option<u8>,
    /// The level it reaches, when it rises.
    pub rises_to: Option<u8>,
    /// Open, minor units.
    pub residual: i64,
    /// Of that, held, minor units.
    #[serde(skip)]
    pub held: i64,
    /// Why it does not rise, where it was computed from the ledger and no way leads to the customer:
    /// somebody has to find its address.
    #[serde(skip)]
    pub unreachable: bool,
}

/// An overdue open line in no message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOutView {
    /// The customer's reference.
    pub customer: String,
    /// The number of its invoice.
    pub invoice: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// A page of a run, by customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunView {
    /// Messages, by customer and currency.
    pub messages: Vec<MessageView>,
    /// Lines left out, by customer and due day.
    pub left_out: Vec<LeftOutView>,
    /// What the next page comes after; none on the last.
    pub next: Option<String>,
}

impl RunView {
    /// Adds what is proposed to one customer.
    pub(super) fn add(&mut self, proposed: Proposed) {
        let languages: Vec<Language> =
            proposed.proposals.notices.iter().map(|n| proposed.language(n.channel)).collect();
        let Proposed { reference, facts, numbers, proposals, .. } = proposed;
        let number = |fact: usize| numbers.get(fact).map(|(number, _)| number.clone());
        for (notice, language) in proposals.notices.into_iter().zip(languages) {
            let lines = notice.lines.iter().filter_map(|line| {
                Some(DueLineView {
                    invoice: number(line.fact)?,
                    due_date: facts.lines.get(line.fact)?.due_on,
                    days_overdue: line.days_overdue,
                    level: Some(line.level_before).filter(|level| *level > 0),
                    rises_to: line.rises_to,
                    residual: line.residual,
                    held: line.held,
                    unreachable: line.stays == Some(LeftOutReason::NoContactPoint),
                })
            });
            self.messages.push(MessageView {
                customer: reference.clone(),
                level: notice.level,
                channel: notice.channel,
                language,
                currency: notice.currency,
                due_lines: lines.collect(),
                credits: notice.credit,
                net: notice.net,
                review: notice.review,
            });
        }
        self.left_out.extend(proposals.left_out.iter().filter_map(|line| {
            Some(LeftOutView {
                customer: reference.clone(),
                invoice: number(line.fact)?,
                reason: line.reason,
            })
        }));
    }
}
