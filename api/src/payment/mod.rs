//! Payments: money received, what it settles, and when it bounces.

pub(crate) mod allocate;
pub(crate) mod allocation;
pub(crate) mod bounce;
pub(crate) mod confirm;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::payment::PaymentRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use self::allocation::AllocationView;
use crate::money::MoneyView;

/// A payment by all that is known.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Payment)]
pub(crate) struct PaymentView {
    /// Id.
    id: Uuid,
    /// Who paid.
    customer: Uuid,
    /// The day on which the money was there.
    received_on: NaiveDate,
    /// What came.
    amount: MoneyView,
    /// What settles no due line: an open credit. Nothing once it bounced.
    open: MoneyView,
    /// How it came.
    method: Option<String>,
    /// What the debtor wrote.
    reference: Option<String>,
    /// What identifies it where it came from.
    source_key: Option<String>,
    /// The day on which it bounced.
    bounced_on: Option<NaiveDate>,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
    /// What it settles, in the order in which it was written, reversals included.
    allocations: Vec<AllocationView>,
}

impl From<PaymentRecord> for PaymentView {
    fn from(payment: PaymentRecord) -> Self {
        let currency = payment.currency;
        let view = |row| AllocationView::new(row, currency);
        Self {
            id: payment.id.0,
            customer: payment.customer.0,
            received_on: payment.received_on,
            amount: MoneyView::new(payment.amount, currency),
            open: MoneyView::new(payment.open, currency),
            method: payment.method,
            reference: payment.reference,
            source_key: payment.source_key,
            bounced_on: payment.bounced_on,
            recorded_at: payment.recorded_at,
            allocations: payment.allocations.into_iter().map(view).collect(),
        }
    }
}
