//! What a server answered, and what goes wrong before anything is handed over.

use std::io;

use domain::message::{self, SenderFault, Stage, Verdict, classify};
use lettre::transport::smtp::response::Response;

/// An answer of the server, fit to be kept: cut, on one line, without anybody's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    /// To what it answered.
    pub(crate) stage: Stage,
    /// 200 to 599.
    pub(crate) code: u16,
    /// Its text; it begins with the enhanced status when there is one.
    pub(crate) text: String,
}

impl Reply {
    pub(super) fn new(stage: Stage, code: u16, text: &str) -> Self {
        Self { stage, code, text: message::Reply::new(Some(code), text).text }
    }

    pub(super) fn of(stage: Stage, response: &Response) -> Self {
        let text = response.message().collect::<Vec<_>>().join(" ");
        Self::new(stage, response.code().into(), &text)
    }

    /// What a negative reply means.
    #[must_use]
    pub(crate) fn verdict(&self) -> Verdict {
        classify(self.stage, self.code, &self.text)
    }

    /// The reply as the ledger keeps it.
    #[must_use]
    pub(crate) fn kept(&self) -> message::Reply {
        message::Reply { code: Some(self.code), text: self.text.clone() }
    }
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SmtpFault {
    /// No connection, or it broke.
    #[error("the mail server cannot be reached: {0}")]
    Connection(#[source] io::Error),
    /// No answer in time.
    #[error("the mail server does not answer in time")]
    Timeout,
    /// The server refused to talk to us, or ended the conversation.
    #[error("the mail server answered {} {}", .0.code, .0.text)]
    Refused(Reply),
    /// What it said is no SMTP.
    #[error("the mail server is not understood: {0}")]
    Protocol(String),
    /// The encrypted connection could not be made.
    #[error("no encrypted connection to the mail server: {0}")]
    Encryption(String),
    /// The server names no way to authenticate that we know.
    #[error("the mail server offers neither AUTH PLAIN nor AUTH LOGIN")]
    NoMechanism,
    /// The mail cannot be said in SMTP, or not to this server: it will not be otherwise next time.
    #[error("the mail cannot be sent: {0}")]
    Unsendable(&'static str),
    /// Whoever asked for it thought better of it after all was ready.
    #[error("stopped before the content: {0}")]
    Stopped(#[source] io::Error),
}

impl SmtpFault {
    /// What it means for the message.
    #[must_use]
    pub(crate) fn verdict(&self) -> Verdict {
        match self {
            Self::Connection(_) | Self::Timeout => Verdict::Sender(SenderFault::Unreachable),
            Self::Refused(reply) => reply.verdict(),
            Self::Protocol(_) => Verdict::Sender(SenderFault::Protocol),
            Self::Encryption(_) => Verdict::Sender(SenderFault::Encryption),
            Self::NoMechanism => Verdict::Sender(SenderFault::Authentication),
            Self::Unsendable(_) => Verdict::Content,
            Self::Stopped(_) => Verdict::Transient,
        }
    }

    /// What the ledger keeps of it; the verdict says the rest.
    #[must_use]
    pub(crate) fn kept(&self) -> message::Reply {
        match self {
            Self::Refused(reply) => reply.kept(),
            Self::Encryption(why) => message::Reply::new(None, why),
            Self::Connection(why) => message::Reply::new(None, &why.to_string()),
            other => message::Reply::new(None, &other.to_string()),
        }
    }

    /// From an error of lettre at `stage`: a reply of the server, or a broken connection.
    pub(super) fn of(stage: Stage, error: &lettre::transport::smtp::Error) -> Self {
        let source = std::error::Error::source(error);
        let text = source.map_or_else(|| error.to_string(), ToString::to_string);
        match error.status() {
            Some(code) => Self::Refused(Reply::new(stage, code.into(), &text)),
            None if error.is_response() && !text.contains("incomplete") => Self::Protocol(text),
            None if error.is_client() => Self::Protocol(text),
            None => {
                let kind = source.and_then(|source| source.downcast_ref::<io::Error>());
                let kind = kind.map_or(io::ErrorKind::ConnectionAborted, io::Error::kind);
                Self::Connection(io::Error::new(kind, text))
            }
        }
    }
}
