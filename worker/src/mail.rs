//! The mail as it travels: headers, and a text and an HTML part (RFC 5322, RFC 2046).
//!
//! The same message has the same Message-ID at every attempt. No value can add a header: addresses
//! and names are values that hold no line break, and the rest is encoded (RFC 2047).

use chrono::{DateTime, Utc};
use domain::company::{Company, UNSET};
use domain::customer::EmailAddress;
use domain::id::MessageId;
use domain::language::Language;
use lettre::Address;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use templates::MailBody;

/// Who writes, the same for a page of mails.
#[derive(Debug, Clone)]
pub(crate) struct Sender {
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

/// A mail could not be put together.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailFault {
    /// An address that we hold for valid has no place in a header.
    #[error("an address cannot be written in a header")]
    Address(#[from] lettre::address::AddressError),
    /// The parts do not make a message.
    #[error("the message cannot be put together")]
    Message(#[from] lettre::error::Error),
}

impl Sender {
    /// The sender that the firm has set; `relais@localhost` until it has, which may leave to files
    /// and to a server of this machine only.
    ///
    /// # Errors
    /// When an address has no place in a header.
    pub(crate) fn of(firm: &Company) -> Result<Self, MailFault> {
        let address = match &firm.sender_email {
            Some(email) => email.as_str().parse()?,
            None => Address::new("relais", "localhost")?,
        };
        let name = firm
            .sender_name
            .clone()
            .or_else(|| Some(firm.name.clone()).filter(|name| name != UNSET));
        let name = name.map(|name| one_line(&name));
        let reply_to = match &firm.reply_to {
            Some(email) => Some(Mailbox::new(None, email.as_str().parse()?)),
            None => None,
        };
        Ok(Self { from: Mailbox::new(name, address), reply_to })
    }

    /// The address of the envelope, to which bounces return.
    pub(crate) fn address(&self) -> &Address {
        &self.from.email
    }

    /// The Message-ID of a message: made of its id, so that it never changes.
    pub(crate) fn message_id(&self, id: MessageId) -> String {
        format!("<{id}@{}>", self.from.email.domain())
    }
}

/// Puts a mail together.
///
/// # Errors
/// When the recipient's address has no place in a header.
pub(crate) fn assemble(
    sender: &Sender,
    id: MessageId,
    to: &EmailAddress,
    language: Language,
    date: DateTime<Utc>,
    body: MailBody,
) -> Result<Vec<u8>, MailFault> {
    let part = |kind, text: String| {
        let encoded = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable);
        let encoded = encoded.unwrap_or_else(Body::new);
        SinglePart::builder().header(kind).body(encoded)
    };
    let mut message = Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(None, to.as_str().parse()?))
        .subject(one_line(&body.subject))
        .date(date.into())
        .message_id(Some(sender.message_id(id)))
        .header(AutoSubmitted)
        .header(ContentLanguage(language));
    if let Some(reply_to) = &sender.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    let parts = MultiPart::alternative()
        // No encoded line begins with "=_" (RFC 2045, 6.7), so that none can be the boundary.
        .boundary(format!("=_{}", id.0.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, body.text))
        .singlepart(part(ContentType::TEXT_HTML, body.html));
    Ok(message.multipart(parts)?.formatted())
}

/// The text without line breaks and other control characters, each a space instead.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// `Auto-Submitted: auto-generated` (RFC 3834): nobody's vacation notice answers it.
#[derive(Clone, Copy)]
struct AutoSubmitted;

/// `Content-Language` (RFC 3282).
#[derive(Clone, Copy)]
struct ContentLanguage(Language);

/// A header whose value is written by us and needs no encoding.
fn plain(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(name, value.to_owned(), value.to_owned())
}

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        plain(Self::name(), "auto-generated")
    }
}

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.parse()?))
    }

    fn display(&self) -> HeaderValue {
        plain(Self::name(), self.0.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firm(name: &str) -> Company {
        Company {
            name: name.to_owned(),
            sender_name: Some(name.to_owned()),
            sender_email: Some("compta@hebrard.example".parse().unwrap()),
            reply_to: Some("reponse@hebrard.example".parse().unwrap()),
            ..Company::default()
        }
    }

    fn mail(firm: &Company, subject: &str) -> String {
        let body = MailBody {
            subject: subject.to_owned(),
            text: "Bonjour,\n.\nÀ bientôt\u{202f}!\n".to_owned(),
            html: "<p>Bonjour</p>".to_owned(),
        };
        let id = MessageId(uuid::Uuid::from_u128(42));
        let to = "client@exemple.example".parse().unwrap();
        let date = DateTime::from_timestamp_secs(1_361_779_200).unwrap();
        let sender = Sender::of(firm).unwrap();
        String::from_utf8(assemble(&sender, id, &to, Language::Fr, date, body).unwrap()).unwrap()
    }

    #[test]
    fn a_mail_has_the_headers_that_receivers_ask_for_and_is_the_same_each_time() {
        let first =
            mail(&firm("Maison Hébrard"), "Facture échue : rappel à l’amiable n° 2013-0042");
        assert_eq!(
            first,
            mail(&firm("Maison Hébrard"), "Facture échue : rappel à l’amiable n° 2013-0042")
        );
        for header in [
            "Message-ID: <00000000-0000-0000-0000-00000000002a@hebrard.example>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: fr\r\n",
            "Reply-To: reponse@hebrard.example\r\n",
            "MIME-Version: 1.0\r\n",
            "Date: Mon, 25 Feb 2013 08:00:00 +0000\r\n",
            "To: client@exemple.example\r\n",
        ] {
            assert!(first.contains(header), "{header} in\n{first}");
        }
        assert!(first.is_ascii() && first.lines().all(|line| line.len() <= 998));
        assert!(
            first.contains("multipart/alternative")
                && first.contains("=C3=80 bient=C3=B4t=E2=80=AF!")
        );
    }

    #[test]
    fn no_value_can_add_a_header() {
        let evil = "Rappel\r\nBcc: victim@exemple.example\r\n\r\nbody";
        let text = mail(&firm("Maison\r\nBcc: victim@exemple.example"), evil);
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(
            !head.lines().any(|line| line.starts_with("Bcc") || line.starts_with("body")),
            "{head}"
        );
    }

    #[test]
    fn a_firm_without_a_sender_writes_as_relais_at_localhost() {
        let sender = Sender::of(&Company::default()).unwrap();
        assert_eq!(sender.address().to_string(), "relais@localhost");
    }
}
