//! The mail of a reminder: its subject, its text, its HTML.

use domain::dunning::ReminderDocument;
use domain::language::Language;
use handlebars::{Context, JsonValue};

use super::NOUN;
use super::view::ReminderView;
use crate::engine::{Engine, MARK};
use crate::fault::TemplateFault;
use crate::plain;

/// A mail, without its headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailBody {
    /// One line.
    pub subject: String,
    /// The text part; lines end in `\n` and have at most 74 characters, save words that cannot
    /// be broken.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
}

pub(crate) fn mail(engine: &Engine, doc: &ReminderDocument) -> Result<MailBody, TemplateFault> {
    let languages = super::languages(doc);
    let named = |file: &str| format!("{NOUN}/{}/{file}", doc.template);
    let (text_file, html_file) = (named("text"), named("html"));
    let mut first: Option<Context> = None;
    let (mut text, mut html) = (String::new(), String::new());
    for &language in languages {
        let bilingual = languages.len() > 1;
        let context = context(doc, language, bilingual)?;
        let text_here = engine.render(language, &text_file, &context)?;
        let html_here = engine.render(language, &html_file, &context)?;
        if bilingual {
            if !text.is_empty() {
                text.push_str("\n\n---\n\n");
                html.push_str("<hr>\n");
            }
            html.push_str("<div lang=\"");
            html.push_str(language.code());
            html.push_str("\">\n");
        }
        text.push_str(&text_here);
        html.push_str(&html_here);
        if bilingual {
            html.push_str("</div>\n");
        }
        first.get_or_insert(context);
    }
    let mut context = match first {
        Some(context) => context,
        None => context(doc, doc.language, false)?,
    };
    let subject = engine.render(doc.language, &named("subject"), &context)?;
    let subject = subject.trim().to_owned();
    if let JsonValue::Object(names) = context.data_mut() {
        names.insert("subject".to_owned(), JsonValue::String(subject.clone()));
    }
    let text = framed(engine, doc.language, "mail/part/frame.text", &context, &text)?;
    let html = framed(engine, doc.language, "mail/part/frame.html", &context, &html)?;
    Ok(MailBody { subject, text: plain::lay_out(&text), html })
}

fn context(
    doc: &ReminderDocument,
    language: Language,
    bilingual: bool,
) -> Result<Context, TemplateFault> {
    Context::wraps(ReminderView::new(doc, language, bilingual)).map_err(|error| {
        let reason = error.to_string();
        TemplateFault::Render {
            template: format!("{NOUN}/{}", doc.template),
            language: language.code(),
            reason,
        }
    })
}

/// The frame with the content in its place. The content is rendered already, its data escaped.
fn framed(
    engine: &Engine,
    language: Language,
    frame: &str,
    context: &Context,
    content: &str,
) -> Result<String, TemplateFault> {
    let rendered = engine.render(language, frame, context)?;
    let place = format!("{MARK}content{MARK}");
    match rendered.split_once(&place) {
        Some((before, after)) => Ok([before, content, after].concat()),
        None => Err(TemplateFault::Render {
            template: frame.to_owned(),
            language: language.code(),
            reason: "it has no {{place \"content\"}}".to_owned(),
        }),
    }
}
