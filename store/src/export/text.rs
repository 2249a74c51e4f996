//! Tables as text (CSV, RFC 4180): with semicolons, a decimal comma and a byte order mark in French,
//! with commas and a point in English, as the spreadsheets of each read them.

use domain::export::harmless;
use domain::language::Language;
use domain::money::DecimalMark;
use futures::{Stream, stream};

use super::Table;
use super::source::Place;
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::unreadable;

enum Next {
    Head,
    From(Place),
    End,
}

/// A table as text, a page of bytes at a time.
pub fn as_text(db: Db, table: Table) -> impl Stream<Item = Result<Vec<u8>, StoreError>> {
    stream::try_unfold((Next::Head, db, table), |(next, db, table)| async move {
        match next {
            Next::Head => {
                let bytes = head(&table)?;
                Ok(Some((bytes, (Next::From(Place::default()), db, table))))
            }
            Next::From(place) => {
                let (bytes, next) = body(&db, &table, place).await?;
                let next = next.map_or(Next::End, Next::From);
                Ok(Some((bytes, (next, db, table))))
            }
            Next::End => Ok(None),
        }
    })
}

fn head(table: &Table) -> Result<Vec<u8>, StoreError> {
    let language = table.terms.language;
    let mark = match language {
        Language::Fr => "\u{feff}",
        Language::En => "",
    };
    let mut bytes = mark.as_bytes().to_vec();
    // The labels of the firm's own fields are what somebody typed.
    let headings: Vec<String> = table.headings.iter().cloned().map(harmless).collect();
    bytes.extend(written(language, std::iter::once(headings))?);
    Ok(bytes)
}

async fn body(
    db: &Db,
    table: &Table,
    place: Place,
) -> Result<(Vec<u8>, Option<Place>), StoreError> {
    let language = table.terms.language;
    let mark = match language {
        Language::Fr => DecimalMark::Comma,
        Language::En => DecimalMark::Point,
    };
    let (rows, next) = table.page(db, place).await?;
    let rows = rows.into_iter().map(|row| row.into_iter().map(|cell| cell.in_text(mark)).collect());
    Ok((written(language, rows)?, next))
}

fn written(
    language: Language,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, StoreError> {
    let separator = match language {
        Language::Fr => b';',
        Language::En => b',',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|why| unreadable("export", why))?;
    }
    writer.into_inner().map_err(|why| unreadable("export", why))
}
