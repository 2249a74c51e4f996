//! What all tasks of one worker process share.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use anyhow::Context as _;
use domain::context::{Actor, Context};
use letters::Typesetter;
use lettre::transport::smtp::extension::ClientId;
use secrecy::ExposeSecret as _;
use store::message::{LostAnswer, Scope};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use crate::config::{Config, Deps};
use crate::journal;
use crate::smtp::Server;

/// Where mails go.
#[derive(Debug, Clone)]
pub(crate) enum Route {
    /// To files.
    Files,
    /// To a server.
    Server(Server),
}

impl Route {
    /// Whether a mail without a sender of the firm's own may go there.
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Files => true,
            Self::Server(server) => server.is_loopback(),
        }
    }
}

/// The shared part of a worker process.
#[derive(Debug)]
pub(crate) struct Dispatch {
    pub(crate) config: Config,
    pub(crate) deps: Deps,
    /// The name of this process and of no other, ever.
    pub(crate) name: String,
    /// The present start of the machine.
    pub(crate) boot: String,
    pub(crate) route: Route,
    /// As whom we greet a mail server.
    pub(crate) hello: String,
    /// One permit for each connection to the mail server.
    pub(crate) connections: Arc<Semaphore>,
    /// Turns true when the process shall end.
    shutdown: watch::Receiver<bool>,
    halts: [AtomicU64; 2],
    /// Times in a row that the server could not be reached.
    unreachable: AtomicU32,
    /// Claims that were over before their page was sent.
    overslept: AtomicU32,
    typesetter: OnceLock<Arc<Typesetter>>,
}

impl Dispatch {
    /// # Errors
    /// When the address of the mail server is none, or the system does not name its boot.
    pub(crate) fn new(
        config: Config,
        deps: Deps,
        shutdown: watch::Receiver<bool>,
    ) -> anyhow::Result<Arc<Self>> {
        let route = match &config.smtp_url {
            None => Route::Files,
            Some(url) => {
                let server = Server::parse(url.expose_secret(), config.smtp_timeout);
                Route::Server(server.context("the setting smtp_url")?)
            }
        };
        let hello = ClientId::default().to_string();
        let id: Uuid = deps.ids.next((deps.clock)());
        let name = format!("{hello}-{}-{}", std::process::id(), id.simple());
        Ok(Arc::new(Self {
            name,
            boot: journal::boot_id().context("/proc/sys/kernel/random/boot_id")?,
            route,
            hello,
            connections: Arc::new(Semaphore::new(usize::from(config.smtp_connections.max(1)))),
            shutdown,
            halts: Default::default(),
            unreachable: AtomicU32::new(0),
            overslept: AtomicU32::new(0),
            typesetter: OnceLock::new(),
            config,
            deps,
        }))
    }

    /// A fresh moment to act in.
    pub(crate) fn context(&self) -> Context {
        Context::new((self.deps.clock)(), self.deps.ids.clone(), Actor::System)
    }

    /// What a lost answer means, by the setting.
    pub(crate) fn lost(&self) -> LostAnswer {
        if self.config.retry_uncertain { LostAnswer::SendAgain } else { LostAnswer::Uncertain }
    }

    /// Whether the process shall end.
    pub(crate) fn is_stopping(&self) -> bool {
        *self.shutdown.borrow()
    }

    /// Ends when the process shall end.
    pub(crate) async fn stopping(&self) {
        let mut shutdown = self.shutdown.clone();
        let _ = shutdown.wait_for(|stop| *stop).await;
    }

    pub(crate) fn shutdown(&self) -> watch::Receiver<bool> {
        self.shutdown.clone()
    }

    /// How often a fault of ours has stopped the sending of `scope`: a task that sees the number
    /// change stops too.
    pub(crate) fn halts(&self, scope: Scope) -> u64 {
        self.halt_of(scope).load(Ordering::Acquire)
    }

    /// Stops the other tasks of `scope`.
    pub(crate) fn halt(&self, scope: Scope) {
        self.halt_of(scope).fetch_add(1, Ordering::AcqRel);
    }

    fn halt_of(&self, scope: Scope) -> &AtomicU64 {
        let [mail, paper] = &self.halts;
        match scope {
            Scope::Mail => mail,
            Scope::Paper => paper,
        }
    }

    /// Notes that the server could not be reached, and answers how often in a row.
    pub(crate) fn missed(&self) -> u32 {
        self.unreachable.fetch_add(1, Ordering::AcqRel).saturating_add(1)
    }

    /// Notes that the server answered.
    pub(crate) fn reached(&self) {
        self.unreachable.store(0, Ordering::Release);
    }

    /// Notes that a claim was over before its page was sent.
    pub(crate) fn oversleep(&self) {
        self.overslept.fetch_add(1, Ordering::AcqRel);
    }

    /// How often that happened.
    pub(crate) fn overslept(&self) -> u32 {
        self.overslept.load(Ordering::Acquire)
    }

    /// The typesetter, made for the first letter.
    pub(crate) fn typesetter(&self) -> Arc<Typesetter> {
        self.typesetter.get_or_init(|| Arc::new(Typesetter::new())).clone()
    }
}
