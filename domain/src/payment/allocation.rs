//! How a source, a payment or a credit note, is spread over due lines: a pure decision.
//!
//! It never gives a line more than is owed of it, nor a source away more than it has, and each
//! part counts from the later of the source's day and the day of its invoice.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Allocate, AllocationFault, OpenLine, mentions};
use crate::id::{DueLineId, InvoiceId};

/// Who decided on an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The debtor said so: a list, or a reference that names the invoice.
    Debtor,
    /// The sum is exactly what is owed of one line, one invoice, all that is due or all there
    /// is; or the credit note names the invoice it corrects.
    Exact,
    /// Nobody yet: the oldest due lines, until a person confirms or changes it.
    Proposed,
    /// A person confirmed or changed it.
    Person,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Debtor, Self::Exact, Self::Proposed, Self::Person];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Debtor => "debtor",
            Self::Exact => "exact",
            Self::Proposed => "proposed",
            Self::Person => "person",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is the name of no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the origin of an allocation")]
pub struct UnknownOrigin;

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|origin| origin.code() == text).ok_or(UnknownOrigin)
    }
}

/// What is to be spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// Minor units that are still to be given.
    pub amount: i64,
    /// The day on which a payment was received or a credit note issued.
    pub day: NaiveDate,
    /// What the debtor wrote on a payment.
    pub reference: Option<&'a str>,
    /// The invoice that a credit note corrects.
    pub invoice: Option<InvoiceId>,
}

/// What a source gives to one due line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub due_line: DueLineId,
    /// Minor units, above zero.
    pub amount: i64,
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// Who decided.
    pub origin: Origin,
}

/// Spreads a source over the open lines of its customer in its currency; what no part takes is
/// an open credit. The order of `lines` does not matter.
///
/// # Errors
/// Only a list can be refused: when a line of it is not among `lines`, or would get more than is
/// owed of it, or the list is more than the source.
pub fn allocate(
    source: Source<'_>,
    wish: &Allocate,
    lines: &[OpenLine],
) -> Result<Vec<Part>, AllocationFault> {
    match wish {
        Allocate::None => Ok(Vec::new()),
        Allocate::Exactly(list) => listed(source, list, lines),
        Allocate::Default => Ok(by_rule(source, lines)),
    }
}

fn listed(
    source: Source<'_>,
    list: &[(DueLineId, i64)],
    lines: &[OpenLine],
) -> Result<Vec<Part>, AllocationFault> {
    let mut left = source.amount;
    let mut parts = Vec::with_capacity(list.len());
    for (id, amount) in list {
        let line = lines
            .iter()
            .find(|line| line.due_line == *id)
            .ok_or(AllocationFault::NotOfThisCustomer(*id))?;
        if *amount > line.residual {
            return Err(AllocationFault::ExceedsResidual(*id));
        }
        left -= amount;
        if left < 0 {
            return Err(AllocationFault::ExceedsSource);
        }
        parts.push(part(source, line, *amount, Origin::Debtor));
    }
    Ok(parts)
}

fn by_rule(source: Source<'_>, lines: &[OpenLine]) -> Vec<Part> {
    let mut oldest_first: Vec<&OpenLine> = lines.iter().filter(|line| line.residual > 0).collect();
    oldest_first.sort_by_key(|line| (line.due_on, line.issued_on, &line.number, line.due_line));
    let mut pour = Pour { source, left: source.amount, parts: Vec::new() };

    let corrected = |line: &OpenLine| source.invoice == Some(line.invoice);
    let named =
        |line: &OpenLine| source.reference.is_some_and(|text| mentions(text, line.number.number()));
    pour.over(oldest_first.iter().copied().filter(|line| corrected(line)), Origin::Exact);
    pour.over(oldest_first.iter().copied().filter(|line| named(line)), Origin::Debtor);
    if pour.parts.is_empty()
        && let Some((meant, origin)) = by_sum(source, &oldest_first)
    {
        pour.over(meant.into_iter(), origin);
    }
    pour.over(oldest_first.iter().copied(), Origin::Proposed);
    pour.parts
}

/// The lines that a sum designates, from the narrowest reading to the widest. A sum that fits two
/// lines or two invoices designates neither: the older one is a proposal.
fn by_sum<'a>(
    source: Source<'_>,
    oldest_first: &[&'a OpenLine],
) -> Option<(Vec<&'a OpenLine>, Origin)> {
    let sure = |fits: usize| if fits == 1 { Origin::Exact } else { Origin::Proposed };

    let single: Vec<_> =
        oldest_first.iter().copied().filter(|line| line.residual == source.amount).collect();
    if let Some(line) = single.first() {
        return Some((vec![line], sure(single.len())));
    }
    let mut invoices: Vec<InvoiceId> = Vec::new();
    for line in oldest_first {
        if !invoices.contains(&line.invoice) {
            invoices.push(line.invoice);
        }
    }
    let mut whole = invoices
        .into_iter()
        .map(|invoice| matching(oldest_first, |line| line.invoice == invoice))
        .filter(|lines| total(lines) == source.amount);
    if let Some(lines) = whole.next() {
        return Some((lines, sure(1 + whole.count())));
    }
    [matching(oldest_first, |line| line.due_on <= source.day), oldest_first.to_vec()]
        .into_iter()
        .find(|lines| total(lines) == source.amount)
        .map(|lines| (lines, Origin::Exact))
}

fn matching<'a>(lines: &[&'a OpenLine], wanted: impl Fn(&OpenLine) -> bool) -> Vec<&'a OpenLine> {
    lines.iter().copied().filter(|line| wanted(line)).collect()
}

fn total(lines: &[&OpenLine]) -> i64 {
    lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.residual))
}

/// A source being poured over lines, each up to what is owed of it.
struct Pour<'a> {
    source: Source<'a>,
    left: i64,
    parts: Vec<Part>,
}

impl Pour<'_> {
    fn over<'l>(&mut self, lines: impl Iterator<Item = &'l OpenLine>, origin: Origin) {
        for line in lines {
            let has = self.parts.iter().any(|part| part.due_line == line.due_line);
            let amount = self.left.min(line.residual);
            if has || amount <= 0 {
                continue;
            }
            self.left -= amount;
            self.parts.push(part(self.source, line, amount, origin));
        }
    }
}

fn part(source: Source<'_>, line: &OpenLine, amount: i64, origin: Origin) -> Part {
    Part { due_line: line.due_line, amount, effective_on: source.day.max(line.issued_on), origin }
}

#[cfg(test)]
mod tests;
