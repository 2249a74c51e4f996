//! A visit to the mail server that sends nothing.

use anyhow::Context as _;

use super::connection::Connection;
use super::server::Server;

/// Connects, says EHLO, encrypts and authenticates as the address asks, and takes leave. What was
/// found: the address without its secrets, whether it is encrypted, whether it took the password.
///
/// # Errors
/// When mails could not be sent.
pub(crate) async fn probe(server: &Server, hello: &str) -> anyhow::Result<String> {
    let connection = Connection::open(server, hello).await.with_context(|| server.to_string())?;
    let encrypted = if connection.is_encrypted() { "TLS" } else { "no TLS" };
    let authenticated = if server.credentials.is_some() { "AUTH" } else { "no AUTH" };
    connection.quit().await;
    Ok(format!("{server} ({encrypted}, {authenticated})"))
}
