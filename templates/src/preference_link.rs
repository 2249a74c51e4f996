//! The mail that brings a link to the preferences to whoever asked for it.

use domain::consent::PreferenceLinkDocument;
use serde::Serialize;

use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::firm::FirmView;
use crate::format;
use crate::mail::{self, Content, MailBody};

/// The template.
pub(crate) const TEMPLATE: &str = "mail/preference_link";

#[derive(Debug, Serialize)]
struct View<'a> {
    lang: &'static str,
    /// Filled in for the frame, once the subject is rendered.
    subject: Option<String>,
    firm: FirmView<'a>,
    /// When the link was asked for.
    day: String,
    link: &'a str,
    /// The last day on which the link works.
    until: String,
}

pub(crate) fn mail(
    engine: &Engine,
    doc: &PreferenceLinkDocument,
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
        day: day(doc.requested_at),
        link,
        until: day(doc.until),
    };
    let context = mail::context(TEMPLATE, language, view)?;
    let text = engine.render(language, &format!("{TEMPLATE}/text"), &context)?;
    let html = engine.render(language, &format!("{TEMPLATE}/html"), &context)?;
    mail::compose(engine, language, TEMPLATE, context, &Content { text, html })
}
