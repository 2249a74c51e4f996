//! `relais import customers` and `relais import invoices`: a file is planned, and applied when no row
//! is faulty or the valid ones are accepted. With `--plan` it is planned and shown; then
//! `relais import apply` applies the plan, and `relais import revert` undoes it.

mod apply;
mod notice;
mod output;
mod plan;
mod progress;
mod report;
mod revert;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::company::Company;
use domain::import::{ImportKind, Mapping};
use store::db::Db;
use store::import::{ImportError, ImportRecord, ImportState, Plan, Request, Surroundings};

use self::output::{Output, Told};
use self::progress::Watcher;
use self::report::Report;
use crate::house::{Exit, House};

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Customers with their identity and how they are reached
    ///
    /// A customer that is known by its reference is changed where the file differs and shown; an
    /// empty cell never erases. A file takes back and never gives: a no to being contacted is recorded, a
    /// yes is not, and the rows that tried are shown.
    Customers(FileArgs),
    /// Posted invoices, and their payments where the file tells a payment date
    ///
    /// A known invoice is unchanged, or gets a payment that was not known; any other difference is a
    /// fault. The customers must be known.
    Invoices(FileArgs),
    /// Apply a plan that was shown: its valid rows; faulty ones are listed and left out
    Apply(apply::ApplyArgs),
    /// Undo an import of customers, as long as nothing newer depends on it; what people refused stays
    Revert(revert::RevertArgs),
}

#[derive(Debug, clap::Args)]
struct FileArgs {
    /// A CSV file, in any usual encoding and with ; , | or tabs between columns, or an XLSX workbook,
    /// of which the first sheet is read
    file: PathBuf,
    /// Show what each row would do and apply nothing; `relais import apply` applies it
    #[arg(long, conflicts_with = "accept_valid")]
    plan: bool,
    /// What the columns mean and how dates and amounts are written, in TOML; see
    /// examples/accounts_receivable.toml. What it leaves open is guessed and shown
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Import the valid rows even when others are faulty
    #[arg(long)]
    accept_valid: bool,
    /// Write every faulty row into this CSV file too: line, column, code, value, reason
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// Print one JSON object instead of the summary
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(args: ImportArgs, house: &House) -> anyhow::Result<Exit> {
    match args.what {
        What::Customers(args) => import(ImportKind::Customers, &args, house).await,
        What::Invoices(args) => import(ImportKind::Invoices, &args, house).await,
        What::Apply(args) => apply::run(&args, house).await,
        What::Revert(args) => revert::run(&args, house).await,
    }
}

async fn import(kind: ImportKind, args: &FileArgs, house: &House) -> anyhow::Result<Exit> {
    let mapping = args.mapping.as_deref().map(read_mapping).transpose()?.unwrap_or_default();
    // Said before the database is opened: a wrong name is the commonest fault.
    std::fs::metadata(&args.file).with_context(|| args.file.display().to_string())?;
    if args.faults.as_deref().is_some_and(|report| same_file(report, &args.file)) {
        bail!(house.text("import-report-over-file", &[]));
    }
    let db = house.db().await?;
    let firm = store::company::get(&db).await?.map(|(firm, _)| firm).unwrap_or_default();
    let request = Request {
        kind,
        path: args.file.clone(),
        file_name: name_of(&args.file),
        mapping,
        currency: firm.currency,
    };
    let output = Output { house, kind, file: &request.file_name, json: args.json };
    let mut report = Report::open(house, args.faults.as_deref())?;
    let how = if args.plan {
        How::Plan
    } else if args.accept_valid {
        How::AcceptValid
    } else {
        How::AllOrNothing
    };
    match carry_out(&db, &request, how, house).await {
        Ok(done) if args.plan => plan::show(&db, &done.plan, &output, &mut report, &firm).await,
        Ok(done) => finish(&db, &done, &output, &mut report, &firm, args).await,
        Err(ImportError::File(faults)) => {
            report.file(&faults)?;
            report.close()?;
            report.told_where();
            output.unreadable(&faults)?;
            Ok(Exit::Refused)
        }
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(error) => Err(anyhow::Error::new(error).context(args.file.display().to_string())),
    }
}

/// A plan and what became of it.
struct Done {
    plan: Plan,
    import: ImportRecord,
}

/// How far an import goes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// It is planned alone.
    Plan,
    /// It is applied when no row is faulty.
    AllOrNothing,
    /// Its valid rows are applied.
    AcceptValid,
}

/// Plans, and applies when nothing stands against it.
async fn carry_out(
    db: &Db,
    request: &Request,
    how: How,
    house: &House,
) -> Result<Done, ImportError> {
    let watcher = Watcher::new(house, &request.file_name);
    let context = || house.context();
    let told = |progress| watcher.tell(progress);
    let surroundings = Surroundings { context: &context, progress: &told };
    let plan = store::import::plan(db, request, &surroundings).await?;
    if plan.resumed {
        watcher.resumed(plan.import.applied, plan.import.to_apply());
    }
    let goes_on = match how {
        How::Plan => false,
        How::AllOrNothing => plan.resumed || plan.import.faults == 0,
        How::AcceptValid => true,
    };
    let import = if goes_on {
        store::import::apply(db, plan.import.id, &surroundings).await?
    } else {
        plan.import.clone()
    };
    watcher.end();
    Ok(Done { plan, import })
}

async fn finish(
    db: &Db,
    done: &Done,
    output: &Output<'_>,
    report: &mut Report<'_>,
    firm: &Company,
    args: &FileArgs,
) -> anyhow::Result<Exit> {
    let rows = report.rows(db, &done.import, args.json).await?;
    report.close()?;
    let changes = store::import::changes(db.read(), done.import.id, output.changes()).await?;
    let before = done.plan.imported_before.map(|at| day(at, firm.time_zone));
    let most = u64::from(output.changes());
    let doubled = store::import::duplicates(db.read(), done.import.id, most).await?;
    let told = Told {
        changes: &changes,
        faults: &rows,
        doubled: &doubled,
        noticed: output.noticed(db, &done.import).await?,
        notices: if args.json {
            output.notices_as_json(db, &done.import).await?
        } else {
            Vec::new()
        },
    };
    output.summary(done, &told, before)?;
    report.told_where();
    let applied = done.import.state == ImportState::Applied;
    let complete = done.import.faults == 0 || args.accept_valid || done.plan.resumed;
    Ok(if applied && complete { Exit::Done } else { Exit::Refused })
}

fn day(at: chrono::DateTime<chrono::Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether the report would be written over the file that is read.
fn same_file(report: &Path, file: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(report).is_some_and(|report| real(file) == Some(report))
}

fn read_mapping(path: &Path) -> anyhow::Result<Mapping> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| shown.clone())?;
    toml::from_str(text.trim_start_matches('\u{feff}')).with_context(|| shown)
}
