//! Every text that the code or a template asks for is there, and none is there for nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use domain::language::Language;

use crate::files::Files;
use crate::{Arg, Catalog};

/// The texts of mails and letters are used by templates and by this crate only.
const OURS: [&str; 6] = [
    "consent_request.ftl",
    "dunning_reminder.ftl",
    "letter.ftl",
    "mail.ftl",
    "preference_link.ftl",
    "public.ftl",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The keys written out in calls like `catalog.text(language, "key", &[])`.
fn asked_for(source: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    for call in source.split(".text(").skip(1) {
        let arguments = call.split([';', '{']).next().unwrap_or_default();
        let Some((_, rest)) = arguments.split_once('"') else { continue };
        let Some((key, _)) = rest.split_once('"') else { continue };
        let is_key = key.contains('-')
            && key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
        if is_key {
            keys.push(key);
        }
    }
    keys
}

#[test]
fn every_text_that_the_code_asks_for_is_there() {
    let catalog = Catalog::embedded().unwrap();
    let mut files = Vec::new();
    for folder in ["src", "api/src", "worker/src", "templates/src", "letters/src"] {
        rust_files(&root().join(folder), &mut files);
    }
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "tests"));
    let mut missing = BTreeSet::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for key in asked_for(&source).into_iter().filter(|key| !catalog.has_text(key)) {
            missing.insert(format!("{}: {key}", file.display()));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_text_of_a_mail_or_letter_is_there_for_nothing() {
    let mut sources = String::new();
    let files = Files::embedded();
    sources.extend(files.templates.values().map(|file| file.text.as_ref()));
    let mut code = Vec::new();
    rust_files(&root().join("templates/src"), &mut code);
    sources.extend(code.iter().map(|file| fs::read_to_string(file).unwrap()));
    for name in OURS {
        let file = &files.locales[&format!("fr/{name}")];
        for line in file.text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                assert!(sources.contains(&format!("\"{key}\"")), "{name}: {key}");
            }
        }
    }
}

#[test]
fn french_texts_of_mails_and_letters_have_no_typewriter_apostrophe() {
    let files = Files::embedded();
    for name in OURS {
        let text = &files.locales[&format!("fr/{name}")].text;
        let wrong = text.lines().find(|line| line.contains('\'') && !line.starts_with('#'));
        assert_eq!(wrong, None, "{name}");
    }
}

#[test]
fn a_text_that_is_nowhere_shows_its_key() {
    let catalog = Catalog::embedded().unwrap();
    assert_eq!(catalog.text(Language::Fr, "no-such-text", &[]), "⟦no-such-text⟧");
    let page = [("page", Arg::Number(1_234)), ("pages", Arg::from("2"))];
    assert_eq!(catalog.text(Language::Fr, "letter-page", &page), "Page 1\u{202f}234 sur 2");
    assert_eq!(catalog.text(Language::En, "letter-page", &page), "Page 1,234 of 2");
    assert_eq!(catalog.text(Language::En, "letter-page", &[]), "⟦letter-page⟧");
}
