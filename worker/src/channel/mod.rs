//! The channels: one file for each kind, one trait for all.

mod file;
mod judge;
mod letter;
mod mail;
mod paper;
mod phone;
mod smtp;

use domain::message::{FailureClass, FailureReason, Outcome, Reply, SenderFault};
use futures::future::BoxFuture;
use store::message::{ClaimedMessage, Scope};

use crate::delivery::Guard;
use crate::dispatch::Dispatch;
use crate::document::Document;

pub(crate) use mail::MailChannel;
pub(crate) use paper::PaperChannel;

/// What became of one message.
#[derive(Debug)]
pub(crate) enum Delivered {
    /// It came to this.
    Done(Outcome),
    /// A fault of ours: sending stops. The message was put off, or, without an outcome, never begun.
    Halt { outcome: Option<Outcome>, fault: SenderFault, reply: Option<Reply> },
    /// The guard did not let it leave: it was never begun.
    Withheld,
    /// Something of this machine does not work: it was never begun.
    Broken(anyhow::Error),
}

/// A way for messages to leave, held by one task.
pub(crate) trait Channel: Send {
    /// Which messages it takes.
    const SCOPE: Scope;

    /// Brings one message on its way. `guard` is asked right before anything irreversible.
    fn deliver<'a>(
        &'a mut self,
        dispatch: &'a Dispatch,
        message: &'a ClaimedMessage,
        document: Document,
        guard: &'a Guard,
    ) -> BoxFuture<'a, Delivered>;

    /// Takes leave.
    fn close(&mut self) -> BoxFuture<'_, ()>;
}

/// What the message is about is gone, or is nothing that its channel carries.
pub(crate) fn nothing_to_show() -> Delivered {
    failed(FailureClass::Content, FailureReason::NothingToShow, "")
}

/// A failure without a reply of a server.
fn failed(class: FailureClass, reason: FailureReason, why: &str) -> Delivered {
    let reply = (!why.is_empty()).then(|| Reply::new(None, why));
    Delivered::Done(Outcome::Failed { class, reason, reply, dead_address: false })
}
