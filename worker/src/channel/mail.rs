//! Mails: to a server, or to files when none is set.

use std::sync::Arc;

use domain::company::Company;
use domain::message::{FailureClass, FailureReason};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::message::{ClaimedMessage, Scope};

use super::file::FileChannel;
use super::smtp::SmtpChannel;
use super::{Channel, Delivered, failed};
use crate::delivery::Guard;
use crate::dispatch::{Dispatch, Route};
use crate::document::Document;
use crate::mail::{self, Sender};

/// The channel of mails.
pub(crate) struct MailChannel {
    sender: Option<(Arc<Company>, Sender)>,
    way: Way,
}

enum Way {
    Files(FileChannel),
    Server(Box<SmtpChannel>),
}

impl MailChannel {
    pub(crate) fn new(dispatch: &Dispatch) -> Self {
        let way = match &dispatch.route {
            Route::Files => Way::Files(FileChannel::new(dispatch.config.mail_dir())),
            Route::Server(server) => Way::Server(Box::new(SmtpChannel::new(server.clone()))),
        };
        Self { sender: None, way }
    }

    /// Who writes: made once for all documents of the same firm.
    fn sender(&mut self, firm: &Arc<Company>) -> Result<Sender, mail::MailFault> {
        match &self.sender {
            Some((known, sender)) if Arc::ptr_eq(known, firm) => Ok(sender.clone()),
            _ => {
                let sender = Sender::of(firm)?;
                self.sender = Some((firm.clone(), sender.clone()));
                Ok(sender)
            }
        }
    }
}

impl Channel for MailChannel {
    const SCOPE: Scope = Scope::Mail;

    fn deliver<'a>(
        &'a mut self,
        dispatch: &'a Dispatch,
        message: &'a ClaimedMessage,
        document: Document,
        guard: &'a Guard,
    ) -> BoxFuture<'a, Delivered> {
        self.bring(dispatch, message, document, guard).boxed()
    }

    fn close(&mut self) -> BoxFuture<'_, ()> {
        match &mut self.way {
            Way::Files(_) => std::future::ready(()).boxed(),
            Way::Server(server) => server.close().boxed(),
        }
    }
}

impl MailChannel {
    async fn bring(
        &mut self,
        dispatch: &Dispatch,
        message: &ClaimedMessage,
        document: Document,
        guard: &Guard,
    ) -> Delivered {
        let Some(to) = document.email() else {
            return failed(FailureClass::Recipient, FailureReason::NoAddress, "");
        };
        let body = match document.mail(&dispatch.deps) {
            Ok(body) => body,
            Err(fault) => {
                let why = fault.to_string();
                return failed(FailureClass::Content, FailureReason::Unwritable, &why);
            }
        };
        let now = (dispatch.deps.clock)();
        let written = self.sender(document.firm()).and_then(|sender| {
            let mail = mail::assemble(&sender, message.id, to, document.language(), now, body)?;
            Ok((sender, mail))
        });
        let (sender, mail) = match written {
            Ok(written) => written,
            Err(fault) => {
                let why = fault.to_string();
                return failed(FailureClass::Content, FailureReason::Unsendable, &why);
            }
        };
        match &mut self.way {
            Way::Files(files) => files.write(message.id, &mail),
            Way::Server(server) => {
                let from = sender.address().to_string();
                server.send(dispatch, message, from, to.as_str(), &mail, guard).await
            }
        }
    }
}
