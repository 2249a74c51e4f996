//! `GET /contact-sheets/form`

use domain::company::Company;
use domain::language::Language;
use serde::Serialize;
use templates::{Arg, Catalog};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{FillContactSheets, May};
use crate::answer::Found;
use crate::input::{ContactChannelCode, LanguageCode, Query, Reader};
use crate::problem::Problem;

query! {
    /// In which language.
    struct FormQuery {
        /// The language in which one speaks; the caller's when absent.
        #[param(value_type = Option<LanguageCode>)]
        language: Option<LanguageCode>,
    }
}

/// What a contact sheet has to show.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactSheetForm)]
pub(crate) struct FormView {
    /// The language of all texts.
    language: LanguageCode,
    /// What the law asks to be told when data are collected (GDPR 13).
    notice: String,
    /// The purposes to ask about, none of them ticked.
    purposes: Vec<FormPurposeView>,
}

/// A purpose of a contact sheet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactSheetPurpose)]
pub(crate) struct FormPurposeView {
    /// Code of the purpose.
    purpose: String,
    /// Its name.
    label: String,
    /// By which channels it may be asked about.
    channels: Vec<ContactChannelCode>,
    /// The id of the words, to be sent back with the answer.
    wording: Uuid,
    /// The words, to be shown as they are.
    text: String,
}

/// Get what a contact sheet has to show.
///
/// The purposes that heed what a person says, each with the words of today, and the notice of the law.
#[utoipa::path(get, path = "/contact-sheets/form")]
pub(crate) async fn handler(
    may: May<FillContactSheets>,
    reader: Reader,
    query: Query<FormQuery>,
) -> Result<Found<FormView>, Problem> {
    let language = query.language.map_or(reader.0, |language| *language);
    let (db, firm) = (may.db().read(), may.firm().await?);
    let mut wordings = store::purpose::wordings_at(db, may.context().now).await?;
    let purposes = store::purpose::list(db).await?.into_iter();
    let asked = purposes.filter(|one| one.purpose.active && one.purpose.heeds_decisions());
    let asked = asked.filter_map(|record| {
        let wording = wordings.remove(&record.purpose.id)?;
        Some(FormPurposeView {
            purpose: record.purpose.code.as_str().to_owned(),
            label: record.label(language).to_owned(),
            channels: record.purpose.channels.iter().copied().map(ContactChannelCode).collect(),
            wording: wording.id.0,
            text: wording.text(language).to_owned(),
        })
    });
    Ok(Found(FormView {
        language: LanguageCode(language),
        notice: notice(&may.state().deps.catalog, language, &firm),
        purposes: asked.collect(),
    }))
}

/// What the law asks to be told, in the name of the firm.
fn notice(catalog: &Catalog, language: Language, firm: &Company) -> String {
    let contact = firm.reply_to.as_ref().or(firm.sender_email.as_ref());
    let named = |known: bool| Arg::from(if known { "yes" } else { "no" });
    let args = [
        ("named", named(firm.is_set())),
        ("firm", Arg::from(firm.name.as_str())),
        ("reachable", named(contact.is_some())),
        ("contact", Arg::from(contact.map_or("", |contact| contact.as_str()))),
    ];
    catalog.text(language, "contact-sheet-notice", &args)
}
