//! What every command needs: settings, texts, the database opened and checked, a moment to act in.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use domain::context::{Actor, Context};
use domain::id::Ids;
use domain::language::Language;
use store::db::{Db, Engine};
use store::{Refusal, SchemaState, StoreError};
use templates::{Arg, Catalog};

use crate::clock;
use crate::settings::{Flags, LogFormat, Settings};

/// How a command ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// What was asked is done: 0.
    Done,
    /// It was refused, and standard error says why: 1.
    Refused,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Refused => Self::FAILURE,
        }
    }
}

/// The firm's installation, as one start of the program sees it.
pub(crate) struct House {
    pub(crate) settings: Settings,
    pub(crate) ids: Arc<Ids>,
    catalog: Catalog,
    language: Language,
    actor: Actor,
}

impl House {
    /// Reads the settings and the texts; opens nothing yet.
    ///
    /// # Errors
    /// A setting or a text of the firm that is wrong, by name.
    pub(crate) fn build(flags: &Flags, demo: bool) -> anyhow::Result<Self> {
        // Everything that Relais writes is for its own user only.
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        let environment: Vec<_> = environment().collect();
        let mut settings = Settings::load(flags, environment.iter().cloned())?;
        if demo {
            settings.for_demo(flags, environment.iter().any(|(name, _)| name == "RELAIS_DATA_DIR"));
        }
        start_log(&settings);
        let language = language(&settings, &environment);
        let catalog = match Catalog::with_folder(&settings.data_dir) {
            Ok(catalog) => catalog,
            Err(faults) => {
                let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
                bail!("the firm's own texts have faults:\n{}", faults.join("\n"));
            }
        };
        let actor = Actor::CommandLine(whoami::username());
        Ok(Self { settings, ids: clock::ids(), catalog, language, actor })
    }

    /// A fresh moment to act in, as somebody at the command line.
    pub(crate) fn context(&self) -> Context {
        Context::new(clock::now(), self.ids.clone(), self.actor.clone())
    }

    /// The texts, the firm's own in front.
    pub(crate) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The language of the person at the command line.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A text in the language of the person at the command line.
    pub(crate) fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.catalog.text(self.language, key, args)
    }

    /// The folder of the data, made when it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn data_dir(&self) -> anyhow::Result<&Path> {
        let dir = &self.settings.data_dir;
        std::fs::create_dir_all(dir)
            .with_context(|| format!("cannot make the data folder {}", dir.display()))?;
        Ok(dir)
    }

    /// The address of the database; it may hold a password.
    pub(crate) fn database_url(&self) -> anyhow::Result<String> {
        if let Some(url) = &self.settings.database_url {
            return Ok(url.expose().to_owned());
        }
        let path = std::path::absolute(self.data_dir()?.join("relais.db"))?;
        let path = path.to_str().context("the path of the data folder is not UTF-8")?;
        Ok(format!("sqlite://{path}"))
    }

    /// The database as it is, neither migrated nor checked.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub(crate) async fn open(&self) -> anyhow::Result<Db> {
        Ok(Db::open(&self.database_url()?, self.settings.database_connections).await?)
    }

    /// The database, ready: migrated on SQLite, checked on PostgreSQL, and ours by the secret.
    ///
    /// # Errors
    /// When it cannot be reached, has another schema, or belongs to another secret.
    pub(crate) async fn db(&self) -> anyhow::Result<Db> {
        let db = self.open().await?;
        match (db.engine(), db.schema().await?) {
            (_, SchemaState::Current) => {}
            (_, SchemaState::Newer) => bail!(
                "the database was made by a newer Relais; use that version (relais migrate tells which)"
            ),
            (Engine::Sqlite, _) => {
                db.migrate().await?;
            }
            (Engine::Postgres, SchemaState::Empty | SchemaState::Older) => {
                bail!("the database has an older schema; run: relais migrate")
            }
        }
        store::secret::verify(&db, &self.secret()?).await?;
        Ok(db)
    }

    /// The secret of this installation.
    ///
    /// # Errors
    /// When it is missing where it is required, cannot be read, or is too short.
    pub(crate) fn secret(&self) -> anyhow::Result<store::secret::Secret> {
        let settings = &self.settings;
        let text = if let Some(secret) = &settings.secret {
            secret.expose().to_owned()
        } else if let Some(path) = &settings.secret_file {
            read_secret(path)?
        } else if settings.database_url.is_some() {
            bail!(
                "with PostgreSQL a secret is required: set RELAIS_SECRET or RELAIS_SECRET_FILE (at least 32 characters, the same for every process)"
            )
        } else {
            let path = self.data_dir()?.join("secret");
            if !path.exists() {
                write_new_secret(&path)?;
            }
            read_secret(&path)?
        };
        store::secret::Secret::new(text.trim()).context("the secret")
    }

    /// An error as the person at the command line reads it: a refusal in their language.
    pub(crate) fn explain(&self, error: &anyhow::Error) -> String {
        match error.downcast_ref::<StoreError>() {
            Some(StoreError::Refused(refusal)) => {
                self.catalog.refusal(self.language, refusal.code, &refusal.params)
            }
            _ => format!("{error:#}"),
        }
    }
}

/// Says in words what the command line names and the database does not hold.
pub(crate) fn unknown(code: &'static str) -> impl Fn(StoreError) -> StoreError {
    move |error| match error {
        StoreError::NotFound { .. } => Refusal::new(code).into(),
        error => error,
    }
}

/// The variables that are text: another program's may be anything, ours are refused when they are not
/// what they should be.
#[expect(clippy::disallowed_methods, reason = "settings are read here, once")]
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok()?;
        Some((name, value.to_string_lossy().into_owned()))
    })
}

fn language(settings: &Settings, environment: &[(String, String)]) -> Language {
    let of = |name: &str| {
        environment
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    };
    let wish = settings
        .language
        .as_deref()
        .or_else(|| of("LC_ALL"))
        .or_else(|| of("LC_MESSAGES"))
        .or_else(|| of("LANG"));
    if wish.is_some_and(|wish| wish.to_ascii_lowercase().starts_with("fr")) {
        Language::Fr
    } else {
        Language::En
    }
}

fn start_log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match settings.log_format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    drop(started);
}

fn read_secret(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the secret file {}", path.display()))
}

/// Writes 32 random bytes beside and links them in place, so that two starts agree on one.
fn write_new_secret(path: &PathBuf) -> anyhow::Result<()> {
    let bytes: [u8; 32] = rand::random();
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let folder = path.parent().context("the secret has no folder")?;
    let file = tempfile::NamedTempFile::new_in(folder)?;
    std::fs::write(file.path(), text)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Writes data to standard output; a reader that went away (`| head`) ends the program quietly.
pub(crate) fn print(text: impl AsRef<str>) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.as_ref()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        written => Ok(written?),
    }
}

/// One array on standard output, written as it grows.
pub(crate) struct Array {
    json: bool,
    empty: bool,
}

impl Array {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json, empty: true }
    }

    pub(crate) fn push(&mut self, value: &serde_json::Value) -> anyhow::Result<()> {
        self.write(if self.empty { "[\n" } else { ",\n" })?;
        self.empty = false;
        self.write(&serde_json::to_string(value)?)
    }

    pub(crate) fn end(&self) -> anyhow::Result<()> {
        if !self.json {
            return Ok(());
        }
        print(if self.empty { "[]" } else { "\n]" })
    }

    #[expect(clippy::unused_self, reason = "it is this array's text")]
    fn write(&self, text: &str) -> anyhow::Result<()> {
        use std::io::Write as _;
        match write!(std::io::stdout().lock(), "{text}") {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
            written => Ok(written?),
        }
    }
}
