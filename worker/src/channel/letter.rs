//! Letters: a PDF that a person posts. It is kept in the database, for whoever asks on another
//! machine, and exported to the folder `letters/`.

use domain::dunning::ReminderDocument;
use domain::id::MessageId;
use domain::message::{FailureClass, FailureReason, Outcome};

use super::file::{unwritable, write_beside};
use super::{Delivered, failed};
use crate::dispatch::Dispatch;

/// Sets the letter and hands it out.
pub(super) async fn hand_out(
    dispatch: &Dispatch,
    id: MessageId,
    document: ReminderDocument,
) -> Delivered {
    if document.recipient.address.is_none() {
        return failed(FailureClass::Recipient, FailureReason::NoAddress, "");
    }
    let (typesetter, catalog) = (dispatch.typesetter(), dispatch.deps.catalog.clone());
    let set = tokio::task::spawn_blocking(move || typesetter.reminder(&catalog, &document)).await;
    let pdf = match set {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(fault)) => {
            let why = fault.to_string();
            return failed(FailureClass::Content, FailureReason::Unwritable, &why);
        }
        Err(panic) => {
            let why = panic.to_string();
            return failed(FailureClass::Content, FailureReason::Unwritable, &why);
        }
    };
    let context = dispatch.context();
    if let Err(error) = store::message::keep_letter(&dispatch.deps.db, &context, id, &pdf).await {
        return Delivered::Broken(error.into());
    }
    let folder = dispatch.config.letter_dir();
    match write_beside(&folder, &format!("{id}.pdf"), &pdf) {
        Ok(()) => Delivered::Done(Outcome::HandedOut),
        Err(error) => unwritable(&folder, error),
    }
}
