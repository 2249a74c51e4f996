//! `relais worker`: sends what is due, until it is stopped or, with `--drain`, once.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use store::db::Db;
use templates::{Arg, format};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use worker::{Config, Deps, Summary};

use crate::clock;
use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(crate) struct WorkerArgs {
    /// Send everything that is due now, and end
    #[arg(long)]
    drain: bool,
}

pub(crate) async fn run(args: WorkerArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let stop = on_signal()?;
    if !args.drain {
        worker::run(config(house)?, deps(house, &db)?, stop).await?;
        return Ok(Exit::Done);
    }
    let summary = worker::drain(config(house)?, deps(house, &db)?, stop).await?;
    print(told(house, &summary, zone(&db).await?))?;
    for pause in &summary.pauses {
        eprintln!("relais: {}", paused(house, pause));
    }
    if summary.overslept > 0 {
        eprintln!("relais: {}", house.text("message-overslept", &[]));
    }
    Ok(if summary.is_stopped() { Exit::Refused } else { Exit::Done })
}

/// Sends everything that is due now, for commands that do so by the way.
///
/// # Errors
/// When the database or this machine fails.
pub(crate) async fn drain(house: &House, db: &Db) -> anyhow::Result<Summary> {
    let (_keep, stop) = watch::channel(false);
    worker::drain(config(house)?, deps(house, db)?, stop).await
}

/// What a worker in this process is told and works with.
///
/// # Errors
/// When the data folder cannot be made.
pub(crate) fn parts(house: &House, db: &Db) -> anyhow::Result<(Config, Deps)> {
    Ok((config(house)?, deps(house, db)?))
}

/// The worker's share of the settings.
///
/// # Errors
/// When the data folder cannot be made.
pub(crate) fn config(house: &House) -> anyhow::Result<Config> {
    let settings = &house.settings;
    Ok(Config {
        data_dir: house.data_dir()?.to_owned(),
        database_url: house.database_url()?.into(),
        smtp_url: settings.smtp_url.as_ref().map(|url| url.expose().to_owned().into()),
        smtp_connections: settings.smtp_connections,
        smtp_timeout: Duration::from_secs(settings.smtp_timeout_seconds.into()),
        lease: Duration::from_secs(settings.lease_seconds.into()),
        retry_uncertain: settings.retry_uncertain_reminders,
    })
}

/// What the worker works with.
///
/// # Errors
/// When there is no secret to sign the links of mails with.
fn deps(house: &House, db: &Db) -> anyhow::Result<Deps> {
    Ok(Deps {
        db: db.clone(),
        catalog: house.catalog().clone(),
        clock: Arc::new(clock::now),
        ids: house.ids.clone(),
        links: house.secret()?.links(house.settings.public_url.as_ref()),
    })
}

/// Turns true when the process is asked to end.
fn on_signal() -> anyhow::Result<watch::Receiver<bool>> {
    let (stop, stopped) = watch::channel(false);
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        let _ = stop.send(true);
        // Held for ever: a sender that goes away would look like another signal.
        std::future::pending::<()>().await;
    });
    Ok(stopped)
}

/// Why sending is paused, and what to do about it.
pub(crate) fn paused(house: &House, pause: &store::message::Pause) -> String {
    let reason = house.text(&format!("message-reason-{}", pause.fault), &[]);
    let reply = pause.reply.as_deref().map_or_else(String::new, |reply| format!(" ({reply})"));
    house.text("message-paused", &[("reason", Arg::from(format!("{reason}{reply}")))])
}

/// The zone of the firm's days.
pub(crate) async fn zone(db: &Db) -> anyhow::Result<chrono_tz::Tz> {
    let firm = store::company::get(db).await?.map(|(firm, _)| firm);
    Ok(firm.unwrap_or_default().time_zone)
}

/// An instant as people of the firm read it.
pub(crate) fn instant(house: &House, at: DateTime<Utc>, zone: chrono_tz::Tz) -> String {
    let local = at.with_timezone(&zone);
    let day = format::date_short(house.language(), local.date_naive());
    format!("{day} {}", local.format("%H:%M"))
}

fn told(house: &House, summary: &Summary, zone: chrono_tz::Tz) -> String {
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let sent = &summary.sent;
    let mut lines = vec![house.text(
        "message-drained",
        &[
            ("accepted", number(sent.accepted)),
            ("failed", number(sent.failed)),
            ("deferred", number(sent.deferred)),
            ("skipped", number(sent.skipped)),
            ("handed_out", number(sent.handed_out)),
        ],
    )];
    if summary.uncertain > 0 {
        lines.push(house.text("message-uncertain", &[("count", Arg::Number(summary.uncertain))]));
    }
    if summary.left > 0 {
        let left = i64::try_from(summary.left).unwrap_or(i64::MAX);
        lines.push(house.text("message-left", &[("count", Arg::Number(left))]));
    }
    if let Some(next) = summary.next {
        let next = Arg::from(instant(house, next, zone));
        lines.push(house.text("message-next", &[("at", next)]));
    }
    lines.join("\n")
}
