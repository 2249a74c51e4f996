//! One mail over a connection: MAIL, RCPT, DATA, the content, each with its answer.
//!
//! *Handed over* begins after the 354 and before the first byte of content: there the caller writes
//! down that it has begun. Before it nothing happened, after it only the server's word counts.

use std::io;

use domain::message::Stage;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Rset};
use lettre::transport::smtp::extension::Extension;
use lettre::transport::smtp::response::Response;

use super::connection::{Connection, step};
use super::fault::{Reply, SmtpFault};

/// From whom and to whom, as the server is told (RFC 5321): bare addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    /// To whom a failure is reported.
    pub(crate) from: String,
    /// The recipient.
    pub(crate) to: String,
}

/// What came of a mail.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The server has it and answers for it.
    Accepted(Reply),
    /// The server does not want it.
    Refused(Reply),
    /// Nothing was handed over.
    NotBegun(SmtpFault),
    /// It was handed over, and no answer came: the server may have it or not.
    Lost,
}

impl Connection {
    /// Sends `content`, pieces that make up a whole mail with CRLF at the end of each line.
    ///
    /// `before_content` runs when the server waits for the content and none of it has left; its
    /// error stops the mail, and costs the connection. So does dropping the future.
    pub(crate) async fn send(
        &mut self,
        envelope: &Envelope,
        content: &[&[u8]],
        before_content: impl FnOnce() -> io::Result<()>,
    ) -> Answer {
        self.begun += 1;
        self.broken = true;
        let (answer, goes_on) = self.converse(envelope, content, before_content).await;
        self.broken = !goes_on;
        answer
    }

    /// What came of it, and whether the connection is fit for another mail.
    async fn converse(
        &mut self,
        envelope: &Envelope,
        content: &[&[u8]],
        before_content: impl FnOnce() -> io::Result<()>,
    ) -> (Answer, bool) {
        match self.prepare(envelope, content).await {
            Ok(()) => {}
            Err(SmtpFault::Refused(reply)) if !self.was_left(&reply) => {
                let goes_on = reply.code != 421 && self.forget_mail().await;
                return (Answer::Refused(reply), goes_on);
            }
            Err(fault) => {
                let unsaid = matches!(fault, SmtpFault::Unsendable(_));
                return (Answer::NotBegun(fault), unsaid);
            }
        }
        if let Err(error) = before_content() {
            // The server waits for a content that does not come: there is no other way out.
            return (Answer::NotBegun(SmtpFault::Stopped(error)), false);
        }
        let handed_over = self.smtp.message_iter(without_last_line_end(content));
        match step(self.timeout, Stage::Content, handed_over).await {
            Ok(answer) if is_done(&answer) => {
                (Answer::Accepted(Reply::of(Stage::Content, &answer)), true)
            }
            Err(SmtpFault::Refused(reply)) => {
                let goes_on = reply.code != 421;
                (Answer::Refused(reply), goes_on)
            }
            Ok(_) | Err(_) => (Answer::Lost, false),
        }
    }

    /// Up to the 354.
    async fn prepare(&mut self, envelope: &Envelope, content: &[&[u8]]) -> Result<(), SmtpFault> {
        let options = options(&self.smtp, envelope, content)?;
        let mail = format!("MAIL FROM:<{}>{options}\r\n", envelope.from);
        self.ask(Stage::Mail, mail, is_done).await?;
        let recipient = format!("RCPT TO:<{}>\r\n", envelope.to);
        self.ask(Stage::Recipient, recipient, is_done).await?;
        self.ask(Stage::Data, Data, |answer| u16::from(answer.code()) == 354).await
    }

    async fn ask(
        &mut self,
        stage: Stage,
        command: impl std::fmt::Display,
        good: impl FnOnce(&Response) -> bool,
    ) -> Result<(), SmtpFault> {
        let answer = step(self.timeout, stage, self.smtp.command(command)).await?;
        if good(&answer) {
            return Ok(());
        }
        Err(SmtpFault::Protocol(format!("{} at {stage:?}", answer.code())))
    }

    /// Whether the server took leave between two mails, which says nothing about the second.
    fn was_left(&self, reply: &Reply) -> bool {
        reply.code == 421 && reply.stage == Stage::Mail && self.begun > 1
    }

    /// Readies the connection for the next mail after one that was refused; whether it is.
    async fn forget_mail(&mut self) -> bool {
        let forgotten = step(self.timeout, Stage::Mail, self.smtp.command(Rset)).await;
        matches!(forgotten, Ok(answer) if is_done(&answer))
    }
}

fn is_done(answer: &Response) -> bool {
    u16::from(answer.code()) / 100 == 2
}

/// The parameters of MAIL that this mail needs.
fn options(
    smtp: &AsyncSmtpConnection,
    envelope: &Envelope,
    content: &[&[u8]],
) -> Result<&'static str, SmtpFault> {
    let offers = |feature| smtp.server_info().supports_feature(feature);
    for address in [&envelope.from, &envelope.to] {
        let forbidden = |c: char| c.is_control() || matches!(c, ' ' | '<' | '>');
        if address.is_empty() || address.contains(forbidden) {
            return Err(SmtpFault::Unsendable("an address that is none"));
        }
    }
    if !has_whole_lines(content) {
        return Err(SmtpFault::Unsendable("a line of its content does not end with CRLF"));
    }
    let plain = content.iter().all(|piece| piece.is_ascii());
    match (envelope.from.is_ascii() && envelope.to.is_ascii(), plain) {
        (true, true) => Ok(""),
        (true, false) if offers(Extension::EightBitMime) => Ok(" BODY=8BITMIME"),
        (true, false) => Err(SmtpFault::Unsendable("the server takes no 8-bit content")),
        (false, _) if offers(Extension::SmtpUtfEight) && offers(Extension::EightBitMime) => {
            Ok(" SMTPUTF8 BODY=8BITMIME")
        }
        (false, _) => Err(SmtpFault::Unsendable("the server takes no international address")),
    }
}

/// Whether every CR is followed by LF and every LF preceded by CR: a bare one is a line end to some
/// servers, and lets a content pass for commands (CVE-2023-51764 and its kin).
fn has_whole_lines(content: &[&[u8]]) -> bool {
    let mut after_cr = false;
    for piece in content {
        let mut rest = *piece;
        if after_cr {
            let Some((b'\n', tail)) = rest.split_first() else {
                if rest.is_empty() {
                    continue;
                }
                return false;
            };
            rest = tail;
            after_cr = false;
        }
        while let Some(at) = rest.iter().position(|&byte| matches!(byte, b'\r' | b'\n')) {
            rest = match rest.get(at..) {
                Some([b'\r', b'\n', tail @ ..]) => tail,
                Some([b'\r']) => {
                    after_cr = true;
                    &[]
                }
                _ => return false,
            };
        }
    }
    !after_cr
}

/// The pieces without the last line end, which comes with the dot that ends the content.
fn without_last_line_end<'a>(content: &'a [&'a [u8]]) -> impl Iterator<Item = &'a [u8]> {
    let length: usize = content.iter().map(|piece| piece.len()).sum();
    let ends =
        content.iter().flat_map(|piece| piece.iter()).rev().take(2).eq([b'\n', b'\r'].iter());
    let mut left = if ends { length - 2 } else { length };
    content.iter().filter_map(move |piece| {
        let piece = piece.get(..piece.len().min(left))?;
        left -= piece.len();
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_everywhere(text: &str) -> Vec<Vec<&[u8]>> {
        let bytes = text.as_bytes();
        let two = (0..=bytes.len()).map(|at| vec![&bytes[..at], &bytes[at..]]);
        two.chain([bytes.chunks(1).collect(), vec![bytes, b""]]).collect()
    }

    #[test]
    fn the_last_line_end_is_left_to_the_dot_wherever_the_pieces_part() {
        for (text, kept) in [
            ("a\r\nb\r\n", "a\r\nb"),
            ("a\r\nb", "a\r\nb"),
            ("a\r\n\r\n", "a\r\n"),
            ("\r\n", ""),
            ("", ""),
            ("\n", "\n"),
        ] {
            for pieces in split_everywhere(text) {
                let left: Vec<u8> = without_last_line_end(&pieces).flatten().copied().collect();
                assert_eq!(String::from_utf8(left).unwrap(), kept, "{pieces:?}");
            }
        }
    }

    #[test]
    fn a_bare_carriage_return_or_line_feed_is_found_wherever_the_pieces_part() {
        for (text, whole) in [
            ("", true),
            ("a", true),
            ("a\r\nb\r\n\r\n", true),
            ("a\nb", false),
            ("\n", false),
            ("a\rb", false),
            ("a\r", false),
            ("a\r\r\nb", false),
            ("a\r\n.\n", false),
        ] {
            for pieces in split_everywhere(text) {
                assert_eq!(has_whole_lines(&pieces), whole, "{pieces:?}");
            }
        }
    }
}
