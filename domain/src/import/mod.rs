//! Files of customers and invoices: how they are read, what is wrong with them, and what each row
//! does given what is known. Nothing here opens a file or a database.

mod cells;
mod columns;
mod consents;
mod customer_row;
mod date_format;
mod depends;
mod establishment;
mod fault;
mod field;
mod file_fault;
mod guess;
mod heading;
mod identity;
mod invoice_row;
mod mapping;
mod mask;
mod merge;
mod notice;
mod own;
mod verdict;

#[cfg(test)]
mod customer_tests;
#[cfg(test)]
mod invoice_tests;

pub use cells::Cells;
pub use columns::{Columns, guess_separator};
pub use consents::{ConsentColumn, ConsentMapping, SaidConsent};
pub use customer_row::{AddressCells, CustomerRow};
pub use date_format::{DateFormat, Order, UnknownDateFormat};
pub use depends::{DEPENDANTS, depends_on};
pub use fault::{ROW_FAULTS, RowFault};
pub use field::{Field, ImportKind};
pub use file_fault::FileFault;
pub use guess::{DateGuess, MarkGuess, Sample, Undecided};
pub use identity::{Bearer, DUPLICATES, SameAs, same_as};
pub use invoice_row::{InvoiceRow, Paid};
pub use mapping::{Column, Guessed, Mapping, Mark, Reading, Separator, UnknownSeparator};
pub use mask::mask;
pub use notice::{ImportNotice, UnknownImportNotice, notice_of, said_no};
pub use own::{OWN, OwnColumn, changed_own, named_by as own_named_by};
pub use verdict::{
    CustomerVerdict, InvoiceVerdict, KnownInvoice, KnownPayment, UnknownVerdict, Verdict,
    judge_customer, judge_invoice,
};

use crate::money::Currency;

/// An amount as a file writes it, with a point: `5594` cents as `55.94`.
fn plain_amount(amount: i64, currency: Currency) -> String {
    let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
    let digits = format!("{:0>1$}", amount.unsigned_abs(), decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if amount < 0 { "-" } else { "" };
    let point = if decimals == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}
