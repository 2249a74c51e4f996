//! What the history holds of them: values before and after a change, what imports and merges were told or
//! noted, and with whom they were compared. That it happened stays.

use sea_orm::ConnectionTrait;

use super::family::Family;
use super::run;
use crate::error::StoreError;
use crate::import;

/// Erases it.
pub(super) async fn erase<C: ConnectionTrait>(conn: &C, family: &Family) -> Result<(), StoreError> {
    let (customers, parties) = (family.customer_ids(), &family.parties);
    let of_customers = "delete from event_value
                        where event_id in (select id from event where {customer_id})";
    run(conn, of_customers, &customers, &[]).await?;
    for sql in [
        "delete from event_value where event_id in (select id from event where {party_id})",
        "delete from event_value where event_id in (select id from event where {subject_id})",
        "delete from event_value where event_id in (
           select e.id from note n join event e on e.subject_id = n.id where {n.party_id})",
        "delete from event_value where event_id in (
           select e.id from task t join event e on e.subject_id = t.id where {t.subject_id})",
        "delete from duplicate_pair where {first_party_id}",
        "delete from duplicate_pair where {second_party_id}",
    ] {
        run(conn, sql, parties, &[]).await?;
    }
    import::forget_customers(conn, &family.customers).await?;
    // A merge of theirs cannot be undone any more: what it would give back is gone.
    for sql in [
        "update merge_row set before = null, after = null
         where merge_id in (select id from merge where {survivor_customer_id})",
        "update merge_row set before = null, after = null
         where merge_id in (select id from merge where {other_customer_id})",
    ] {
        run(conn, sql, &customers, &[]).await?;
    }
    for sql in [
        "update merge_row set before = null, after = null
         where merge_id in (select id from merge where {survivor_party_id})",
        "update merge_row set before = null, after = null
         where merge_id in (select id from merge where {other_party_id})",
    ] {
        run(conn, sql, parties, &[]).await?;
    }
    Ok(())
}
