//! Everything that a page of reminders shows, by a bounded number of statements.
//!
//! The figures are those that the run froze; lines that were dropped before sending are not shown
//! and count in no sum, and a credit is shown for no more than it is still worth.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::company::Company;
use domain::customer::{EmailAddress, PostalAddress};
use domain::dunning::{
    CreditKind, DocumentCredit, DocumentLine, Recipient, ReminderDocument, Totals,
};
use domain::id::NoticeId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, raw_sql};
use uuid::Uuid;

use super::credits::{self, CreditNow};
use super::frozen::level;
use crate::db::Db;
use crate::entity::{address, contact_point, dunning_notice_credit as credit};
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

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

#[derive(FromQueryResult)]
struct LineRow {
    notice_id: Uuid,
    days_overdue: i32,
    residual: i64,
    held: i64,
    penalty: Option<i64>,
    indemnity: i64,
    due_on: NaiveDate,
    amount: i64,
    invoice: String,
    issued_on: NaiveDate,
    order_number: Option<String>,
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
        let mut lines = line_rows(conn, &ids).await?;
        let mut credits = credit_rows(conn, &ids).await?;
        let credited: Vec<Uuid> = credits.keys().copied().collect();
        let now = credits::of(conn, &credited).await?;
        let emails = emails(conn, &rows).await?;
        let addresses = addresses(conn, &rows).await?;
        for row in rows {
            let id = row.id;
            let email = row.contact_point_id.and_then(|point| emails.get(&point).cloned());
            let address = row.address_id.and_then(|address| addresses.get(&address).cloned());
            let recipient = Recipient {
                reference: row.reference.clone(),
                name: row.name.clone(),
                legal_class: row
                    .legal_class
                    .parse()
                    .map_err(|why| unreadable("customer.legal_class", why))?,
                email,
                address,
            };
            let lines = lines.remove(&id).unwrap_or_default();
            let frozen = credits.remove(&id).unwrap_or_default();
            let credits = still_worth(frozen, now.get(&id));
            documents.insert(id.into(), document(row, recipient, lines, credits, &firm)?);
        }
    }
    Ok(documents)
}

fn document(
    row: NoticeRow,
    recipient: Recipient,
    lines: Vec<DocumentLine>,
    credits: Vec<DocumentCredit>,
    firm: &Arc<Company>,
) -> Result<ReminderDocument, StoreError> {
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
        penalty_terms: serde_json::from_value(row.penalty_terms)
            .map_err(|why| unreadable("dunning_notice.penalty_terms", why))?,
        answer_by: row.answer_by,
    })
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
    let ids = ids.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select n.id, n.contact_point_id, n.address_id, n.language, n.currency, n.level,
                  n.level_code, n.template, n.tone, n.formal_notice, n.penalty_terms, n.answer_by,
                  r.day, c.reference, c.legal_class, p.name
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           join customer c on c.id = n.customer_id
           join party p on p.id = n.party_id
           where n.id in ({..ids})"#
    );
    Ok(NoticeRow::find_by_statement(on(conn, statement)).all(conn).await?)
}

async fn line_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<DocumentLine>>, StoreError> {
    let ids = ids.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select t.notice_id, t.days_overdue, t.residual, t.held, t.penalty, t.indemnity,
                  l.due_on, l.amount, i.issued_on, i.order_number,
                  case when i.series = '' then i.number
                       else i.series || '/' || i.number end as invoice
           from dunning_notice_line t
           join due_line l on l.id = t.due_line_id
           join invoice i on i.id = l.invoice_id
           where t.notice_id in ({..ids}) and t.dropped_reason is null
           order by t.notice_id, t.position"#
    );
    let mut lines: HashMap<Uuid, Vec<DocumentLine>> = HashMap::new();
    for row in LineRow::find_by_statement(on(conn, statement)).all(conn).await? {
        lines.entry(row.notice_id).or_default().push(DocumentLine {
            invoice_number: row.invoice,
            invoice_date: row.issued_on,
            order_number: row.order_number,
            due_on: row.due_on,
            days_overdue: row.days_overdue.into(),
            amount: row.amount,
            residual: row.residual,
            held: row.held,
            penalty: row.penalty,
            indemnity: row.indemnity,
        });
    }
    Ok(lines)
}

/// A credit as a run froze it, with the bare id of its payment or credit note.
pub(super) type FrozenCredit = (Uuid, DocumentCredit);

pub(super) async fn credit_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<FrozenCredit>>, StoreError> {
    let mut rows = credit::Entity::find()
        .filter(credit::Column::NoticeId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    rows.sort_unstable_by_key(|row| (row.notice_id, row.day, row.source_id));
    let mut credits: HashMap<Uuid, Vec<FrozenCredit>> = HashMap::new();
    for row in rows {
        let kind: CreditKind = row
            .source_kind
            .parse()
            .map_err(|why| unreadable("dunning_notice_credit.source_kind", why))?;
        let frozen =
            DocumentCredit { kind, reference: row.reference, day: row.day, amount: row.amount };
        credits.entry(row.notice_id).or_default().push((row.source_id, frozen));
    }
    Ok(credits)
}

/// The credits of a notice, each for what it is still worth; those that are worth nothing are gone.
fn still_worth(
    frozen: Vec<FrozenCredit>,
    now: Option<&HashMap<Uuid, CreditNow>>,
) -> Vec<DocumentCredit> {
    let worth = frozen.into_iter().filter_map(|(source, credit)| {
        let amount = now?.get(&source)?.shown(credit.amount);
        (amount > 0).then_some(DocumentCredit { amount, ..credit })
    });
    worth.collect()
}

async fn emails<C: ConnectionTrait>(
    conn: &C,
    rows: &[NoticeRow],
) -> Result<HashMap<Uuid, EmailAddress>, StoreError> {
    let points = rows.iter().filter_map(|row| row.contact_point_id);
    let points = contact_point::Entity::find()
        .filter(contact_point::Column::Id.is_in(points))
        .filter(contact_point::Column::Kind.eq("email"))
        .all(conn)
        .await?;
    // An address that the domain no longer reads is no address: the channel refuses the message.
    let read = points
        .into_iter()
        .filter_map(|point| Some((point.id, EmailAddress::parse(&point.value).ok()?)));
    Ok(read.collect())
}

async fn addresses<C: ConnectionTrait>(
    conn: &C,
    rows: &[NoticeRow],
) -> Result<HashMap<Uuid, PostalAddress>, StoreError> {
    let ids = rows.iter().filter_map(|row| row.address_id);
    let found = address::Entity::find().filter(address::Column::Id.is_in(ids)).all(conn).await?;
    let read = found.into_iter().map(|row| {
        let lines =
            serde_json::from_value(row.lines).map_err(|why| unreadable("address.lines", why))?;
        let address = PostalAddress {
            lines,
            street: row.street,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        };
        Ok((row.id, address))
    });
    read.collect()
}
