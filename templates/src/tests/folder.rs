//! A firm's own folder: what it may change, and how its mistakes are named.

use std::fs;
use std::path::Path;

use domain::language::Language;
use tempfile::TempDir;

use super::listed;
use crate::files::Files;
use crate::{Catalog, TemplateFault, samples};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn faults(files: &[(&str, &str)]) -> (TempDir, Vec<TemplateFault>) {
    let folder = folder(files);
    let faults = Catalog::with_folder(folder.path()).err().unwrap_or_default();
    (folder, faults)
}

fn named(folder: &TempDir, path: &str) -> String {
    folder.path().join(path).display().to_string()
}

fn embedded(path: &str) -> String {
    let files = Files::embedded();
    files.locales.get(path).or(files.templates.get(path)).unwrap().text.clone().into_owned()
}

#[test]
fn a_folder_that_is_empty_or_absent_changes_nothing() {
    for folder in [folder(&[]).path(), Path::new("/nowhere/at/all")] {
        let catalog = Catalog::with_folder(folder).unwrap();
        assert_eq!(catalog.check(), []);
    }
}

#[test]
fn a_firm_changes_a_text_by_a_file_of_the_same_name() {
    let own = embedded("fr/dunning_reminder.ftl").replace("Cordialement,", "Bien à vous,");
    let folder = folder(&[("locales/fr/dunning_reminder.ftl", &own)]);
    let catalog = Catalog::with_folder(folder.path()).unwrap();
    let doc = &samples(Language::Fr, "courtesy")[0].doc;
    assert!(catalog.reminder_mail(doc).unwrap().text.contains("\nBien à vous,\n"));
    assert_eq!(catalog.check(), []);
}

#[test]
fn a_missing_key_is_named_with_its_file() {
    let file = "locales/en/dunning_reminder.ftl";
    let own = embedded("en/dunning_reminder.ftl").replace("reminder-iban =", "reminder-ibam =");
    let (folder, faults) = faults(&[(file, &own)]);
    let key = |file: &str, key: &str| TemplateFault::MissingKey {
        file: file.to_owned(),
        key: key.to_owned(),
    };
    assert!(faults.contains(&key(&named(&folder, file), "reminder-iban")), "{}", listed(&faults));
    let french = key("locales/fr/dunning_reminder.ftl", "reminder-ibam");
    assert!(faults.contains(&french), "{}", listed(&faults));
}

#[test]
fn a_text_in_one_language_only_is_named() {
    let (folder, faults) = faults(&[("locales/fr/atelier.ftl", "atelier-slogan = Du bois\n")]);
    let file = named(&folder, "locales/en/atelier.ftl");
    assert_eq!(faults, [TemplateFault::MissingKey { file, key: "atelier-slogan".to_owned() }]);
}

#[test]
fn a_template_that_uses_a_text_or_part_that_is_nowhere_is_named() {
    let html = "templates/dunning/courtesy/html.hbs";
    let (folder, faults) = faults(&[(html, "{{#if bilingual}}{{t \"nowhere\"}}{{/if}}{{> gone}}")]);
    let file = named(&folder, html);
    let part = "dunning/part/gone.html".to_owned();
    let key = "nowhere".to_owned();
    assert_eq!(
        faults,
        [
            TemplateFault::UnknownKey { file: file.clone(), key },
            TemplateFault::UnknownPart { file, part },
        ]
    );
}

#[test]
fn what_would_leave_data_unescaped_is_refused() {
    let html = "templates/dunning/courtesy/html.hbs";
    for source in [
        "{{{customer.name}}}",
        "{{&customer.name}}",
        "{{#each lines}}{{{order}}}{{/each}}",
        "{{#*inline \"x\"}}y{{/inline}}",
        "{{> lines customer}}",
        "{{t key}}",
    ] {
        let (_, faults) = faults(&[(html, source)]);
        assert!(matches!(faults[..], [TemplateFault::Forbidden { .. }]), "{source}: {faults:?}");
    }
}

#[test]
fn grammar_is_named_with_its_line() {
    let broken = "a-text = ok\n}}\n";
    let (folder, found) =
        faults(&[("locales/fr/a.ftl", broken), ("locales/en/a.ftl", "a-text = ok")]);
    let shown = listed(&found);
    assert!(shown.starts_with(&named(&folder, "locales/fr/a.ftl")), "{shown}");
    assert!(shown.contains("line 2"), "{shown}");
    let (_, found) = faults(&[("templates/dunning/courtesy/html.hbs", "<p>\n{{#if x}}")]);
    assert!(matches!(found[0], TemplateFault::Syntax { .. }), "{}", listed(&found));
}

#[test]
fn a_misspelt_file_is_named_and_not_passed_over() {
    for path in [
        "templates/dunning/courtesy/htlm.hbs",
        "templates/courtesy.hbs",
        "templates/letter/de.typ",
        "locales/de/mail.ftl",
        "locales/fr/mail.txt",
    ] {
        let (folder, faults) = faults(&[(path, "x")]);
        assert_eq!(faults, [TemplateFault::UnknownFile { file: named(&folder, path) }]);
    }
}

#[test]
fn a_name_that_no_document_has_is_found_by_the_check() {
    for source in ["{{#if custommer}}x{{/if}}", "{{customer.nom}}", "{{#each line}}x{{/each}}"] {
        let folder = folder(&[("templates/dunning/courtesy/html.hbs", source)]);
        let faults = Catalog::with_folder(folder.path()).unwrap().check();
        assert!(
            matches!(&faults[0], TemplateFault::Render { template, .. } if template == "dunning/courtesy/html"),
            "{}",
            listed(&faults)
        );
    }
}

#[test]
fn a_part_that_includes_itself_is_refused() {
    let part = "templates/dunning/part/lines.html.hbs";
    let (_, faults) = faults(&[(part, "{{> lines}}")]);
    assert!(listed(&faults).contains("a part that includes itself"), "{}", listed(&faults));
}

#[test]
fn a_firm_adds_a_template_with_its_four_files() {
    let file = |kind| format!("templates/dunning/notary/{kind}.hbs");
    let text = "{{> statement}}";
    let (folder, found) = faults(&[(&file("text"), text), (&file("html"), text)]);
    let missing = |kind| TemplateFault::MissingFile { file: named(&folder, &file(kind)) };
    assert_eq!(found, [missing("subject"), missing("letter")]);

    let letter = "{{place \"statement\"}}\n{{place \"signature\"}}";
    let folder = self::folder(&[
        (&file("text"), text),
        (&file("html"), text),
        (&file("subject"), "{{invoice}}"),
        (&file("letter"), letter),
    ]);
    let catalog = Catalog::with_folder(folder.path()).unwrap();
    assert_eq!(catalog.check(), []);
    assert!(catalog.reminder_templates().any(|name| name == "notary"));
}

#[test]
fn a_formal_notice_that_lost_its_words_is_unfit() {
    let own =
        embedded("dunning/formal_notice/letter.hbs").replace("reminder-formal-", "reminder-final-");
    let own = own.replace("reminder-final-demand", "reminder-final-request");
    let own: String =
        own.lines().filter(|line| !line.contains("-final-")).collect::<Vec<_>>().join("\n");
    let folder = folder(&[("templates/dunning/formal_notice/letter.hbs", &own)]);
    let faults = Catalog::with_folder(folder.path()).unwrap().check();
    assert!(listed(&faults).contains("lacks the words mise en demeure"), "{}", listed(&faults));
}
