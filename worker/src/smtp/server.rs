//! The address of a mail server, as a setting names it.
//!
//! `smtp://host`, `smtp://user:password@host:587?tls=required`, `smtps://user:password@host`. What
//! it is shown as never holds the user or the password, and a fault never repeats the address.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::Url;

use super::tls::Trust;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protection {
    /// TLS from the first byte (`smtps://`, RFC 8314).
    Implicit,
    /// STARTTLS, or nothing is sent. The default, save on the machine itself.
    Required,
    /// STARTTLS when the server offers it. What is offered must be good: a certificate that cannot
    /// be verified is a fault here too.
    Opportunistic,
    /// Plain text. The default on the machine itself.
    None,
}

/// A mail server and the way to reach it. Cheap to clone; clones share what TLS learnt.
#[derive(Clone)]
pub(crate) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) protection: Protection,
    pub(super) credentials: Option<Credentials>,
    pub(super) timeout: Duration,
    pub(super) trust: Arc<Trust>,
}

/// Why an address is none of a mail server. The address itself is not repeated: it may hold a
/// password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UrlFault {
    #[error("the address of the mail server is not a URL")]
    NotAUrl,
    #[error("the address of the mail server begins with neither smtp:// nor smtps://")]
    Scheme,
    #[error("the address of the mail server names no host")]
    NoHost,
    #[error("the address of the mail server takes tls=required, tls=opportunistic or tls=none")]
    Option,
    #[error("the address of the mail server names a user without a password, or the reverse")]
    HalfCredentials,
    #[error("the user and the password of the mail server must be UTF-8, percent-encoded")]
    Encoding,
    #[error("a user and a password go to another machine only over TLS: leave out tls=none")]
    PlainTextCredentials,
}

impl Server {
    /// Reads the address; `timeout` bounds each step of a conversation.
    ///
    /// Without a port: 465 for `smtps`, 587 for `smtp` with credentials, 25 without.
    ///
    /// # Errors
    /// [`UrlFault`] says what is wrong with the address.
    pub(crate) fn parse(text: &str, timeout: Duration) -> Result<Self, UrlFault> {
        let url = Url::parse(text.trim()).map_err(|_| UrlFault::NotAUrl)?;
        let implicit = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(UrlFault::Scheme),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(UrlFault::NoHost)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(UrlFault::NotAUrl);
        }
        let credentials = credentials(&url)?;
        let local = is_loopback(&host);
        let protection = match (implicit, asked(&url)?) {
            (true, None | Some(Protection::Required)) => Protection::Implicit,
            (true, Some(_)) => return Err(UrlFault::Option),
            (false, Some(protection)) => protection,
            (false, None) if local => Protection::None,
            (false, None) => Protection::Required,
        };
        if credentials.is_some() && protection == Protection::None && !local {
            return Err(UrlFault::PlainTextCredentials);
        }
        let default_port = match (implicit, credentials.is_some()) {
            (true, _) => 465,
            (false, true) => 587,
            (false, false) => 25,
        };
        let port = url.port().unwrap_or(default_port);
        Ok(Self { host, port, protection, credentials, timeout, trust: Arc::default() })
    }

    /// Whether it is on this machine, by its name or address.
    #[must_use]
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// The same server, trusted by other certificates than those of the system.
    #[cfg(test)]
    pub(super) fn trusting(mut self, roots: rustls::RootCertStore) -> Self {
        self.trust = Arc::new(Trust::of(roots));
        self
    }
}

/// The address, its user and password masked.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, option) = match self.protection {
            Protection::Implicit => ("smtps", ""),
            Protection::Required => ("smtp", "?tls=required"),
            Protection::Opportunistic => ("smtp", "?tls=opportunistic"),
            Protection::None => ("smtp", "?tls=none"),
        };
        let user = if self.credentials.is_some() { "***:***@" } else { "" };
        let (open, close) = if self.host.contains(':') { ("[", "]") } else { ("", "") };
        write!(f, "{scheme}://{user}{open}{}{close}:{}{option}", self.host, self.port)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({self})")
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn asked(url: &Url) -> Result<Option<Protection>, UrlFault> {
    let mut asked = None;
    for (name, value) in url.query_pairs() {
        asked = match (&*name, &*value) {
            ("tls", "required") if asked.is_none() => Some(Protection::Required),
            ("tls", "opportunistic") if asked.is_none() => Some(Protection::Opportunistic),
            ("tls", "none") if asked.is_none() => Some(Protection::None),
            _ => return Err(UrlFault::Option),
        };
    }
    Ok(asked)
}

fn credentials(url: &Url) -> Result<Option<Credentials>, UrlFault> {
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8().map_err(|_| UrlFault::Encoding)?;
        // A NUL ends a field of AUTH PLAIN (RFC 4616).
        if text.contains('\0') { Err(UrlFault::Encoding) } else { Ok(text.into_owned()) }
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None | Some("")) => Err(UrlFault::HalfCredentials),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}
