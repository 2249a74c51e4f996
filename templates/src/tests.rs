//! The catalogue as a whole.

use super::*;

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults = Catalog::embedded().unwrap().check();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", text.join("\n"));
}

#[test]
fn dump() {
    let catalog = Catalog::embedded().unwrap();
    std::fs::create_dir_all("/tmp/mails").unwrap();
    for template in ["courtesy", "firm", "final", "formal_notice"] {
        for language in domain::language::Language::ALL {
            for sample in samples(language, template) {
                let mail = catalog.reminder_mail(&sample.doc).unwrap();
                let name = format!("/tmp/mails/{template}-{language}-{}", sample.name.replace(' ', "_"));
                std::fs::write(format!("{name}.txt"), format!("{}\n\n{}", mail.subject, mail.text)).unwrap();
                std::fs::write(format!("{name}.html"), mail.html).unwrap();
            }
        }
    }
}
