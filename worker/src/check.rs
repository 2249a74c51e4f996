//! What `relais doctor` asks of the worker's parts. Nothing is sent and nothing repaired.

use std::path::Path;

use anyhow::Context as _;
use lettre::transport::smtp::extension::ClientId;
use secrecy::ExposeSecret as _;
use store::db::Engine;

use crate::config::Config;
use crate::journal;
use crate::queue::Queue;
use crate::run::place;
use crate::smtp::{Server, probe};

/// Opens the queue, brings its tables up to date, and answers how many jobs wait or run.
///
/// # Errors
/// When the queue cannot be used.
pub async fn queue(config: &Config, engine: Engine) -> anyhow::Result<i64> {
    Queue::open(&place(config, engine)).await?.length().await
}

/// Visits the mail server, encrypts and authenticates as its address asks, and says what it found;
/// none when mails go to files.
///
/// # Errors
/// When mails could not be sent.
pub async fn mail_server(config: &Config) -> anyhow::Result<Option<String>> {
    let Some(url) = &config.smtp_url else { return Ok(None) };
    let server = Server::parse(url.expose_secret(), config.smtp_timeout);
    let server = server.context("the setting smtp_url")?;
    probe(&server, &ClientId::default().to_string()).await.map(Some)
}

/// How many delivery journals lie in the data folder that nobody holds: the next worker settles
/// them.
///
/// # Errors
/// When they cannot be read.
pub fn journals(data_dir: &Path) -> anyhow::Result<usize> {
    let boot = journal::boot_id()?;
    Ok(journal::abandoned(&data_dir.join("journal"), &boot)?.len())
}
