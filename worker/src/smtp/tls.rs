//! TLS towards a mail server: rustls with ring, and the certificates that the system trusts.

use std::io;
use std::sync::{Arc, OnceLock};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Whom to believe; read from the system once, at the first connection that needs it.
#[derive(Debug, Default)]
pub(super) struct Trust(OnceLock<Arc<ClientConfig>>);

impl Trust {
    /// These roots and no others.
    #[cfg(test)]
    pub(super) fn of(roots: RootCertStore) -> Self {
        let trust = Self::default();
        let config = configuration(roots).ok().map(Arc::new);
        if let Some(config) = config {
            let _ = trust.0.set(config);
        }
        trust
    }

    /// Encrypts `stream`, which leads to `host`.
    ///
    /// # Errors
    /// When the certificate is not that of `host`, or is signed by nobody who is trusted.
    pub(super) async fn encrypt(
        &self,
        host: &str,
        stream: TcpStream,
    ) -> io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| io::Error::other("the name of the host is not one of a certificate"))?;
        let config = self.configuration().await?;
        TlsConnector::from(config).connect(name, stream).await
    }

    async fn configuration(&self) -> io::Result<Arc<ClientConfig>> {
        if let Some(known) = self.0.get() {
            return Ok(Arc::clone(known));
        }
        let read = tokio::task::spawn_blocking(|| configuration(roots_of_the_system())).await;
        let config = Arc::new(read.map_err(io::Error::other)?.map_err(io::Error::other)?);
        Ok(Arc::clone(self.0.get_or_init(|| config)))
    }
}

fn roots_of_the_system() -> RootCertStore {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a trusted certificate of the system cannot be read");
    }
    let mut roots = RootCertStore::empty();
    let (good, bad) = roots.add_parsable_certificates(found.certs);
    tracing::debug!(good, bad, "trusted certificates of the system");
    if good == 0 {
        tracing::warn!("the system trusts no certificate: install ca-certificates");
    }
    roots
}

fn configuration(roots: RootCertStore) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
