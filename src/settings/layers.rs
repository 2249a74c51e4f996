//! Where the settings come from: defaults, `relais.toml`, the environment, flags; the later wins.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use toml::{Table, Value};

use super::Settings;
use super::reference::{Kind, Reference};

const PREFIX: &str = "RELAIS_";
const FILE: &str = "relais.toml";

/// Flags that every command takes.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Flags {
    /// File of settings [default: relais.toml in the working folder, if it exists]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Folder of the data [default: relais-data]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Change any setting but a secret, as NAME=VALUE; may be repeated (see docs/settings.md)
    #[arg(long = "set", global = true, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
}

impl Settings {
    /// The settings of this start.
    ///
    /// # Errors
    /// Names the key that is unknown or has a value of the wrong kind, and where it stands.
    pub(crate) fn load(
        flags: &Flags,
        environment: impl Iterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        let reference = Reference::of_settings();
        let mut table = read_file(flags.config.as_deref())?;
        for (name, value) in environment {
            let Some(key) = name.strip_prefix(PREFIX).map(str::to_ascii_lowercase) else {
                continue;
            };
            // RELAIS_TEST_* and RELAIS_CACHE speak to the tests and to `./check`.
            if key.starts_with("test_") || key == "cache" || value.is_empty() {
                continue;
            }
            let Some(kind) = reference.kind(&key) else {
                bail!("{name}: there is no setting {key}")
            };
            table.insert(
                key,
                kind.read(&value).with_context(|| format!("the environment variable {name}"))?,
            );
        }
        for pair in &flags.set {
            let (key, value) = pair.split_once('=').with_context(|| "--set takes NAME=VALUE")?;
            let Some(kind) = reference.kind(key) else {
                bail!("--set {key}: there is no setting {key}")
            };
            if kind == Kind::Secret {
                bail!(
                    "--set {key}: a secret on the command line can be read by others; use {PREFIX}{} or a file",
                    key.to_ascii_uppercase()
                );
            }
            table.insert(key.to_owned(), kind.read(value).with_context(|| format!("--set {key}"))?);
        }
        if let Some(dir) = &flags.data_dir {
            let dir = dir.to_str().context("--data-dir is not UTF-8")?;
            table.insert("data_dir".to_owned(), Value::String(dir.to_owned()));
        }
        let settings = Self::deserialize(table).context("the settings")?;
        settings.check()?;
        Ok(settings)
    }
}

/// The table of the file; empty when none was named and the usual one does not exist.
fn read_file(named: Option<&Path>) -> anyhow::Result<Table> {
    let path = match named {
        Some(path) => path,
        None if Path::new(FILE).exists() => Path::new(FILE),
        None => return Ok(Table::new()),
    };
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // Read once as settings for errors with their line, which never show the line's content.
    if let Err(error) = toml::from_str::<Settings>(&text) {
        let line = error
            .span()
            .map_or(1, |span| text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1);
        bail!("{}, line {line}: {}", path.display(), error.message());
    }
    toml::from_str(&text).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(set: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let flags =
            Flags { set: set.iter().map(|s| (*s).to_owned()).collect(), ..Flags::default() };
        Settings::load(&flags, environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn a_flag_beats_the_environment_and_the_environment_the_default() {
        let settings = load(
            &["smtp_connections=7"],
            &[("RELAIS_SMTP_CONNECTIONS", "9"), ("RELAIS_BODY_LIMIT_KIB", "64"), ("HOME", "/root")],
        )
        .unwrap();
        assert_eq!(
            (settings.smtp_connections, settings.body_limit_kib, settings.lease_seconds),
            (7, 64, 300)
        );
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        for (set, environment) in
            [(vec![], vec![("RELAIS_SMPT_URL", "smtp://x")]), (vec!["smpt_url=1"], vec![])]
        {
            let error = load(&set, &environment).unwrap_err();
            assert!(format!("{error:#}").contains("smpt_url"), "{error:#}");
        }
    }

    #[test]
    fn a_file_with_an_unknown_key_is_refused_with_its_line_and_a_secret_is_not_shown() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("relais.toml");
        std::fs::write(
            &path,
            "secret = \"never-shown-never-shown-never-shown\"\nbindd = \"127.0.0.1:1\"\n",
        )
        .unwrap();
        let flags = Flags { config: Some(path), ..Flags::default() };
        let error = format!("{:#}", Settings::load(&flags, std::iter::empty()).unwrap_err());
        assert!(
            error.contains("line 2") && error.contains("bindd") && !error.contains("never-shown"),
            "{error}"
        );
    }

    #[test]
    fn a_secret_is_never_a_flag_and_never_printed() {
        let error =
            load(&["secret=abcdefghijklmnopqrstuvwxyz0123456789"], &[]).unwrap_err().to_string();
        assert!(error.contains("RELAIS_SECRET") && !error.contains("abcdef"), "{error}");
        let settings = load(&[], &[("RELAIS_SECRET", "12345678901234567890123456789012")]).unwrap();
        assert!(!format!("{settings:?}").contains("123456"));
        assert!(!serde_json::to_string(&settings).unwrap().contains("123456"));
    }

    #[test]
    fn values_out_of_range_or_of_the_wrong_kind_are_refused_by_name() {
        for (set, name) in [
            ("smtp_connections=0", "smtp_connections"),
            ("bind=nowhere", "bind"),
            ("metrics_public=maybe", "metrics_public"),
            ("lease_seconds=100", "lease_seconds"),
            ("language=de", "language"),
        ] {
            let error = format!("{:#}", load(&[set], &[]).unwrap_err());
            assert!(error.contains(name), "{set}: {error}");
        }
    }
}
