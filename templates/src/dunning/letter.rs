//! How the letter of a reminder is written.

use domain::dunning::ReminderDocument;
use domain::language::Language;
use handlebars::Context;

use super::NOUN;
use super::letter_text::{Block, Labelled, LetterPart, LetterText};
use super::statement::{Statement, Writer};
use super::view::ReminderView;
use crate::engine::{Engine, MARK, escape};
use crate::fault::TemplateFault;
use crate::firm::in_threes;
use crate::format;
use crate::locale::Locales;

/// As many lines as stand in the letter itself; a longer statement is enclosed.
const LINES_INSIDE: usize = 6;
/// As many characters of order numbers as the head of a letter has room for; each line of the
/// statement names its own.
const ORDERS_NAMED: usize = 60;

pub(crate) fn letter(
    engine: &Engine,
    locales: &Locales,
    doc: &ReminderDocument,
) -> Result<LetterText, TemplateFault> {
    if !doc.firm.is_set() {
        return Err(TemplateFault::NoName);
    }
    let firm_address =
        doc.firm.address.as_ref().ok_or(TemplateFault::NoAddress { whose: "the firm" })?;
    let address =
        doc.recipient.address.as_ref().ok_or(TemplateFault::NoAddress { whose: "the customer" })?;
    let languages = super::languages(doc);
    let enclosed = doc.lines.len() > LINES_INSIDE;
    let parts = languages
        .iter()
        .map(|&language| part(engine, locales, doc, language, languages.len() > 1, enclosed))
        .collect::<Result<Vec<_>, _>>()?;
    let writer = Writer { locales, language: doc.language };
    let broken = |reason| fault(doc, doc.language, reason);
    let day = format::date_long(doc.language, doc.day);
    let registered = doc.formal_notice.then(|| writer.text("letter-registered", &[]));
    let sender_name = doc.firm.sender_name.as_deref().unwrap_or(&doc.firm.name);
    Ok(LetterText {
        language: doc.language,
        title: parts.first().map_or_else(String::new, |part| part.subject.value.clone()),
        author: escape::text(&doc.firm.name),
        day: doc.day,
        sender: firm_address.envelope(&escape::text(sender_name)),
        recipient: address.envelope(&escape::text(&doc.recipient.name)),
        registered: registered.transpose().map_err(broken)?,
        place_and_date: writer
            .text("letter-place-date", &[("place", &firm_address.city), ("day", &day)])
            .map_err(broken)?,
        parts,
        enclosed,
        footer: footer(doc, &writer).map_err(broken)?,
        page: writer
            .text("letter-page", &[("page", "⟨page⟩"), ("pages", "⟨pages⟩")])
            .map_err(broken)?,
    })
}

fn fault(doc: &ReminderDocument, language: Language, reason: String) -> TemplateFault {
    let template = format!("{NOUN}/{}/letter", doc.template);
    TemplateFault::Render { template, language: language.code(), reason }
}

fn part(
    engine: &Engine,
    locales: &Locales,
    doc: &ReminderDocument,
    language: Language,
    bilingual: bool,
    enclosed: bool,
) -> Result<LetterPart, TemplateFault> {
    let writer = Writer { locales, language };
    let broken = |reason| fault(doc, language, reason);
    let view = ReminderView::new(doc, language, bilingual);
    let context = Context::wraps(&view).map_err(|error| broken(error.to_string()))?;
    let named = |file: &str| format!("{NOUN}/{}/{file}", doc.template);
    let subject = engine.render(language, &named("subject"), &context)?;
    let body = engine.render(language, &named("letter"), &context)?;
    let version = bilingual.then(|| writer.text("reminder-version", &[]));
    let day = format::date_long(language, doc.day);
    let enclosures = enclosed.then(|| {
        Ok(Labelled {
            label: writer.text("letter-enclosures", &[])?,
            value: writer.text("letter-enclosed-statement", &[("day", &day)])?,
        })
    });
    Ok(LetterPart {
        language,
        version: version.transpose().map_err(broken)?,
        references: references(doc, &writer).map_err(broken)?,
        subject: Labelled {
            label: writer.text("letter-subject", &[]).map_err(broken)?,
            value: subject.trim().to_owned(),
        },
        enclosures: enclosures.transpose().map_err(broken)?,
        blocks: body.lines().filter_map(block).collect::<Result<_, _>>().map_err(broken)?,
        statement: Statement::new(&view, &writer).map_err(broken)?,
        payment: payment(doc, &writer).map_err(broken)?,
        signature: signature(doc),
    })
}

/// A line of the body: a paragraph, or the place of something.
fn block(line: &str) -> Option<Result<Block, String>> {
    let line = line.trim();
    let Some((place, rest)) = line.strip_prefix(MARK).and_then(|rest| rest.split_once(MARK)) else {
        return (!line.is_empty()).then(|| Ok(Block::Paragraph(line.to_owned())));
    };
    Some(match (place, rest.trim()) {
        ("statement", "") => Ok(Block::Statement),
        ("payment", "") => Ok(Block::Payment),
        ("signature", "") => Ok(Block::Signature),
        ("strong", text) if !text.is_empty() => Ok(Block::Strong(text.to_owned())),
        _ => Err(format!("a letter has no place {place} there")),
    })
}

fn references(doc: &ReminderDocument, writer: &Writer<'_>) -> Result<Vec<Labelled>, String> {
    let label = writer.text("letter-your-reference", &[])?;
    let mut references = vec![Labelled::of(label, &doc.recipient.reference)];
    let mut orders: Vec<&str> = Vec::new();
    for order in doc.lines.iter().filter_map(|line| line.order_number.as_deref()) {
        if !orders.contains(&order) {
            orders.push(order);
        }
    }
    let named = orders.join(", ");
    if !orders.is_empty() && named.chars().count() <= ORDERS_NAMED {
        let count = i64::try_from(orders.len()).unwrap_or(0);
        let label = writer.counted("letter-your-order", "orders", count)?;
        references.push(Labelled::of(label, &named));
    }
    let firm = &doc.firm;
    let email = firm.reply_to.as_ref().or(firm.sender_email.as_ref());
    references.extend(present(
        writer,
        [
            ("reminder-contact", firm.contact_name.as_deref()),
            ("reminder-phone", firm.phone.as_deref()),
            ("reminder-email", email.map(|email| email.as_str())),
        ],
    )?);
    Ok(references)
}

fn payment(doc: &ReminderDocument, writer: &Writer<'_>) -> Result<Vec<Labelled>, String> {
    let iban = doc.firm.printed_iban();
    let holder = iban.is_some().then(|| doc.firm.account_holder());
    present(writer, [("reminder-account-holder", holder), ("reminder-iban", iban.as_deref())])
}

/// Those that have a value.
fn present<const N: usize>(
    writer: &Writer<'_>,
    rows: [(&str, Option<&str>); N],
) -> Result<Vec<Labelled>, String> {
    rows.into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .map(|(key, value)| Ok(Labelled::of(writer.text(key, &[])?, value)))
        .collect()
}

fn signature(doc: &ReminderDocument) -> Vec<String> {
    let firm = &doc.firm;
    firm.contact_name.iter().chain([&firm.name]).map(|name| escape::text(name)).collect()
}

fn footer(doc: &ReminderDocument, writer: &Writer<'_>) -> Result<Vec<String>, String> {
    let firm = &doc.firm;
    let mut footer = vec![escape::text(&firm.name)];
    footer.extend(firm.legal_form.as_deref().map(escape::text));
    if let Some(siren) = &firm.siren {
        footer.push(writer.text("letter-siren", &[("siren", &in_threes(siren.as_str()))])?);
    }
    if let Some(number) = &firm.vat_number {
        footer.push(writer.text("letter-vat", &[("number", number)])?);
    }
    Ok(footer)
}
