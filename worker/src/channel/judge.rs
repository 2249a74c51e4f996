//! From what a server said to what the ledger records.

use chrono::{DateTime, Utc};
use domain::message::{
    FailureClass, FailureReason, Outcome, Reply, SenderFault, Verdict, next_attempt,
};
use store::message::ClaimedMessage;

use super::Delivered;

/// What a refusal of `message` at `now` comes to. A fault of ours stops the sending, and puts the
/// message off like any other: others are tried before it, and it does not come back for ever.
pub(super) fn judged(
    message: &ClaimedMessage,
    now: DateTime<Utc>,
    verdict: Verdict,
    reply: Reply,
) -> Delivered {
    let said = Some(reply.clone());
    match verdict {
        Verdict::Transient => Delivered::Done(put_off(message, now, said, None)),
        Verdict::Recipient { dead } => Delivered::Done(Outcome::Failed {
            class: FailureClass::Recipient,
            reason: FailureReason::RecipientRefused,
            reply: said,
            dead_address: dead,
        }),
        Verdict::Content => Delivered::Done(Outcome::Failed {
            class: FailureClass::Content,
            reason: FailureReason::ContentRefused,
            reply: said,
            dead_address: false,
        }),
        Verdict::Sender(fault) => Delivered::Halt {
            outcome: Some(put_off(message, now, said, Some(fault))),
            fault,
            reply: Some(reply),
        },
    }
}

/// The next attempt, or the failure when there is none left.
pub(super) fn put_off(
    message: &ClaimedMessage,
    now: DateTime<Utc>,
    reply: Option<Reply>,
    fault: Option<SenderFault>,
) -> Outcome {
    if let Some(until) = next_attempt(message.id, message.attempt, now) {
        return Outcome::Deferred { reply, until, fault };
    }
    let (class, reason) = match fault {
        Some(_) => (FailureClass::Sender, FailureReason::SenderRefused),
        None => (FailureClass::Recipient, FailureReason::GaveUp),
    };
    Outcome::Failed { class, reason, reply, dead_address: false }
}

#[cfg(test)]
mod tests {
    use domain::id::{MessageId, NoticeId};
    use domain::message::{Channel, Purpose};

    use super::*;

    fn message(attempt: u32) -> ClaimedMessage {
        let id = uuid::Uuid::from_u128(1);
        let purpose = Purpose::DunningNotice(NoticeId(id));
        ClaimedMessage { id: MessageId(id), purpose, channel: Channel::Email, attempt }
    }

    #[test]
    fn a_fault_of_ours_stops_the_sending_and_marks_no_address() {
        let now = DateTime::from_timestamp_secs(1_795_420_800).unwrap();
        let reply = Reply::new(Some(550), "5.7.26 unauthenticated");
        for (attempt, deferred) in [(1, true), (6, true), (7, false)] {
            let verdict = Verdict::Sender(SenderFault::Policy);
            match judged(&message(attempt), now, verdict, reply.clone()) {
                Delivered::Halt { outcome: Some(Outcome::Deferred { fault, .. }), .. } => {
                    assert!(deferred && fault == Some(SenderFault::Policy));
                }
                Delivered::Halt {
                    outcome: Some(Outcome::Failed { class, dead_address, .. }),
                    ..
                } => assert!(!deferred && class == FailureClass::Sender && !dead_address),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn what_is_put_off_too_often_fails_without_marking_the_address() {
        let now = DateTime::from_timestamp_secs(1_795_420_800).unwrap();
        let outcome = put_off(&message(7), now, None, None);
        let Outcome::Failed { class, reason, dead_address, .. } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(
            (class, reason, dead_address),
            (FailureClass::Recipient, FailureReason::GaveUp, false)
        );
    }
}
