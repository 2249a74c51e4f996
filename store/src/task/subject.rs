//! What a task is about: that it is there, and which customer it concerns.

use domain::id::CustomerId;
use domain::task::TaskSubject;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::error::StoreError;

/// The customer that an object concerns; none of what is about many.
///
/// # Errors
/// [`StoreError::NotFound`] when the object is not there, or was deleted.
pub(super) async fn customer_of<C: ConnectionTrait>(
    conn: &C,
    kind: TaskSubject,
    id: Uuid,
) -> Result<Option<CustomerId>, StoreError> {
    let sql = match kind {
        TaskSubject::Customer => {
            "select id as customer from customer where id = $1 and deleted_at is null"
        }
        TaskSubject::Person | TaskSubject::Establishment => {
            "select (select c.id from customer c
                     where c.party_id = p.parent_id and c.deleted_at is null
                     order by c.id limit 1) as customer
             from party p where p.id = $1 and p.kind = $2 and p.deleted_at is null"
        }
        TaskSubject::Invoice => "select customer_id as customer from invoice where id = $1",
        TaskSubject::Payment => "select customer_id as customer from payment where id = $1",
        TaskSubject::CreditNote => "select customer_id as customer from credit_note where id = $1",
        TaskSubject::DunningNotice => {
            "select customer_id as customer from dunning_notice where id = $1"
        }
        TaskSubject::Message => {
            // A person is written to for its company.
            "select (select c.id from party p
                     join customer c on c.party_id = coalesce(p.parent_id, p.id)
                     where p.id = m.party_id order by c.id limit 1) as customer
             from message m where m.id = $1"
        }
        TaskSubject::ContactSheet => {
            "select customer_id as customer from contact_sheet where id = $1"
        }
        TaskSubject::Merge => "select survivor_customer_id as customer from merge where id = $1",
        // Nobody's customer, with the type of one.
        TaskSubject::DunningRun => {
            "select nullif(id, id) as customer from dunning_run where id = $1"
        }
        TaskSubject::Import => "select nullif(id, id) as customer from import where id = $1",
        TaskSubject::Segment => {
            "select nullif(id, id) as customer from segment where id = $1 and deleted_at is null"
        }
        TaskSubject::DuplicatePair => {
            "select nullif(id, id) as customer from duplicate_pair where id = $1"
        }
    };
    let mut values = vec![id.into()];
    if matches!(kind, TaskSubject::Person | TaskSubject::Establishment) {
        values.push(kind.code().into());
    }
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let row = row.ok_or(StoreError::NotFound { noun: kind.code() })?;
    let customer: Option<Uuid> = row.try_get("", "customer")?;
    Ok(customer.map(Into::into))
}
