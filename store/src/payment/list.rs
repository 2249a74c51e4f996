//! Payments as people look at them: with what they settle and what is left of them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CustomerId, PaymentId};
use domain::money::Currency;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::allocation::{AllocationRecord, SourceId, of_sources};
use crate::entity::payment;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// Which payments or credit notes a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Those of one customer.
    pub customer: Option<CustomerId>,
    /// Only those with a proposed allocation that nobody has confirmed or changed.
    pub proposed: bool,
}

/// That a proposal of the source in `column` stands.
pub(super) fn proposed(table: &str, column: &str) -> SimpleExpr {
    Expr::cust(format!(
        "EXISTS (SELECT 1 FROM allocation a
           WHERE a.{column} = {table}.id AND a.origin = 'proposed' AND a.reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM allocation back WHERE back.reverses = a.id))"
    ))
}

/// A payment by all that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRecord {
    /// Its id.
    pub id: PaymentId,
    /// Who paid.
    pub customer: CustomerId,
    /// The day on which the money was there.
    pub received_on: NaiveDate,
    /// Minor units.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// How it came.
    pub method: Option<String>,
    /// What the debtor wrote.
    pub reference: Option<String>,
    /// The key of its source.
    pub source_key: Option<String>,
    /// The day on which it bounced.
    pub bounced_on: Option<NaiveDate>,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
    /// What is given to no line; 0 once it bounced.
    pub open: i64,
    /// Its allocations in the order in which they were written, reversals included.
    pub allocations: Vec<AllocationRecord>,
}

/// One payment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub async fn get<C: ConnectionTrait>(conn: &C, id: PaymentId) -> Result<PaymentRecord, StoreError> {
    let row = payment::Entity::find_by_id(id.0).one(conn).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "payment" })?;
    let records = with_allocations(conn, vec![row]).await?;
    records.into_iter().next().ok_or(StoreError::NotFound { noun: "payment" })
}

/// A page of payments, in the order in which they were recorded.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: PaymentFilter,
    page: PageRequest,
) -> Result<Page<PaymentRecord>, StoreError> {
    let mut asked = payment::Entity::find();
    if let Some(customer) = filter.customer {
        asked = asked.filter(payment::Column::CustomerId.eq(customer.0));
    }
    if filter.proposed {
        asked = asked.filter(proposed("payment", "payment_id"));
    }
    if let Some(after) = page.after {
        asked = asked.filter(payment::Column::Id.gt(after));
    }
    let rows = asked.order_by_asc(payment::Column::Id).limit(page.rows()).all(conn).await?;
    let page = Page::cut(rows, page, |row| row.id);
    Ok(Page { items: with_allocations(conn, page.items).await?, next: page.next })
}

async fn with_allocations<C: ConnectionTrait>(
    conn: &C,
    payments: Vec<payment::Model>,
) -> Result<Vec<PaymentRecord>, StoreError> {
    let sources: Vec<SourceId> =
        payments.iter().map(|row| SourceId::Payment(row.id.into())).collect();
    let mut by_source = HashMap::<SourceId, Vec<AllocationRecord>>::new();
    for allocation in of_sources(conn, &sources).await? {
        by_source.entry(allocation.source).or_default().push(allocation);
    }
    payments
        .into_iter()
        .map(|row| {
            let id = PaymentId(row.id);
            let allocations = by_source.remove(&SourceId::Payment(id)).unwrap_or_default();
            let given: i64 =
                allocations.iter().filter(|row| row.stands()).map(|row| row.amount).sum();
            Ok(PaymentRecord {
                id,
                customer: row.customer_id.into(),
                received_on: row.received_on,
                amount: row.amount,
                currency: row
                    .currency
                    .parse()
                    .map_err(|why| unreadable("payment.currency", why))?,
                method: row.method,
                reference: row.reference,
                source_key: row.source_key,
                bounced_on: row.bounced_on,
                recorded_at: row.recorded_at,
                open: if row.bounced_on.is_some() { 0 } else { row.amount - given },
                allocations,
            })
        })
        .collect()
}
