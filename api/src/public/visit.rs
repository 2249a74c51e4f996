//! A visit: in whose name the page is, in which language, and how a visitor is turned away.

use actix_web::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use domain::company::Company;
use domain::context::Context;
use domain::language::Language;
use domain::link::{Link, LinkFault, Links};
use store::{Db, StoreError};
use templates::{Notice, PublicBody, PublicPage};

use super::{Page, Token};
use crate::access::Anybody;
use crate::problem::Problem;

/// One visit.
pub(crate) struct Visit {
    anybody: Anybody,
    pub(crate) context: Context,
    firm: Company,
    token: Token,
    /// From the address of the page to the root.
    root: &'static str,
}

/// What is shown, and in which language.
pub(crate) struct Shown {
    pub(crate) language: Language,
    pub(crate) body: PublicBody,
}

/// Why it is not.
pub(crate) enum Turned {
    /// The visitor is told.
    Away(Notice),
    /// Something failed.
    Failed(Problem),
}

impl From<LinkFault> for Turned {
    fn from(fault: LinkFault) -> Self {
        Self::Away(match fault {
            LinkFault::Altered => Notice::Altered,
            LinkFault::Expired => Notice::Expired,
        })
    }
}

impl From<StoreError> for Turned {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { .. } => Self::Away(Notice::Gone),
            StoreError::Refused(why) => Self::Away(match why.code {
                "request_confirmed" => Notice::ConfirmedBefore,
                "request_expired" => Notice::Expired,
                _ => Notice::Malformed,
            }),
            error => Self::Failed(error.into()),
        }
    }
}

impl Visit {
    pub(crate) async fn begin(
        anybody: Anybody,
        token: Token,
        root: &'static str,
    ) -> Result<Self, Problem> {
        let context = anybody.context();
        let firm = store::company::get(anybody.db()).await?;
        let firm = firm.map(|(firm, _)| firm).unwrap_or_default();
        Ok(Self { anybody, context, firm, token, root })
    }

    pub(crate) fn db(&self) -> &Db {
        self.anybody.db()
    }

    pub(crate) fn links(&self) -> &Links {
        &self.anybody.state().links
    }

    /// What the link opens.
    pub(crate) fn link(&self) -> Result<Link, Turned> {
        Ok(self.links().read(&self.token.text, self.context.now)?)
    }

    /// The language that was chosen on the page, else the person's, else the browser's.
    pub(crate) fn language(&self, persons: Option<Language>) -> Language {
        let usual = self.anybody.state().deps.language;
        self.token.language.or(persons).or(self.token.accepted).unwrap_or(usual)
    }

    /// An instant as a day of the firm's.
    pub(crate) fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.firm.time_zone).date_naive()
    }

    /// The page that came of it; `persons` is the language of a visitor who is turned away.
    pub(crate) fn answer(
        &self,
        shown: Result<Shown, Turned>,
        persons: Option<Language>,
    ) -> Result<Page, Problem> {
        let (status, shown) = match shown {
            Ok(shown) => (StatusCode::OK, shown),
            Err(Turned::Failed(problem)) => return Err(problem),
            Err(Turned::Away(notice)) => {
                let body = PublicBody::Notice { notice, preferences: None };
                (status(notice), Shown { language: self.language(persons), body })
            }
        };
        let Shown { language, body } = shown;
        let page = PublicPage { language, firm: &self.firm, root: self.root, body };
        let html = self.anybody.state().deps.catalog.public_page(&page);
        Ok(Page { status, language, html: html.map_err(Problem::internal)? })
    }
}

const fn status(notice: Notice) -> StatusCode {
    match notice {
        Notice::Confirmed | Notice::Saved => StatusCode::OK,
        Notice::Altered | Notice::Gone => StatusCode::NOT_FOUND,
        Notice::Expired | Notice::ConfirmedBefore => StatusCode::GONE,
        Notice::Malformed => StatusCode::BAD_REQUEST,
    }
}
