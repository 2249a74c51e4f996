//! `due_line.settled_on`: derived from the allocations of a line by one set statement, the same
//! rule as [`domain::invoice::settled_on`].

use domain::id::DueLineId;
use sea_orm::{ConnectionTrait, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

/// Brings `settled_on` of these lines up to date: the last day on which what was allocated
/// reaches the amount, none while something is owed.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn settle<C: ConnectionTrait>(
    conn: &C,
    lines: &[DueLineId],
) -> Result<(), StoreError> {
    for lines in lines.chunks(ROWS) {
        let ids: Vec<Uuid> = lines.iter().map(|line| line.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"UPDATE due_line SET settled_on = (
                 SELECT CASE WHEN MAX(by_day.in_the_end) >= due_line.amount THEN
                   MAX(CASE WHEN by_day.reached >= due_line.amount
                             AND by_day.reached - by_day.moved < due_line.amount
                            THEN by_day.effective_on END)
                 END
                 FROM (
                   SELECT moves.effective_on, SUM(moves.amount) AS moved,
                          SUM(SUM(moves.amount)) OVER (ORDER BY moves.effective_on) AS reached,
                          SUM(SUM(moves.amount)) OVER () AS in_the_end
                   FROM (
                     SELECT effective_on,
                            CASE WHEN reverses IS NULL THEN amount ELSE -amount END AS amount
                     FROM allocation WHERE allocation.due_line_id = due_line.id
                   ) AS moves
                   GROUP BY moves.effective_on
                 ) AS by_day
               )
               WHERE id IN ({..ids})"#
        );
        conn.execute_raw(on(conn, statement)).await?;
    }
    Ok(())
}
