//! The mail that asks whether a consent is meant, with the link that confirms it.

use domain::consent::ConsentRequestDocument;
use serde::Serialize;

use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::firm::FirmView;
use crate::format;
use crate::mail::{self, Content, MailBody};

/// The template.
pub(crate) const TEMPLATE: &str = "mail/consent_request";

#[derive(Debug, Serialize)]
struct View<'a> {
    lang: &'static str,
    /// Filled in for the frame, once the subject is rendered.
    subject: Option<String>,
    firm: FirmView<'a>,
    /// When the consent was collected.
    day: String,
    wordings: &'a [String],
    link: &'a str,
    /// The last day on which the link works.
    until: String,
}

pub(crate) fn mail(
    engine: &Engine,
    doc: &ConsentRequestDocument,
    link: &str,
) -> Result<MailBody, TemplateFault> {
    let language = doc.language;
    let zone = doc.firm.time_zone;
    let day = |at: chrono::DateTime<chrono::Utc>| {
        format::date_long(language, at.with_timezone(&zone).date_naive())
    };
    let view = View {
        lang: language.code(),
        subject: None,
        firm: FirmView::new(&doc.firm),
        day: day(doc.collected_at),
        wordings: &doc.wordings,
        link,
        until: day(doc.until),
    };
    let context = mail::context(TEMPLATE, language, view)?;
    let text = engine.render(language, &format!("{TEMPLATE}/text"), &context)?;
    let html = engine.render(language, &format!("{TEMPLATE}/html"), &context)?;
    mail::compose(engine, language, TEMPLATE, context, &Content { text, html })
}
