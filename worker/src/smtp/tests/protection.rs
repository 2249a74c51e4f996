//! TLS and passwords.

use super::*;

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
