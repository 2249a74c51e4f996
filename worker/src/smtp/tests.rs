//! Conversations with a server that follows a script, over a real socket.

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

#[tokio::test]
async fn a_mail_leaves_whole_with_its_dots_doubled_and_its_end_once() {
    let script = vec![EHLO, MAIL, RCPT, DATA, (".", "250 2.0.0 queued as 4F\r\n"), QUIT];
    let (server, heard) = server(script).await;
    let mut connection = connect(&server).await;
    let pieces = [&b"Subject: x\r\n\r"[..], b"\n", b".a\r\n.", b"\r\nb\r\n"];
    let answer = connection.send(&envelope(), &pieces, || Ok(())).await;
    let Answer::Accepted(reply) = answer else { panic!("{answer:?}") };
    assert_eq!((reply.code, reply.text.as_str()), (250, "2.0.0 queued as 4F"));
    assert!(connection.is_usable());
    connection.quit().await;
    let heard = heard.await.unwrap();
    let content = heard.split_once("DATA\r\n").unwrap().1;
    assert_eq!(content, "Subject: x\r\n\r\n..a\r\n..\r\nb\r\n.\r\nQUIT\r\n");
}

#[tokio::test]
async fn the_hook_runs_after_the_354_and_not_when_a_command_is_refused() {
    let refused = ("RCPT TO:<b@example.org>", "550 5.1.1 <b@example.org>: unknown\r\n");
    let script = vec![EHLO, MAIL, refused, RSET, MAIL, RCPT, DATA, (".", "250 Ok\r\n"), QUIT];
    let (server, heard) = server(script).await;
    let mut connection = connect(&server).await;
    let called = AtomicBool::new(false);
    let hook = || {
        called.store(true, Ordering::Relaxed);
        Ok(())
    };
    let answer = connection.send(&envelope(), &[b"x"], hook).await;
    let Answer::Refused(reply) = answer else { panic!("{answer:?}") };
    assert_eq!((reply.stage, reply.code), (Stage::Recipient, 550));
    assert_eq!(reply.text, "5.1.1 <***@example.org>: unknown");
    assert_eq!(reply.verdict(), Verdict::Recipient { dead: true });
    assert!(!called.load(Ordering::Relaxed));
    assert!(connection.is_usable());
    let answer = connection.send(&envelope(), &[b"x"], hook).await;
    assert!(matches!(answer, Answer::Accepted(_)), "{answer:?}");
    assert!(called.load(Ordering::Relaxed));
    connection.quit().await;
    heard.await.unwrap();
}

#[tokio::test]
async fn a_server_that_offers_it_hears_three_commands_at_once() {
    let unknown = ("RCPT TO:<b@example.org>", "550 5.1.1 unknown\r\n");
    let no_recipient = ("DATA", "554 5.5.1 no valid recipients\r\n");
    let mut script = vec![PIPELINING, MAIL, unknown, no_recipient, RSET];
    script.extend([MAIL, RCPT, DATA, (".", "250 Ok\r\n"), QUIT]);
    let (server, heard) = server(script).await;
    let mut connection = connect(&server).await;
    let Answer::Refused(reply) = send(&mut connection, "x").await else { panic!() };
    assert_eq!((reply.stage, reply.code), (Stage::Recipient, 550));
    assert!(connection.is_usable());
    let answer = send(&mut connection, "x").await;
    assert!(matches!(answer, Answer::Accepted(_)), "{answer:?}");
    connection.quit().await;
    heard.await.unwrap();
}

#[tokio::test]
async fn of_commands_said_at_once_the_first_refusal_counts_and_a_server_that_waits_is_left() {
    let full = ("MAIL", "452 4.3.1 full\r\n");
    let unknown = ("RCPT", "550 5.1.1 unknown\r\n");
    let (bad, leave) = (("RCPT", "503 5.5.1 MAIL first\r\n"), ("RCPT", "421 4.3.2 bye\r\n"));
    let no = ("DATA", "503 5.5.1 no\r\n");
    let enough = ("DATA", "421 4.7.0 too many errors\r\n");
    for (script, stage, code, usable) in [
        (vec![PIPELINING, full, bad, no, RSET], Stage::Mail, 452, true),
        (vec![PIPELINING, MAIL, unknown, DATA], Stage::Recipient, 550, false),
        (vec![PIPELINING, MAIL, RCPT, no, RSET], Stage::Data, 503, true),
        (vec![PIPELINING, MAIL, leave, ("DATA", "cut")], Stage::Recipient, 421, false),
        (vec![PIPELINING, MAIL, unknown, ("DATA", "cut")], Stage::Recipient, 550, false),
        (vec![PIPELINING, MAIL, unknown, ("DATA", "250 what\r\n")], Stage::Recipient, 550, false),
        (vec![PIPELINING, MAIL, unknown, enough], Stage::Recipient, 550, false),
        (vec![PIPELINING, full, ("RCPT", "cut")], Stage::Mail, 452, false),
    ] {
        let (server, heard) = server(script.clone()).await;
        let mut connection = connect(&server).await;
        let Answer::Refused(reply) = send(&mut connection, "secret").await else { panic!() };
        assert_eq!((reply.stage, reply.code), (stage, code), "{script:?}");
        assert_eq!(connection.is_usable(), usable, "{script:?}");
        drop(connection);
        assert!(!heard.await.unwrap().contains("secret"), "{script:?}");
    }
    for script in [
        vec![PIPELINING, ("MAIL", "cut")],
        vec![PIPELINING, MAIL, ("RCPT", "cut")],
        vec![PIPELINING, MAIL, RCPT, ("DATA", "cut")],
        vec![PIPELINING, MAIL, RCPT, ("DATA", "250 what\r\n")],
    ] {
        let (server, _heard) = server(script.clone()).await;
        let mut connection = connect(&server).await;
        let answer = send(&mut connection, "x").await;
        assert!(matches!(answer, Answer::NotBegun(_)), "{script:?}: {answer:?}");
        assert!(!connection.is_usable(), "{script:?}");
    }
}

#[tokio::test]
async fn a_hook_that_fails_keeps_the_content_back() {
    let (server, heard) = server(vec![EHLO, MAIL, RCPT, DATA, (".", "cut")]).await;
    let mut connection = connect(&server).await;
    let stop = || Err(io::Error::other("the lease is over"));
    let answer = connection.send(&envelope(), &[b"secret"], stop).await;
    assert!(matches!(answer, Answer::NotBegun(SmtpFault::Stopped(_))), "{answer:?}");
    assert!(!connection.is_usable());
    connection.quit().await;
    assert!(heard.await.unwrap().ends_with("DATA\r\n"));
}

#[tokio::test]
async fn refused_after_the_content_the_connection_goes_on_and_after_421_it_does_not() {
    let spam = (".", "554 5.7.1 blocked\r\n");
    let script = vec![EHLO, MAIL, RCPT, DATA, spam, MAIL, RCPT, DATA, (".", "421 bye\r\n")];
    let (server, _heard) = server(script).await;
    let mut connection = connect(&server).await;
    let Answer::Refused(reply) = send(&mut connection, "x").await else { panic!() };
    assert_eq!(reply.verdict(), Verdict::Sender(SenderFault::Policy));
    assert!(connection.is_usable());
    let Answer::Refused(reply) = send(&mut connection, "x").await else { panic!() };
    assert_eq!((reply.code, reply.stage), (421, Stage::Content));
    assert!(!connection.is_usable());
}

#[tokio::test]
async fn without_an_answer_a_mail_is_lost_after_its_content_and_not_begun_before() {
    for (script, lost) in [
        (vec![EHLO, MAIL, RCPT, DATA, (".", "cut")], true),
        (vec![EHLO, MAIL, RCPT, DATA, (".", "nonsense\r\n")], true),
        (vec![EHLO, MAIL, RCPT, ("DATA", "cut")], false),
        (vec![EHLO, MAIL, RCPT, ("DATA", "250 what\r\n")], false),
        (vec![EHLO, MAIL, ("RCPT", "nonsense\r\n")], false),
        (vec![EHLO, ("MAIL", "cut")], false),
    ] {
        let (server, _heard) = server(script.clone()).await;
        let mut connection = connect(&server).await;
        let answer = send(&mut connection, "x").await;
        assert_eq!(matches!(answer, Answer::Lost), lost, "{script:?}: {answer:?}");
        assert_eq!(matches!(answer, Answer::NotBegun(_)), !lost, "{script:?}: {answer:?}");
        assert!(!connection.is_usable(), "{script:?}");
    }
}

#[tokio::test]
async fn a_silent_server_is_given_up_in_time_at_every_step() {
    for (script, lost) in [
        (vec![EHLO, MAIL, RCPT, DATA, (".", "wait")], true),
        (vec![EHLO, MAIL, RCPT, ("DATA", "wait")], false),
    ] {
        let (mut server, _heard) = server(script).await;
        server.timeout = Duration::from_millis(100);
        let mut connection = connect(&server).await;
        match send(&mut connection, "x").await {
            Answer::Lost => assert!(lost),
            Answer::NotBegun(SmtpFault::Timeout) => assert!(!lost),
            answer => panic!("{answer:?}"),
        }
    }
    let (mut server, _heard) = server(vec![("EHLO", "wait")]).await;
    server.timeout = Duration::from_millis(100);
    let fault = Connection::open(&server, "relais.test").await.err().unwrap();
    assert_eq!(fault.verdict(), Verdict::Sender(SenderFault::Unreachable));
}

#[tokio::test]
async fn a_mail_that_is_given_up_in_the_middle_costs_the_connection() {
    let (server, _heard) = server(vec![EHLO, MAIL, ("RCPT", "wait")]).await;
    let mut connection = connect(&server).await;
    let given_up = tokio::time::timeout(Duration::from_millis(50), send(&mut connection, "x"));
    assert!(given_up.await.is_err());
    assert!(!connection.is_usable());
}

#[tokio::test]
async fn a_server_that_left_between_two_mails_says_nothing_about_the_second() {
    let idle = ("MAIL", "421 4.4.2 timeout\r\n");
    let (server, _heard) = server(vec![EHLO, MAIL, RCPT, DATA, (".", "250 Ok\r\n"), idle]).await;
    let mut connection = connect(&server).await;
    assert!(matches!(send(&mut connection, "x").await, Answer::Accepted(_)));
    let answer = send(&mut connection, "x").await;
    assert!(matches!(answer, Answer::NotBegun(SmtpFault::Refused(_))), "{answer:?}");
    assert!(!connection.is_usable());
}

#[tokio::test]
async fn an_answer_that_is_not_even_utf_8_is_an_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let stream = accept(&listener).await;
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        let (greeting, hello) = (&b"220 sink\r\n"[..], b"250 sink\r\n");
        for answer in [greeting, hello, hello, b"250 a\r\n", b"250 b\r\n", b"354 c\r\n"] {
            stream.get_mut().write_all(answer).await.unwrap();
            stream.read_line(&mut line).await.unwrap();
        }
        while !line.ends_with("\r\n.\r\n") {
            stream.read_line(&mut line).await.unwrap();
        }
        stream.get_mut().write_all(b"250 accept\xe9\r\n").await.unwrap();
    });
    let mut connection = connect(&Server::parse(&url, TIMEOUT).unwrap()).await;
    let Answer::Accepted(reply) = send(&mut connection, "x").await else { panic!() };
    assert_eq!(reply.text, "accept?");
    heard.await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_said_is_not_begun_and_costs_nothing() {
    let (server, _heard) = server(vec![EHLO, MAIL, RCPT, DATA, (".", "250 Ok\r\n"), QUIT]).await;
    let mut connection = connect(&server).await;
    for (to, content) in [
        ("b@example.org>\r\nRCPT TO:<c@example.org", "x"),
        ("b c@example.org", "x"),
        ("", "x"),
        ("hélène@example.org", "x"),
        ("b@example.org", "x\n.\r\nMAIL FROM:<z>"),
        ("b@example.org", "x\r.\r"),
    ] {
        let envelope = Envelope { to: to.to_owned(), ..envelope() };
        let answer = connection.send(&envelope, &[content.as_bytes()], || Ok(())).await;
        assert!(matches!(answer, Answer::NotBegun(SmtpFault::Unsendable(_))), "{answer:?}");
    }
    assert!(connection.is_usable());
    assert!(matches!(send(&mut connection, "x").await, Answer::Accepted(_)));
    connection.quit().await;
}

#[tokio::test]
async fn eight_bits_and_international_addresses_are_said_to_a_server_that_takes_them() {
    let ehlo = ("EHLO", "250-sink\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n");
    let eight = ("MAIL FROM:<a@example.org> BODY=8BITMIME\r\n", "250 Ok\r\n");
    let utf8 = ("MAIL FROM:<a@example.org> SMTPUTF8 BODY=8BITMIME\r\n", "250 Ok\r\n");
    let done = (".", "250 Ok\r\n");
    let script = vec![
        ehlo,
        eight,
        RCPT,
        DATA,
        done,
        utf8,
        ("RCPT TO:<hélène", "250 Ok\r\n"),
        DATA,
        done,
        QUIT,
    ];
    let (server, heard) = server(script).await;
    let mut connection = connect(&server).await;
    assert!(matches!(send(&mut connection, "é").await, Answer::Accepted(_)));
    let envelope = Envelope { to: "hélène@example.org".to_owned(), ..envelope() };
    let answer = connection.send(&envelope, &[b"x"], || Ok(())).await;
    assert!(matches!(answer, Answer::Accepted(_)), "{answer:?}");
    connection.quit().await;
    heard.await.unwrap();
}

#[tokio::test]
async fn after_a_thousand_mails_another_connection_is_asked_for() {
    let (server, _heard) = server(vec![EHLO, QUIT]).await;
    let mut connection = connect(&server).await;
    connection.begun = 999;
    assert!(connection.is_usable());
    connection.begun = 1_000;
    assert!(!connection.is_usable());
    connection.quit().await;
}

/// A certificate for 127.0.0.1, and a server side and a client side that agree on it.
fn certificate() -> (tokio_rustls::TlsAcceptor, rustls::RootCertStore) {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (std::sync::Arc::new(config).into(), roots)
}

const STARTTLS: (&str, &str) = ("EHLO", "250-sink\r\n250 STARTTLS\r\n");

/// The plain beginning of a conversation, up to the answer to STARTTLS.
async fn ask_for_tls(listener: &TcpListener, answer: &str) -> TcpStream {
    let mut stream = BufReader::new(accept(listener).await);
    let mut line = String::new();
    for answer in ["220 sink\r\n", STARTTLS.1, answer] {
        stream.get_mut().write_all(answer.as_bytes()).await.unwrap();
        if !answer.starts_with("220 go") && !answer.starts_with("454") {
            stream.read_line(&mut line).await.unwrap();
        }
    }
    stream.into_inner()
}

#[tokio::test]
async fn starttls_encrypts_the_password_and_the_mail() {
    let (acceptor, roots) = certificate();
    let (listener, server) = listen("?tls=required").await;
    let url = server.to_string().replace("smtp://", "smtp://relais:p%40ss@");
    let server = Server::parse(&url, TIMEOUT).unwrap().trusting(roots);
    let heard = tokio::spawn(async move {
        let stream = ask_for_tls(&listener, "220 go ahead\r\n").await;
        let tls = acceptor.accept(stream).await.unwrap();
        let ehlo = ("EHLO", "250-sink\r\n250 AUTH LOGIN PLAIN\r\n");
        // \0relais\0p@ss
        let auth = ("AUTH PLAIN AHJlbGFpcwBwQHNz\r\n", "235 2.7.0 welcome\r\n");
        play(tls, "", vec![ehlo, auth, MAIL, RCPT, DATA, (".", "250 Ok\r\n"), QUIT]).await
    });
    let mut connection = connect(&server).await;
    assert!(connection.is_encrypted());
    assert!(matches!(send(&mut connection, "x").await, Answer::Accepted(_)));
    connection.quit().await;
    heard.await.unwrap();
}

#[tokio::test]
async fn smtps_encrypts_from_the_first_byte() {
    let (acceptor, roots) = certificate();
    let (listener, server) = listen("").await;
    let url = format!("smtps://127.0.0.1:{}", server.port);
    let server = Server::parse(&url, TIMEOUT).unwrap().trusting(roots);
    let heard = tokio::spawn(async move {
        let tls = acceptor.accept(accept(&listener).await).await.unwrap();
        play(tls, "220 sink\r\n", vec![EHLO, QUIT]).await
    });
    let found = probe(&server, "relais.test").await.unwrap();
    assert_eq!(found, format!("smtps://127.0.0.1:{} (TLS, no AUTH)", server.port));
    assert_eq!(heard.await.unwrap(), "EHLO relais.test\r\nQUIT\r\n");
}

#[tokio::test]
async fn an_unknown_certificate_a_refused_and_a_missing_starttls_end_before_any_mail() {
    for (answer, option) in [
        ("220 go ahead\r\n", "?tls=required"),
        ("220 go ahead\r\n", "?tls=opportunistic"),
        ("454 4.7.0 TLS not available\r\n", "?tls=required"),
    ] {
        let (acceptor, _) = certificate();
        let (_, other_roots) = certificate();
        let (listener, server) = listen(option).await;
        let server = server.trusting(other_roots);
        let heard = tokio::spawn(async move {
            let stream = ask_for_tls(&listener, answer).await;
            let _ = acceptor.accept(stream).await;
        });
        let fault = Connection::open(&server, "relais.test").await.err().unwrap();
        assert_eq!(fault.verdict(), Verdict::Sender(SenderFault::Encryption), "{answer} {fault}");
        heard.await.unwrap();
    }
    let (listener, server) = listen("?tls=required").await;
    let heard =
        tokio::spawn(async move { play(accept(&listener).await, "220 s\r\n", vec![EHLO]).await });
    let fault = Connection::open(&server, "relais.test").await.err().unwrap();
    assert!(matches!(fault, SmtpFault::Encryption(_)), "{fault}");
    heard.await.unwrap();
}

#[tokio::test]
async fn opportunistic_means_without_tls_where_the_server_has_none() {
    for (first, second) in [(EHLO, None), (STARTTLS, Some(("STARTTLS", "454 later\r\n")))] {
        let (listener, server) = listen("?tls=opportunistic").await;
        let script = [Some(first), second, Some(EHLO), Some(MAIL), Some(RCPT), Some(DATA)];
        let script = script.into_iter().flatten().chain([(".", "250 Ok\r\n"), QUIT]).collect();
        let heard =
            tokio::spawn(async move { play(accept(&listener).await, "220 s\r\n", script).await });
        let mut connection = connect(&server).await;
        assert!(!connection.is_encrypted());
        assert!(matches!(send(&mut connection, "x").await, Answer::Accepted(_)));
        connection.quit().await;
        heard.await.unwrap();
    }
}

#[tokio::test]
async fn what_follows_the_go_ahead_in_plain_text_is_not_believed() {
    let (listener, server) = listen("?tls=required").await;
    let heard = tokio::spawn(async move {
        ask_for_tls(&listener, "220 go ahead\r\n250-sink\r\n250 AUTH PLAIN\r\n").await
    });
    let fault = Connection::open(&server, "relais.test").await.err().unwrap();
    assert!(matches!(fault, SmtpFault::Protocol(_)), "{fault}");
    heard.await.unwrap();
}

#[tokio::test]
async fn a_wrong_password_is_a_fault_of_ours() {
    let ehlo = ("EHLO", "250-sink\r\n250 AUTH PLAIN\r\n");
    let (plain, _heard) = server(vec![ehlo, ("AUTH PLAIN", "535 5.7.8 no\r\n")]).await;
    let url = plain.to_string().replace("smtp://", "smtp://relais:secret@");
    let server = Server::parse(&url, TIMEOUT).unwrap();
    let fault = Connection::open(&server, "relais.test").await.err().unwrap();
    assert_eq!(fault.verdict(), Verdict::Sender(SenderFault::Authentication));
    let told = format!("{fault} {fault:?} {server} {server:?}");
    assert!(!told.contains("secret") && !told.contains("relais:"), "{told}");
}

#[test]
fn an_address_is_read_with_its_defaults_and_shown_without_its_secrets() {
    for (url, shown, protection) in [
        (
            "smtp://mail.example.org",
            "smtp://mail.example.org:25?tls=required",
            Protection::Required,
        ),
        (
            "smtp://u:p@Mail.example.org/",
            "smtp://***:***@mail.example.org:587?tls=required",
            Protection::Required,
        ),
        ("smtps://u:p%40%C3%A9@h", "smtps://***:***@h:465", Protection::Implicit),
        ("smtp://h:2525?tls=none", "smtp://h:2525?tls=none", Protection::None),
        ("smtp://h?tls=opportunistic", "smtp://h:25?tls=opportunistic", Protection::Opportunistic),
        ("smtp://localhost", "smtp://localhost:25?tls=none", Protection::None),
        ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025?tls=none", Protection::None),
        ("smtp://[::1]:1025", "smtp://[::1]:1025?tls=none", Protection::None),
        (
            "smtp://u:p@127.0.0.1?tls=none",
            "smtp://***:***@127.0.0.1:587?tls=none",
            Protection::None,
        ),
    ] {
        let server = Server::parse(url, TIMEOUT).unwrap();
        assert_eq!((server.to_string().as_str(), server.protection), (shown, protection), "{url}");
        assert_eq!(format!("{server:?}"), format!("Server({shown})"));
    }
    assert!(Server::parse("smtp://localhost", TIMEOUT).unwrap().is_loopback());
    assert!(!Server::parse("smtp://localhost.example.org", TIMEOUT).unwrap().is_loopback());
}

#[test]
fn an_address_that_is_none_is_refused_without_repeating_it() {
    for (url, fault) in [
        ("mail.example.org", UrlFault::NotAUrl),
        ("http://u:secret@h", UrlFault::Scheme),
        ("smtp://", UrlFault::NoHost),
        ("smtp://h/secret", UrlFault::NotAUrl),
        ("smtp://h?tls=maybe", UrlFault::Option),
        ("smtp://h?tsl=none", UrlFault::Option),
        ("smtps://h?tls=none", UrlFault::Option),
        ("smtp://u@h", UrlFault::HalfCredentials),
        ("smtp://:secret@h", UrlFault::HalfCredentials),
        ("smtp://u:%FF@h", UrlFault::Encoding),
        ("smtp://u:%00@h", UrlFault::Encoding),
        ("smtp://u:secret@h?tls=none", UrlFault::PlainTextCredentials),
    ] {
        let found = Server::parse(url, TIMEOUT).err().unwrap();
        assert_eq!(found, fault, "{url}");
        assert!(!found.to_string().contains("secret"));
    }
}
