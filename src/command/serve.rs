//! `relais serve`: the API and the worker in one process, or the API alone.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::Context as _;
use futures::future::OptionFuture;
use store::db::Db;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::clock;
use crate::command::worker::parts;
use crate::house::{Exit, House};

#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// Serve the API alone; messages wait for a `relais worker`
    #[arg(long)]
    no_worker: bool,
    /// Address and port to listen on [default: the setting bind, 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<SocketAddr>,
}

pub(crate) async fn run(args: ServeArgs, house: &House) -> anyhow::Result<Exit> {
    let listener = listen_on(args.bind.unwrap_or(house.settings.bind))?;
    let db = house.db().await?;
    until_stopped(house, db, listener, !args.no_worker).await?;
    Ok(Exit::Done)
}

/// Takes the address of the settings.
///
/// # Errors
/// Names the address when it is taken or not ours.
pub(crate) fn listen(house: &House) -> anyhow::Result<TcpListener> {
    listen_on(house.settings.bind)
}

fn listen_on(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| {
        format!("cannot listen on {address}; another address: --set bind=127.0.0.1:8090")
    })
}

/// Serves until SIGTERM or Ctrl-C: then requests in hand are answered, the worker finishes the mail in its
/// hand and gives back the rest.
///
/// # Errors
/// When the server or the worker cannot start.
pub(crate) async fn until_stopped(
    house: &House,
    db: Db,
    listener: TcpListener,
    with_worker: bool,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let worker = match with_worker {
        true => Some(parts(house, &db)?),
        false => None,
    };
    let worker = worker.map(|(config, deps)| worker::run(config, deps, stopped.clone()));
    let server = api::server(config(house)?, deps(house, db.clone())?, listener)?;
    let handle = server.handle();
    tracing::info!(%address, worker = with_worker, "relais serves");
    let ask_to_stop = async {
        let asked = asked_to_stop(stopped).await;
        let _ = stop.send(true);
        handle.stop(true).await;
        asked
    };
    let served = async {
        let served = server.await;
        let _ = stop.send(true);
        served
    };
    let worked = async {
        let worked = OptionFuture::from(worker).await;
        if matches!(worked, Some(Err(_))) {
            // A worker that cannot work must not look like one that does.
            let _ = stop.send(true);
        }
        worked
    };
    let (asked, served, worked) = tokio::join!(ask_to_stop, served, worked);
    asked.context("the signals of the system")?;
    served.context("the server")?;
    worked.transpose().context("the worker")?;
    db.close().await?;
    Ok(())
}

/// Waits for a signal, or for another part that stopped.
async fn asked_to_stop(mut stopped: watch::Receiver<bool>) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    Ok(())
}

fn config(house: &House) -> anyhow::Result<api::Config> {
    let settings = &house.settings;
    let proxies = settings.trusted_proxies.iter().map(|proxy| {
        proxy.parse().with_context(|| format!("trusted_proxies: {proxy} is not an IP address"))
    });
    let usual = api::Config::default();
    Ok(api::Config {
        public_url: settings.public_url.to_string(),
        body_limit: usize::try_from(settings.body_limit_kib)?.saturating_mul(1024),
        workers: std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8),
        trusted_proxies: proxies.collect::<anyhow::Result<_>>()?,
        cors_origins: settings.cors_origins.clone(),
        metrics_public: settings.metrics_public,
        ..usual
    })
}

fn deps(house: &House, db: Db) -> anyhow::Result<api::Deps> {
    Ok(api::Deps {
        db,
        catalog: house.catalog().clone(),
        secret: house.secret()?,
        clock: Arc::new(clock::now),
        ids: house.ids.clone(),
        entropy: Arc::new(clock::entropy),
        data_dir: house.data_dir()?.to_owned(),
        language: house.language(),
    })
}
