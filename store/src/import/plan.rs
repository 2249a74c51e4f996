//! Planning: every row gets its verdict; nothing but the import's own rows is written.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::CustomField;
use domain::event::{EventKind, NewEvent};
use domain::id::ImportId;
use domain::import::{Field, FileFault, ImportKind, Mapping, Reading, Verdict};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::earlier::{cancel, earlier, forget_rows};
use super::produce::{Pages, Read, Said, pages};
use super::record::{ImportRecord, ImportState, get};
use super::source::{Examined, Given, SourceError, examine, headings, resolve};
use super::stage::{self, Judged};
use super::{
    ImportError, Progress, Request, Surroundings, consents, customers, doubles, invoices, memory,
};
use crate::customer::custom_fields_by_code;
use crate::db::Db;
use crate::entity::{import, import_row};
use crate::error::StoreError;
use crate::event;
use crate::sql::{count_anew, unreadable};

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
    plan_as(db, None, request, surroundings).await
}

/// [`plan`] of a file that was sent: the import has the id of its upload, and a plan that was
/// interrupted is begun again.
pub(super) async fn plan_upload(
    db: &Db,
    id: ImportId,
    request: &Request,
    surroundings: &Surroundings<'_>,
) -> Result<(), ImportError> {
    match get(db.read(), id).await {
        Ok(import) if import.state != ImportState::Planning => return Ok(()),
        Ok(_) => forget(db, id).await?,
        Err(StoreError::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    plan_as(db, Some(id), request, surroundings).await.map(|_| ())
}

/// Whether planning again would come to the same.
const fn is_final(error: &ImportError) -> bool {
    matches!(
        error,
        ImportError::File(_)
            | ImportError::Store(StoreError::Refused(_) | StoreError::Conflict { .. })
    )
}

async fn plan_as(
    db: &Db,
    own: Option<ImportId>,
    request: &Request,
    surroundings: &Surroundings<'_>,
) -> Result<Plan, ImportError> {
    let (examined, reading) = look(db, request).await?;
    let (resumed, imported_before) = earlier(db, surroundings, &examined, &reading).await?;
    let may_be_cut = !examined.ends_with_break;
    if let Some(import) = resumed.filter(|_| own.is_none()) {
        return Ok(Plan { import, resumed: true, imported_before, may_be_cut });
    }
    let context = (surroundings.context)();
    let id = own.unwrap_or_else(|| context.id());
    begin(db, &context, id, request, &examined, &reading).await?;
    let staged = fill(db, id, request, &examined, &reading, surroundings).await;
    if let Err(error) = staged {
        // A file that was sent is planned again where only the moment was wrong.
        if own.is_none() || is_final(&error) {
            cancel(db, &(surroundings.context)(), id, true).await?;
        }
        return Err(error);
    }
    refuse_repeated(db, id, &reading).await?;
    doubles::find(db, id, &reading).await?;
    conclude(db, &(surroundings.context)(), id).await?;
    let import = get(db.read(), id).await?;
    Ok(Plan { import, resumed: false, imported_before, may_be_cut })
}

/// The first look at the file and how it is to be read, on a thread that may wait for the disk.
async fn look(db: &Db, request: &Request) -> Result<(Examined, Reading), ImportError> {
    let Request { kind, path, mapping, currency, .. } = request.clone();
    let first = move || {
        let examined = examine(&path, &mapping)?;
        let headings = headings(&path, &examined, kind, &mapping)?;
        Ok::<_, SourceError>((examined, headings))
    };
    let looked = tokio::task::spawn_blocking(first).await;
    let (examined, headings) = looked.map_err(std::io::Error::other)??;
    // What is said now is the whole of it; only where nothing is said the last mapping stands in.
    let (mapping, remembered) = if request.mapping == Mapping::default() {
        let headings = headings.iter().map(String::as_str);
        memory::recall(db.read(), kind, headings).await?.unwrap_or_default()
    } else {
        (request.mapping.clone(), None)
    };
    let own = own_fields(db, kind).await?;
    let mut mapping = mapping;
    if remembered.is_some() {
        // Nobody asked for it this time: a field that went since takes its column with it.
        mapping.own.retain(|code, _| own.iter().any(|field| field.code == *code));
    }
    let path = request.path.clone();
    let second = move || {
        let given = Given { kind, mapping, currency, own };
        let reading = resolve(&path, &examined, &given)?;
        Ok::<_, SourceError>((examined, Reading { remembered, ..reading }))
    };
    let looked = tokio::task::spawn_blocking(second).await;
    let (examined, reading) = looked.map_err(std::io::Error::other)??;
    let faults = consents::check(db.read(), &reading).await?;
    if faults.is_empty() { Ok((examined, reading)) } else { Err(ImportError::File(faults)) }
}

/// The firm's own fields that a file of customers may bring.
async fn own_fields(db: &Db, kind: ImportKind) -> Result<Vec<CustomField>, StoreError> {
    if kind != ImportKind::Customers {
        return Ok(Vec::new());
    }
    let fields = custom_fields_by_code(db.read()).await?;
    Ok(fields.into_values().filter(|field| !field.archived).collect())
}

async fn begin(
    db: &Db,
    context: &Context,
    id: ImportId,
    request: &Request,
    examined: &Examined,
    reading: &Reading,
) -> Result<(), ImportError> {
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
    Ok(txn.commit().await?)
}

/// Removes a plan that was interrupted, with its rows.
async fn forget(db: &Db, id: ImportId) -> Result<(), StoreError> {
    forget_rows(db, id).await?;
    let txn = db.begin().await?;
    import::Entity::delete_by_id(id.0).exec(&*txn).await?;
    txn.commit().await
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
        pages(request.path.clone(), examined.clone(), reading.clone(), Arc::clone(&bytes));
    let mut rows = 0;
    while let Some(page) = pages.recv().await {
        let page = page?;
        if page.is_empty() {
            break;
        }
        rows += u64::try_from(page.len()).unwrap_or(0);
        let context = (surroundings.context)();
        let judged = judge(db, &context, reading, page).await?;
        write_page(db, &context, id, reading, judged).await?;
        let bytes = bytes.load(Ordering::Relaxed);
        (surroundings.progress)(Progress::Reading { rows, bytes, size: examined.size });
    }
    if rows == 0 { Err(ImportError::File(vec![FileFault::NoRows])) } else { Ok(()) }
}

async fn judge(
    db: &Db,
    context: &Context,
    reading: &Reading,
    page: Vec<Read>,
) -> Result<Vec<Judged>, StoreError> {
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
    judged.extend(customers::judge(db, context, reading, of_customers).await?);
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
    let rows = [counts.created, counts.updated, counts.unchanged, counts.faults];
    let rows: i64 = rows.into_iter().filter_map(|mut rows| rows.take()).sum();
    count_anew(&*txn, rows.unsigned_abs(), &["import_row"]).await?;
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
    let rows_of = |verdicts: &[Verdict]| -> i64 {
        verdicts.iter().filter_map(|verdict| counts.get(verdict.code())).sum()
    };
    let of = |verdict: Verdict| Set(rows_of(&[verdict]));
    Ok(import::ActiveModel {
        created: of(Verdict::Create),
        updated: of(Verdict::Update),
        unchanged: Set(rows_of(&[Verdict::Unchanged, Verdict::Duplicate])),
        faults: of(Verdict::Fault),
        ..Default::default()
    })
}
