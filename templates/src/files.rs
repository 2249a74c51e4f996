//! The files of the catalogue: those embedded in the program, and the firm's own over them.
//!
//! A file in the firm's folder replaces the embedded one of the same name, whole. New templates
//! and new files of texts may be added.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::fault::TemplateFault;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// More than any text or template needs; a larger file is a mistake.
const MOST_BYTES: u64 = 512 * 1024;

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// How faults name it: its path in our sources, or on the firm's disk.
    pub(crate) shown: String,
    /// What it holds.
    pub(crate) text: Cow<'static, str>,
    /// The embedded text that it replaces.
    pub(crate) replaces: Option<&'static str>,
}

/// All files, by their path below `locales/` or `templates/`.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    /// `fr/mail.ftl`, ...
    pub(crate) locales: BTreeMap<String, File>,
    /// `dunning/courtesy/html.hbs`, `letter/letter.typ`, ...
    pub(crate) templates: BTreeMap<String, File>,
}

impl Files {
    /// The embedded ones.
    pub(crate) fn embedded() -> Self {
        Self { locales: table("locales", LOCALES), templates: table("templates", TEMPLATES) }
    }

    /// Those of `folder` over the embedded ones.
    pub(crate) fn with_folder(folder: &Path, faults: &mut Vec<TemplateFault>) -> Self {
        let mut files = Self::embedded();
        overlay(&mut files.locales, &folder.join("locales"), is_locale, faults);
        overlay(&mut files.templates, &folder.join("templates"), is_template, faults);
        files
    }
}

fn table(root: &str, embedded: &'static [(&str, &str)]) -> BTreeMap<String, File> {
    embedded
        .iter()
        .map(|(path, text)| {
            let shown = format!("{root}/{path}");
            ((*path).to_owned(), File { shown, text: Cow::Borrowed(text), replaces: None })
        })
        .collect()
}

/// `fr/<noun>.ftl` or `en/<noun>.ftl`.
fn is_locale(path: &str) -> bool {
    matches!(path.split('/').collect::<Vec<_>>()[..], ["fr" | "en", name] if name.ends_with(".ftl"))
}

/// `<noun>/<template>/<kind>.hbs`, `<noun>/part/<part>.<kind>.hbs`.
fn is_template(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>()[..] {
        [_, "part", file] => {
            let kind = file.strip_suffix(".hbs").and_then(|name| name.rsplit_once('.'));
            matches!(kind, Some((_, "text" | "html" | "letter")))
        }
        [_, _, file] => {
            matches!(file, "subject.hbs" | "text.hbs" | "html.hbs" | "letter.hbs")
        }
        _ => false,
    }
}

/// Puts the files below `folder` over those of `files`. A file that replaces nothing must have
/// the place of a new one.
fn overlay(
    files: &mut BTreeMap<String, File>,
    folder: &Path,
    may_be_new: fn(&str) -> bool,
    faults: &mut Vec<TemplateFault>,
) {
    let mut found = Vec::new();
    collect(folder, String::new(), &mut found, faults);
    for (path, text) in found {
        let shown = folder.join(&path).display().to_string();
        let replaces = files.get(&path).and_then(|file| match file.text {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        });
        if replaces.is_none() && !may_be_new(&path) {
            faults.push(TemplateFault::UnknownFile { file: shown });
        } else {
            files.insert(path, File { shown, text: Cow::Owned(text), replaces });
        }
    }
}

/// The texts below `folder`, hidden files left out. A folder that is not there holds nothing.
fn collect(
    folder: &Path,
    below: String,
    found: &mut Vec<(String, String)>,
    faults: &mut Vec<TemplateFault>,
) {
    let mut unreadable = |path: &Path, error: &std::io::Error| {
        let file = path.display().to_string();
        faults.push(TemplateFault::Unreadable { file, reason: error.to_string() });
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
        Err(error) => return unreadable(folder, &error),
    };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            collect(&path, below, found, faults);
            continue;
        }
        match read(&path) {
            Ok(text) => found.push((below, text)),
            Err(error) => faults.push(TemplateFault::Unreadable {
                file: path.display().to_string(),
                reason: error.to_string(),
            }),
        }
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    if fs::metadata(path)?.len() > MOST_BYTES {
        return Err(std::io::Error::other("more than 512 KiB"));
    }
    // A byte order mark, as some editors write, is no part of the text.
    let text = fs::read_to_string(path)?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}
