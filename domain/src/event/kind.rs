//! What can happen, by stable codes. A capability adds its kinds here, and the sentence `event-<code>` to the
//! locales.

use std::fmt;
use std::str::FromStr;

/// The text is the code of no kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of event")]
pub struct UnknownEventKind;

/// Declares the kinds with their codes.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What happened. The codes are stored: one that was released never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $($(#[$doc])* $name,)+
        }

        impl EventKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

kinds! {
    /// The firm changed what it says of itself.
    CompanyChanged = "company_changed",
    /// A customer was made.
    CustomerCreated = "customer_created",
    /// A customer was changed.
    CustomerChanged = "customer_changed",
    /// A customer was deleted.
    CustomerDeleted = "customer_deleted",
    /// A deleted customer was taken back.
    CustomerRestored = "customer_restored",
    /// A person of a customer was added.
    PersonAdded = "person_added",
    /// A person of a customer was changed.
    PersonChanged = "person_changed",
    /// A person of a customer was deleted.
    PersonDeleted = "person_deleted",
    /// A deleted person of a customer was taken back.
    PersonRestored = "person_restored",
    /// An establishment of a customer was added.
    EstablishmentAdded = "establishment_added",
    /// An establishment of a customer was changed.
    EstablishmentChanged = "establishment_changed",
    /// An establishment of a customer was deleted.
    EstablishmentDeleted = "establishment_deleted",
    /// A deleted establishment of a customer was taken back.
    EstablishmentRestored = "establishment_restored",
    /// What one must know to get paid was changed.
    PaymentSheetChanged = "payment_sheet_changed",
    /// A note was written; a call, a visit, a mail or a letter written down.
    NoteWritten = "note_written",
    /// A note was changed.
    NoteChanged = "note_changed",
    /// A note was deleted.
    NoteDeleted = "note_deleted",
    /// A deleted note was taken back.
    NoteRestored = "note_restored",
    /// A file was attached.
    AttachmentAdded = "attachment_added",
    /// An attached file was deleted.
    AttachmentDeleted = "attachment_deleted",
    /// An attached file that was deleted was taken back.
    AttachmentRestored = "attachment_restored",
    /// A task was written down.
    TaskCreated = "task_created",
    /// A task was changed.
    TaskChanged = "task_changed",
    /// A task was done.
    TaskDone = "task_done",
    /// A task was opened again.
    TaskReopened = "task_reopened",
    /// The firm defined a field of its own.
    CustomFieldCreated = "custom_field_created",
    /// The firm changed a field of its own.
    CustomFieldChanged = "custom_field_changed",
    /// A search of the whole file for duplicates was asked for.
    DuplicateSearchBegun = "duplicate_search_begun",
    /// A person said that two parties are two.
    DuplicateDismissed = "duplicate_dismissed",
    /// Another customer was merged into this one.
    CustomersMerged = "customers_merged",
    /// Another person was merged into this one.
    PeopleMerged = "people_merged",
    /// Another establishment was merged into this one.
    EstablishmentsMerged = "establishments_merged",
    /// A merge was undone.
    MergeUndone = "merge_undone",
    /// A contact point was found not to work.
    ContactPointInvalidated = "contact_point_invalidated",
    /// A contact point works again.
    ContactPointValidated = "contact_point_validated",
    /// A postal address was found not to work.
    AddressInvalidated = "address_invalidated",
    /// A postal address works again.
    AddressValidated = "address_validated",
    /// An invoice was posted.
    InvoicePosted = "invoice_posted",
    /// A payment was recorded.
    PaymentRecorded = "payment_recorded",
    /// A payment bounced.
    PaymentBounced = "payment_bounced",
    /// A credit note was posted.
    CreditNotePosted = "credit_note_posted",
    /// A payment or a credit note was allocated.
    AllocationMade = "allocation_made",
    /// A proposed allocation was confirmed by a person.
    AllocationConfirmed = "allocation_confirmed",
    /// An allocation was changed by a person.
    AllocationChanged = "allocation_changed",
    /// An allocation was taken back.
    AllocationReversed = "allocation_reversed",
    /// A procedure of reminders was made or changed.
    DunningProcedureUpdated = "dunning_procedure_updated",
    /// A reference rate was recorded or corrected.
    RateRecorded = "rate_recorded",
    /// A reminder run was proposed.
    DunningRunProposed = "dunning_run_proposed",
    /// A reminder run was confirmed.
    DunningRunConfirmed = "dunning_run_confirmed",
    /// A reminder run was cancelled.
    DunningRunCancelled = "dunning_run_cancelled",
    /// A message of a run was made.
    DunningNoticeQueued = "dunning_notice_queued",
    /// A message of a run was approved by a person.
    DunningNoticeApproved = "dunning_notice_approved",
    /// A message of a run was refused by a person.
    DunningNoticeRefused = "dunning_notice_refused",
    /// A line was dropped from a message at sending.
    DunningLineDropped = "dunning_line_dropped",
    /// A person made a line jump to a level, for a reason.
    DunningLineJumped = "dunning_line_jumped",
    /// A hold was placed.
    DunningHoldPlaced = "dunning_hold_placed",
    /// A hold was lifted.
    DunningHoldLifted = "dunning_hold_lifted",
    /// A message was queued.
    MessageQueued = "message_queued",
    /// A message was accepted by the next server, or its delivery confirmed by a person.
    MessageAccepted = "message_accepted",
    /// A message was put off.
    MessageDeferred = "message_deferred",
    /// A message failed.
    MessageFailed = "message_failed",
    /// A message was not sent, for a reason.
    MessageSkipped = "message_skipped",
    /// A message was handed over and no answer came.
    MessageUncertain = "message_uncertain",
    /// A letter or a task was made.
    MessageHandedOut = "message_handed_out",
    /// A person said what became of an uncertain message.
    MessageSettled = "message_settled",
    /// A person queued a failed message again.
    MessageRetried = "message_retried",
    /// Sending was paused.
    SendingPaused = "sending_paused",
    /// Sending went on.
    SendingResumed = "sending_resumed",
    /// An import was read and judged.
    ImportPlanned = "import_planned",
    /// An import was applied.
    ImportApplied = "import_applied",
    /// An import was cancelled.
    ImportCancelled = "import_cancelled",
    /// An import was undone.
    ImportReverted = "import_reverted",
    /// A customer that an import had made was removed with it.
    CustomerRemoved = "customer_removed",
    /// A customer was given back what it was before an import.
    CustomerReverted = "customer_reverted",
    /// A segment was saved.
    SegmentCreated = "segment_created",
    /// A segment was changed.
    SegmentChanged = "segment_changed",
    /// A segment was deleted.
    SegmentDeleted = "segment_deleted",
    /// A deleted segment was taken back.
    SegmentRestored = "segment_restored",
    /// A user was made.
    UserCreated = "user_created",
    /// A user was changed.
    UserChanged = "user_changed",
    /// A user was disabled.
    UserDisabled = "user_disabled",
    /// A user was enabled again.
    UserEnabled = "user_enabled",
    /// A user was locked out after failures.
    UserLocked = "user_locked",
    /// A user's password was changed.
    PasswordChanged = "password_changed",
    /// A token was made.
    TokenCreated = "token_created",
    /// A token was revoked.
    TokenRevoked = "token_revoked",
    /// A user signed in.
    SessionOpened = "session_opened",
    /// A user signed out.
    SessionClosed = "session_closed",
    /// A purpose of contact was made.
    PurposeCreated = "purpose_created",
    /// A purpose of contact was changed.
    PurposeChanged = "purpose_changed",
    /// A purpose got a new text by which consent is asked.
    ConsentWordingAdded = "consent_wording_added",
    /// A decision about being contacted was recorded.
    ConsentRecorded = "consent_recorded",
    /// A person was asked by mail whether a consent is meant.
    ConsentRequested = "consent_requested",
    /// A link to the preferences was asked for by mail.
    PreferenceLinkRequested = "preference_link_requested",
    /// A contact sheet was filled in.
    ContactSheetFilled = "contact_sheet_filled",
    /// An address was suppressed.
    AddressSuppressed = "address_suppressed",
    /// An address is suppressed no more.
    SuppressionLifted = "suppression_lifted",
    /// A call was recorded.
    CallRecorded = "call_recorded",
    /// The processing of a party's data was restricted.
    PartyRestricted = "party_restricted",
    /// The processing of a party's data is restricted no more.
    RestrictionLifted = "restriction_lifted",
    /// A figure of the law on contact was recorded or corrected.
    ContactRuleRecorded = "contact_rule_recorded",
    /// The data of a party were erased, but for what the law keeps.
    PartyErased = "party_erased",
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for EventKind {
    type Err = UnknownEventKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|kind| kind.code() == text).ok_or(UnknownEventKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_code_and_no_two_share_one() {
        for kind in EventKind::ALL {
            assert_eq!(kind.code().parse(), Ok(*kind));
        }
        assert_eq!("customer_eaten".parse::<EventKind>(), Err(UnknownEventKind));
    }
}
