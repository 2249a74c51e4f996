//! Making a connection: TCP without delay, TLS as the address asks, EHLO, AUTH.

use std::future::Future;
use std::io;
use std::time::Duration;

use domain::message::Stage;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Ehlo, Quit};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

use super::fault::SmtpFault;
use super::lockstep::Lockstep;
use super::server::{Protection, Server};
use super::starttls;

/// Mails on one connection, after which another is made: servers count them too.
const MAILS: u32 = 1_000;

/// What lettre reads as the greeting where the true one has been read before.
const GREETED: &[u8] = b"220 ready\r\n";

/// A conversation with a mail server, ready for a mail. Dropped, it just ends: nothing that was not
/// answered is lost, since no content leaves before the one before it was answered.
pub(crate) struct Connection {
    pub(super) smtp: AsyncSmtpConnection,
    pub(super) timeout: Duration,
    /// Mails begun on it.
    pub(super) begun: u32,
    /// No further word makes sense on it.
    pub(super) broken: bool,
    /// Whether the server takes several commands at once.
    pub(super) pipelines: bool,
    encrypted: bool,
}

impl Connection {
    /// Connects, says who we are (`hello`, a host name), encrypts and authenticates as the address
    /// of the server asks.
    ///
    /// # Errors
    /// [`SmtpFault`]: nothing was handed over.
    pub(crate) async fn open(server: &Server, hello: &str) -> Result<Self, SmtpFault> {
        let hello = ClientId::Domain(hello.to_owned());
        let (stream, encrypted) = reach(server, &hello).await?;
        let greeted = AsyncSmtpConnection::connect_with_transport(stream, &hello);
        let smtp = step(server.timeout, Stage::Connect, greeted).await?;
        let timeout = server.timeout;
        let mut connection =
            Self { smtp, timeout, begun: 0, broken: false, pipelines: false, encrypted };
        connection.pipelines = connection.offers_pipelining(hello).await?;
        connection.authenticate(server).await?;
        Ok(connection)
    }

    /// Whether another mail may go over it. If not: `quit`, and open another.
    #[must_use]
    pub(crate) fn is_usable(&self) -> bool {
        !self.broken && self.begun < MAILS
    }

    /// Whether what is said on it is encrypted.
    #[must_use]
    pub(crate) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Takes leave, and does not insist.
    pub(crate) async fn quit(mut self) {
        if !self.broken {
            // A server that does not answer a farewell is not waited for.
            let patience = self.timeout.min(Duration::from_secs(2));
            let _ = tokio::time::timeout(patience, self.smtp.command(Quit)).await;
        }
    }

    /// Asked again: of what a server offers lettre keeps what it uses itself.
    async fn offers_pipelining(&mut self, hello: ClientId) -> Result<bool, SmtpFault> {
        let greeted = step(self.timeout, Stage::Connect, self.smtp.command(Ehlo::new(hello)));
        let offers = |line: &str| line.trim().eq_ignore_ascii_case("PIPELINING");
        match greeted.await {
            Ok(answer) => Ok(answer.message().skip(1).any(offers)),
            // Refused, it changed nothing (RFC 5321, 4.1.4).
            Err(SmtpFault::Refused(reply)) if reply.code != 421 => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    async fn authenticate(&mut self, server: &Server) -> Result<(), SmtpFault> {
        let Some(credentials) = &server.credentials else { return Ok(()) };
        if !self.encrypted && !server.is_loopback() {
            return Err(SmtpFault::Encryption("the password is not said in plain text".to_owned()));
        }
        if self.smtp.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(SmtpFault::NoMechanism);
        }
        let answered = self.smtp.auth(DEFAULT_MECHANISMS, credentials);
        step(server.timeout, Stage::Authenticate, answered).await.map(drop)
    }
}

/// One step of a conversation, in time.
pub(super) async fn step<T>(
    timeout: Duration,
    stage: Stage,
    answer: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
) -> Result<T, SmtpFault> {
    match tokio::time::timeout(timeout, answer).await {
        Ok(answer) => answer.map_err(|error| SmtpFault::of(stage, &error)),
        Err(_) => Err(SmtpFault::Timeout),
    }
}

type Stream = Box<dyn AsyncTokioStream>;

/// A stream on which the server is about to greet, or seems to; whether it is encrypted.
async fn reach(server: &Server, hello: &ClientId) -> Result<(Stream, bool), SmtpFault> {
    let address = (server.host.as_str(), server.port);
    let connected = tokio::time::timeout(server.timeout, TcpStream::connect(address)).await;
    let mut tcp = connected.map_err(|_| SmtpFault::Timeout)?.map_err(SmtpFault::Connection)?;
    tcp.set_nodelay(true).map_err(SmtpFault::Connection)?;
    let peer = tcp.peer_addr().map_err(SmtpFault::Connection)?;
    let greeting = match server.protection {
        Protection::None => return Ok((Box::new(Lockstep::new(tcp, peer, b"")), false)),
        Protection::Implicit => &b""[..],
        Protection::Required | Protection::Opportunistic => {
            let asked = starttls::ask(&mut tcp, hello);
            let ready = tokio::time::timeout(server.timeout, asked).await;
            match ready.map_err(|_| SmtpFault::Timeout)?? {
                starttls::Answer::Ready => GREETED,
                starttls::Answer::No(_) if server.protection == Protection::Opportunistic => {
                    return Ok((Box::new(Lockstep::new(tcp, peer, GREETED)), false));
                }
                starttls::Answer::No(why) => return Err(SmtpFault::Encryption(why)),
            }
        }
    };
    let encrypted = server.trust.encrypt(&server.host, tcp);
    let encrypted = tokio::time::timeout(server.timeout, encrypted).await;
    match encrypted.map_err(|_| SmtpFault::Timeout)? {
        Ok(tls) => Ok((Box::new(Lockstep::new(tls, peer, greeting)), true)),
        Err(error) if is_of_tls(&error) => Err(SmtpFault::Encryption(error.to_string())),
        Err(error) => Err(SmtpFault::Connection(error)),
    }
}

/// Whether it is TLS that failed, and not the connection below.
fn is_of_tls(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::Other)
}
