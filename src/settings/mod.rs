//! The settings: each has a default; `relais.toml`, then `RELAIS_*`, then flags change it.
//!
//! The reference in `docs/settings.md` is generated from the comments below.

mod layers;
pub(crate) mod reference;
mod secret;

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

pub(crate) use layers::Flags;
pub(crate) use secret::Secret;

/// What a firm may set. A key that is not here is refused by name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// Folder of everything that Relais keeps on this machine: database, queue, `mail/*.eml`,
    /// `letters/*.pdf`, delivery journals, the firm's own `templates/` and `locales/`. Mode 0700.
    pub(crate) data_dir: PathBuf,
    /// `postgres://user:password@host/database`. Without it: SQLite in the data folder.
    pub(crate) database_url: Option<Secret>,
    /// Connections to the database that this process may hold open, 2 to 100. Its queue holds up to 8 more on PostgreSQL.
    #[schemars(range(min = 2, max = 100))]
    pub(crate) database_connections: u32,
    /// Mail server: `smtp://host:25`, `smtp://user:password@host:587?tls=required` (STARTTLS) or
    /// `smtps://user:password@host:465`. Without it: mails are written as files in `mail/`.
    pub(crate) smtp_url: Option<Secret>,
    /// Connections to the mail server at the same time, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    pub(crate) smtp_connections: u16,
    /// Seconds to wait for an answer of the mail server, 1 to 600 (RFC 5321, 4.5.3.2, advises minutes).
    #[schemars(range(min = 1, max = 600))]
    pub(crate) smtp_timeout_seconds: u16,
    /// Seconds for which a worker holds the messages it claimed, 10 to 3600. It must exceed the
    /// time-out of the mail server twice.
    #[schemars(range(min = 10, max = 3600))]
    pub(crate) lease_seconds: u16,
    /// Send a reminder again under the same Message-ID when the mail server never confirmed it
    /// (at least once), instead of listing it as uncertain (at most once).
    pub(crate) retry_uncertain_reminders: bool,
    /// Address and port of the API.
    pub(crate) bind: SocketAddr,
    /// Address under which people reach the API, for links.
    pub(crate) public_url: Url,
    /// Addresses of the reverse proxies whose `X-Forwarded-For` counts, parted by commas.
    pub(crate) trusted_proxies: Vec<String>,
    /// Origins that a browser may call the API from, parted by commas. None by default.
    pub(crate) cors_origins: Vec<String>,
    /// Largest body of a request in KiB, 16 to 102400.
    #[schemars(range(min = 16, max = 102_400))]
    pub(crate) body_limit_kib: u32,
    /// Show `/metrics` to everybody instead of to callers with a token that may read them.
    pub(crate) metrics_public: bool,
    /// The secret that signs and encrypts, at least 32 characters. On SQLite one is made in the
    /// data folder when neither this nor `secret_file` is set; with PostgreSQL it is required.
    pub(crate) secret: Option<Secret>,
    /// File that holds the secret.
    pub(crate) secret_file: Option<PathBuf>,
    /// Language of the command line: `fr` or `en`. Without it: that of the system, else English.
    pub(crate) language: Option<String>,
    /// What is logged, as `level` or `target=level` parted by commas.
    pub(crate) log: String,
    /// Form of the log on standard error: `text` or `json`.
    pub(crate) log_format: LogFormat,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        let bind = SocketAddr::from(([127, 0, 0, 1], 8080));
        Self {
            data_dir: PathBuf::from("relais-data"),
            database_url: None,
            database_connections: 10,
            smtp_url: None,
            smtp_connections: 4,
            smtp_timeout_seconds: 60,
            lease_seconds: 300,
            retry_uncertain_reminders: false,
            bind,
            public_url: default_public_url(),
            trusted_proxies: Vec::new(),
            cors_origins: Vec::new(),
            body_limit_kib: 1024,
            metrics_public: false,
            secret: None,
            secret_file: None,
            language: None,
            log: "info,sea_orm_migration=warn,actix_server=warn,apalis_core=warn".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

#[expect(clippy::expect_used, reason = "the text is a constant")]
fn default_public_url() -> Url {
    Url::parse("http://127.0.0.1:8080").expect("a URL")
}

impl Settings {
    /// A demonstration touches no real installation: a folder, a database and files of its own.
    pub(crate) fn for_demo(&mut self, flags: &Flags, folder_in_environment: bool) {
        if flags.data_dir.is_none() && !folder_in_environment {
            self.data_dir = PathBuf::from("relais-demo");
        }
        self.database_url = None;
        self.smtp_url = None;
        self.secret = None;
        self.secret_file = None;
    }

    /// What no single type can refuse: ranges, and settings that contradict each other.
    fn check(&self) -> anyhow::Result<()> {
        let ranges = [
            ("database_connections", u64::from(self.database_connections), 2, 100),
            ("smtp_connections", u64::from(self.smtp_connections), 1, 100),
            ("smtp_timeout_seconds", u64::from(self.smtp_timeout_seconds), 1, 600),
            ("lease_seconds", u64::from(self.lease_seconds), 10, 3600),
            ("body_limit_kib", u64::from(self.body_limit_kib), 16, 102_400),
        ];
        for (name, value, least, most) in ranges {
            anyhow::ensure!(
                (least..=most).contains(&value),
                "the setting {name} is {value}; it goes from {least} to {most}"
            );
        }
        anyhow::ensure!(
            self.lease_seconds > 2 * self.smtp_timeout_seconds,
            "the setting lease_seconds ({}) must exceed smtp_timeout_seconds ({}) twice",
            self.lease_seconds,
            self.smtp_timeout_seconds
        );
        anyhow::ensure!(
            self.secret.is_none() || self.secret_file.is_none(),
            "the settings secret and secret_file are both set; keep one"
        );
        if let Some(language) = &self.language {
            anyhow::ensure!(
                language.parse::<Language>().is_ok(),
                "the setting language is neither fr nor en"
            );
        }
        Ok(())
    }
}
