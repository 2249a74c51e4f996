//! Mails to a server: one connection, kept while it is of use.

use domain::message::{FailureClass, FailureReason, Outcome, SenderFault, Verdict};
use store::message::ClaimedMessage;

use super::judge::{judged, put_off};
use super::{Delivered, failed};
use crate::delivery::Guard;
use crate::dispatch::Dispatch;
use crate::smtp::{Answer, Connection, Envelope, Server, SmtpFault};

/// A connection to the mail server, opened for the first mail.
pub(super) struct SmtpChannel {
    server: Server,
    connection: Option<Connection>,
}

impl SmtpChannel {
    pub(super) fn new(server: Server) -> Self {
        Self { server, connection: None }
    }

    /// Sends one mail. When the connection breaks before the content, another is tried once: a
    /// server that ends a connection between two mails says nothing about the second.
    pub(super) async fn send(
        &mut self,
        dispatch: &Dispatch,
        message: &ClaimedMessage,
        from: String,
        to: &str,
        mail: &[u8],
        guard: &Guard,
    ) -> Delivered {
        let now = || (dispatch.deps.clock)();
        let envelope = Envelope { from, to: to.to_owned() };
        let mut again = true;
        loop {
            let connection = match self.ready(dispatch).await {
                Ok(connection) => connection,
                Err(fault) => return unopened(dispatch, &fault),
            };
            let answer = connection.send(&envelope, &[mail], || guard.begin(message.id)).await;
            match answer {
                Answer::Accepted(reply) => {
                    return Delivered::Done(Outcome::Accepted { reply: Some(reply.kept()) });
                }
                Answer::Refused(reply) => {
                    return judged(message, now(), reply.verdict(), reply.kept());
                }
                Answer::Lost => return Delivered::Done(Outcome::Uncertain),
                Answer::NotBegun(SmtpFault::Stopped(_)) => return Delivered::Withheld,
                Answer::NotBegun(SmtpFault::Unsendable(why)) => {
                    return failed(FailureClass::Content, FailureReason::Unsendable, why);
                }
                Answer::NotBegun(_) if again => again = false,
                Answer::NotBegun(fault) => {
                    let outcome = put_off(message, now(), Some(fault.kept()), None);
                    return Delivered::Done(outcome);
                }
            }
        }
    }

    pub(super) async fn close(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.quit().await;
        }
    }

    /// The connection, another one when the last is of no more use.
    async fn ready(&mut self, dispatch: &Dispatch) -> Result<&mut Connection, SmtpFault> {
        let kept = match self.connection.take() {
            Some(connection) if connection.is_usable() => connection,
            worn => {
                if let Some(worn) = worn {
                    worn.quit().await;
                }
                let opened = Connection::open(&self.server, &dispatch.hello).await?;
                dispatch.reached();
                opened
            }
        };
        Ok(self.connection.insert(kept))
    }
}

/// No connection could be made: nobody's mail is to blame.
fn unopened(dispatch: &Dispatch, fault: &SmtpFault) -> Delivered {
    let why = match fault.verdict() {
        Verdict::Sender(fault) => fault,
        _ => SenderFault::Unreachable,
    };
    tracing::warn!(server = %match &dispatch.route {
        crate::dispatch::Route::Server(server) => server.to_string(),
        crate::dispatch::Route::Files => String::new(),
    }, %fault, "no connection to the mail server");
    Delivered::Halt { outcome: None, fault: why, reply: Some(fault.kept()) }
}
