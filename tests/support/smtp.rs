//! A small mail server for the tests: a real socket, a thread for each connection, and answers that
//! a test sets for a recipient. It keeps every content that it received whole, answered or not.

use std::collections::{HashMap, VecDeque};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// What a command gets for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// 250 to everything.
    Accept,
    /// This line to RCPT.
    AtRecipient(&'static str),
    /// This line to the whole content.
    AtContent(&'static str),
    /// Nothing: the connection is cut after the whole content.
    CutAfterContent,
    /// Nothing, for longer than anybody waits.
    SilentAfterContent,
}

/// Whether it speaks TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tls {
    /// It does not offer it.
    None,
    /// It offers STARTTLS and then refuses it.
    Refused,
    /// It offers STARTTLS, with a certificate that nobody signed.
    UnknownCertificate,
}

/// A content that arrived whole.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// What RCPT said.
    pub(crate) recipient: String,
    /// Its Message-ID, without the angle brackets.
    pub(crate) message_id: String,
    /// As it arrived, the doubled dots made single again.
    pub(crate) raw: Vec<u8>,
    /// Whether it was answered with 250.
    pub(crate) accepted: bool,
}

impl Received {
    /// The id of the message in the ledger: what stands before the `@` of the Message-ID.
    #[must_use]
    pub(crate) fn id(&self) -> &str {
        self.message_id.split('@').next().unwrap()
    }
}

#[derive(Debug, Default)]
struct State {
    scripts: HashMap<String, VecDeque<Behaviour>>,
    received: Vec<Received>,
    connections: Vec<TcpStream>,
    greetings: usize,
    open: usize,
    most_open: usize,
    held: bool,
    waiting: usize,
    stopped: bool,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    tls: Tls,
    pause: Duration,
}

/// The address of a server that is not there, for as long as its place is kept.
#[must_use]
pub(crate) fn absent() -> (String, impl Sized) {
    let place = tokio::net::TcpSocket::new_v4().unwrap();
    place.bind(([127, 0, 0, 1], 0).into()).unwrap();
    (format!("smtp://{}", place.local_addr().unwrap()), place)
}

/// The server; it ends with its owner.
#[derive(Debug)]
pub(crate) struct MailServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl MailServer {
    /// One that accepts everything, at once.
    #[must_use]
    pub(crate) fn start() -> Self {
        Self::with(Tls::None, Duration::ZERO)
    }

    /// One that accepts everything, and takes `pause` to think about each content.
    #[must_use]
    pub(crate) fn slow(pause: Duration) -> Self {
        Self::with(Tls::None, pause)
    }

    /// One that offers TLS, badly.
    #[must_use]
    pub(crate) fn with_tls(tls: Tls) -> Self {
        Self::with(tls, Duration::ZERO)
    }

    fn with(tls: Tls, pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Mutex::new(State::default());
        let shared = Arc::new(Shared { state, changed: Condvar::new(), tls, pause });
        let of_thread = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&of_thread);
                if shared.lock().stopped {
                    return;
                }
                std::thread::spawn(move || {
                    shared.opened(&stream);
                    let _ = Conversation::new(&shared, stream).run();
                    shared.closed();
                });
            }
        });
        Self { address, shared }
    }

    /// Its address as `RELAIS_SMTP_URL`, `options` behind.
    #[must_use]
    pub(crate) fn url(&self, options: &str) -> String {
        format!("smtp://{}{options}", self.address)
    }

    /// What the next mails to `recipient` get, one after the other; then 250.
    pub(crate) fn script(&self, recipient: &str, behaviours: &[Behaviour]) {
        let script = behaviours.iter().copied().collect();
        self.shared.lock().scripts.insert(recipient.to_owned(), script);
    }

    /// Every content so far, in the order of arrival.
    #[must_use]
    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.lock().received.clone()
    }

    /// How many of them.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.shared.lock().received.len()
    }

    /// Connections since the start, and the most that were open at once.
    #[must_use]
    pub(crate) fn connections(&self) -> (usize, usize) {
        let state = self.shared.lock();
        (state.greetings, state.most_open)
    }

    /// Holds every answer to a content back, until [`Self::release`].
    pub(crate) fn hold(&self) {
        self.shared.lock().held = true;
    }

    /// Gives the answers held back.
    pub(crate) fn release(&self) {
        self.shared.lock().held = false;
        self.shared.changed.notify_all();
    }

    /// Waits until `count` contents have arrived in all.
    pub(crate) fn wait_for(&self, count: usize, patience: Duration) {
        self.wait_until(patience, "contents", |state| state.received.len() >= count);
    }

    /// Waits until `count` connections wait for an answer that is held back.
    pub(crate) fn wait_for_held(&self, count: usize, patience: Duration) {
        self.wait_until(patience, "connections held", |state| state.waiting >= count);
    }

    /// Waits until nobody is connected.
    pub(crate) fn wait_until_alone(&self, patience: Duration) {
        self.wait_until(patience, "connections closed", |state| state.open == 0);
    }

    fn wait_until(&self, patience: Duration, what: &str, done: impl Fn(&State) -> bool) {
        let end = Instant::now() + patience;
        let mut state = self.shared.lock();
        while !done(&state) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no {what}: {} received", state.received.len());
            state = self.shared.changed.wait_timeout(state, left).unwrap().0;
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.stopped = true;
        state.held = false;
        for stream in state.connections.drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
        drop(state);
        self.shared.changed.notify_all();
        // So that the thread that accepts looks up.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn opened(&self, stream: &TcpStream) {
        let mut state = self.lock();
        state.connections.retain(|stream| stream.peer_addr().is_ok());
        state.connections.push(stream.try_clone().unwrap());
        state.greetings += 1;
        state.open += 1;
        state.most_open = state.most_open.max(state.open);
    }

    fn closed(&self) {
        self.lock().open -= 1;
        self.changed.notify_all();
    }
}

/// One connection.
struct Conversation<'a> {
    shared: &'a Shared,
    reader: BufReader<TcpStream>,
    line: Vec<u8>,
}

impl<'a> Conversation<'a> {
    fn new(shared: &'a Shared, stream: TcpStream) -> Self {
        stream.set_nodelay(true).unwrap();
        let reader = BufReader::with_capacity(64 * 1024, stream);
        Self { shared, reader, line: Vec::new() }
    }

    fn run(mut self) -> io::Result<()> {
        self.say("220 mail.test ESMTP")?;
        let mut recipient = String::new();
        let mut behaviour = Behaviour::Accept;
        loop {
            let command = self.command()?;
            let verb = command.get(..4).unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" if self.shared.tls == Tls::None => {
                    self.say("250-mail.test\r\n250-PIPELINING\r\n250 8BITMIME")?
                }
                "EHLO" => {
                    self.say("250-mail.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 STARTTLS")?
                }
                "STAR" if self.shared.tls == Tls::UnknownCertificate => {
                    self.say("220 2.0.0 go ahead")?;
                    return self.show_unknown_certificate();
                }
                "STAR" => self.say("454 4.7.0 TLS not available")?,
                "RCPT" => {
                    recipient = between(&command, '<', '>').to_owned();
                    behaviour = self.behaviour(&recipient);
                    match behaviour {
                        Behaviour::AtRecipient(answer) => {
                            recipient.clear();
                            self.say(answer)?;
                        }
                        _ => self.say("250 2.1.5 Ok")?,
                    }
                }
                "DATA" if recipient.is_empty() => self.say("554 5.5.1 no valid recipients")?,
                "DATA" => {
                    self.say("354 go ahead")?;
                    let raw = self.content()?;
                    let answer = self.receive(&recipient, raw, behaviour);
                    match (answer, behaviour) {
                        (Some(answer), _) => self.say(&answer)?,
                        (None, Behaviour::SilentAfterContent) => drop(self.command()?),
                        (None, _) => return Ok(()),
                    }
                    recipient.clear();
                }
                "QUIT" => return self.say("221 2.0.0 bye"),
                "MAIL" | "RSET" | "NOOP" => self.say("250 2.0.0 Ok")?,
                _ => self.say("502 5.5.1 not here")?,
            }
        }
    }

    fn behaviour(&self, recipient: &str) -> Behaviour {
        let mut state = self.shared.lock();
        let next = state.scripts.get_mut(recipient).and_then(VecDeque::pop_front);
        next.unwrap_or(Behaviour::Accept)
    }

    /// Keeps a content; its answer, when it gets one.
    fn receive(&self, recipient: &str, raw: Vec<u8>, behaviour: Behaviour) -> Option<String> {
        std::thread::sleep(self.shared.pause);
        let accepted = behaviour == Behaviour::Accept;
        let message_id = message_id(&raw);
        let recipient = recipient.to_owned();
        let mut state = self.shared.lock();
        state.received.push(Received { recipient, message_id, raw, accepted });
        let number = state.received.len();
        state.waiting += 1;
        self.shared.changed.notify_all();
        while state.held {
            state = self.shared.changed.wait(state).unwrap();
        }
        state.waiting -= 1;
        match behaviour {
            Behaviour::Accept | Behaviour::AtRecipient(_) => {
                Some(format!("250 2.0.0 Ok: queued as {number}"))
            }
            Behaviour::AtContent(answer) => Some(answer.to_owned()),
            Behaviour::CutAfterContent | Behaviour::SilentAfterContent => None,
        }
    }

    fn show_unknown_certificate(self) -> io::Result<()> {
        let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let key = made.signing_key.serialize_der().try_into().unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = self.reader.into_inner();
        while tls.is_handshaking() {
            tls.complete_io(&mut stream)?;
        }
        Ok(())
    }

    fn say(&mut self, answer: &str) -> io::Result<()> {
        self.reader.get_mut().write_all(format!("{answer}\r\n").as_bytes())
    }

    fn command(&mut self) -> io::Result<String> {
        self.read_line()?;
        Ok(String::from_utf8_lossy(&self.line).trim_end().to_owned())
    }

    fn content(&mut self) -> io::Result<Vec<u8>> {
        let mut raw = Vec::with_capacity(4 * 1024);
        loop {
            self.read_line()?;
            match self.line.strip_prefix(b".") {
                Some(b"\r\n") => return Ok(raw),
                Some(line) => raw.extend_from_slice(line),
                None => raw.extend_from_slice(&self.line),
            }
        }
    }

    fn read_line(&mut self) -> io::Result<()> {
        self.line.clear();
        if self.reader.read_until(b'\n', &mut self.line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

fn message_id(raw: &[u8]) -> String {
    let head = raw.split(|&byte| byte == b'\n').take_while(|line| *line != b"\r");
    let mut lines = head.map(String::from_utf8_lossy);
    let line = lines.find(|line| line.to_ascii_lowercase().starts_with("message-id:"));
    line.map(|line| between(&line, '<', '>').to_owned()).unwrap_or_default()
}

fn between(text: &str, open: char, close: char) -> &str {
    let after = text.split_once(open).map_or("", |(_, after)| after);
    after.split_once(close).map_or("", |(inside, _)| inside)
}
