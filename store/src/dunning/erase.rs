//! The rows of a proposal, let go when it is confirmed, replaced or given up. A confirmed run is
//! never erased.

use domain::id::RunId;
use sea_orm::{ConnectionTrait, Statement};

use crate::db::Write;
use crate::error::StoreError;

/// Deletes the notices, lines, credits and left-out lines of a proposal.
pub(super) async fn rows_of(txn: &Write, run: RunId) -> Result<(), StoreError> {
    for sql in [
        "delete from dunning_notice_line
         where notice_id in (select id from dunning_notice where run_id = $1)",
        "delete from dunning_notice_credit
         where notice_id in (select id from dunning_notice where run_id = $1)",
        "delete from dunning_notice where run_id = $1",
        "delete from dunning_left_out where run_id = $1",
    ] {
        let statement =
            Statement::from_sql_and_values(txn.get_database_backend(), sql, [run.0.into()]);
        txn.execute_raw(statement).await?;
    }
    Ok(())
}
