//! `relais export`: lists as tables for spreadsheets, and what writes those of `relais segment export`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use domain::customer::{LegalClass, Tag};
use domain::language::Language;
use futures::TryStreamExt as _;
use store::customer::CustomerFilter;
use store::export::{CustomerTable, Customers, Format, customers_as_text, customers_as_workbook};

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
}

#[derive(Debug, Args)]
struct CustomersArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those whose name begins so, whatever the case and the accents
    #[arg(long, value_name = "BEGINNING")]
    name: Option<String>,
    /// Only those of a legal class
    #[arg(long, value_name = "CLASS")]
    legal_class: Option<LegalClass>,
    /// Only those to whom one writes in this language
    #[arg(long, value_name = "LANGUAGE")]
    customer_language: Option<Language>,
    /// Only those with this tag, whatever its case and its accents
    #[arg(long, value_parser = tag)]
    tag: Option<Tag>,
}

fn tag(text: &str) -> Result<Tag, &'static str> {
    Tag::parse(text).ok_or("a tag is one line of at most 40 characters")
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
    let What::Customers(args) = args.what;
    let filter = CustomerFilter {
        name: args.name,
        legal_class: args.legal_class,
        language: args.customer_language,
        tag: args.tag,
        ..CustomerFilter::default()
    };
    let customers = Customers::Listed(filter);
    let db = house.db().await?;
    write(db, customers, &args.file, house).await
}

/// Writes the table of these customers.
pub(crate) async fn write(
    db: store::Db,
    customers: Customers,
    file: &FileArgs,
    house: &House,
) -> anyhow::Result<Exit> {
    let headings = CustomerTable::columns()
        .iter()
        .map(|field| house.text(&format!("export-heading-{}", field.code()), &[]))
        .collect();
    let table = CustomerTable { customers, language: house.language(), headings };
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

async fn text(
    db: store::Db,
    table: CustomerTable,
    mut out: impl std::io::Write,
) -> anyhow::Result<()> {
    let mut pages = std::pin::pin!(customers_as_text(db, table));
    while let Some(bytes) = pages.try_next().await? {
        match out.write_all(&bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
    Ok(out.flush()?)
}

async fn workbook(db: &store::Db, table: &CustomerTable, path: &Path) -> anyhow::Result<()> {
    let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    customers_as_workbook(db, table, file).await.with_context(|| path.display().to_string())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::import::{Field, ImportKind};
    use domain::language::Language;
    use store::export::CustomerTable;
    use templates::Catalog;

    #[test]
    fn every_heading_is_read_back_as_its_field_in_both_languages() {
        let catalog = Catalog::embedded().unwrap();
        for language in Language::ALL {
            for field in CustomerTable::columns() {
                let key = format!("export-heading-{}", field.code());
                let heading = catalog.text(language, &key, &[]);
                let read = Field::named_by(&heading, ImportKind::Customers);
                assert_eq!(read, Some(*field), "{heading}");
            }
        }
    }
}
