//! The mail of a reminder: its subject, its text, its HTML.

use domain::dunning::ReminderDocument;
use domain::language::Language;
use handlebars::Context;

use super::NOUN;
use super::view::ReminderView;
use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::mail::{self, Content, MailBody};

pub(crate) fn mail(engine: &Engine, doc: &ReminderDocument) -> Result<MailBody, TemplateFault> {
    let languages = super::languages(doc);
    let template = format!("{NOUN}/{}", doc.template);
    let (text_file, html_file) = (format!("{template}/text"), format!("{template}/html"));
    let mut first: Option<Context> = None;
    let (mut text, mut html) = (String::new(), String::new());
    for &language in languages {
        let bilingual = languages.len() > 1;
        let context = context(doc, &template, language, bilingual)?;
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
    let context = match first {
        Some(context) => context,
        None => context(doc, &template, doc.language, false)?,
    };
    mail::compose(engine, doc.language, &template, context, &Content { text, html })
}

fn context(
    doc: &ReminderDocument,
    template: &str,
    language: Language,
    bilingual: bool,
) -> Result<Context, TemplateFault> {
    mail::context(template, language, ReminderView::new(doc, language, bilingual))
}
