//! `relais export`: lists as tables for spreadsheets, and what writes those of `relais segment export`.

mod list;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use futures::TryStreamExt as _;
use store::export::{Format, List, Table, as_text, as_workbook};

use self::list::{
    ConsentsArgs, CreditNotesArgs, CustomersArgs, InvoicesArgs, MessagesArgs, PaymentsArgs,
    TasksArgs, WhoseArgs,
};
use crate::house::{Exit, House};

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Customers with their identity and how they are reached; the table can be imported again
    Customers(CustomersArgs),
    /// Invoices with what is owed of them as of a day
    Invoices(InvoicesArgs),
    /// Payments with what is left of them
    Payments(PaymentsArgs),
    /// The people of customers, with what they do and how they are reached
    People(WhoseArgs),
    /// Tasks, the newest first
    Tasks(TasksArgs),
    /// What people decided about being contacted, and how it was collected
    Consents(ConsentsArgs),
    /// Credit notes with what is left of them
    CreditNotes(CreditNotesArgs),
    /// Messages: what was sent to whom, and what became of it
    Messages(MessagesArgs),
    /// The establishments of customers, with where they are and how they are reached
    Establishments(WhoseArgs),
    /// Notes, calls, visits, mails and letters, the newest first
    Notes(WhoseArgs),
}

/// Into which file a table goes, and how.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// csv (with ; and a decimal comma in French, with , and a point in English) or xlsx
    #[arg(long, default_value = "csv")]
    format: Format,
    /// The file to write; standard output when it is not given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) async fn run(args: ExportArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let (list, file) = match args.what {
        What::Customers(args) => args.list(),
        What::Invoices(args) => args.list(&db, house).await?,
        What::Payments(args) => args.list(&db).await?,
        What::People(args) => args.list(&db, List::People).await?,
        What::Tasks(args) => args.list(&db).await?,
        What::Consents(args) => args.list(&db).await?,
        What::CreditNotes(args) => args.list(&db).await?,
        What::Messages(args) => args.list(),
        What::Establishments(args) => args.list(&db, List::Establishments).await?,
        What::Notes(args) => args.list(&db, List::Notes).await?,
    };
    write(db, list, &file, house).await
}

/// Writes the table of a list.
pub(crate) async fn write(
    db: store::Db,
    list: List,
    file: &FileArgs,
    house: &House,
) -> anyhow::Result<Exit> {
    let table = Table::of(&db, list, house.language(), |key| house.text(key, &[])).await?;
    match (file.format, &file.output) {
        (Format::Csv, Some(path)) => {
            let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
            text(db, table, file).await?;
        }
        (Format::Csv, None) => text(db, table, std::io::stdout()).await?,
        (Format::Xlsx, Some(path)) => workbook(&db, &table, path).await?,
        (Format::Xlsx, None) => bail!(house.text("export-needs-output", &[])),
    }
    Ok(Exit::Done)
}

async fn text(db: store::Db, table: Table, mut out: impl std::io::Write) -> anyhow::Result<()> {
    let mut pages = std::pin::pin!(as_text(db, table));
    while let Some(bytes) = pages.try_next().await? {
        match out.write_all(&bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
    Ok(out.flush()?)
}

async fn workbook(db: &store::Db, table: &Table, path: &Path) -> anyhow::Result<()> {
    let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    as_workbook(db, table, file).await.with_context(|| path.display().to_string())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::import::{Field, ImportKind};
    use domain::language::Language;
    use store::consent::ConsentFilter;
    use store::customer::CustomerFilter;
    use store::export::{Customers, List};
    use store::invoice::InvoiceFilter;
    use store::message::Filter as MessageFilter;
    use store::payment::PaymentFilter;
    use store::task::TaskFilter;
    use templates::Catalog;

    fn lists() -> [List; 10] {
        let as_of = "2026-11-23".parse().unwrap();
        [
            List::Customers(Customers::Listed(CustomerFilter::default())),
            List::Invoices { filter: InvoiceFilter::default(), as_of },
            List::Payments(PaymentFilter::default()),
            List::People(None),
            List::Tasks(TaskFilter::default()),
            List::Consents(ConsentFilter::default()),
            List::CreditNotes(PaymentFilter::default()),
            List::Messages(MessageFilter::default()),
            List::Establishments(None),
            List::Notes(None),
        ]
    }

    fn heading(catalog: &Catalog, language: Language, code: &str) -> String {
        catalog.text(language, &format!("export-heading-{code}"), &[])
    }

    #[test]
    fn every_heading_and_every_word_is_there_in_both_languages() {
        let catalog = Catalog::embedded().unwrap();
        for list in lists() {
            let headings = list.columns().into_iter().map(|code| format!("export-heading-{code}"));
            for key in headings.chain(list.words()) {
                assert!(catalog.has_text(&key), "{key}");
            }
        }
    }

    #[test]
    fn every_heading_is_read_back_as_its_field_in_both_languages_and_the_others_as_none() {
        let catalog = Catalog::embedded().unwrap();
        let [customers, invoices, ..] = lists();
        for language in Language::ALL {
            let heading = |code: &str| heading(&catalog, language, code);
            for code in customers.columns() {
                let mut fields = Field::of(ImportKind::Customers).iter().copied();
                let field = fields.find(|field| field.code() == code);
                let read = Field::named_by(&heading(code), ImportKind::Customers);
                assert_eq!(read, field, "{}", heading(code));
            }
            for code in invoices.columns() {
                let mut fields = Field::of(ImportKind::Invoices).iter().copied();
                let field = fields.find(|field| field.code() == code);
                let read = Field::named_by(&heading(code), ImportKind::Invoices);
                assert_eq!(read, field, "{}", heading(code));
            }
        }
    }
}
