//! STARTTLS (RFC 3207), up to the moment at which TLS may begin.
//!
//! Said on the bare socket, before lettre sees the connection: what arrives in plain text after the
//! server's "go ahead" would otherwise be read as if it had come encrypted.

use std::io;

use domain::message::Stage;
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use lettre::transport::smtp::response::Response;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::fault::{Reply, SmtpFault};

/// The longest reply that is listened to, in bytes.
const LONGEST: usize = 64 * 1024;

/// What came of it.
#[derive(Debug)]
pub(super) enum Answer {
    /// The next byte is TLS.
    Ready,
    /// The server has none; the conversation goes on after its EHLO.
    No(String),
}

/// Reads the greeting, says EHLO and asks for STARTTLS.
///
/// # Errors
/// When the server does not want to talk to us at all, or says more than it was asked.
pub(super) async fn ask<S>(stream: &mut S, hello: &ClientId) -> Result<Answer, SmtpFault>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let greeting = read(stream).await?;
    if !greeting.is_positive() {
        return Err(SmtpFault::Refused(Reply::of(Stage::Connect, &greeting)));
    }
    let features = say(stream, &format!("EHLO {hello}\r\n")).await?;
    if !features.is_positive() {
        return Err(SmtpFault::Refused(Reply::of(Stage::Connect, &features)));
    }
    let features = ServerInfo::from_response(&features)
        .map_err(|error| SmtpFault::of(Stage::Connect, &error))?;
    if !features.supports_feature(Extension::StartTls) {
        return Ok(Answer::No("the server does not offer STARTTLS".to_owned()));
    }
    let answer = say(stream, "STARTTLS\r\n").await?;
    if u16::from(answer.code()) == 220 {
        return Ok(Answer::Ready);
    }
    let Reply { code, text, .. } = Reply::of(Stage::Connect, &answer);
    Ok(Answer::No(format!("the server answered STARTTLS with {code} {text}")))
}

async fn say<S>(stream: &mut S, line: &str) -> Result<Response, SmtpFault>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(line.as_bytes()).await.map_err(SmtpFault::Connection)?;
    read(stream).await
}

/// Reads one reply, and makes sure that nothing follows it.
async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> Result<Response, SmtpFault> {
    let mut text = Vec::new();
    loop {
        if stream.read_buf(&mut text).await.map_err(SmtpFault::Connection)? == 0 {
            return Err(SmtpFault::Connection(io::ErrorKind::UnexpectedEof.into()));
        }
        if let Some(length) = reply(&text) {
            if length < text.len() {
                return Err(SmtpFault::Protocol("it says more than it was asked".to_owned()));
            }
            let text: String =
                text.iter().map(|&b| if b.is_ascii() { char::from(b) } else { '?' }).collect();
            return text.parse().map_err(|error| SmtpFault::of(Stage::Connect, &error));
        }
        if text.len() > LONGEST {
            return Err(SmtpFault::Protocol("its answer does not end".to_owned()));
        }
    }
}

/// The length of the complete reply at the beginning of `text`: up to the line whose code is not
/// followed by a hyphen.
fn reply(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        length += line.len();
        if line.ends_with(b"\n") && line.get(3) != Some(&b'-') {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_ends_with_the_line_without_a_hyphen() {
        for (text, length) in [
            ("220 ready\r\n", Some(11)),
            ("250-a\r\n250 b\r\n", Some(14)),
            ("250-a\r\n250 b\r\n220 more", Some(14)),
            ("250-a\r\n250-b\r\n", None),
            ("220 rea", None),
            ("", None),
        ] {
            assert_eq!(reply(text.as_bytes()), length, "{text:?}");
        }
    }
}
