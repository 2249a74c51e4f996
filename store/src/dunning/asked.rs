//! What the last look at a page of notices corrects: lines dropped, less asked of others, less
//! subtracted of credits, a later day to answer by. Nothing is written for a notice that stands as it
//! was frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::dunning::{Asked, DropReason};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value,
};
use uuid::Uuid;

use crate::entity::{
    dunning_credit_asked as credit, dunning_line_asked as line, dunning_notice as notice,
};
use crate::error::StoreError;
use crate::sql::ROWS;

/// What is to be written of a page.
#[derive(Default)]
pub(super) struct Corrections {
    drops: BTreeMap<DropReason, Vec<(Uuid, Uuid)>>,
    lines: Vec<line::ActiveModel>,
    credits: Vec<credit::ActiveModel>,
    answer_by: BTreeMap<NaiveDate, Vec<Uuid>>,
}

impl Corrections {
    /// A line of a notice is dropped.
    pub(super) fn drop(&mut self, reason: DropReason, notice: Uuid, due_line: Uuid) {
        self.drops.entry(reason).or_default().push((notice, due_line));
    }

    /// What is asked of a line changes.
    pub(super) fn line(&mut self, notice: Uuid, due_line: Uuid, asked: Asked) {
        self.lines.push(line::ActiveModel {
            notice_id: Set(notice),
            due_line_id: Set(due_line),
            residual: Set(asked.residual),
            held: Set(asked.held),
        });
    }

    /// What is subtracted of a credit changes.
    pub(super) fn credit(&mut self, notice: Uuid, source: Uuid, amount: i64) {
        self.credits.push(credit::ActiveModel {
            notice_id: Set(notice),
            source_id: Set(source),
            amount: Set(amount),
        });
    }

    /// A formal notice asks to be paid up to another day.
    pub(super) fn answer_by(&mut self, notice: Uuid, until: NaiveDate) {
        self.answer_by.entry(until).or_default().push(notice);
    }

    pub(super) async fn write<C: ConnectionTrait>(self, conn: &C) -> Result<(), StoreError> {
        for (reason, of) in &self.drops {
            write_drops(conn, *reason, of).await?;
        }
        let mut lines = self.lines.into_iter();
        loop {
            let page: Vec<_> = lines.by_ref().take(ROWS).collect();
            if page.is_empty() {
                break;
            }
            let again = OnConflict::columns([line::Column::NoticeId, line::Column::DueLineId])
                .update_columns([line::Column::Residual, line::Column::Held])
                .to_owned();
            line::Entity::insert_many(page).on_conflict(again).exec_without_returning(conn).await?;
        }
        let mut credits = self.credits.into_iter();
        loop {
            let page: Vec<_> = credits.by_ref().take(ROWS).collect();
            if page.is_empty() {
                break;
            }
            let again = OnConflict::columns([credit::Column::NoticeId, credit::Column::SourceId])
                .update_column(credit::Column::Amount)
                .to_owned();
            credit::Entity::insert_many(page)
                .on_conflict(again)
                .exec_without_returning(conn)
                .await?;
        }
        for (until, notices) in self.answer_by {
            notice::Entity::update_many()
                .col_expr(notice::Column::AnswerBy, Expr::value(until))
                .filter(notice::Column::Id.is_in(notices))
                .exec(conn)
                .await?;
        }
        Ok(())
    }
}

async fn write_drops<C: ConnectionTrait>(
    conn: &C,
    reason: DropReason,
    dropped: &[(Uuid, Uuid)],
) -> Result<(), StoreError> {
    for page in dropped.chunks(ROWS) {
        let pairs: Vec<String> =
            (0..page.len()).map(|pair| format!("(${}, ${})", 2 * pair + 2, 2 * pair + 3)).collect();
        let sql = format!(
            "update dunning_notice_line set dropped_reason = $1
             where (notice_id, due_line_id) in (values {})",
            pairs.join(", ")
        );
        let mut values = vec![Value::from(reason.code())];
        for (notice, line) in page {
            values.push((*notice).into());
            values.push((*line).into());
        }
        let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        conn.execute_raw(statement).await?;
    }
    Ok(())
}
