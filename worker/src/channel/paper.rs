//! What people carry out: letters and calls.

use domain::dunning::ReminderDocument;
use domain::message;
use store::message::{ClaimedMessage, Scope};

use super::{Channel, Delivered, letter, phone};
use crate::delivery::Guard;
use crate::dispatch::Dispatch;

/// The channel of letters and calls: doing either again is harmless.
pub(crate) struct PaperChannel;

impl Channel for PaperChannel {
    const SCOPE: Scope = Scope::Paper;

    async fn deliver(
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

    async fn close(&mut self) {}
}
