//! The pages that everybody may open who holds a signed link: whole in one language, without scripts,
//! in the frame and the style of the firm.

mod choice;
mod notice;
mod sample;

use chrono::NaiveDate;
use domain::company::Company;
use domain::language::Language;
use serde::Serialize;

use self::choice::ChoiceView;
use crate::catalog::Catalog;
use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::firm::FirmView;
use crate::{format, mail};

pub use choice::{PublicChannel, PublicChoice};
pub use notice::Notice;
pub(crate) use sample::samples;

/// A page, before it is put into words.
#[derive(Debug, Clone)]
pub struct PublicPage<'a> {
    /// In which language.
    pub language: Language,
    /// Whose page it is.
    pub firm: &'a Company,
    /// From the address of the page to the root of all: `../` or `../../`.
    pub root: &'a str,
    /// What it shows.
    pub body: PublicBody,
}

/// What a page shows.
#[derive(Debug, Clone)]
pub enum PublicBody {
    /// The words of a consent, and the button that confirms them.
    Confirm {
        /// The words, one text for each purpose.
        wordings: Vec<String>,
        /// The last day on which the link works.
        until: NaiveDate,
    },
    /// What a person may choose at an address.
    Preferences {
        /// The address.
        address: String,
        /// The purposes.
        choices: Vec<PublicChoice>,
        /// Whether a no to all marketing stands, which no yes to one purpose takes back.
        refused: bool,
        /// Whether the button that says no to all marketing is shown.
        refusable: bool,
    },
    /// The button that ends a purpose, and the one that asks for a link to the preferences; nobody is
    /// named.
    Unsubscribe {
        /// The name of the purpose; none once it is ended.
        purpose: Option<String>,
        /// Whether the link was asked for.
        sent: bool,
    },
    /// What became of it, and what to do.
    Notice {
        /// What became of it.
        notice: Notice,
        /// Where the preferences are.
        preferences: Option<String>,
    },
}

#[derive(Debug, Serialize)]
struct View<'a, T> {
    lang: &'static str,
    title: String,
    firm: FirmView<'a>,
    root: &'a str,
    other: Other,
    #[serde(flatten)]
    body: T,
}

/// The other language.
#[derive(Debug, Serialize)]
struct Other {
    lang: &'static str,
    name: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum BodyView<'a> {
    Confirm { wordings: &'a [String], until: String },
    Preferences { address: &'a str, choices: Vec<ChoiceView<'a>>, refused: bool, refusable: bool },
    Unsubscribe { purpose: Option<&'a str>, sent: bool },
    Notice { text: String, link: Option<&'a str> },
}

pub(crate) fn page(
    catalog: &Catalog,
    engine: &Engine,
    page: &PublicPage<'_>,
) -> Result<String, TemplateFault> {
    let language = page.language;
    let text = |key: &str| catalog.text(language, key, &[]);
    let (template, title, body) = match &page.body {
        PublicBody::Confirm { wordings, until } => {
            let until = format::date_long(language, *until);
            ("confirm", text("public-confirm-title"), BodyView::Confirm { wordings, until })
        }
        PublicBody::Preferences { address, choices, refused, refusable } => {
            let body = BodyView::Preferences {
                address,
                choices: choices.iter().map(|choice| choice.view(text)).collect(),
                refused: *refused,
                refusable: *refusable,
            };
            ("preferences", text("public-preferences-title"), body)
        }
        PublicBody::Unsubscribe { purpose, sent } => {
            let title = if purpose.is_some() {
                "public-unsubscribe-title"
            } else {
                "public-unsubscribed-title"
            };
            let body = BodyView::Unsubscribe { purpose: purpose.as_deref(), sent: *sent };
            ("unsubscribe", text(title), body)
        }
        PublicBody::Notice { notice, preferences } => {
            let [title, words] = notice.keys();
            let body = BodyView::Notice { text: text(words), link: preferences.as_deref() };
            ("notice", text(title), body)
        }
    };
    let other = match language {
        Language::Fr => Other { lang: "en", name: "English" },
        Language::En => Other { lang: "fr", name: "Français" },
    };
    let firm = FirmView::new(page.firm);
    let view = View { lang: language.code(), title, firm, root: page.root, other, body };
    let name = format!("public/{template}/html");
    let context = mail::context(&name, language, view)?;
    let content = engine.render(language, &name, &context)?;
    mail::framed(engine, language, "public/part/frame.html", &context, &content)
}
