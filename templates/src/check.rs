//! Every template with every sample: what renders must also be fit to be sent.

use std::sync::Arc;

use chrono::DateTime;
use domain::company::Company;
use domain::consent::{ConsentRequestDocument, PreferenceLinkDocument};
use domain::id::{ContactPointId, PartyId};
use domain::language::Language;

use crate::catalog::Catalog;
use crate::consent_request;
use crate::dunning::{Block, Sample, samples};
use crate::fault::TemplateFault;
use crate::preference_link;
use crate::public::{self, PublicBody, PublicPage};

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

/// Renders the mail that asks whether a consent is meant.
pub(crate) fn consent_request(catalog: &Catalog, faults: &mut Vec<TemplateFault>) {
    let link = "https://firm.example/p/confirm/AQEBAQ";
    let start = DateTime::UNIX_EPOCH;
    for language in Language::ALL {
        let doc = ConsentRequestDocument {
            language,
            firm: Arc::new(Company::default()),
            recipient: None,
            wordings: vec!["<script>".to_owned(), "J’accepte.".to_owned()],
            collected_at: start,
            until: start,
        };
        let fit = |reason: &str| TemplateFault::Unfit {
            template: consent_request::TEMPLATE.to_owned(),
            language: language.code(),
            sample: "two purposes".to_owned(),
            reason: reason.to_owned(),
        };
        faults.extend(match catalog.consent_request_mail(&doc, link) {
            Err(fault) => Some(fault),
            Ok(mail) if !mail.text.contains(link) || !mail.html.contains(link) => {
                Some(fit("the link is missing"))
            }
            Ok(mail) if mail.subject.is_empty() || mail.subject.contains(char::is_control) => {
                Some(fit("the subject is empty, or has more than one line"))
            }
            Ok(mail) if !mail.text.contains("J’accepte.") || !mail.html.contains("J’accepte.") => {
                Some(fit("the words that were shown are missing"))
            }
            Ok(mail) if mail.html.contains("<script") => {
                Some(fit("data stands unescaped in the HTML"))
            }
            Ok(_) => None,
        });
    }
}

/// Renders the mail that brings a link to the preferences.
pub(crate) fn preference_link(catalog: &Catalog, faults: &mut Vec<TemplateFault>) {
    let link = "https://firm.example/p/preferences/AQEBAQ";
    let start = DateTime::UNIX_EPOCH;
    let nobody = uuid::Uuid::nil();
    for language in Language::ALL {
        let doc = PreferenceLinkDocument {
            language,
            firm: Arc::new(Company::default()),
            party: PartyId(nobody),
            point: ContactPointId(nobody),
            recipient: None,
            requested_at: start,
            until: start,
        };
        let fit = |reason: &str| TemplateFault::Unfit {
            template: preference_link::TEMPLATE.to_owned(),
            language: language.code(),
            sample: "a link".to_owned(),
            reason: reason.to_owned(),
        };
        faults.extend(match catalog.preference_link_mail(&doc, link) {
            Err(fault) => Some(fault),
            Ok(mail) if !mail.text.contains(link) || !mail.html.contains(link) => {
                Some(fit("the link is missing"))
            }
            Ok(mail) if mail.subject.is_empty() || mail.subject.contains(char::is_control) => {
                Some(fit("the subject is empty, or has more than one line"))
            }
            Ok(_) => None,
        });
    }
}

/// Renders every public page.
pub(crate) fn public_pages(catalog: &Catalog, faults: &mut Vec<TemplateFault>) {
    let firm = Company::default();
    for language in Language::ALL {
        for (template, body) in public::samples() {
            let has_form = !matches!(
                body,
                PublicBody::Notice { .. } | PublicBody::Unsubscribe { purpose: None, sent: true }
            );
            let page = PublicPage { language, firm: &firm, root: "../", body };
            let html = match catalog.public_page(&page) {
                Ok(html) => html,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            for (holds, reason) in [
                (
                    html.contains(&format!("<html lang=\"{language}\"")),
                    "it does not say its language",
                ),
                (html.contains("name=\"viewport\""), "it does not fit a telephone"),
                (html.contains("?language="), "it has no link to the other language"),
                (
                    !html.contains("<script") && !html.contains("<b>"),
                    "data stands unescaped, or a script",
                ),
                (html.contains("<form method=\"post\">") == has_form, "its form is missing"),
                (html.contains("<button type=\"submit\">") == has_form, "its button is missing"),
            ] {
                let found = TemplateFault::Unfit {
                    template: template.clone(),
                    language: language.code(),
                    sample: "public page".to_owned(),
                    reason: reason.to_owned(),
                };
                if !holds && !faults.contains(&found) {
                    faults.push(found);
                }
            }
        }
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
