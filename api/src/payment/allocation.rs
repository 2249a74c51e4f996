//! What a payment or a credit note settles, as it is read and shown.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::DueLineId;
use domain::money::Currency;
use domain::payment::{Allocate, PaymentFault};
use serde::Serialize;
use store::allocation::AllocationRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{Faults, OriginCode};
use crate::money::{MoneyInput, MoneyView};

/// What a payment or a credit note gives to a due line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Allocation)]
pub(crate) struct AllocationView {
    /// Id.
    id: Uuid,
    /// The due line that gets it.
    due_line: Uuid,
    /// Its invoice.
    invoice: Uuid,
    /// The series of that invoice.
    series: String,
    /// The number of that invoice.
    number: String,
    /// How much; above zero also in a reversal.
    amount: MoneyView,
    /// The day from which it counts.
    effective_on: NaiveDate,
    /// When it was written.
    recorded_at: DateTime<Utc>,
    /// The allocation that it takes back.
    reverses: Option<Uuid>,
    /// The allocation that takes it back.
    reversed_by: Option<Uuid>,
    /// Who decided; `proposed` waits for a person.
    origin: OriginCode,
    /// Who wrote it: `user:<id>`, `cli:<name>`, `system`.
    actor: String,
}

impl AllocationView {
    pub(crate) fn new(row: AllocationRecord, currency: Currency) -> Self {
        Self {
            id: row.id.0,
            due_line: row.due_line.0,
            invoice: row.invoice.0,
            series: row.series,
            number: row.number,
            amount: MoneyView::new(row.amount, currency),
            effective_on: row.effective_on,
            recorded_at: row.recorded_at,
            reverses: row.reverses.map(|id| id.0),
            reversed_by: row.reversed_by.map(|id| id.0),
            origin: OriginCode(row.origin),
            actor: row.actor,
        }
    }
}

input! {
    /// What a due line gets.
    #[schema(as = NewAllocation)]
    struct PartBody {
        /// The due line.
        #[schema(value_type = uuid::Uuid)]
        due_line: DueLineId,
        /// How much, in the currency of the source.
        amount: MoneyInput,
    }
}

input! {
    /// What exactly a payment or a credit note settles; the rest is an open credit.
    #[schema(as = AllocationChange)]
    struct AllocationBody {
        /// The due lines and what each gets.
        #[schema(max_items = 1000)]
        due_lines: Vec<PartBody>,
    }
}

/// The parts in minor units of `currency`; another currency is a fault.
pub(crate) fn parts(
    parts: &[PartBody],
    currency: Currency,
    faults: &mut Faults,
) -> Vec<(DueLineId, i64)> {
    let part = |(index, part): (usize, &PartBody)| {
        let at = format!("/due_lines/{index}/amount");
        part.amount.minor(currency, &at, faults).map(|amount| (part.due_line, amount))
    };
    parts.iter().enumerate().filter_map(part).collect()
}

/// How a new source is to be spread: exactly so when lines are listed, else by the rule.
pub(crate) fn wish(
    listed: Option<&[PartBody]>,
    currency: Currency,
    faults: &mut Faults,
) -> Allocate {
    match listed {
        None => Allocate::Default,
        Some([]) => Allocate::None,
        Some(listed) => Allocate::Exactly(parts(listed, currency, faults)),
    }
}

/// Where the part stands that breaks a rule.
pub(crate) const fn pointer(fault: PaymentFault) -> &'static str {
    match fault {
        PaymentFault::AmountNotPositive | PaymentFault::AmountOutOfRange => "/amount/amount",
        PaymentFault::TextTooLong => "/reference",
        _ => "/due_lines",
    }
}
