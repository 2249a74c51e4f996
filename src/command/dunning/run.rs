//! `relais dunning run`: a day proposed or confirmed, as text or as one JSON object. It is read
//! and written in pages, so that a million lines take no more memory than a thousand.

use std::io::{BufWriter, IsTerminal, Write};

use chrono::NaiveDate;
use clap::Args;
use domain::dunning::Review;
use indicatif::{ProgressBar, ProgressStyle};
use store::db::Db;
use store::dunning::{Confirmation, Reading, RunView};
use templates::format;

use super::json::Json;
use super::text::Text;
use crate::house::{Exit, House};

/// Payments dated after the day that are named one by one.
const NAMED_PAYMENTS: u32 = 10;

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Day of the run: payments count up to it, reminders bear it; today when it is not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Record the run, freeze its lines and queue its messages
    #[arg(long)]
    confirm: bool,
    /// One JSON object: date, messages, `left_out`
    #[arg(long)]
    json: bool,
}

/// What a reading adds up to.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) messages: i64,
    pub(super) awaiting: i64,
    pub(super) lines: i64,
    pub(super) left_out: i64,
}

impl Totals {
    fn add(&mut self, page: &RunView) {
        let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
        self.messages += count(page.messages.len());
        self.awaiting +=
            count(page.messages.iter().filter(|m| m.review == Review::Awaiting).count());
        self.lines += count(page.messages.iter().map(|message| message.due_lines.len()).sum());
        self.left_out += count(page.left_out.len());
    }
}

/// Where the pages of a run go.
pub(super) trait Sheet {
    fn page(&mut self, page: RunView) -> std::io::Result<()>;
    fn end(&mut self, totals: &Totals) -> std::io::Result<()>;
}

pub(super) async fn run(args: &RunArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let context = house.context();
    let firm = store::company::get(&db).await?.map(|(firm, _)| firm).unwrap_or_default();
    let today = context.today(firm.time_zone);
    let day = args.date.unwrap_or(today);
    let progress = progress(house);
    let confirmed = if args.confirm {
        Some(store::dunning::confirm_day(&db, &context, day).await?)
    } else {
        None
    };
    let mut reading = match confirmed {
        Some(Confirmation { run, .. }) => Reading::of_run(run),
        None => Reading::of_day(&db, day).await?,
    };
    let stdout = BufWriter::new(std::io::stdout().lock());
    let shown = if args.json {
        show(&mut reading, &db, &progress, Json::new(stdout, day)).await
    } else {
        show(&mut reading, &db, &progress, Text::new(stdout, house, day)).await
    };
    progress.finish_and_clear();
    match shown {
        // A reader that went away (`| head`) has seen what it wanted.
        Err(error) if is_broken_pipe(&error) => return Ok(Exit::Done),
        shown => shown?,
    };
    tell_missing_rates(&reading, &db, house).await?;
    match confirmed {
        Some(Confirmation { again: true, .. }) => {
            eprintln!("{}", house.text("run-confirmed-before", &[("day", date(house, day))]));
        }
        Some(Confirmation { run, .. }) => {
            let stored = store::dunning::run(&db, run).await?;
            let args = [("day", date(house, day)), ("messages", i64::from(stored.messages).into())];
            eprintln!("{}", house.text("run-confirmed", &args));
            if day < today {
                tell_later_payments(&db, house, day).await?;
            }
        }
        None if reading.run().is_some() => {
            eprintln!("{}", house.text("run-frozen", &[("day", date(house, day))]));
        }
        None => eprintln!("{}", house.text("run-preview", &[("day", date(house, day))])),
    }
    Ok(Exit::Done)
}

async fn show(
    reading: &mut Reading,
    db: &Db,
    progress: &ProgressBar,
    mut sheet: impl Sheet,
) -> anyhow::Result<()> {
    let mut totals = Totals::default();
    while let Some(page) = reading.next(db).await? {
        totals.add(&page);
        progress.set_position(u64::try_from(totals.lines + totals.left_out).unwrap_or(0));
        sheet.page(page)?;
    }
    sheet.end(&totals)?;
    Ok(())
}

fn progress(house: &House) -> ProgressBar {
    if !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {human_pos}");
    let bar = ProgressBar::new_spinner().with_message(house.text("run-progress", &[]));
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Names the rate rows that are missing: penalties are reserved, not stated.
async fn tell_missing_rates(reading: &Reading, db: &Db, house: &House) -> anyhow::Result<()> {
    let missing = match reading.run() {
        Some(run) => store::dunning::run(db, run).await?.missing_rates,
        None => reading.missing_rates(),
    };
    if !missing.is_empty() {
        let args = [("rows", missing.join(", ").into())];
        eprintln!("{}", house.text("run-missing-rates", &args));
    }
    Ok(())
}

/// Says which payments a run of a past day does not count.
async fn tell_later_payments(db: &Db, house: &House, day: NaiveDate) -> anyhow::Result<()> {
    let language = house.language();
    let (sums, named) = store::dunning::payments_after(db, day, NAMED_PAYMENTS).await?;
    for sum in sums {
        let args = [
            ("count", sum.count.into()),
            ("sum", format::money(language, sum.sum).into()),
            ("first", date(house, sum.first)),
            ("last", date(house, sum.last)),
        ];
        eprintln!("{}", house.text("run-later-payments", &args));
    }
    for payment in named {
        let amount = format::money(language, payment.amount);
        let on = format::date_short(language, payment.day);
        eprintln!("  {on}  {}  {amount}", payment.customer);
    }
    Ok(())
}

fn date(house: &House, day: NaiveDate) -> templates::Arg {
    format::date_short(house.language(), day).into()
}

/// Ends an output.
pub(super) fn flush(out: &mut impl Write) -> std::io::Result<()> {
    out.flush()
}
