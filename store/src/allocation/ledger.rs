//! The open lines that an allocation may reach, in memory for one transaction: what one source of
//! a slice takes is no longer there for the next.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::id::{CustomerId, DueLineId};
use domain::invoice::InvoiceNumber;
use domain::money::Currency;
use domain::payment::{Allocate, AllocationFault, OpenLine, Part, Source, allocate};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// Open lines by customer and currency.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    accounts: HashMap<(CustomerId, Currency), Vec<OpenLine>>,
    places: HashMap<DueLineId, (CustomerId, Currency, usize)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    customer_id: Uuid,
    currency: String,
    invoice_id: Uuid,
    series: String,
    number: String,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    residual: i64,
}

impl Ledger {
    /// Loads all open lines of `customers`, and the lines of `listed` whether open or not.
    pub(crate) async fn load<C: ConnectionTrait>(
        conn: &C,
        customers: &HashSet<CustomerId>,
        listed: &HashSet<DueLineId>,
    ) -> Result<Self, StoreError> {
        let mut ledger = Self::default();
        let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
        for ids in ids.chunks(ROWS) {
            let open = raw_sql!(
                Postgres,
                r#"SELECT d.id, d.customer_id, d.currency, d.invoice_id, d.due_on,
                          i.series, i.number, i.issued_on,
                          CAST(d.amount - COALESCE((
                            SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                            FROM allocation a WHERE a.due_line_id = d.id), 0) AS bigint) AS residual
                   FROM due_line d JOIN invoice i ON i.id = d.invoice_id
                   WHERE d.settled_on IS NULL AND d.customer_id IN ({..ids})"#
            );
            ledger.add(conn, open).await?;
        }
        let ids: Vec<Uuid> = listed.iter().map(|id| id.0).collect();
        for ids in ids.chunks(ROWS) {
            let named = raw_sql!(
                Postgres,
                r#"SELECT d.id, d.customer_id, d.currency, d.invoice_id, d.due_on,
                          i.series, i.number, i.issued_on,
                          CAST(d.amount - COALESCE((
                            SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                            FROM allocation a WHERE a.due_line_id = d.id), 0) AS bigint) AS residual
                   FROM due_line d JOIN invoice i ON i.id = d.invoice_id
                   WHERE d.id IN ({..ids})"#
            );
            ledger.add(conn, named).await?;
        }
        Ok(ledger)
    }

    async fn add<C: ConnectionTrait>(
        &mut self,
        conn: &C,
        statement: Statement,
    ) -> Result<(), StoreError> {
        for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
            if self.places.contains_key(&DueLineId(row.id)) {
                continue;
            }
            let currency =
                row.currency.parse().map_err(|why| unreadable("due_line.currency", why))?;
            let account = (CustomerId(row.customer_id), currency);
            let lines = self.accounts.entry(account).or_default();
            self.places.insert(DueLineId(row.id), (account.0, currency, lines.len()));
            lines.push(OpenLine {
                due_line: row.id.into(),
                invoice: row.invoice_id.into(),
                number: InvoiceNumber::new(&row.series, &row.number)
                    .map_err(|why| unreadable("invoice.number", why))?,
                issued_on: row.issued_on,
                due_on: row.due_on,
                residual: row.residual,
            });
        }
        Ok(())
    }

    /// Spreads a source of a customer over its lines and takes off what each gets.
    pub(crate) fn spread(
        &mut self,
        customer: CustomerId,
        currency: Currency,
        source: Source<'_>,
        wish: &Allocate,
    ) -> Result<Vec<Part>, AllocationFault> {
        let parts = match wish {
            Allocate::None => return Ok(Vec::new()),
            // A slice of an import names other lines with each row: look at those alone.
            Allocate::Exactly(list) => {
                let named: Vec<OpenLine> = list
                    .iter()
                    .filter_map(|(line, _)| self.line(*line, customer, currency).cloned())
                    .collect();
                allocate(source, wish, &named)?
            }
            Allocate::Default => match self.accounts.get(&(customer, currency)) {
                Some(lines) => allocate(source, wish, lines)?,
                None => Vec::new(),
            },
        };
        for part in &parts {
            self.move_residual(part.due_line, -part.amount);
        }
        Ok(parts)
    }

    /// Gives back to a line what an allocation that is being reversed had taken.
    pub(crate) fn give_back(&mut self, due_line: DueLineId, amount: i64) {
        self.move_residual(due_line, amount);
    }

    fn line(&self, id: DueLineId, customer: CustomerId, currency: Currency) -> Option<&OpenLine> {
        let (of, kept_in, place) = self.places.get(&id)?;
        if (*of, *kept_in) != (customer, currency) {
            return None;
        }
        self.accounts.get(&(customer, currency))?.get(*place)
    }

    fn move_residual(&mut self, id: DueLineId, by: i64) {
        if let Some((customer, currency, place)) = self.places.get(&id)
            && let Some(lines) = self.accounts.get_mut(&(*customer, *currency))
            && let Some(line) = lines.get_mut(*place)
        {
            line.residual += by;
        }
    }
}
