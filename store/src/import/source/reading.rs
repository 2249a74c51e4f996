//! From what is given and what the file shows to a reading with nothing left open.

use std::path::Path;
use std::sync::Arc;

use domain::customer::{Country, CustomField, CustomFieldKind};
use domain::import::{
    Columns, DateFormat, DateGuess, Field, FileFault, Guessed, ImportKind, Mapping, Mark,
    MarkGuess, Reading, Separator, Undecided,
};
use domain::money::Currency;

use super::SourceError;
use super::examine::Examined;
use super::table::{Table, separator};
use super::workbook::Typed;

/// What is known before the file is opened.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// What the file brings.
    pub(crate) kind: ImportKind,
    /// What somebody says of it.
    pub(crate) mapping: Mapping,
    /// The firm's currency.
    pub(crate) currency: Currency,
    /// The firm's own fields that take values.
    pub(crate) own: Vec<CustomField>,
}

/// The headings of a file, as far as they can be told before its mapping is known.
pub(crate) fn headings(
    path: &Path,
    examined: &Examined,
    kind: ImportKind,
    mapping: &Mapping,
) -> Result<Vec<String>, SourceError> {
    let likely = likely(path, examined, kind, mapping)?;
    let sign = mapping.separator.unwrap_or(likely);
    Ok(Table::of(path, examined, sign, Typed::of(mapping), Arc::default())?.headings)
}

/// The separator that a file seems to have; a workbook has none.
fn likely(
    path: &Path,
    examined: &Examined,
    kind: ImportKind,
    mapping: &Mapping,
) -> Result<Separator, SourceError> {
    if examined.workbook {
        return Ok(Separator::ALL[0]);
    }
    separator(path, examined.encoding, kind, mapping)
}

/// How the file is read.
pub(crate) fn resolve(
    path: &Path,
    examined: &Examined,
    given: &Given,
) -> Result<Reading, SourceError> {
    let Given { kind, mapping, currency, own } = given;
    if let Some(other) = mapping.kind.filter(|of| of != kind) {
        return Err(FileFault::MappingOfOtherKind { kind: other }.into());
    }
    let likely = likely(path, examined, *kind, mapping)?;
    let sign = mapping.separator.unwrap_or(likely);
    let mut table = Table::of(path, examined, sign, Typed::of(mapping), Arc::default())?;
    let columns = match Columns::find(&table.headings, *kind, mapping, own) {
        Ok(columns) => columns,
        Err(_) if sign != likely && !examined.workbook => {
            let (given, likely) = (sign.to_string(), likely.to_string());
            return Err(FileFault::WrongSeparator { given, likely }.into());
        }
        Err(faults) => return Err(SourceError::File(faults)),
    };
    let (date_format, decimal_mark) = formats(&mut table, &columns, mapping, sign)?;
    let has = |field| columns.known.contains_key(&field);
    let dates = Field::of(*kind).iter().any(|field| field.is_date() && has(*field));
    let amounts = Field::of(*kind).iter().any(|field| field.is_amount() && has(*field));
    let own = |kind: CustomFieldKind| columns.own.iter().any(|of| of.field.kind == kind);
    let days = dates || own(CustomFieldKind::Date);
    let numbers = amounts || own(CustomFieldKind::Number);
    let guessed = [
        (examined.guessed, true),
        (Some(Guessed::Separator), mapping.separator.is_none() && !examined.workbook),
        (Some(Guessed::DateFormat), days && mapping.date_format.is_none()),
        (Some(Guessed::DecimalMark), numbers && mapping.decimal_mark.is_none()),
        (Some(Guessed::Currency), amounts && mapping.currency.is_none() && !has(Field::Currency)),
        (
            Some(Guessed::Country),
            mapping.country.is_none() && has(Field::City) && !has(Field::Country),
        ),
        (Some(Guessed::Columns), mapping.columns.is_none()),
    ];
    Ok(Reading {
        kind: *kind,
        separator: sign,
        encoding: examined.encoding.name().to_owned(),
        date_format,
        decimal_mark,
        currency: mapping.currency.unwrap_or(*currency),
        due_days: mapping.due_days,
        country: mapping.country.unwrap_or(Country::FRANCE),
        columns: columns.known,
        consents: columns.consents,
        own: columns.own,
        unused: columns.unused,
        guessed: guessed.into_iter().filter_map(|(what, is)| what.filter(|_| is)).collect(),
        given: mapping.clone(),
        remembered: None,
    })
}

/// The formats of days and amounts. The whole file is read for what the mapping leaves open, since
/// the one date that decides may be in its last row.
fn formats(
    table: &mut Table,
    columns: &Columns,
    mapping: &Mapping,
    separator: Separator,
) -> Result<(DateFormat, Mark), SourceError> {
    let places = |of: fn(Field) -> bool, open: bool| -> Vec<usize> {
        let of_use = columns.known.iter().filter(|(field, _)| open && of(**field));
        of_use.map(|(_, column)| column.place).collect()
    };
    let own = |kind: CustomFieldKind, open: bool| -> Vec<usize> {
        let of_use = columns.own.iter().filter(|of| open && of.field.kind == kind);
        of_use.map(|of| of.column.place).collect()
    };
    let open = mapping.date_format.is_none();
    let dates = [places(Field::is_date, open), own(CustomFieldKind::Date, open)].concat();
    let open = mapping.decimal_mark.is_none();
    let amounts = [places(Field::is_amount, open), own(CustomFieldKind::Number, open)].concat();
    let mut date = DateGuess::default();
    let mut mark = MarkGuess::default();
    while !(dates.is_empty() && amounts.is_empty()) {
        let Some(row) = table.next()? else { break };
        for cell in dates.iter().filter_map(|place| row.cells.get(*place)) {
            date.see(row.line, cell);
        }
        for cell in amounts.iter().filter_map(|place| row.cells.get(*place)) {
            mark.see(row.line, cell);
        }
    }
    let mut faults = Vec::new();
    let date_format = mapping.date_format.map_or_else(|| date.decide(), Ok).unwrap_or_else(|why| {
        faults.push(dates_undecided(why));
        DateFormat::ISO
    });
    let decimal_mark =
        mapping.decimal_mark.map_or_else(|| mark.decide(separator.byte()).map(Mark::from), Ok);
    let decimal_mark = decimal_mark.unwrap_or_else(|why| {
        faults.push(amounts_undecided(why));
        Mark::Point
    });
    if faults.is_empty() { Ok((date_format, decimal_mark)) } else { Err(SourceError::File(faults)) }
}

fn dates_undecided(why: Undecided) -> FileFault {
    match why {
        Undecided::Ambiguous(one) => FileFault::DatesAmbiguous { line: one.line, value: one.value },
        Undecided::Mixed(one, other) => FileFault::DatesMixed {
            line: one.line,
            value: one.value,
            other_line: other.line,
            other: other.value,
        },
    }
}

fn amounts_undecided(why: Undecided) -> FileFault {
    match why {
        Undecided::Ambiguous(one) => {
            FileFault::AmountsAmbiguous { line: one.line, value: one.value }
        }
        Undecided::Mixed(one, other) => FileFault::AmountsMixed {
            line: one.line,
            value: one.value,
            other_line: other.line,
            other: other.value,
        },
    }
}
