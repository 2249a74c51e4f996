//! Lists that leave the house as tables: text (CSV) and workbooks (XLSX), a page of a thousand at a
//! time, so that a million customers takes no more memory than a thousand.

mod source;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use domain::export::{CUSTOMER_COLUMNS, Cell, customer_row};
use domain::import::Field;
use domain::language::Language;
use sea_orm::ConnectionTrait;

pub use source::Customers;
pub use text::customers_as_text;
pub use workbook::{WorkbookError, customers_as_workbook};

use crate::error::StoreError;
use source::Place;

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

/// A table to be made: which customers, in the words of whom.
#[derive(Debug, Clone)]
pub struct CustomerTable {
    /// Which customers.
    pub customers: Customers,
    /// The language of whoever reads it: separator and decimal mark.
    pub language: Language,
    /// The words above the columns, one for each of [`CustomerTable::columns`].
    pub headings: Vec<String>,
}

impl CustomerTable {
    /// The columns, in their order.
    #[must_use]
    pub const fn columns() -> &'static [Field] {
        &CUSTOMER_COLUMNS
    }

    /// The next rows from a place, and the place at which to go on.
    async fn page<C: ConnectionTrait>(
        &self,
        conn: &C,
        place: Place,
    ) -> Result<(Vec<Vec<Cell>>, Option<Place>), StoreError> {
        let (records, next) = self.customers.page(conn, place).await?;
        let rows = records.iter().map(|record| customer_row(&record.reference, &record.file));
        Ok((rows.collect(), next))
    }
}
