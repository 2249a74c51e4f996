//! Every template with every sample: what renders must also be fit to be sent.

use domain::language::Language;

use crate::catalog::Catalog;
use crate::dunning::{Block, Sample, samples};
use crate::fault::TemplateFault;

/// RFC 5322 would allow more; a mail client shows less.
const LONGEST_SUBJECT: usize = 150;

/// Renders the mail and the letter of every reminder template.
pub(crate) fn reminders(catalog: &Catalog, faults: &mut Vec<TemplateFault>) {
    for template in catalog.reminder_templates() {
        for language in Language::ALL {
            for sample in samples(language, template) {
                let mail = mail(catalog, &sample);
                let letter = letter(catalog, &sample);
                for found in [mail, letter].into_iter().filter_map(Result::err) {
                    // The same fault shows with every sample: once is enough.
                    if !faults.iter().any(|fault| same(fault, &found)) {
                        faults.push(found);
                    }
                }
            }
        }
    }
}

fn same(one: &TemplateFault, other: &TemplateFault) -> bool {
    use TemplateFault::Unfit;
    match (one, other) {
        (
            Unfit { template: a, language: b, reason: c, .. },
            Unfit { template: x, language: y, reason: z, .. },
        ) => (a, b, c) == (x, y, z),
        _ => one == other,
    }
}

fn unfit(sample: &Sample, reason: &str) -> TemplateFault {
    TemplateFault::Unfit {
        template: format!("dunning/{}", sample.doc.template),
        language: sample.doc.language.code(),
        sample: sample.name.to_owned(),
        reason: reason.to_owned(),
    }
}

fn mail(catalog: &Catalog, sample: &Sample) -> Result<(), TemplateFault> {
    let doc = &sample.doc;
    let mail = catalog.reminder_mail(doc)?;
    let must = |holds: bool, reason: &str| if holds { Ok(()) } else { Err(unfit(sample, reason)) };
    must(!mail.subject.is_empty(), "the subject is empty")?;
    must(!mail.subject.contains(char::is_control), "the subject has more than one line")?;
    must(mail.subject.chars().count() <= LONGEST_SUBJECT, "the subject is too long")?;
    must(!mail.text.contains(char::from(1)), "a place in the text is not known")?;
    must(!mail.html.contains(char::from(1)), "a place in the HTML is not known")?;
    must(
        mail.html.contains(&format!("lang=\"{}\"", doc.language.code())),
        "the HTML does not say its language",
    )?;
    must(!mail.html.contains("<script"), "data stands unescaped in the HTML")?;
    for number in doc.lines.iter().map(|line| line.invoice_number.as_str()) {
        must(mail.text.contains(number), "an overdue invoice is missing in the text")?;
    }
    if doc.formal_notice {
        for (part, place) in [(&mail.text, "text"), (&mail.html, "HTML")] {
            let says = part.to_lowercase().contains("mise en demeure");
            must(says, &format!("the {place} of a formal notice lacks the words mise en demeure"))?;
        }
    }
    Ok(())
}

fn letter(catalog: &Catalog, sample: &Sample) -> Result<(), TemplateFault> {
    let letter = catalog.reminder_letter(&sample.doc)?;
    let must = |holds: bool, reason: &str| if holds { Ok(()) } else { Err(unfit(sample, reason)) };
    for part in &letter.parts {
        must(part.blocks.contains(&Block::Statement), "the letter has no statement")?;
        must(part.blocks.contains(&Block::Signature), "the letter has no signature")?;
        let says = |block: &Block| match block {
            Block::Paragraph(text) | Block::Strong(text) => {
                text.to_lowercase().contains("mise en demeure")
            }
            _ => false,
        };
        let fit = !sample.doc.formal_notice || part.blocks.iter().any(says);
        must(fit, "the letter of a formal notice lacks the words mise en demeure")?;
    }
    Ok(())
}
