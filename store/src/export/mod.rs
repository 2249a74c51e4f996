//! Lists that leave the house as tables: text (CSV) and workbooks (XLSX), a page of a thousand at a
//! time, so that a million rows take no more memory than a thousand.

mod column;
mod consent;
mod credit_note;
mod customer;
mod establishment;
mod invoice;
mod message;
mod note;
mod payment;
mod person;
mod point;
mod source;
mod task;
mod terms;
mod text;
mod who;
mod workbook;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::export::Cell;
use domain::id::CustomerId;
use domain::language::Language;

pub use source::Customers;
pub use text::as_text;
pub use workbook::{WorkbookError, as_workbook};

use crate::consent::ConsentFilter;
use crate::db::Db;
use crate::error::StoreError;
use crate::invoice::InvoiceFilter;
use crate::message::Filter as MessageFilter;
use crate::page::{LARGEST_PAGE, PageRequest};
use crate::payment::PaymentFilter;
use crate::task::TaskFilter;
use source::Place;
use terms::Terms;

/// How a table leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, as the spreadsheets of a language read it.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The text is no format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write csv or xlsx")]
pub struct UnknownFormat;

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// Its name, which is also how a file of it ends.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|format| format.code() == text).ok_or(UnknownFormat)
    }
}

/// What a table lists.
#[derive(Debug, Clone)]
pub enum List {
    /// Customers, with the firm's own fields; the table can be imported again.
    Customers(Customers),
    /// Invoices, in the order in which they were posted.
    Invoices {
        /// Which.
        filter: InvoiceFilter,
        /// The day as of which something is owed of them.
        as_of: NaiveDate,
    },
    /// Payments, in the order in which they were recorded.
    Payments(PaymentFilter),
    /// The people of a customer, or of all of them, in the order in which they were added.
    People(Option<CustomerId>),
    /// Tasks, the newest first.
    Tasks(TaskFilter),
    /// Decisions about being contacted, in the order in which they were recorded.
    Consents(ConsentFilter),
    /// Credit notes, in the order in which they were posted.
    CreditNotes(PaymentFilter),
    /// Messages of the delivery ledger, in the order in which they were written down.
    Messages(MessageFilter),
    /// The establishments of a customer, or of all of them, in the order in which they were added.
    Establishments(Option<CustomerId>),
    /// The notes of a customer, or of all of them, the newest first.
    Notes(Option<CustomerId>),
}

impl List {
    /// The codes of its columns, in their order; those of the firm's own fields, which come after
    /// them, apart. The text `export-heading-<code>` stands above each.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static str> {
        match self {
            Self::Customers(_) => customer::columns(),
            Self::Invoices { .. } => column::codes(invoice::COLUMNS),
            Self::Payments(_) => column::codes(payment::COLUMNS),
            Self::People(_) => column::codes(person::COLUMNS),
            Self::Tasks(_) => column::codes(task::COLUMNS),
            Self::Consents(_) => column::codes(consent::COLUMNS),
            Self::CreditNotes(_) => column::codes(credit_note::COLUMNS),
            Self::Messages(_) => column::codes(message::COLUMNS),
            Self::Establishments(_) => column::codes(establishment::COLUMNS),
            Self::Notes(_) => column::codes(note::COLUMNS),
        }
    }

    /// The keys of the texts that its cells may hold.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Customers(_) => customer::words(),
            Self::Invoices { .. }
            | Self::Payments(_)
            | Self::CreditNotes(_)
            | Self::Establishments(_) => Vec::new(),
            Self::People(_) => person::words(),
            Self::Tasks(_) => task::words(),
            Self::Consents(_) => consent::words(),
            Self::Messages(_) => message::words(),
            Self::Notes(_) => note::words(),
        }
    }
}

/// A table to be made: of what, in the words of whom.
#[derive(Debug, Clone)]
pub struct Table {
    list: List,
    headings: Vec<String>,
    terms: Terms,
}

impl Table {
    /// The table of a list for somebody who reads a language, which also decides the separator and the
    /// decimal mark; `text` gives the text of a key in it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(
        db: &Db,
        list: List,
        language: Language,
        text: impl Fn(&str) -> String,
    ) -> Result<Self, StoreError> {
        let own = match list {
            List::Customers(_) => customer::own_fields(db).await?,
            _ => Vec::new(),
        };
        let firm = crate::company::get(db).await?.map(|(firm, _)| firm).unwrap_or_default();
        let columns = list.columns().into_iter();
        let mut headings: Vec<String> =
            columns.map(|code| text(&format!("export-heading-{code}"))).collect();
        headings.extend(own.iter().map(|field| customer::own_heading(field, &own, language)));
        let word = |key: String| {
            let word = text(&key);
            (key, word)
        };
        let words = list.words().into_iter().map(word).collect();
        let terms = Terms { language, words, own, zone: firm.time_zone };
        Ok(Self { list, headings, terms })
    }

    /// The next rows from a place, and the place at which to go on.
    async fn page(
        &self,
        db: &Db,
        place: Place,
    ) -> Result<(Vec<Vec<Cell>>, Option<Place>), StoreError> {
        let (conn, terms) = (db.read(), &self.terms);
        let request = PageRequest { limit: LARGEST_PAGE, after: place.after };
        let page = match &self.list {
            List::Customers(customers) => {
                return customer::page(db, customers, terms, place).await;
            }
            List::Invoices { filter, as_of } => {
                invoice::page(conn, *filter, *as_of, request).await?
            }
            List::Payments(filter) => payment::page(conn, *filter, request).await?,
            List::People(customer) => person::page(conn, *customer, terms, request).await?,
            List::Tasks(filter) => task::page(db, filter, terms, request).await?,
            List::Consents(filter) => consent::page(db, *filter, terms, request).await?,
            List::CreditNotes(filter) => credit_note::page(conn, *filter, request).await?,
            List::Messages(filter) => message::page(conn, *filter, terms, request).await?,
            List::Establishments(customer) => establishment::page(conn, *customer, request).await?,
            List::Notes(customer) => note::page(conn, *customer, terms, request).await?,
        };
        Ok((page.items, page.next.map(Place::after)))
    }
}
