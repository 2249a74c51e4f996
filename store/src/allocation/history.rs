//! The allocations of a source or an invoice as they were written, reversals included.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AllocationId, DueLineId, InvoiceId};
use domain::payment::Origin;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, raw_sql};
use uuid::Uuid;

use super::SourceId;
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationRecord {
    /// Its id.
    pub id: AllocationId,
    /// What gives.
    pub source: SourceId,
    /// What gets.
    pub due_line: DueLineId,
    /// The invoice of that line.
    pub invoice: InvoiceId,
    /// The series of that invoice.
    pub series: String,
    /// The number of that invoice.
    pub number: String,
    /// Minor units, above zero also in a reversal.
    pub amount: i64,
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
    /// The row that it takes back.
    pub reverses: Option<AllocationId>,
    /// The row that takes it back.
    pub reversed_by: Option<AllocationId>,
    /// Who decided.
    pub origin: Origin,
    /// Who wrote it: `user:<id>`, `cli:<name>`, `system`.
    pub actor: String,
}

impl AllocationRecord {
    /// Whether it is an allocation that nothing has taken back.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.reverses.is_none() && self.reversed_by.is_none()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    payment_id: Option<Uuid>,
    credit_note_id: Option<Uuid>,
    due_line_id: Uuid,
    invoice_id: Uuid,
    series: String,
    number: String,
    amount: i64,
    effective_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    reverses: Option<Uuid>,
    reversed_by: Option<Uuid>,
    origin: String,
    actor: String,
}

impl Row {
    fn record(self) -> Result<AllocationRecord, StoreError> {
        let source = match (self.payment_id, self.credit_note_id) {
            (Some(id), _) => SourceId::Payment(id.into()),
            (None, Some(id)) => SourceId::CreditNote(id.into()),
            (None, None) => return Err(unreadable("allocation.payment_id", "no source")),
        };
        Ok(AllocationRecord {
            id: self.id.into(),
            source,
            due_line: self.due_line_id.into(),
            invoice: self.invoice_id.into(),
            series: self.series,
            number: self.number,
            amount: self.amount,
            effective_on: self.effective_on,
            recorded_at: self.recorded_at,
            reverses: self.reverses.map(Into::into),
            reversed_by: self.reversed_by.map(Into::into),
            origin: self.origin.parse().map_err(|why| unreadable("allocation.origin", why))?,
            actor: self.actor,
        })
    }
}

/// The allocations of one source, in the order in which they were written.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_source<C: ConnectionTrait>(
    conn: &C,
    source: SourceId,
) -> Result<Vec<AllocationRecord>, StoreError> {
    of_sources(conn, &[source]).await
}

/// The allocations of these sources, in the order in which they were written.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_sources<C: ConnectionTrait>(
    conn: &C,
    sources: &[SourceId],
) -> Result<Vec<AllocationRecord>, StoreError> {
    let payments: Vec<Uuid> = sources.iter().filter_map(|source| source.payment()).collect();
    let notes: Vec<Uuid> = sources.iter().filter_map(|source| source.credit_note()).collect();
    let mut records = Vec::new();
    for ids in payments.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT a.id, a.payment_id, a.credit_note_id, a.due_line_id, d.invoice_id,
                      i.series, i.number, a.amount, a.effective_on, a.recorded_at, a.reverses,
                      back.id AS reversed_by, a.origin, a.actor
               FROM allocation a
               JOIN due_line d ON d.id = a.due_line_id
               JOIN invoice i ON i.id = d.invoice_id
               LEFT JOIN allocation back ON back.reverses = a.id
               WHERE a.payment_id IN ({..ids}) ORDER BY a.id"#
        );
        read(conn, statement, &mut records).await?;
    }
    for ids in notes.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT a.id, a.payment_id, a.credit_note_id, a.due_line_id, d.invoice_id,
                      i.series, i.number, a.amount, a.effective_on, a.recorded_at, a.reverses,
                      back.id AS reversed_by, a.origin, a.actor
               FROM allocation a
               JOIN due_line d ON d.id = a.due_line_id
               JOIN invoice i ON i.id = d.invoice_id
               LEFT JOIN allocation back ON back.reverses = a.id
               WHERE a.credit_note_id IN ({..ids}) ORDER BY a.id"#
        );
        read(conn, statement, &mut records).await?;
    }
    Ok(records)
}

/// What was allocated to the due lines of one invoice, in the order in which it was written.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_invoice<C: ConnectionTrait>(
    conn: &C,
    invoice: InvoiceId,
) -> Result<Vec<AllocationRecord>, StoreError> {
    let invoice = invoice.0;
    let statement = raw_sql!(
        Postgres,
        r#"SELECT a.id, a.payment_id, a.credit_note_id, a.due_line_id, d.invoice_id,
                  i.series, i.number, a.amount, a.effective_on, a.recorded_at, a.reverses,
                  back.id AS reversed_by, a.origin, a.actor
           FROM due_line d
           JOIN invoice i ON i.id = d.invoice_id
           JOIN allocation a ON a.due_line_id = d.id
           LEFT JOIN allocation back ON back.reverses = a.id
           WHERE d.invoice_id = {invoice} ORDER BY a.id"#
    );
    let mut records = Vec::new();
    read(conn, statement, &mut records).await?;
    Ok(records)
}

async fn read<C: ConnectionTrait>(
    conn: &C,
    statement: Statement,
    records: &mut Vec<AllocationRecord>,
) -> Result<(), StoreError> {
    for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
        records.push(row.record()?);
    }
    Ok(())
}
