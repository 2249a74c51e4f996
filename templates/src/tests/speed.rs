//! What a mail costs: `cargo test --release -p templates -- --ignored --nocapture speed`.

use std::time::Instant;

use domain::language::Language;

use crate::{Catalog, samples};

#[test]
#[ignore = "a measurement, of an optimised build"]
fn speed_of_a_mail() {
    let catalog = Catalog::embedded().unwrap();
    let rounds = 20_000_u32;
    for (language, template) in [
        (Language::Fr, "courtesy"),
        (Language::En, "courtesy"),
        (Language::Fr, "formal_notice"),
        (Language::En, "formal_notice"),
    ] {
        let doc = &samples(language, template)[0].doc;
        let start = Instant::now();
        let mut bytes = 0;
        for _ in 0..rounds {
            let mail = catalog.reminder_mail(doc).unwrap();
            bytes = mail.text.len() + mail.html.len();
        }
        let each = start.elapsed() / rounds;
        println!("{template} {language}: {each:?} for a mail of {bytes} bytes, three lines");
    }
}
