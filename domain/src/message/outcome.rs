//! What an attempt came to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::reply::SenderFault;
use super::skip::SkipReason;
use super::state::{MessageEvent, MessageState};

/// Whose fault a failure is. Only a fault of the recipient's says anything about its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// The address, the mailbox or its server.
    Recipient,
    /// What the message holds.
    Content,
    /// Ours: authentication, policy, reputation, protocol.
    Sender,
}

code_enum! {
    FailureClass, UnknownFailureClass, "not a class of failure": {
        Recipient => "recipient",
        Content => "content",
        Sender => "sender",
    }
}

/// Why a message failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// The server knows no such recipient, or does not take mail for it.
    RecipientRefused,
    /// The server does not take what the message holds.
    ContentRefused,
    /// The server does not take it from us.
    SenderRefused,
    /// It was put off too often.
    GaveUp,
    /// There is no address to send it to.
    NoAddress,
    /// It cannot be said in the words of the channel.
    Unsendable,
    /// What it was to show is there no more.
    NothingToShow,
    /// Its texts cannot be written.
    Unwritable,
}

code_enum! {
    FailureReason, UnknownFailureReason, "not a reason of a failure": {
        RecipientRefused => "recipient_refused",
        ContentRefused => "content_refused",
        SenderRefused => "sender_refused",
        GaveUp => "gave_up",
        NoAddress => "no_address",
        Unsendable => "unsendable",
        NothingToShow => "nothing_to_show",
        Unwritable => "unwritable",
    }
}

/// What the next server said, fit to be kept: one line, cut, without anybody's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its code (RFC 5321, 4.2); none when there was no answer to read.
    pub code: Option<u16>,
    /// Its text, or what happened instead.
    pub text: String,
}

/// The most characters of a reply that are kept.
const LONGEST: usize = 300;

impl Reply {
    /// A reply as it may be kept.
    #[must_use]
    pub fn new(code: Option<u16>, text: &str) -> Self {
        let mut kept = String::with_capacity(text.len().min(LONGEST));
        for (index, word) in text.split(|c: char| c.is_whitespace() || c.is_control()).enumerate() {
            if index > 0 && !kept.ends_with(' ') {
                kept.push(' ');
            }
            match word.rsplit_once('@') {
                // `<anne@example.org>:` becomes `<***@example.org>:`.
                Some((local, domain)) => {
                    let opening = local.rfind(['<', '(', '"', '\'', ':']).map_or(0, |at| at + 1);
                    kept.push_str(local.get(..opening).unwrap_or_default());
                    kept.push_str("***@");
                    kept.push_str(domain);
                }
                None => kept.push_str(word),
            }
            if kept.len() > 4 * LONGEST {
                break;
            }
        }
        if let Some((cut, _)) = kept.char_indices().nth(LONGEST) {
            kept.truncate(cut);
        }
        Self { code, text: kept.trim().to_owned() }
    }
}

/// What an attempt came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The next server has it; a file was written.
    Accepted {
        /// What the server said.
        reply: Option<Reply>,
    },
    /// It is tried again.
    Deferred {
        /// What the server said.
        reply: Option<Reply>,
        /// Not before.
        until: DateTime<Utc>,
        /// The fault of ours that put it off, when it was one.
        fault: Option<SenderFault>,
    },
    /// It will not arrive.
    Failed {
        /// Whose fault it is.
        class: FailureClass,
        /// Why.
        reason: FailureReason,
        /// What the server said.
        reply: Option<Reply>,
        /// The address works no more: nothing is sent to it again until somebody changes it.
        dead_address: bool,
    },
    /// Handed over, and no answer came.
    Uncertain,
    /// Not sent, for a reason.
    Skipped {
        /// Why.
        reason: SkipReason,
    },
    /// The letter or the task exists.
    HandedOut,
}

impl Outcome {
    /// The event that it is to the message.
    #[must_use]
    pub const fn event(&self) -> MessageEvent {
        match self {
            Self::Accepted { .. } => MessageEvent::Accept,
            Self::Deferred { .. } => MessageEvent::Defer,
            Self::Failed { .. } => MessageEvent::Fail,
            Self::Uncertain => MessageEvent::LoseAnswer,
            Self::Skipped { .. } => MessageEvent::Skip,
            Self::HandedOut => MessageEvent::HandOut,
        }
    }

    /// The state that it leaves a claimed message in.
    #[must_use]
    pub const fn state(&self) -> MessageState {
        match self {
            Self::Accepted { .. } => MessageState::Accepted,
            Self::Deferred { .. } => MessageState::Deferred,
            Self::Failed { .. } => MessageState::Failed,
            Self::Uncertain => MessageState::Uncertain,
            Self::Skipped { .. } => MessageState::Skipped,
            Self::HandedOut => MessageState::HandedOut,
        }
    }

    /// What the server said.
    #[must_use]
    pub const fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Accepted { reply }
            | Self::Deferred { reply, .. }
            | Self::Failed { reply, .. } => reply.as_ref(),
            Self::Uncertain | Self::Skipped { .. } | Self::HandedOut => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contactability::Reason;

    #[test]
    fn a_reply_is_kept_on_one_line_cut_and_without_addresses() {
        for (text, kept) in [
            ("2.0.0 Ok: queued as 4FxY", "2.0.0 Ok: queued as 4FxY"),
            ("5.1.1 <anne.b@example.org>: unknown", "5.1.1 <***@example.org>: unknown"),
            ("to anne@example.org\r\nunknown\0", "to ***@example.org unknown"),
            ("anne@b@example.org", "***@example.org"),
            ("", ""),
        ] {
            assert_eq!(Reply::new(Some(250), text).text, kept, "{text:?}");
        }
        assert_eq!(Reply::new(None, &"é".repeat(5_000)).text.chars().count(), LONGEST);
        assert_eq!(Reply::new(None, &"é ".repeat(5_000)).text.chars().count(), 299);
    }

    #[test]
    fn an_outcome_leaves_the_state_that_its_event_leads_to() {
        let until = DateTime::from_timestamp_secs(0).unwrap();
        for outcome in [
            Outcome::Accepted { reply: None },
            Outcome::Deferred { reply: None, until, fault: None },
            Outcome::Failed {
                class: FailureClass::Content,
                reason: FailureReason::ContentRefused,
                reply: None,
                dead_address: false,
            },
            Outcome::Uncertain,
            Outcome::Skipped { reason: SkipReason::Contact(Reason::PartyRestricted) },
            Outcome::HandedOut,
        ] {
            let state = MessageState::Claimed.after(outcome.event());
            assert_eq!(state, Ok(outcome.state()));
        }
    }
}
