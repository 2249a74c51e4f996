//! Conversations with a server that follows a script, over a real socket.

mod address;
mod mail;
mod protection;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::message::{SenderFault, Stage, Verdict};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::server::{Protection, Server, UrlFault};
use super::{Answer, Connection, Envelope, SmtpFault, probe};

const TIMEOUT: Duration = Duration::from_secs(10);
const EHLO: (&str, &str) = ("EHLO", "250-sink\r\n250 8BITMIME\r\n");
const MAIL: (&str, &str) = ("MAIL FROM:<a@example.org>", "250 2.1.0 Ok\r\n");
const RCPT: (&str, &str) = ("RCPT TO:<b@example.org>", "250 2.1.5 Ok\r\n");
const DATA: (&str, &str) = ("DATA", "354 go\r\n");
const PIPELINING: (&str, &str) = ("EHLO", "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
const RSET: (&str, &str) = ("RSET", "250 Ok\r\n");
const QUIT: (&str, &str) = ("QUIT", "221 bye\r\n");

/// What is expected and what is answered; the content of a mail is the line `.` that ends it.
/// `cut` ends the connection, `wait` answers never.
type Script = Vec<(&'static str, &'static str)>;

/// Plays the script on one connection; everything that it heard.
async fn play<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    greeting: &str,
    script: Script,
) -> String {
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(greeting.as_bytes()).await.unwrap();
    stream.get_mut().flush().await.unwrap();
    let mut heard = String::new();
    let mut greeted = "";
    for (expected, answer) in script {
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return heard;
            }
            // EHLO may be said again, and is answered as before (RFC 5321, 4.1.4).
            if line.starts_with("EHLO") && expected != "EHLO" {
                stream.get_mut().write_all(greeted.as_bytes()).await.unwrap();
                stream.get_mut().flush().await.unwrap();
                continue;
            }
            heard.push_str(&line);
            if expected != "." || line == ".\r\n" {
                assert!(line.starts_with(expected), "{line:?} instead of {expected:?}");
                break;
            }
        }
        if expected == "EHLO" {
            greeted = answer;
        }
        match answer {
            "cut" => return heard,
            "wait" => std::future::pending().await,
            _ => stream.get_mut().write_all(answer.as_bytes()).await.unwrap(),
        }
        stream.get_mut().flush().await.unwrap();
    }
    let mut rest = String::new();
    let _ = stream.read_line(&mut rest).await;
    assert_eq!(rest, "", "more than the script");
    heard
}

async fn server(script: Script) -> (Server, JoinHandle<String>) {
    let (listener, server) = listen("").await;
    (
        server,
        tokio::spawn(async move { play(accept(&listener).await, "220 sink\r\n", script).await }),
    )
}

async fn listen(options: &str) -> (TcpListener, Server) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}{options}", listener.local_addr().unwrap());
    (listener, Server::parse(&url, TIMEOUT).unwrap())
}

async fn accept(listener: &TcpListener) -> TcpStream {
    listener.accept().await.unwrap().0
}

fn envelope() -> Envelope {
    Envelope { from: "a@example.org".to_owned(), to: "b@example.org".to_owned() }
}

async fn connect(server: &Server) -> Connection {
    Connection::open(server, "relais.test").await.unwrap()
}

async fn send(connection: &mut Connection, content: &str) -> Answer {
    connection.send(&envelope(), &[content.as_bytes()], || Ok(())).await
}
