//! What a message shows, whatever it is sent for.

use std::collections::HashMap;
use std::sync::Arc;

use domain::company::Company;
use domain::consent::{ConsentRequestDocument, PreferenceLinkDocument};
use domain::customer::EmailAddress;
use domain::dunning::ReminderDocument;
use domain::id::ConsentRequestId;
use domain::language::Language;
use domain::link::Link;
use domain::message::Purpose;
use store::StoreError;
use store::db::Db;
use store::message::ClaimedMessage;
use templates::{MailBody, TemplateFault};

use crate::config::Deps;

/// The document of one message.
#[derive(Debug)]
pub(crate) enum Document {
    /// A reminder.
    Reminder(Box<ReminderDocument>),
    /// The question whether a consent is meant.
    ConsentRequest(ConsentRequestId, ConsentRequestDocument),
    /// The link to the preferences.
    PreferenceLink(PreferenceLinkDocument),
}

/// The documents of a page, by what they are sent for.
#[derive(Debug, Default)]
pub(crate) struct Documents(HashMap<Purpose, Document>);

impl Documents {
    /// Reads the documents of `messages`, by sets.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn read(db: &Db, messages: &[ClaimedMessage]) -> Result<Self, StoreError> {
        let purposes = || messages.iter().map(|message| message.purpose);
        let mut documents = HashMap::with_capacity(messages.len());
        let notices: Vec<_> = purposes().filter_map(Purpose::notice).collect();
        if !notices.is_empty() {
            let read = store::dunning::documents(db, &notices).await?.into_iter();
            documents.extend(read.map(|(id, document)| {
                (Purpose::DunningNotice(id), Document::Reminder(Box::new(document)))
            }));
        }
        let requests: Vec<_> = purposes().filter_map(Purpose::consent_request).collect();
        if !requests.is_empty() {
            let read = store::consent_request::documents(db, &requests).await?.into_iter();
            documents.extend(read.map(|(id, document)| {
                (Purpose::ConsentRequest(id), Document::ConsentRequest(id, document))
            }));
        }
        let links: Vec<_> = purposes().filter_map(Purpose::preference_link).collect();
        if !links.is_empty() {
            let read = store::preference::link::documents(db, &links).await?.into_iter();
            documents.extend(read.map(|(id, document)| {
                (Purpose::PreferenceLink(id), Document::PreferenceLink(document))
            }));
        }
        Ok(Self(documents))
    }

    /// The document of a message, when there is something to show.
    pub(crate) fn take(&mut self, purpose: Purpose) -> Option<Document> {
        self.0.remove(&purpose)
    }
}

impl Document {
    /// Who writes.
    pub(crate) const fn firm(&self) -> &Arc<Company> {
        match self {
            Self::Reminder(reminder) => &reminder.firm,
            Self::ConsentRequest(_, request) => &request.firm,
            Self::PreferenceLink(link) => &link.firm,
        }
    }

    /// To which mailbox.
    pub(crate) fn email(&self) -> Option<&EmailAddress> {
        match self {
            Self::Reminder(reminder) => reminder.recipient.email.as_ref(),
            Self::ConsentRequest(_, request) => request.recipient.as_ref(),
            Self::PreferenceLink(link) => link.recipient.as_ref(),
        }
    }

    /// In which language.
    pub(crate) const fn language(&self) -> Language {
        match self {
            Self::Reminder(reminder) => reminder.language,
            Self::ConsentRequest(_, request) => request.language,
            Self::PreferenceLink(link) => link.language,
        }
    }

    /// The mail.
    ///
    /// # Errors
    /// Its template is nowhere, or does not fit the document.
    pub(crate) fn mail(&self, deps: &Deps) -> Result<MailBody, TemplateFault> {
        match self {
            Self::Reminder(reminder) => deps.catalog.reminder_mail(reminder),
            Self::ConsentRequest(request, asked) => {
                let link = Link::Confirm { request: *request, until: asked.until };
                deps.catalog.consent_request_mail(asked, &deps.links.url(link))
            }
            Self::PreferenceLink(asked) => {
                let (party, point, until) = (asked.party, asked.point, asked.until);
                let link = Link::Preferences { party, point, until };
                deps.catalog.preference_link_mail(asked, &deps.links.url(link))
            }
        }
    }
}
