//! The lines of a journal, as text.
//!
//! `BODY #SUM` and a line feed each, where SUM is the CRC-32 of BODY in hexadecimal: a line that was
//! cut, or that a power cut left half written, is none.

use domain::id::MessageId;
use domain::message::Outcome;
use uuid::Uuid;

/// The version of what follows; a journal of another one is not read.
const VERSION: u32 = 1;

/// Whose journal it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The claim under which its messages were taken.
    pub(super) claim_token: Uuid,
    /// The start of the machine during which it was written.
    pub(super) boot: String,
}

/// What a first line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FirstLine {
    /// The header.
    Header(Header),
    /// A header of a version that is not ours.
    OtherVersion,
    /// No whole line.
    Torn,
}

/// Something that happened to a message.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
    /// Its content is about to leave.
    Begun(MessageId),
    /// What came of it.
    Answered(MessageId, Outcome),
}

/// The header as a line.
pub(super) fn write_header(header: &Header) -> Vec<u8> {
    seal(&format!("relais-journal {VERSION} {} {}", header.claim_token.simple(), header.boot))
}

/// The first line of a journal.
pub(super) fn read_header(line: &[u8]) -> FirstLine {
    let Some(body) = unseal(line) else { return FirstLine::Torn };
    let mut words = body.split(' ');
    let (name, version) = (words.next(), words.next());
    if name != Some("relais-journal") || version != Some(VERSION.to_string().as_str()) {
        return FirstLine::OtherVersion;
    }
    match (words.next().map(Uuid::parse_str), words.next()) {
        (Some(Ok(claim_token)), Some(boot)) => {
            FirstLine::Header(Header { claim_token, boot: boot.to_owned() })
        }
        _ => FirstLine::OtherVersion,
    }
}

/// `begun` as a line.
pub(super) fn write_begun(id: MessageId) -> Vec<u8> {
    seal(&format!("begun {}", id.0.simple()))
}

/// `answered` as a line.
pub(super) fn write_answered(id: MessageId, outcome: &Outcome) -> serde_json::Result<Vec<u8>> {
    let kept = serde_json::to_string(outcome)?;
    Ok(seal(&format!("answered {} {kept}", id.0.simple())))
}

/// A line after the first; none when it is not whole.
pub(super) fn read(line: &[u8]) -> Option<Event> {
    let body = unseal(line)?;
    let (word, rest) = body.split_once(' ')?;
    let (id, kept) = rest.split_once(' ').unwrap_or((rest, ""));
    let id = MessageId(Uuid::parse_str(id).ok()?);
    match word {
        "begun" => Some(Event::Begun(id)),
        "answered" => Some(Event::Answered(id, serde_json::from_str(kept).ok()?)),
        _ => None,
    }
}

fn seal(body: &str) -> Vec<u8> {
    format!("{body} #{:08x}\n", crc32(body.as_bytes())).into_bytes()
}

fn unseal(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (body, sum) = line.rsplit_once(" #")?;
    (sum == format!("{:08x}", crc32(body.as_bytes()))).then_some(body)
}

/// CRC-32 (ISO-HDLC, the one of zip and Ethernet), bit by bit: lines are short.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::contactability::Reason;
    use domain::dunning;
    use domain::message::{FailureClass, FailureReason, Reply, SenderFault, SkipReason};

    use super::*;

    fn outcomes() -> Vec<Outcome> {
        let reply = Some(Reply::new(Some(550), "5.1.1 <anne@example.org>: \"inconnue\" #42"));
        let until = DateTime::from_timestamp_millis(1_795_420_800_123).unwrap();
        vec![
            Outcome::Accepted { reply: reply.clone() },
            Outcome::Accepted { reply: None },
            Outcome::Deferred { reply: reply.clone(), until, fault: Some(SenderFault::Policy) },
            Outcome::Deferred { reply: None, until, fault: None },
            Outcome::Failed {
                class: FailureClass::Recipient,
                reason: FailureReason::RecipientRefused,
                reply,
                dead_address: true,
            },
            Outcome::Uncertain,
            Outcome::HandedOut,
            Outcome::Skipped { reason: SkipReason::Contact(Reason::PartyDeleted) },
            Outcome::Skipped { reason: SkipReason::Dunning(dunning::SkipReason::Held) },
        ]
    }

    #[test]
    fn what_is_written_is_read_again() {
        let id = MessageId(Uuid::from_u128(7));
        assert_eq!(read(&write_begun(id)), Some(Event::Begun(id)));
        for outcome in outcomes() {
            let line = write_answered(id, &outcome).unwrap();
            assert_eq!(line.iter().filter(|&&byte| byte == b'\n').count(), 1);
            assert_eq!(read(&line), Some(Event::Answered(id, outcome)));
        }
        let header = Header { claim_token: Uuid::from_u128(8), boot: "0f-1".to_owned() };
        assert_eq!(read_header(&write_header(&header)), FirstLine::Header(header));
    }

    #[test]
    fn a_line_that_was_cut_or_changed_is_none() {
        let id = MessageId(Uuid::from_u128(7));
        for line in outcomes().iter().map(|outcome| write_answered(id, outcome).unwrap()) {
            for cut in 0..line.len() {
                assert_eq!(read(&line[..cut]), None, "{cut}");
                let mut changed = line.clone();
                changed[cut] ^= 1;
                assert_eq!(read(&changed), None, "{cut}");
            }
        }
        assert_eq!(read(&[0; 64]), None);
    }

    #[test]
    fn a_header_of_another_version_is_told_from_a_torn_one() {
        assert_eq!(read_header(&seal("relais-journal 2 what ever")), FirstLine::OtherVersion);
        assert_eq!(read_header(b"relais-journal 1 "), FirstLine::Torn);
        assert_eq!(read_header(b""), FirstLine::Torn);
    }

    #[test]
    fn the_sum_is_the_crc_that_everybody_knows() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
