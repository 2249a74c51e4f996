//! What people carry out: letters and calls.

use domain::message;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::message::{ClaimedMessage, Scope};

use super::{Channel, Delivered, letter, nothing_to_show, phone};
use crate::delivery::Guard;
use crate::dispatch::Dispatch;
use crate::document::Document;

/// The channel of letters and calls: doing either again is harmless.
pub(crate) struct PaperChannel;

impl Channel for PaperChannel {
    const SCOPE: Scope = Scope::Paper;

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
        std::future::ready(()).boxed()
    }
}

impl PaperChannel {
    async fn bring(
        &mut self,
        dispatch: &Dispatch,
        message: &ClaimedMessage,
        document: Document,
        guard: &Guard,
    ) -> Delivered {
        if !guard.holds() {
            return Delivered::Withheld;
        }
        // Only reminders go on paper.
        let Document::Reminder(document) = document else { return nothing_to_show() };
        match message.channel {
            message::Channel::PhoneTask => phone::hand_out(),
            message::Channel::Letter | message::Channel::Email => {
                letter::hand_out(dispatch, message.id, *document).await
            }
        }
    }
}
