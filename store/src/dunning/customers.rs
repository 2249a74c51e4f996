//! A page of customers with something overdue, in the byte order of their reference keys.

use chrono::NaiveDate;
use domain::customer::LegalClass;
use domain::language::Language;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::lines::OpenLines;
use crate::error::StoreError;
use crate::sql::unreadable;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    party_id: Uuid,
    reference: String,
    reference_key: String,
    legal_class: String,
    procedure_id: Option<Uuid>,
    reminded: bool,
    restricted: bool,
    language: Option<String>,
}

/// A customer, by what a reminder needs of its row.
#[derive(Debug, Clone)]
pub(super) struct Debtor {
    pub(super) id: Uuid,
    pub(super) party: Uuid,
    pub(super) reference: String,
    pub(super) key: String,
    pub(super) legal_class: LegalClass,
    pub(super) procedure: Option<Uuid>,
    /// Whether its reminders are switched off, or the customer was deleted.
    pub(super) reminders_off: bool,
    pub(super) restricted: bool,
    pub(super) language: Language,
}

/// The next `limit` customers after the key `after` who have a line that was due before `day` and
/// may have been open on it.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    open: OpenLines,
    day: NaiveDate,
    after: &str,
    limit: u32,
) -> Result<Vec<Debtor>, StoreError> {
    // A scalar subquery, which no planner turns round: the walk is along the keys of the customers,
    // a thousand at a time, whatever the statistics say of the lines.
    let sql = format!(
        "select c.id, c.party_id, c.reference, c.reference_key, c.legal_class, c.procedure_id,
                c.reminded, (p.restricted_at is not null) as restricted, p.language
         from (select c.id, c.party_id, c.reference, c.reference_key, c.legal_class,
                      c.procedure_id, (c.dunning_active and c.deleted_at is null) as reminded
               from customer c
               where c.reference_key > $2
                 and (select 1 from due_line l where l.customer_id = c.id and {} limit 1)
                     is not null
               order by c.reference_key
               limit {limit}) c
         join party p on p.id = c.party_id
         order by c.reference_key",
        open.condition(),
    );
    let values = [day.into(), after.into()];
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Row) -> Result<Debtor, StoreError> {
    Ok(Debtor {
        id: row.id,
        party: row.party_id,
        reference: row.reference,
        key: row.reference_key,
        legal_class: row
            .legal_class
            .parse()
            .map_err(|why| unreadable("customer.legal_class", why))?,
        procedure: row.procedure_id,
        reminders_off: !row.reminded,
        restricted: row.restricted,
        language: language(row.language.as_deref())?,
    })
}

/// The language of a party; French when nobody has said.
pub(super) fn language(code: Option<&str>) -> Result<Language, StoreError> {
    Ok(known_language(code)?.unwrap_or(Language::Fr))
}

/// The language of a party, when somebody has said.
pub(super) fn known_language(code: Option<&str>) -> Result<Option<Language>, StoreError> {
    code.map(str::parse).transpose().map_err(|why| unreadable("party.language", why))
}
