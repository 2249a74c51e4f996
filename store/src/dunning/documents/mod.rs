//! Everything that a page of reminders shows, by a bounded number of statements.
//!
//! The figures are those that the run froze, or less where a part was paid, held or given away before
//! the notice left; lines that were dropped are not shown and count in no sum.

mod lines;
mod recipients;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::company::Company;
use domain::dunning::{DocumentCredit, DocumentLine, Recipient, ReminderDocument, Totals};
use domain::id::NoticeId;
use domain::penalty::{Debt, PenaltyTerms, Regime, assess};
use domain::rate::RateTable;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use self::lines::Lines;
use super::credits;
use super::frozen::level;
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::{ROWS, of_page, unreadable};

#[derive(FromQueryResult)]
struct NoticeRow {
    id: Uuid,
    contact_point_id: Option<Uuid>,
    address_id: Option<Uuid>,
    language: String,
    currency: String,
    level: i32,
    level_code: String,
    template: String,
    tone: String,
    formal_notice: bool,
    penalty_terms: serde_json::Value,
    answer_by: Option<NaiveDate>,
    day: NaiveDate,
    reference: String,
    legal_class: String,
    name: String,
}

/// The documents of `notices`; a notice that does not exist has none.
///
/// # Errors
/// When the database cannot be read.
pub async fn documents(
    db: &Db,
    notices: &[NoticeId],
) -> Result<HashMap<NoticeId, ReminderDocument>, StoreError> {
    let conn = db.read();
    let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
    let firm = Arc::new(firm);
    let mut documents = HashMap::with_capacity(notices.len());
    for notices in notices.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let rows = notice_rows(conn, &ids).await?;
        let mut lines = lines::of(conn, &ids).await?;
        let mut credits = credits::asked(conn, &ids).await?;
        let points = rows.iter().filter_map(|row| row.contact_point_id);
        let emails = recipients::emails(conn, points).await?;
        let addresses = rows.iter().filter_map(|row| row.address_id);
        let addresses = recipients::addresses(conn, addresses).await?;
        let rates = match lines.values().any(|lines| lines.changed) {
            true => crate::rate::table(conn).await?,
            false => RateTable::default(),
        };
        for row in rows {
            let id = row.id;
            let recipient = Recipient {
                reference: row.reference.clone(),
                name: row.name.clone(),
                legal_class: row
                    .legal_class
                    .parse()
                    .map_err(|why| unreadable("customer.legal_class", why))?,
                email: row.contact_point_id.and_then(|point| emails.get(&point).cloned()),
                address: row.address_id.and_then(|address| addresses.get(&address).cloned()),
            };
            let lines = lines.remove(&id).unwrap_or_default();
            let credits = credits.remove(&id).unwrap_or_default();
            documents.insert(id.into(), document(row, recipient, lines, credits, &firm, &rates)?);
        }
    }
    Ok(documents)
}

fn document(
    row: NoticeRow,
    recipient: Recipient,
    lines: Lines,
    credits: Vec<DocumentCredit>,
    firm: &Arc<Company>,
    rates: &RateTable,
) -> Result<ReminderDocument, StoreError> {
    let mut penalty_terms: PenaltyTerms = serde_json::from_value(row.penalty_terms)
        .map_err(|why| unreadable("dunning_notice.penalty_terms", why))?;
    let Lines { shown: mut lines, changed } = lines;
    if changed {
        let regime = Regime::of(recipient.legal_class, firm.penalty_rate_bp);
        penalty_terms = assess_anew(&mut lines, regime, rates, row.day);
    }
    let totals = totals(&lines, &credits);
    Ok(ReminderDocument {
        notice: row.id.into(),
        language: row.language.parse().map_err(|why| unreadable("dunning_notice.language", why))?,
        currency: row.currency.parse().map_err(|why| unreadable("dunning_notice.currency", why))?,
        day: row.day,
        level: level(row.level),
        level_code: row.level_code,
        template: row.template,
        tone: row.tone.parse().map_err(|why| unreadable("dunning_notice.tone", why))?,
        formal_notice: row.formal_notice,
        firm: Arc::clone(firm),
        recipient,
        lines,
        credits,
        totals,
        penalty_terms,
        answer_by: row.answer_by,
    })
}

/// The interest on what is asked, where that is less than what was frozen.
fn assess_anew(
    lines: &mut [DocumentLine],
    regime: Regime,
    rates: &RateTable,
    day: NaiveDate,
) -> PenaltyTerms {
    let debts: Vec<Debt> = lines
        .iter()
        .map(|line| Debt { base: line.residual.saturating_sub(line.held), due_on: line.due_on })
        .collect();
    let assessed = assess(rates, regime, &debts, day);
    for (line, penalty) in lines.iter_mut().zip(assessed.penalties) {
        line.penalty = penalty;
    }
    assessed.terms
}

fn totals(lines: &[DocumentLine], credits: &[DocumentCredit]) -> Totals {
    let sum = |amounts: &mut dyn Iterator<Item = i64>| amounts.fold(0, i64::saturating_add);
    let residual = sum(&mut lines.iter().map(|line| line.residual));
    let held = sum(&mut lines.iter().map(|line| line.held));
    let credits = sum(&mut credits.iter().map(|credit| credit.amount));
    Totals {
        residual,
        held,
        credits,
        net: residual.saturating_sub(held).saturating_sub(credits),
        penalties: lines
            .iter()
            .map(|line| line.penalty)
            .try_fold(0_i64, |sum, penalty| Some(sum.saturating_add(penalty?)))
            .filter(|_| !lines.is_empty()),
        indemnities: sum(&mut lines.iter().map(|line| line.indemnity)),
    }
}

async fn notice_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<Vec<NoticeRow>, StoreError> {
    let sql = "select n.id, n.contact_point_id, n.address_id, n.language, n.currency, n.level,
                  n.level_code, n.template, n.tone, n.formal_notice, n.penalty_terms, n.answer_by,
                  r.day, c.reference, c.legal_class, p.name
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           join customer c on c.id = n.customer_id
           join party p on p.id = n.party_id
           where {n.id}";
    let statement = of_page(conn, sql, ids, []);
    Ok(NoticeRow::find_by_statement(statement).all(conn).await?)
}
