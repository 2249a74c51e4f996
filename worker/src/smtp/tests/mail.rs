//! A mail, from the greeting to the answer.

use super::*;

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
        let (server, _heard) = server(script).await;
        let mut connection = connect(&server).await;
        connection.timeout = Duration::from_secs(2);
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
