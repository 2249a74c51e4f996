//! What people carry out: letters and calls.

use domain::dunning::ReminderDocument;
use domain::message;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::message::{ClaimedMessage, Scope};

use super::{Channel, Delivered, letter, phone};
use crate::delivery::Guard;
use crate::dispatch::Dispatch;

/// The channel of letters and calls: doing either again is harmless.
pub(crate) struct PaperChannel;

impl Channel for PaperChannel {
    const SCOPE: Scope = Scope::Paper;

    fn deliver<'a>(
        &'a mut self,
        dispatch: &'a Dispatch,
        message: &'a ClaimedMessage,
        document: ReminderDocument,
        guard: &'a Guard,
    ) -> BoxFuture<'a, Delivered> {
        self.bring(dispatch, message, document, guard).boxed()
    }

    fn close(&mut self) -> BoxFuture<'_, ()> {
        std::future::ready(()).boxed()
    }
}

impl PaperChannel {
    async fn bring(
        &mut self,
        dispatch: &Dispatch,
        message: &ClaimedMessage,
        document: ReminderDocument,
        guard: &Guard,
    ) -> Delivered {
        if !guard.holds() {
            return Delivered::Withheld;
        }
        match message.channel {
            message::Channel::PhoneTask => phone::hand_out(),
            message::Channel::Letter | message::Channel::Email => {
                letter::hand_out(dispatch, message.id, document).await
            }
        }
    }
}
