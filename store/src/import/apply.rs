//! Applying: pages of a thousand rows, each one transaction that marks its rows too.

use std::collections::HashMap;

use domain::event::EventKind;
use domain::id::ImportId;
use domain::import::{ImportKind, RowFault, Verdict};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::notice::{self, NoticeRecord};
use super::plan::{OVERTAKEN, count, tell};
use super::record::{ImportRecord, ImportState, get};
use super::stage::{Doubled, Staged, give_verdict, turn_into_duplicates, turn_into_faults};
use super::{Progress, Surroundings, customers, invoices, memory};
use crate::db::{Db, Write};
use crate::entity::{import, import_row};
use crate::error::StoreError;
use crate::search;
use crate::sql::{ROWS, count_anew, unreadable};

/// What became of the rows of a page.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// Lines, and what each made, changed or found.
    pub(super) done: Vec<(i32, Option<Uuid>)>,
    /// Lines that turned out to be faulty by what was stored since they were planned.
    pub(super) faults: Vec<(i32, Vec<RowFault>)>,
    /// Lines that turned out to be duplicates.
    pub(super) doubled: Vec<Doubled>,
    /// Lines that did something else than was planned.
    pub(super) otherwise: Vec<(i32, Verdict)>,
    /// What became of what rows say about being contacted.
    pub(super) notices: Vec<NoticeRecord>,
}

/// Applies the valid rows of a planned import, or goes on with one that was interrupted. Rows with a
/// fault are left out.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] with `import_overtaken` when the import was
/// given up for a newer one.
pub async fn apply(
    db: &Db,
    id: ImportId,
    surroundings: &Surroundings<'_>,
) -> Result<ImportRecord, StoreError> {
    let import = get(db.read(), id).await?;
    match import.state {
        ImportState::Applied => return Ok(import),
        ImportState::Planned | ImportState::Applying => {}
        ImportState::Planning | ImportState::Cancelled => return Err(OVERTAKEN),
        ImportState::Reverting | ImportState::Reverted => {
            return Err(StoreError::refused("import_reverted"));
        }
    }
    let total = import.to_apply();
    let mut done = import.applied;
    let mut after = 0;
    loop {
        (surroundings.progress)(Progress::Applying { done, total });
        let (rows, last) = page(db, &import, after, surroundings).await?;
        let Some(last) = last else { break };
        done += rows;
        after = last;
    }
    if import.kind == ImportKind::Customers {
        post(db, surroundings).await?;
    }
    get(db.read(), id).await
}

/// Posts the customers for searches. Interrupted, they are there all the same, and a worker goes on.
async fn post(db: &Db, surroundings: &Surroundings<'_>) -> Result<(), StoreError> {
    let total = search::waiting(db.read()).await?;
    let mut done = 0;
    loop {
        (surroundings.progress)(Progress::Posting { done, total });
        let changes = search::index_page(db).await?.changes;
        if changes == 0 {
            return Ok(());
        }
        done += changes;
    }
}

/// Applies the next page in one transaction; the last line of it, none when the import is done.
async fn page(
    db: &Db,
    import: &ImportRecord,
    after: i32,
    surroundings: &Surroundings<'_>,
) -> Result<(u64, Option<i32>), StoreError> {
    let context = (surroundings.context)();
    let txn = db.begin().await?;
    // The first statement takes the row of the import: two processes apply in turns.
    advance(&txn, import.id, &context, ImportState::Applying, 0).await?;
    let rows = import_row::Entity::find()
        .filter(import_row::Column::ImportId.eq(import.id.0))
        .filter(import_row::Column::Line.gt(after))
        .filter(import_row::Column::AppliedAt.is_null())
        .filter(import_row::Column::Verdict.is_in([Verdict::Create.code(), Verdict::Update.code()]))
        .order_by_asc(import_row::Column::Line)
        .limit(u64::try_from(ROWS).unwrap_or(u64::MAX))
        .all(&*txn)
        .await?;
    let Some(last) = rows.last().map(|row| row.line) else {
        advance(&txn, import.id, &context, ImportState::Applied, 0).await?;
        let counts = count(&*txn, import.id).await?;
        set_counts(&txn, import.id, counts.clone()).await?;
        memory::remember(&*txn, &context, import).await?;
        tell(&*txn, &context, EventKind::ImportApplied, import.id, &counts).await?;
        count_anew(&*txn, import.to_apply(), tables(import.kind)).await?;
        txn.commit().await?;
        return Ok((0, None));
    };
    let applied = match import.kind {
        ImportKind::Customers => {
            let rows = parse(rows)?;
            let marks = db.fingerprints()?;
            customers::apply(&*txn, &context, marks, import.id, &import.reading, rows).await?
        }
        ImportKind::Invoices => {
            let rows: Vec<_> = parse(rows)?.into_iter().map(|(line, _, row)| (line, row)).collect();
            invoices::apply(&*txn, &context, import.id, &rows).await?
        }
    };
    let rows = applied.done.len() + applied.faults.len() + applied.doubled.len();
    let rows = u64::try_from(rows).unwrap_or(0);
    mark(&txn, import.id, context.now, &applied.done).await?;
    if !import.reading.consents.is_empty() {
        let lines = applied.done.iter().map(|(line, _)| *line);
        notice::renew(&*txn, import.id, lines, applied.notices).await?;
    }
    turn_into_faults(&*txn, import.id, &import.reading, &applied.faults).await?;
    turn_into_duplicates(&*txn, import.id, &applied.doubled).await?;
    let mut otherwise: HashMap<Verdict, Vec<i32>> = HashMap::new();
    for (line, verdict) in applied.otherwise {
        otherwise.entry(verdict).or_default().push(line);
    }
    for (verdict, lines) in otherwise {
        give_verdict(&*txn, import.id, verdict, &lines).await?;
    }
    advance(&txn, import.id, &context, ImportState::Applying, applied.done.len()).await?;
    txn.commit().await?;
    Ok((rows, Some(last)))
}

/// Where the rows went.
const fn tables(kind: ImportKind) -> &'static [&'static str] {
    match kind {
        ImportKind::Customers => {
            &["party", "customer", "contact_point", "party_contact_point", "address", "identifier"]
        }
        ImportKind::Invoices => &["invoice", "due_line", "payment", "allocation"],
    }
}

fn parse<T: DeserializeOwned>(
    rows: Vec<import_row::Model>,
) -> Result<Vec<(i32, Verdict, T)>, StoreError> {
    rows.into_iter()
        .map(|row| {
            let verdict = row.verdict.parse();
            let verdict = verdict.map_err(|why| unreadable("import_row.verdict", why))?;
            let staged: Staged<T> = serde_json::from_value(row.source)
                .map_err(|why| unreadable("import_row.source", why))?;
            Ok((row.line, verdict, staged.row))
        })
        .collect()
}

/// Moves the import on, unless it was given up.
async fn advance(
    txn: &Write,
    id: ImportId,
    context: &domain::context::Context,
    state: ImportState,
    rows: usize,
) -> Result<(), StoreError> {
    let rows = i64::try_from(rows).unwrap_or(0);
    let alive = [ImportState::Planned.code(), ImportState::Applying.code()];
    let changed = import::Entity::update_many()
        .col_expr(import::Column::State, Expr::value(state.code()))
        .col_expr(import::Column::Applied, Expr::col(import::Column::Applied).add(rows))
        .col_expr(import::Column::UpdatedAt, Expr::value(context.now))
        .filter(import::Column::Id.eq(id.0))
        .filter(import::Column::State.is_in(alive))
        .exec(&**txn)
        .await?;
    if changed.rows_affected == 0 { Err(OVERTAKEN) } else { Ok(()) }
}

async fn set_counts(
    txn: &Write,
    id: ImportId,
    counts: import::ActiveModel,
) -> Result<(), StoreError> {
    let update = import::Entity::update_many().set(counts).filter(import::Column::Id.eq(id.0));
    update.exec(&**txn).await?;
    Ok(())
}

/// Marks rows as applied, with what each made.
async fn mark(
    txn: &Write,
    id: ImportId,
    now: chrono::DateTime<chrono::Utc>,
    done: &[(i32, Option<Uuid>)],
) -> Result<(), StoreError> {
    for done in done.chunks(ROWS) {
        let mut values: Vec<sea_orm::Value> = vec![now.into(), id.0.into()];
        let mut list = String::new();
        for (line, object) in done {
            values.push((*line).into());
            values.push((*object).into());
            let comma = if list.is_empty() { "" } else { ", " };
            list.push_str(&format!("{comma}(${}, ${})", values.len() - 1, values.len()));
        }
        let sql = format!(
            "update import_row set applied_at = $1, object_id = v.column2
             from (values {list}) as v where import_id = $2 and line = v.column1"
        );
        let backend = txn.get_database_backend();
        txn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}
