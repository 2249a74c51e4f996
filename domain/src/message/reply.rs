//! What the reply of a mail server means for the message, for its address and for us.
//!
//! The enhanced status (RFC 3463, and the registry of RFC 5248) decides when there is one, else the
//! code (RFC 5321, 4.2.2) and the moment at which it came. A fault of ours never marks the
//! recipient; when in doubt between the two, nobody's address is marked.

use serde::{Deserialize, Serialize};

/// The moment at which a reply came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The greeting, EHLO or STARTTLS.
    Connect,
    /// AUTH.
    Authenticate,
    /// MAIL FROM.
    Mail,
    /// RCPT TO.
    Recipient,
    /// DATA, before any content.
    Data,
    /// After the content.
    Content,
}

/// What a fault of ours is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SenderFault {
    /// Our name or our password.
    Authentication,
    /// Policy or reputation: SPF, DKIM, DMARC, a blocked address, a limit.
    Policy,
    /// What we said was not understood, or our own address was refused.
    Protocol,
    /// No encrypted connection could be made where one is required.
    Encryption,
    /// The server does not answer.
    Unreachable,
    /// The firm has not said who sends.
    SenderMissing,
    /// The firm has not said from where letters come.
    LetterheadMissing,
}

code_enum! {
    SenderFault, UnknownSenderFault, "not a fault of the sender": {
        Authentication => "authentication",
        Policy => "policy",
        Protocol => "protocol",
        Encryption => "encryption",
        Unreachable => "unreachable",
        SenderMissing => "sender_missing",
        LetterheadMissing => "letterhead_missing",
    }
}

/// What a negative reply means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Come back later.
    Transient,
    /// The recipient cannot be reached.
    Recipient {
        /// The address itself is dead: nobody is there, or never was.
        dead: bool,
    },
    /// The message itself is refused.
    Content,
    /// The fault is ours.
    Sender(SenderFault),
}

/// An enhanced status, `class.subject.detail`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Enhanced {
    /// 2, 4 or 5.
    pub class: u8,
    /// What it is about.
    pub subject: u16,
    /// What exactly.
    pub detail: u16,
}

impl Enhanced {
    /// The status that `text` begins with, when its class agrees with the code of the reply.
    #[must_use]
    pub fn of(code: u16, text: &str) -> Option<Self> {
        let word = text.split_whitespace().next()?.trim_start_matches('#');
        let mut parts = word.trim_end_matches([':', ',', ';', '-']).split('.');
        let mut number = |longest: usize| {
            let part = parts.next()?;
            let digits =
                (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse::<u16>().ok() } else { None }
        };
        let (class, subject, detail) = (number(1)?, number(3)?, number(3)?);
        let class = u8::try_from(class).ok()?;
        let agrees = parts.next().is_none() && u16::from(class) == code / 100;
        agrees.then_some(Self { class, subject, detail })
    }
}

/// What the negative reply `code` with `text`, which came at `stage`, means.
#[must_use]
pub fn classify(stage: Stage, code: u16, text: &str) -> Verdict {
    match Enhanced::of(code, text) {
        Some(status) if status.class == 4 => transient(stage, code, status, text),
        Some(status) => match permanent(stage, code, status) {
            Some(verdict) => verdict,
            None => by_code(stage, code, text),
        },
        None => by_code(stage, code, text),
    }
}

/// 4.x.x: later, unless the reason is ours. Greylisting bears 4.7.1 and is nobody's fault.
fn transient(stage: Stage, code: u16, status: Enhanced, text: &str) -> Verdict {
    let status = (status.subject, status.detail);
    match (stage, code, status) {
        (Stage::Authenticate, ..) => Verdict::Sender(SenderFault::Authentication),
        (_, 454, (7, 0)) => Verdict::Sender(SenderFault::Encryption),
        (.., (7, _)) if !says(text, &["greylist", "graylist", "greylisted"]) => {
            Verdict::Sender(SenderFault::Policy)
        }
        _ => Verdict::Transient,
    }
}

/// 5.x.x by subject and detail; none when the status says no more than its code.
fn permanent(stage: Stage, code: u16, status: Enhanced) -> Option<Verdict> {
    let verdict = match (status.subject, status.detail) {
        (1, 7..=9) => Verdict::Sender(SenderFault::Protocol),
        (1, 4 | 5) => Verdict::Recipient { dead: false },
        (1, _) | (2, 1) => Verdict::Recipient { dead: true },
        (2, 3) | (3, 4) => Verdict::Content,
        (6, 7) => Verdict::Recipient { dead: false },
        (6, _) => Verdict::Content,
        // 5.5.0 at RCPT is how some large servers say that there is no such mailbox.
        (5, 0) if stage == Stage::Recipient && code == 550 => Verdict::Recipient { dead: false },
        (5, 3) => Verdict::Recipient { dead: false },
        (5, _) => Verdict::Sender(SenderFault::Protocol),
        (7, _) if matches!(code, 530 | 534 | 535 | 538) || stage == Stage::Authenticate => {
            Verdict::Sender(SenderFault::Authentication)
        }
        (7, _) => Verdict::Sender(SenderFault::Policy),
        (2..=4, _) if matches!(stage, Stage::Recipient | Stage::Data | Stage::Content) => {
            Verdict::Recipient { dead: false }
        }
        _ => return None,
    };
    Some(verdict)
}

/// Words by which servers without an enhanced status say that the fault is the sender's.
const OURS: &[&str] = &[
    "blocked",
    "blacklist",
    "blocklist",
    "block list",
    "spamhaus",
    "dnsbl",
    "reputation",
    "spf",
    "dkim",
    "dmarc",
    "relay",
    "policy",
    "authenticat",
    "not authorized",
    "unauthorized",
];

fn by_code(stage: Stage, code: u16, text: &str) -> Verdict {
    use Stage::{Authenticate, Connect, Content, Data, Mail, Recipient};
    match (code, stage) {
        (400..=499, Authenticate) => Verdict::Sender(SenderFault::Authentication),
        (454, _) => Verdict::Sender(SenderFault::Encryption),
        (400..=499, _) => Verdict::Transient,
        (530 | 534 | 535 | 538, _) | (_, Authenticate) => {
            Verdict::Sender(SenderFault::Authentication)
        }
        (_, Connect) => Verdict::Sender(SenderFault::Policy),
        (501 | 503 | 555, Recipient) | (500 | 502..=504, _) | (_, Mail) => {
            let ours = stage != Recipient || code != 501;
            if ours {
                Verdict::Sender(SenderFault::Protocol)
            } else {
                Verdict::Recipient { dead: false }
            }
        }
        _ if says(text, OURS) => Verdict::Sender(SenderFault::Policy),
        (550 | 551 | 553 | 556, Recipient) => Verdict::Recipient { dead: true },
        (_, Recipient) => Verdict::Recipient { dead: false },
        (_, Data | Content) => Verdict::Content,
    }
}

fn says(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SenderFault::{Authentication, Encryption, Policy, Protocol};
    use Stage::{Authenticate, Connect, Content, Data, Mail, Recipient};

    const DEAD: Verdict = Verdict::Recipient { dead: true };
    const ALIVE: Verdict = Verdict::Recipient { dead: false };

    #[test]
    fn each_reply_has_its_class() {
        let sender = Verdict::Sender;
        for (stage, code, text, expected) in [
            // Later.
            (Recipient, 451, "4.3.0 try again", Verdict::Transient),
            (Recipient, 451, "try again", Verdict::Transient),
            (Content, 452, "4.2.2 mailbox full", Verdict::Transient),
            (Content, 421, "4.4.2 closing", Verdict::Transient),
            (Connect, 421, "too many connections", Verdict::Transient),
            (Recipient, 450, "4.7.1 <a@b>: Greylisted, see http", Verdict::Transient),
            (Recipient, 450, "4.2.0 Greylisted", Verdict::Transient),
            // The recipient, and its address is dead.
            (Recipient, 550, "5.1.1 <a@b> User unknown", DEAD),
            (Recipient, 550, "5.1.2 no such domain", DEAD),
            (Recipient, 550, "5.1.10 null MX", DEAD),
            (Recipient, 553, "5.1.3 bad address", DEAD),
            (Recipient, 550, "5.2.1 disabled", DEAD),
            (Content, 550, "5.1.1 unknown", DEAD),
            (Recipient, 550, "No such user here", DEAD),
            (Recipient, 556, "null MX", DEAD),
            // The recipient, and its address may work tomorrow.
            (Recipient, 552, "5.2.2 over quota", ALIVE),
            (Recipient, 552, "over quota", ALIVE),
            (Recipient, 550, "5.4.1 Recipient address rejected: Access denied", ALIVE),
            (Recipient, 550, "5.5.0 Requested action not taken: mailbox unavailable", ALIVE),
            (Recipient, 501, "syntax", ALIVE),
            (Recipient, 554, "transaction failed", ALIVE),
            (Recipient, 550, "5.6.7 needs SMTPUTF8", ALIVE),
            // The content.
            (Content, 552, "5.3.4 too big", Verdict::Content),
            (Content, 552, "5.2.3 too big", Verdict::Content),
            (Content, 550, "5.6.0 malformed", Verdict::Content),
            (Content, 554, "this looks like spam", Verdict::Content),
            (Data, 554, "no", Verdict::Content),
            // Ours.
            (Content, 550, "5.7.26 unauthenticated", sender(Policy)),
            (Recipient, 550, "5.7.515 below the required level", sender(Policy)),
            (Content, 554, "5.7.1 rejected", sender(Policy)),
            (Mail, 421, "4.7.0 too many from your address", sender(Policy)),
            (Content, 421, "4.7.28 unusual rate", sender(Policy)),
            (Recipient, 554, "Relay access denied", sender(Policy)),
            (Content, 554, "your address is on a blocklist", sender(Policy)),
            (Connect, 554, "go away", sender(Policy)),
            (Authenticate, 535, "5.7.8 bad password", sender(Authentication)),
            (Authenticate, 535, "bad password", sender(Authentication)),
            (Authenticate, 454, "4.7.0 temporary", sender(Authentication)),
            (Mail, 530, "5.7.0 authentication required", sender(Authentication)),
            (Mail, 530, "authentication required", sender(Authentication)),
            (Recipient, 530, "authentication required", sender(Authentication)),
            (Mail, 530, "5.7.0 Must issue a STARTTLS command first", sender(Authentication)),
            (Connect, 454, "4.7.0 TLS not available", sender(Encryption)),
            (Connect, 454, "TLS not available", sender(Encryption)),
            (Mail, 550, "5.1.8 sender's domain does not exist", sender(Protocol)),
            (Mail, 553, "5.1.7 bad sender", sender(Protocol)),
            (Mail, 550, "no such sender", sender(Protocol)),
            (Mail, 500, "5.5.2 what?", sender(Protocol)),
            (Data, 503, "5.5.1 no recipient", sender(Protocol)),
            (Recipient, 503, "MAIL first", sender(Protocol)),
        ] {
            assert_eq!(classify(stage, code, text), expected, "{stage:?} {code} {text}");
        }
    }

    #[test]
    fn a_fault_before_the_recipient_was_named_is_never_the_recipients() {
        for stage in [Connect, Authenticate, Mail] {
            for code in 400..600 {
                let verdict = classify(stage, code, "unknown user");
                let whose = matches!(verdict, Verdict::Recipient { .. } | Verdict::Content);
                assert!(!whose, "{stage:?} {code} {verdict:?}");
            }
        }
    }

    #[test]
    fn a_status_is_read_only_where_it_stands_and_agrees_with_its_code() {
        let status = |class, subject, detail| Some(Enhanced { class, subject, detail });
        for (code, text, expected) in [
            (550, "5.1.1 unknown", status(5, 1, 1)),
            (550, "5.7.515", status(5, 7, 515)),
            (550, "#5.1.0 Address rejected.", status(5, 1, 0)),
            (550, "5.1.1: unknown", status(5, 1, 1)),
            (550, "4.1.1 a lie", None),
            (550, "5.1 short", None),
            (550, "5.1.1.1 an address", None),
            (550, "55.1.1 no", None),
            (550, "unknown 5.1.1", None),
            (550, "5..1 no", None),
            (550, "", None),
        ] {
            assert_eq!(Enhanced::of(code, text), expected, "{text}");
        }
    }
}
