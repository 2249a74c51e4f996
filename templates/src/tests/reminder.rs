//! What a reminder says, and to whom it says it not.

use domain::language::Language;

use crate::{Catalog, Sample, samples};

const TEMPLATES: [&str; 4] = ["courtesy", "firm", "final", "formal_notice"];

fn sample(language: Language, template: &str, name: &str) -> Sample {
    samples(language, template).into_iter().find(|sample| sample.name == name).unwrap()
}

fn text(language: Language, template: &str, name: &str) -> String {
    let doc = sample(language, template, name).doc;
    let mail = Catalog::embedded().unwrap().reminder_mail(&doc).unwrap();
    format!("{}\n\n{}", mail.subject, mail.text)
}

/// Without line breaks, as it is read.
fn flowing(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_mail_reads_well_in_french_and_in_english() {
    insta::assert_snapshot!(text(Language::Fr, "courtesy", "a company, three lines"));
    insta::assert_snapshot!(text(Language::En, "firm", "credits, a held amount, a part payment"));
    insta::assert_snapshot!(text(Language::Fr, "final", "a consumer, one line"));
    insta::assert_snapshot!(text(Language::En, "formal_notice", "a company, three lines"));
}

#[test]
fn the_html_of_a_mail_is_a_whole_page_with_tables_that_can_be_read_aloud() {
    let doc = sample(Language::Fr, "courtesy", "credits, a held amount, a part payment").doc;
    insta::assert_snapshot!(Catalog::embedded().unwrap().reminder_mail(&doc).unwrap().html);
}

#[test]
fn a_consumer_reads_nothing_of_penalties_indemnities_or_costs() {
    let catalog = Catalog::embedded().unwrap();
    for (language, words) in [
        (Language::Fr, ["pénalité", "indemnité", "frais", "40,00", "L441-10"]),
        (Language::En, ["penalties", "recovery costs", "fixed sum", "€40", "L441-10"]),
    ] {
        for template in TEMPLATES {
            for name in ["a consumer, one line", "a class that nobody knows"] {
                let mut doc = sample(language, template, name).doc;
                // Even a document that holds them by mistake.
                doc.lines[0].penalty = Some(55);
                doc.lines[0].indemnity = 4_000;
                doc.totals.penalties = Some(55);
                doc.totals.indemnities = 4_000;
                doc.penalty_terms =
                    sample(language, template, "a company, three lines").doc.penalty_terms;
                let mail = catalog.reminder_mail(&doc).unwrap();
                let letter = format!("{:?}", catalog.reminder_letter(&doc).unwrap());
                for part in [&mail.subject, &mail.text, &mail.html, &letter] {
                    let part = part.to_lowercase();
                    let found = words.iter().find(|word| part.contains(&word.to_lowercase()));
                    assert_eq!(found, None, "{template} {language} {name}: {part}");
                }
            }
        }
    }
}

#[test]
fn penalties_without_a_rate_are_reserved_and_no_figure_is_shown() {
    let mail = text(Language::Fr, "final", "penalties reserved");
    assert!(flowing(&mail).contains("Nous nous réservons de réclamer les pénalités de retard"));
    assert!(!mail.contains("Taux annuel") && !mail.contains("Total des pénalités"), "{mail}");
    assert!(mail.contains("Total des indemnités forfaitaires"), "{mail}");
    assert!(!mail.contains("ecb_main"), "{mail}");
}

#[test]
fn a_formal_notice_in_english_is_followed_by_the_french_which_prevails() {
    let mail = flowing(&text(Language::En, "formal_notice", "a company, three lines"));
    let english = mail.find("This is a formal notice (mise en demeure).").unwrap();
    let french = mail.find("nous vous mettons en demeure de nous payer la somme de").unwrap();
    assert!(english < french);
    assert!(mail.contains("the French text prevails"));
    assert!(mail.contains("le texte français fait foi"));
    assert!(mail.contains("€101,290.50") && mail.contains("101\u{202f}290,50\u{a0}€"));
    let letter = sample(Language::En, "formal_notice", "a company, three lines").doc;
    let letter = Catalog::embedded().unwrap().reminder_letter(&letter).unwrap();
    assert_eq!(letter.parts.len(), 2);
    assert_eq!(letter.parts[1].language, Language::Fr);
}

#[test]
fn a_formal_notice_in_french_says_what_the_law_asks() {
    let mail = flowing(&text(Language::Fr, "formal_notice", "a company, three lines"));
    for words in [
        "Mise en demeure de payer",
        "la somme de 101\u{202f}290,50\u{a0}€",
        "au plus tard le 12 mars 2013",
        "article 1344 du code civil",
        "articles 1344-1 et 1231-6 du code civil",
        "pénalités de retard",
        "juridiction compétente",
        "17 décembre 2012 (70 jours de retard)",
    ] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    let consumer = flowing(&text(Language::Fr, "formal_notice", "a consumer, one line"));
    assert!(consumer.contains("produit intérêt au taux légal"), "{consumer}");
    assert!(!mail.contains("produit intérêt au taux légal"), "{mail}");
}

#[test]
fn a_formal_notice_without_a_day_is_refused() {
    let mut doc = sample(Language::Fr, "formal_notice", "a company, three lines").doc;
    doc.answer_by = None;
    let fault = Catalog::embedded().unwrap().reminder_mail(&doc).unwrap_err();
    assert!(fault.to_string().contains("answer_by"), "{fault}");
}

#[test]
fn every_level_says_what_was_counted_and_whom_to_answer() {
    for template in TEMPLATES {
        for language in Language::ALL {
            let mail = flowing(&text(language, template, "a company, three lines"));
            let words = match language {
                Language::Fr => [
                    "jusqu’au 25 février 2013 inclus",
                    "Si vous avez payé entre-temps",
                    "Répondez simplement à ce message",
                    "FR14 2004 1010 0505 0001 3M02 606",
                    "CMD-778",
                ],
                Language::En => [
                    "up to and including 25 February 2013",
                    "If you have paid in the meantime",
                    "Just answer this message",
                    "FR14 2004 1010 0505 0001 3M02 606",
                    "CMD-778",
                ],
            };
            for word in words {
                assert!(mail.contains(word), "{template} {language}: {word}");
            }
        }
    }
}

#[test]
fn what_customers_and_users_have_written_is_never_markup_nor_a_header() {
    let doc = sample(Language::Fr, "firm", "hostile names").doc;
    let mail = Catalog::embedded().unwrap().reminder_mail(&doc).unwrap();
    assert!(!mail.html.contains("<script"), "{}", mail.html);
    assert!(mail.html.contains("&lt;script&gt;"));
    let mut doc = doc;
    doc.lines.truncate(1);
    doc.lines[0].invoice_number = "F-1\r\nBcc: a@b.example".to_owned();
    let mail = Catalog::embedded().unwrap().reminder_mail(&doc).unwrap();
    assert!(!mail.subject.contains(char::is_control), "{:?}", mail.subject);
    assert!(!mail.text.lines().any(|line| line.starts_with("Bcc:")), "{}", mail.text);
}

#[test]
fn lines_of_text_are_short_enough_for_any_reader() {
    for language in Language::ALL {
        for template in TEMPLATES {
            for sample in samples(language, template) {
                let mail = Catalog::embedded().unwrap().reminder_mail(&sample.doc).unwrap();
                let long = mail.text.lines().find(|line| line.chars().count() > 76);
                assert_eq!(long, None, "{template} {language} {}", sample.name);
            }
        }
    }
}

#[test]
fn a_template_that_is_nowhere_is_named() {
    let mut doc = sample(Language::Fr, "courtesy", "a company, three lines").doc;
    doc.template = "polite".to_owned();
    let fault = Catalog::embedded().unwrap().reminder_mail(&doc).unwrap_err();
    assert!(fault.to_string().contains("dunning/polite"), "{fault}");
}
