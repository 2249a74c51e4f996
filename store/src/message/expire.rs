//! Claims whose lease ended: their worker is lost, or sleeps.
//!
//! What it held becomes uncertain, since nobody here can know what has left; its own journal may
//! still tell, and the rows keep its token for that. Letters and calls are simply done again.

use domain::context::Context;
use sea_orm::Value;

use super::change::{self, Change};
use super::row::{self, LostAnswer};
use super::statement::Others;
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::ROWS;

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    /// Rows that are uncertain now.
    pub uncertain: usize,
    /// Rows that wait again.
    pub again: usize,
}

/// Returns every claim whose lease ended, a page for each transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn return_expired(
    db: &Db,
    context: &Context,
    worker: &str,
    lost: LostAnswer,
) -> Result<Expired, StoreError> {
    const ENDED: &str = "state = 'claimed' and lease_until < $1 order by lease_until limit $2";
    let page = i64::try_from(ROWS).unwrap_or(i64::MAX);
    let mut expired = Expired::default();
    loop {
        let txn = db.begin().await?;
        let values: Vec<Value> = vec![context.now.into(), page.into()];
        let rows = row::lock(&*txn, ENDED, values, Others::Skip).await?;
        if rows.is_empty() {
            return Ok(expired);
        }
        let changes = rows.into_iter().map(|row| {
            let change = Change::lost(&row, lost, context.now);
            (row, change)
        });
        let steps = change::apply(&*txn, context, worker, changes.collect()).await?;
        txn.commit().await?;
        let uncertain =
            steps.iter().filter(|step| step.to == domain::message::MessageState::Uncertain).count();
        expired.uncertain += uncertain;
        expired.again += steps.len() - uncertain;
    }
}
