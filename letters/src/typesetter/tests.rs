//! What is on the sheet is judged by eye; here, that there is one, always the same.

use super::*;

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page\n").count()
}

#[test]
fn every_kind_of_letter_is_a_pdf_of_the_pages_it_needs_and_always_the_same() {
    let catalog = Catalog::embedded().unwrap();
    let typesetter = Typesetter::new();
    for (template, language) in
        [("courtesy", Language::Fr), ("final", Language::En), ("formal_notice", Language::En)]
    {
        for sample in samples(language, template) {
            let pdf = typesetter.reminder(&catalog, &sample.doc).unwrap();
            assert!(pdf.starts_with(b"%PDF"), "{}", sample.name);
            let name = format!("/tmp/mails/{template}-{language}-{}.pdf", sample.name.replace(' ', "_"));
            std::fs::write(name, &pdf).unwrap();
            assert_eq!(pdf, typesetter.reminder(&catalog, &sample.doc).unwrap());
        }
    }
}
