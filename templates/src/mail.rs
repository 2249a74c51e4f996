//! A mail as the templates make it: its parts, and the frame around them.

use domain::language::Language;
use handlebars::{Context, JsonValue};
use serde::Serialize;

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

/// The content of a mail, its data escaped, before it is framed.
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) html: String,
}

/// Puts a mail together: the subject of `template`, and `content` in the frame of all mails.
pub(crate) fn compose(
    engine: &Engine,
    language: Language,
    template: &str,
    mut context: Context,
    content: &Content,
) -> Result<MailBody, TemplateFault> {
    let subject = engine.render(language, &format!("{template}/subject"), &context)?;
    let subject = subject.trim().to_owned();
    if let JsonValue::Object(names) = context.data_mut() {
        names.insert("subject".to_owned(), JsonValue::String(subject.clone()));
    }
    let text = framed(engine, language, "mail/part/frame.text", &context, &content.text)?;
    let html = framed(engine, language, "mail/part/frame.html", &context, &content.html)?;
    Ok(MailBody { subject, text: plain::lay_out(&text), html })
}

/// What a template is given.
pub(crate) fn context(
    template: &str,
    language: Language,
    view: impl Serialize,
) -> Result<Context, TemplateFault> {
    Context::wraps(view).map_err(|error| TemplateFault::Render {
        template: template.to_owned(),
        language: language.code(),
        reason: error.to_string(),
    })
}

/// A frame with the content in its place. The content is rendered already, its data escaped.
pub(crate) fn framed(
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
