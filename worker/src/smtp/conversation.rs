//! One mail over a connection: MAIL, RCPT, DATA, the content, each with its answer.
//!
//! A server that offers it hears the three commands at once (RFC 2920): two turns a mail, not four.
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
use super::content::{has_whole_lines, without_last_line_end};
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
            Err(Unprepared { fault: SmtpFault::Refused(reply), waits })
                if !self.was_left(&reply) =>
            {
                let goes_on = reply.code != 421 && !waits && self.forget_mail().await;
                return (Answer::Refused(reply), goes_on);
            }
            Err(Unprepared { fault, .. }) => {
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
    async fn prepare(&mut self, envelope: &Envelope, content: &[&[u8]]) -> Result<(), Unprepared> {
        let options = options(&self.smtp, envelope, content)?;
        let mail = format!("MAIL FROM:<{}>{options}\r\n", envelope.from);
        let recipient = format!("RCPT TO:<{}>\r\n", envelope.to);
        if self.pipelines {
            return self.ask_at_once(format!("{mail}{recipient}{Data}")).await;
        }
        self.ask(Stage::Mail, mail, is_done).await?;
        self.ask(Stage::Recipient, recipient, is_done).await?;
        Ok(self.ask(Stage::Data, Data, is_go_on).await?)
    }

    /// All three commands; every one is answered, whatever came of those before it. A refusal that was
    /// heard stands, whatever the server says or does after it.
    async fn ask_at_once(&mut self, commands: String) -> Result<(), Unprepared> {
        let mail = refusal(self.ask(Stage::Mail, commands, is_done).await)?;
        let recipient = match refusal(self.hear(Stage::Recipient, is_done).await) {
            Ok(recipient) => recipient,
            Err(fault) => return Err(Unprepared::after(mail, fault)),
        };
        let refused = mail.or(recipient);
        let data = match refusal(self.hear(Stage::Data, is_go_on).await) {
            Ok(data) => data,
            Err(fault) => return Err(Unprepared::after(refused, fault)),
        };
        let waits = data.is_none();
        match refused.or(data) {
            Some(reply) => Err(Unprepared { fault: SmtpFault::Refused(reply), waits }),
            None => Ok(()),
        }
    }

    async fn ask(
        &mut self,
        stage: Stage,
        command: impl std::fmt::Display,
        good: fn(&Response) -> bool,
    ) -> Result<(), SmtpFault> {
        let answer = step(self.timeout, stage, self.smtp.command(command)).await?;
        judge(stage, &answer, good)
    }

    /// The answer to a command that was said together with another.
    async fn hear(&mut self, stage: Stage, good: fn(&Response) -> bool) -> Result<(), SmtpFault> {
        let answer = step(self.timeout, stage, self.smtp.read_response()).await?;
        judge(stage, &answer, good)
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

/// Why no content follows.
struct Unprepared {
    fault: SmtpFault,
    /// Whether the server waits for one all the same, which it may after commands that were said
    /// together (RFC 2920, 3.1), or is gone: the connection cannot go on.
    waits: bool,
}

impl Unprepared {
    /// What a later answer came to, after the refusal that counts.
    fn after(refused: Option<Reply>, fault: SmtpFault) -> Self {
        let fault = refused.map_or(fault, SmtpFault::Refused);
        Self { fault, waits: true }
    }
}

impl From<SmtpFault> for Unprepared {
    fn from(fault: SmtpFault) -> Self {
        Self { fault, waits: false }
    }
}

/// The refusal in an answer, after which more answers come; after any other fault none does.
fn refusal(answer: Result<(), SmtpFault>) -> Result<Option<Reply>, SmtpFault> {
    match answer {
        Ok(()) => Ok(None),
        Err(SmtpFault::Refused(reply)) if reply.code != 421 => Ok(Some(reply)),
        Err(fault) => Err(fault),
    }
}

fn judge(stage: Stage, answer: &Response, good: fn(&Response) -> bool) -> Result<(), SmtpFault> {
    if good(answer) {
        return Ok(());
    }
    Err(SmtpFault::Protocol(format!("{} at {stage:?}", answer.code())))
}

fn is_done(answer: &Response) -> bool {
    u16::from(answer.code()) / 100 == 2
}

fn is_go_on(answer: &Response) -> bool {
    u16::from(answer.code()) == 354
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
