//! What a mail costs: `cargo test --release -p templates -- --ignored --nocapture speed`.

use domain::language::Language;

use crate::{Catalog, samples};

/// Nanoseconds that this thread has had a processor: other work on the machine is not counted.
fn processor_time() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

fn measured(name: &str, mut act: impl FnMut()) {
    const ROUNDS: u32 = 50_000;
    let start = processor_time();
    for _ in 0..ROUNDS {
        act();
    }
    let each = (processor_time() - start) / u64::from(ROUNDS);
    println!("{name}: {:.1} µs", f64::from(u32::try_from(each).unwrap()) / 1_000.0);
}

#[test]
#[ignore = "a measurement, of an optimised build"]
fn speed_of_a_mail() {
    let catalog = Catalog::embedded().unwrap();
    for template in ["courtesy", "formal_notice"] {
        for language in Language::ALL {
            let doc = &samples(language, template)[0].doc;
            let mail = catalog.reminder_mail(doc).unwrap();
            let bytes = mail.text.len() + mail.html.len();
            measured(&format!("{template} {language}, three lines, {bytes} bytes"), || {
                catalog.reminder_mail(doc).unwrap();
            });
        }
    }
}

#[test]
#[ignore = "a measurement, of an optimised build"]
fn speed_of_the_parts_of_a_mail() {
    use crate::engine::Engine;
    use crate::files::Files;
    use crate::locale::Locales;

    let mut faults = Vec::new();
    let files = Files::embedded();
    let locales = std::sync::Arc::new(Locales::read(&files, &mut faults));
    let engine = Engine::read(&files, &locales, &mut faults);
    let doc = &samples(Language::Fr, "courtesy")[0].doc;
    let view = || crate::dunning::view::ReminderView::new(doc, Language::Fr, false);
    measured("view", || drop(view()));
    let made = view();
    measured("context", || drop(handlebars::Context::wraps(&made).unwrap()));
    let context = handlebars::Context::wraps(&made).unwrap();
    for name in ["subject", "text", "html"] {
        let name = format!("dunning/courtesy/{name}");
        measured(&name, || drop(engine.render(Language::Fr, &name, &context).unwrap()));
    }
    for name in ["mail/part/frame.text", "mail/part/frame.html"] {
        measured(name, || drop(engine.render(Language::Fr, name, &context)));
    }
    let text = engine.render(Language::Fr, "dunning/courtesy/text", &context).unwrap();
    measured("lay out", || drop(crate::plain::lay_out(&text)));
    measured("date", || drop(crate::format::date_long(Language::Fr, doc.day)));
    let amount = domain::money::Money::new(12_345_678, domain::money::Currency::EUR);
    measured("money", || drop(crate::format::money(Language::Fr, amount)));
}
