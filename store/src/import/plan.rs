//! Planning: every row gets its verdict; nothing but the import's own rows is written.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::ImportId;
use domain::import::{Field, FileFault, ImportKind, Reading, Verdict};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::earlier::{cancel, earlier};
use super::produce::{Pages, Read, Said, pages};
use super::record::{ImportRecord, ImportState, get};
use super::source::{Examined, Given, SourceError, examine, resolve};
use super::stage::{self, Judged};
use super::{ImportError, Progress, Request, Surroundings, customers, invoices};
use crate::db::Db;
use crate::entity::{import, import_row};
use crate::error::StoreError;
use crate::event;
use crate::sql::unreadable;

/// A planned import.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The import with its counts.
    pub import: ImportRecord,
    /// Whether it was being applied when the program was killed: it is to go on.
    pub resumed: bool,
    /// When the same file was last imported.
    pub imported_before: Option<DateTime<Utc>>,
    /// Whether the last line has no end: the file may have been cut.
    pub may_be_cut: bool,
}

/// Plans a file. An import of the same file that was killed while it was applied is found instead;
/// one that was given up before is forgotten.
///
/// # Errors
/// [`ImportError::File`] when nothing of the file can be read; nothing is kept of it then.
pub async fn plan(
    db: &Db,
    request: &Request,
    surroundings: &Surroundings<'_>,
) -> Result<Plan, ImportError> {
    let (examined, reading) = look(request).await?;
    let (resumed, imported_before) = earlier(db, surroundings, &examined, &reading).await?;
    let may_be_cut = !examined.ends_with_break;
    if let Some(import) = resumed {
        return Ok(Plan { import, resumed: true, imported_before, may_be_cut });
    }
    let id = begin(db, &(surroundings.context)(), request, &examined, &reading).await?;
    let staged = fill(db, id, request, &examined, &reading, surroundings).await;
    if let Err(error) = staged {
        cancel(db, &(surroundings.context)(), id, true).await?;
        return Err(error);
    }
    refuse_repeated(db, id, &reading).await?;
    conclude(db, &(surroundings.context)(), id).await?;
    let import = get(db.read(), id).await?;
    Ok(Plan { import, resumed: false, imported_before, may_be_cut })
}

/// The first look at the file and how it is to be read, on a thread that may wait for the disk.
async fn look(request: &Request) -> Result<(Examined, Reading), ImportError> {
    let Request { kind, path, mapping, currency, .. } = request.clone();
    let look = move || {
        let examined = examine(&path, &mapping)?;
        let reading = resolve(&path, &examined, &Given { kind, mapping, currency })?;
        Ok::<_, SourceError>((examined, reading))
    };
    let looked = tokio::task::spawn_blocking(look).await;
    Ok(looked.map_err(std::io::Error::other)??)
}

async fn begin(
    db: &Db,
    context: &Context,
    request: &Request,
    examined: &Examined,
    reading: &Reading,
) -> Result<ImportId, ImportError> {
    let id: ImportId = context.id();
    let mapping = serde_json::to_value(reading).map_err(|why| unreadable("import.mapping", why))?;
    let row = import::ActiveModel {
        id: Set(id.0),
        kind: Set(reading.kind.code().to_owned()),
        file_name: Set(request.file_name.clone()),
        digest: Set(examined.digest.clone()),
        mapping: Set(mapping),
        state: Set(ImportState::Planning.code().to_owned()),
        total: Set(0),
        created: Set(0),
        updated: Set(0),
        unchanged: Set(0),
        faults: Set(0),
        applied: Set(0),
        created_at: Set(context.now),
        created_by: Set(context.actor.to_string()),
        updated_at: Set(context.now),
    };
    let txn = db.begin().await?;
    import::Entity::insert(row).exec_without_returning(&*txn).await?;
    txn.commit().await?;
    Ok(id)
}

/// Reads, judges and writes the rows, page by page.
async fn fill(
    db: &Db,
    id: ImportId,
    request: &Request,
    examined: &Examined,
    reading: &Reading,
    surroundings: &Surroundings<'_>,
) -> Result<(), ImportError> {
    let bytes = Arc::new(AtomicU64::new(0));
    let mut pages: Pages =
        pages(request.path.clone(), examined.encoding, reading.clone(), Arc::clone(&bytes));
    let mut rows = 0;
    while let Some(page) = pages.recv().await {
        let page = page?;
        if page.is_empty() {
            break;
        }
        rows += u64::try_from(page.len()).unwrap_or(0);
        let judged = judge(db, reading, page).await?;
        write_page(db, &(surroundings.context)(), id, reading, judged).await?;
        let bytes = bytes.load(Ordering::Relaxed);
        (surroundings.progress)(Progress::Reading { rows, bytes, size: examined.size });
    }
    if rows == 0 { Err(ImportError::File(vec![FileFault::NoRows])) } else { Ok(()) }
}

async fn judge(db: &Db, reading: &Reading, page: Vec<Read>) -> Result<Vec<Judged>, StoreError> {
    let mut judged = Vec::with_capacity(page.len());
    let mut of_customers = Vec::new();
    let mut of_invoices = Vec::new();
    for read in page {
        match read.said {
            Err(faults) => judged.push(Judged::fault(read.line, json!({}), faults)),
            Ok(Said::Customer(row)) => of_customers.push((read.line, *row)),
            Ok(Said::Invoice(row)) => of_invoices.push((read.line, *row)),
        }
    }
    judged.extend(customers::judge(db.read(), reading, of_customers).await?);
    judged.extend(invoices::judge(db.read(), of_invoices).await?);
    Ok(judged)
}

/// Another process that plans the same file gives this import up: then it ends here.
async fn write_page(
    db: &Db,
    context: &Context,
    id: ImportId,
    reading: &Reading,
    judged: Vec<Judged>,
) -> Result<(), StoreError> {
    let rows = i64::try_from(judged.len()).unwrap_or(0);
    let txn = db.begin().await?;
    let changed = import::Entity::update_many()
        .col_expr(import::Column::Total, Expr::col(import::Column::Total).add(rows))
        .col_expr(import::Column::UpdatedAt, Expr::value(context.now))
        .filter(import::Column::Id.eq(id.0))
        .filter(import::Column::State.eq(ImportState::Planning.code()))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(OVERTAKEN);
    }
    stage::write(&*txn, id, reading, judged).await?;
    txn.commit().await
}

/// Another process took the file over.
pub(super) const OVERTAKEN: StoreError = StoreError::refused("import_overtaken");

async fn refuse_repeated(db: &Db, id: ImportId, reading: &Reading) -> Result<(), StoreError> {
    let (field, shown) = match reading.kind {
        ImportKind::Customers => (Field::Reference, "reference"),
        ImportKind::Invoices => (Field::Number, "number"),
    };
    stage::refuse_repeated(db, id, reading, field, shown).await
}

async fn conclude(db: &Db, context: &Context, id: ImportId) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let counts = count(&*txn, id).await?;
    let changed = import::Entity::update_many()
        .set(counts.clone())
        .col_expr(import::Column::State, Expr::value(ImportState::Planned.code()))
        .col_expr(import::Column::UpdatedAt, Expr::value(context.now))
        .filter(import::Column::Id.eq(id.0))
        .filter(import::Column::State.eq(ImportState::Planning.code()))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(OVERTAKEN);
    }
    tell(&*txn, context, EventKind::ImportPlanned, id, &counts).await?;
    txn.commit().await
}

/// An event with the counts of an import.
pub(super) async fn tell<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: EventKind,
    id: ImportId,
    counts: &import::ActiveModel,
) -> Result<(), StoreError> {
    let data = json!({
        "created": counts.created.clone().take(),
        "updated": counts.updated.clone().take(),
        "unchanged": counts.unchanged.clone().take(),
        "faults": counts.faults.clone().take(),
    });
    event::record(conn, context, vec![NewEvent::new(kind, "import", id).with(data)]).await
}

/// How many rows have each verdict.
pub(super) async fn count<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
) -> Result<import::ActiveModel, StoreError> {
    let rows: Vec<(String, i64)> = import_row::Entity::find()
        .select_only()
        .column(import_row::Column::Verdict)
        .column_as(import_row::Column::Line.count(), "rows")
        .filter(import_row::Column::ImportId.eq(id.0))
        .group_by(import_row::Column::Verdict)
        .into_tuple()
        .all(conn)
        .await?;
    let counts: HashMap<String, i64> = rows.into_iter().collect();
    let of = |verdict: Verdict| Set(counts.get(verdict.code()).copied().unwrap_or(0));
    Ok(import::ActiveModel {
        created: of(Verdict::Create),
        updated: of(Verdict::Update),
        unchanged: of(Verdict::Unchanged),
        faults: of(Verdict::Fault),
        ..Default::default()
    })
}
