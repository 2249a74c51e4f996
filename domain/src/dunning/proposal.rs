//! What a run proposes for one customer: at most one notice per currency, and the lines that it
//! leaves out, each with its reason (rules 1, 4, 6, 10 and 13).
//!
//! A pure function of the facts of the day: computing it again gives the same.

use chrono::NaiveDate;

use super::facts::{CustomerFacts, LineFacts, OpenStep};
use super::ladder::{Standing, Step, Wait, next_step};
use super::left_out::LeftOutReason;
use super::procedure::Procedure;
use super::run::Review;
use crate::message::Channel;
use crate::money::Currency;

/// A line of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeLine {
    /// Its place among the lines of the facts.
    pub fact: usize,
    /// Calendar days from the due day to the day of the run.
    pub days_overdue: i64,
    /// The level it has; 0 before its first reminder.
    pub level_before: u8,
    /// The level it reaches, when it rises.
    pub rises_to: Option<u8>,
    /// Why it does not, when it does not.
    pub stays: Option<LeftOutReason>,
    /// Minor units open.
    pub residual: i64,
    /// Minor units of these that are held.
    pub held: i64,
}

/// A credit of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeCredit {
    /// Its place among the credits of the facts.
    pub fact: usize,
    /// Minor units of it that this notice subtracts, more than zero.
    pub amount: i64,
}

/// One message to one customer in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedNotice {
    /// The currency of its amounts.
    pub currency: Currency,
    /// The highest level that one of its lines reaches.
    pub level: u8,
    /// How it is sent.
    pub channel: Channel,
    /// [`Review::Awaiting`] or [`Review::None`].
    pub review: Review,
    /// All overdue lines above the tolerance that may be listed, the oldest due day first.
    pub lines: Vec<NoticeLine>,
    /// The open credits of the currency, the oldest first, less what another notice that may yet
    /// arrive subtracts.
    pub credits: Vec<NoticeCredit>,
    /// Minor units: the sum of the residuals.
    pub residual: i64,
    /// Minor units: the sum of what is held.
    pub held: i64,
    /// Minor units: the sum of the credits.
    pub credit: i64,
    /// Minor units asked for, more than zero: residual less held less credit.
    pub net: i64,
}

/// A line in no notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOutLine {
    /// Its place among the lines of the facts.
    pub fact: usize,
    /// Why.
    pub reason: LeftOutReason,
}

/// What a run does with one customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Its notices, by the code of their currency.
    pub notices: Vec<ProposedNotice>,
    /// The lines left out, in the order of the facts.
    pub left_out: Vec<LeftOutLine>,
}

/// What a run of `day` proposes to a customer under `procedure`.
#[must_use]
pub fn propose(facts: &CustomerFacts, procedure: Option<&Procedure>, day: NaiveDate) -> Proposals {
    let mut proposals = Proposals::default();
    let barred = if facts.restricted {
        Some(LeftOutReason::Restricted)
    } else if facts.reminders_off {
        Some(LeftOutReason::RemindersOff)
    } else {
        None
    };
    let procedure = procedure.filter(|procedure| procedure.active);
    let (None, Some(procedure)) = (barred, procedure) else {
        let reason = barred.unwrap_or(LeftOutReason::NoActiveProcedure);
        let all = (0..facts.lines.len()).map(|fact| LeftOutLine { fact, reason });
        proposals.left_out.extend(all);
        return proposals;
    };
    let mut listed = Vec::new();
    for (fact, line) in facts.lines.iter().enumerate() {
        match barred_line(line, procedure.tolerance) {
            Some(reason) => proposals.left_out.push(LeftOutLine { fact, reason }),
            None => listed.push((fact, line)),
        }
    }
    listed.sort_by_key(|(fact, line)| (line.currency.code(), line.due_on, *fact));
    for group in listed.chunk_by(|(_, one), (_, other)| one.currency == other.currency) {
        match notice(facts, procedure, group, day) {
            Ok(notice) => proposals.notices.push(notice),
            Err(left_out) => proposals.left_out.extend(left_out),
        }
    }
    proposals.left_out.sort_unstable_by_key(|line| line.fact);
    proposals
}

/// Why a line is listed in no message at all, whatever the others do.
fn barred_line(line: &LineFacts, tolerance: i64) -> Option<LeftOutReason> {
    if line.residual <= tolerance {
        Some(LeftOutReason::BelowTolerance)
    } else if line.held.whole || line.residual.saturating_sub(line.held.amount) <= tolerance {
        Some(LeftOutReason::Held)
    } else {
        match line.open {
            Some(OpenStep::AwaitingReview) => Some(LeftOutReason::AwaitingReview),
            Some(OpenStep::Uncertain) => Some(LeftOutReason::Uncertain),
            Some(OpenStep::UnderWay) | None => None,
        }
    }
}

/// The notice of the lines of one currency, or why none of them is in one.
fn notice(
    facts: &CustomerFacts,
    procedure: &Procedure,
    group: &[(usize, &LineFacts)],
    day: NaiveDate,
) -> Result<ProposedNotice, Vec<LeftOutLine>> {
    let leave = |reason: LeftOutReason| -> Vec<LeftOutLine> {
        group.iter().map(|(fact, _)| LeftOutLine { fact: *fact, reason }).collect()
    };
    let stay = |steps: &[Result<u8, LeftOutReason>]| -> Vec<LeftOutLine> {
        let stays = group.iter().zip(steps).filter_map(|((fact, _), step)| {
            step.err().map(|reason| LeftOutLine { fact: *fact, reason })
        });
        stays.collect()
    };
    let mut steps: Vec<Result<u8, LeftOutReason>> =
        group.iter().map(|(_, line)| step(procedure, line, day)).collect();
    let (Some(currency), true) =
        (group.first().map(|(_, line)| line.currency), steps.iter().any(Result::is_ok))
    else {
        return Err(stay(&steps));
    };
    let credits = credits(facts, currency);
    let credit = sum(credits.iter().map(|credit| credit.amount));
    let residual = sum(group.iter().map(|(_, line)| line.residual));
    let held = sum(group.iter().map(|(_, line)| line.held.amount));
    let net = residual.saturating_sub(held).saturating_sub(credit);
    if net <= 0 {
        return Err(leave(LeftOutReason::CoveredByCredits));
    }
    let Some((level, channel)) = reachable(facts, procedure, &mut steps) else {
        return Err(stay(&steps));
    };
    let Some(step_of_level) = procedure.level(level) else {
        return Err(leave(LeftOutReason::LastLevelReached));
    };
    let looked_at = group.iter().any(|(_, line)| line.bounced) || step_of_level.needs_review(net);
    let lines = group.iter().zip(steps).map(|((fact, line), step)| NoticeLine {
        fact: *fact,
        days_overdue: (day - line.due_on).num_days(),
        level_before: line.standing.level,
        rises_to: step.ok(),
        stays: step.err(),
        residual: line.residual,
        held: line.held.amount,
    });
    Ok(ProposedNotice {
        currency,
        level,
        channel,
        review: if looked_at { Review::Awaiting } else { Review::None },
        lines: lines.collect(),
        credits,
        residual,
        held,
        credit,
        net,
    })
}

/// The credits that a notice in `currency` subtracts. A notice that waits for a person, or may have
/// arrived, has subtracted them from its own lines: they are not given a second time.
fn credits(facts: &CustomerFacts, currency: Currency) -> Vec<NoticeCredit> {
    let elsewhere = facts.lines.iter().filter(|line| {
        let out = matches!(line.open, Some(OpenStep::AwaitingReview | OpenStep::Uncertain));
        out && line.currency == currency
    });
    let mut given = sum(elsewhere.map(|line| line.residual.saturating_sub(line.held.amount)));
    let mut credits = Vec::new();
    for (fact, credit) in facts.credits.iter().enumerate() {
        if credit.currency != currency {
            continue;
        }
        let taken = given.clamp(0, credit.amount);
        given -= taken;
        if credit.amount > taken {
            credits.push(NoticeCredit { fact, amount: credit.amount - taken });
        }
    }
    credits
}

/// The highest level that a line reaches and for which there is a way to the customer. Lines of a
/// level above it stay where they are: what cannot be posted does not silence what can be mailed.
fn reachable(
    facts: &CustomerFacts,
    procedure: &Procedure,
    steps: &mut [Result<u8, LeftOutReason>],
) -> Option<(u8, Channel)> {
    loop {
        let level = steps.iter().flatten().max().copied()?;
        let wanted = procedure.level(level).map(|step| step.channel);
        if let Some(channel) = wanted.and_then(|wanted| facts.reach.channel(wanted)) {
            return Some((level, channel));
        }
        for step in steps.iter_mut().filter(|step| **step == Ok(level)) {
            *step = Err(LeftOutReason::NoContactPoint);
        }
    }
}

/// The level that a line reaches, or why it stays.
fn step(procedure: &Procedure, line: &LineFacts, day: NaiveDate) -> Result<u8, LeftOutReason> {
    if line.open.is_some() {
        return Err(LeftOutReason::UnderWay);
    }
    let since = line.standing.since.max(line.held.ended_on);
    let standing = Standing { since, ..line.standing };
    match next_step(&procedure.levels, standing, line.due_on, day) {
        Step::Rise(level) => Ok(level),
        Step::Stay(Wait::Delay) => Err(LeftOutReason::DelayNotReached),
        Step::Stay(Wait::Gap) => Err(LeftOutReason::GapNotReached),
        Step::Stay(Wait::Last) => Err(LeftOutReason::LastLevelReached),
    }
}

fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}
