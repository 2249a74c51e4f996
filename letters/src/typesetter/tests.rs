//! What is on the sheet is judged by eye; here, that there is one, always the same.

use domain::customer::PostalAddress;

use super::*;

/// The pages that the page tree counts.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let (_, count) = text.rsplit_once("/Count ").unwrap();
    count.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
}

fn sample(language: Language, template: &str, name: &str) -> ReminderDocument {
    samples(language, template).into_iter().find(|sample| sample.name == name).unwrap().doc
}

#[test]
fn every_sample_is_set_in_both_languages() {
    let faults = Typesetter::new().check(&Catalog::embedded().unwrap());
    assert_eq!(faults, []);
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    let catalog = Catalog::embedded().unwrap();
    for template in ["courtesy", "formal_notice"] {
        let doc = sample(Language::En, template, "a company, three lines");
        let pdf = Typesetter::new().reminder(&catalog, &doc).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() < 100_000, "{} bytes", pdf.len());
        comemo::evict(0);
        let again = Typesetter::new().reminder(&catalog, &doc).unwrap();
        assert!(pdf == again, "{template}");
    }
}

#[test]
fn a_short_letter_is_one_page_and_a_long_statement_has_its_own() {
    let catalog = Catalog::embedded().unwrap();
    let typesetter = Typesetter::new();
    for (template, language, name, expected) in [
        ("courtesy", Language::Fr, "a company, three lines", 1),
        ("courtesy", Language::En, "a company, three lines", 1),
        ("final", Language::Fr, "a consumer, one line", 1),
        ("formal_notice", Language::Fr, "a consumer, one line", 1),
        ("formal_notice", Language::Fr, "a company, three lines", 1),
        ("formal_notice", Language::En, "a consumer, one line", 2),
        ("courtesy", Language::Fr, "many lines", 4),
    ] {
        let doc = sample(language, template, name);
        let pdf = typesetter.reminder(&catalog, &doc).unwrap();
        assert_eq!(pages(&pdf), expected, "{template} {language} {name}");
    }
}

#[test]
fn a_letter_says_its_language_title_author_and_day() {
    let catalog = Catalog::embedded().unwrap();
    let doc = sample(Language::Fr, "courtesy", "a company, three lines");
    let pdf = Typesetter::new().reminder(&catalog, &doc).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    for words in ["/Lang(fr-FR)", "Atelier du Port", "D:20130225000000", "/Marked true"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn without_an_address_there_is_no_letter() {
    let catalog = Catalog::embedded().unwrap();
    let typesetter = Typesetter::new();
    let mut doc = sample(Language::Fr, "courtesy", "a company, three lines");
    doc.recipient.address = None;
    let fault = typesetter.reminder(&catalog, &doc).unwrap_err();
    assert!(fault.to_string().contains("the customer has no postal address"), "{fault}");
}

#[test]
fn a_firm_changes_the_page_and_its_mistakes_are_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let place = folder.path().join("templates/letter");
    std::fs::create_dir_all(&place).unwrap();
    let doc = sample(Language::Fr, "courtesy", "a company, three lines");
    for (layout, fault) in [
        ("#json(\"/letter.json\").title", None),
        ("#read(\"/etc/passwd\")", Some("letter/fr.typ, line 1: file not found")),
        ("\n#import \"@preview/cetz:0.3.0\"", Some("letter/fr.typ, line 2: ")),
        ("= Title\n#nothing", Some("letter/fr.typ, line 2: unknown variable: nothing")),
    ] {
        std::fs::write(place.join("fr.typ"), layout).unwrap();
        let catalog = Catalog::with_folder(folder.path()).unwrap();
        match (Typesetter::new().reminder(&catalog, &doc), fault) {
            (Ok(pdf), None) => assert_eq!(pages(&pdf), 1),
            (Err(found), Some(fault)) => {
                assert!(found.to_string().contains(fault), "{found}");
            }
            (result, _) => panic!("{layout}: {result:?}"),
        }
    }
}

#[test]
fn a_full_envelope_abroad_has_seven_lines() {
    let mut doc = sample(Language::En, "courtesy", "a company, three lines");
    doc.recipient.address = Some(PostalAddress {
        lines: vec!["Accounts".to_owned(), "Building 4".to_owned(), "2nd floor".to_owned()],
        street: "4 High Street".to_owned(),
        postal_code: "M1 1AE".to_owned(),
        city: "Manchester".to_owned(),
        country: "GB".to_owned(),
    });
    let catalog = Catalog::embedded().unwrap();
    assert_eq!(catalog.reminder_letter(&doc).unwrap().recipient.len(), 7);
    let pdf = Typesetter::new().reminder(&catalog, &doc).unwrap();
    assert_eq!(pages(&pdf), 1);
}

/// `cargo test --release -p letters -- --ignored --nocapture speed`
#[test]
#[ignore = "a measurement, of an optimised build"]
fn speed_of_a_letter() {
    let catalog = Catalog::embedded().unwrap();
    let typesetter = Typesetter::new();
    let mut doc = sample(Language::Fr, "courtesy", "a company, three lines");
    for round in 0..3_u32 {
        let start = std::time::Instant::now();
        for number in 0..100 {
            // No two letters are alike: nothing of a letter is remembered for the next.
            doc.recipient.reference = format!("C-{round}-{number}");
            doc.lines[0].invoice_number = format!("F-{round}-{number}");
            typesetter.reminder(&catalog, &doc).unwrap();
        }
        println!("round {round}: {:?} a letter", start.elapsed() / 100);
    }
}
