//! Which column of a header means what: as a mapping says, or by the headings that we know.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::consents::ConsentColumn;
use super::field::{Field, ImportKind};
use super::file_fault::FileFault;
use super::mapping::{Column, Mapping, Separator};
use super::own::{self, OwnColumn};
use crate::customer::CustomField;

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Heading and place of each field.
    pub known: BTreeMap<Field, Column>,
    /// The columns of decisions about being contacted.
    pub consents: Vec<ConsentColumn>,
    /// The columns of the firm's own fields.
    pub own: Vec<OwnColumn>,
    /// Headings without a use.
    pub unused: Vec<String>,
}

impl Columns {
    /// Finds the columns of a header; `own` are the firm's own fields that take values.
    ///
    /// # Errors
    /// Every column that lacks or stands twice.
    pub fn find(
        headings: &[String],
        kind: ImportKind,
        mapping: &Mapping,
        own: &[CustomField],
    ) -> Result<Self, Vec<FileFault>> {
        let mut faults = Vec::new();
        let known = match &mapping.columns {
            Some(columns) => mapped(headings, kind, columns, &mut faults),
            None => recognized(headings, kind, mapping, &mut faults),
        };
        let consents = consents(headings, kind, mapping, &mut faults);
        let of_house = |place: usize| {
            let of_consents = consents.iter().map(|of| &of.column);
            known.values().chain(of_consents).any(|column| column.place == place)
        };
        let own = own::find(headings, kind, mapping, own, |place| !of_house(place), &mut faults);
        for field in Field::required(kind) {
            let replaced = *field == Field::DueOn && mapping.due_days.is_some();
            let mapped =
                mapping.columns.as_ref().is_some_and(|columns| columns.contains_key(field));
            let numbered = *field == Field::Reference
                && (known.contains_key(&Field::Siret) || known.contains_key(&Field::Siren));
            if !known.contains_key(field) && !replaced && !numbered && !mapped {
                faults.push(FileFault::ColumnMissing { field: *field });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let used = |place: usize| of_house(place) || own.iter().any(|of| of.column.place == place);
        let unused = headings
            .iter()
            .enumerate()
            .filter(|(place, heading)| !used(*place) && !heading.is_empty());
        let unused = unused.map(|(_, heading)| heading.clone()).collect();
        Ok(Self { known, consents, own, unused })
    }

    /// How many headings of a line parted by a separator are of use.
    #[must_use]
    pub fn score(headings: &[String], kind: ImportKind, mapping: &Mapping) -> usize {
        let of_use = |heading: &&String| {
            let of_consents = mapping.consents.keys().any(|name| same(name, heading));
            let of_own = mapping.own.values().any(|name| same(name, heading));
            of_consents
                || of_own
                || match &mapping.columns {
                    Some(columns) => columns.values().any(|name| same(name, heading)),
                    None => Field::named_by(heading, kind).is_some(),
                }
        };
        headings.iter().filter(of_use).count()
    }
}

/// The separator under which most headings are of use, else the one that makes most columns.
#[must_use]
pub fn guess_separator(
    split: impl Fn(Separator) -> Vec<String>,
    kind: ImportKind,
    mapping: &Mapping,
) -> Separator {
    let mut best = (Separator::ALL[0], (0, 0));
    for separator in Separator::ALL {
        let headings = split(separator);
        let score = (Columns::score(&headings, kind, mapping), headings.len());
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// Headings are compared without outer spaces and without case.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn mapped(
    headings: &[String],
    kind: ImportKind,
    columns: &BTreeMap<Field, String>,
    faults: &mut Vec<FileFault>,
) -> BTreeMap<Field, Column> {
    let mut known = BTreeMap::new();
    for (field, name) in columns {
        if !Field::of(kind).contains(field) {
            faults.push(FileFault::FieldOfOtherKind { field: *field, kind });
            continue;
        }
        let missing = || FileFault::HeadingMissing { field: *field, heading: name.clone() };
        match only(headings, name, missing) {
            Ok(column) => drop(known.insert(*field, column)),
            Err(fault) => faults.push(fault),
        }
    }
    known
}

/// The one column of this heading.
pub(super) fn only(
    headings: &[String],
    name: &str,
    missing: impl FnOnce() -> FileFault,
) -> Result<Column, FileFault> {
    let mut places = headings.iter().enumerate().filter(|(_, heading)| same(name, heading));
    match (places.next(), places.next()) {
        (Some((place, heading)), None) => Ok(Column { heading: heading.clone(), place }),
        (None, _) => Err(missing()),
        _ => Err(FileFault::HeadingTwice { heading: name.to_owned() }),
    }
}

/// The columns of decisions, which a mapping alone names.
fn consents(
    headings: &[String],
    kind: ImportKind,
    mapping: &Mapping,
    faults: &mut Vec<FileFault>,
) -> Vec<ConsentColumn> {
    if kind != ImportKind::Customers && !mapping.consents.is_empty() {
        faults.push(FileFault::ConsentsOfOtherKind { kind });
        return Vec::new();
    }
    let mut found = Vec::new();
    for (name, says) in &mapping.consents {
        if let Some(word) = says.contradiction() {
            let (heading, word) = (name.clone(), word.to_owned());
            faults.push(FileFault::ConsentWordTwice { heading, word });
        }
        let missing = || FileFault::ConsentHeadingMissing { heading: name.clone() };
        match only(headings, name, missing) {
            Ok(column) if found.iter().any(|of: &ConsentColumn| of.column == column) => {
                faults.push(FileFault::HeadingTwice { heading: name.clone() });
            }
            Ok(column) => found.push(ConsentColumn { column, says: says.clone() }),
            Err(fault) => faults.push(fault),
        }
    }
    found
}

fn recognized(
    headings: &[String],
    kind: ImportKind,
    mapping: &Mapping,
    faults: &mut Vec<FileFault>,
) -> BTreeMap<Field, Column> {
    // A column to which the mapping gives another sense is none of the house.
    let given = |heading: &str| {
        let mut names = mapping.own.values().chain(mapping.consents.keys());
        names.any(|name| same(name, heading))
    };
    let mut known = BTreeMap::<Field, Column>::new();
    for (place, heading) in headings.iter().enumerate().filter(|(_, heading)| !given(heading)) {
        let Some(field) = Field::named_by(heading, kind) else { continue };
        match known.entry(field) {
            Entry::Occupied(_) => {
                faults.push(FileFault::FieldTwice { field, heading: heading.clone() });
            }
            Entry::Vacant(free) => {
                free.insert(Column { heading: heading.clone(), place });
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use ImportKind::{Customers, Invoices};

    fn headings(line: &str, separator: char) -> Vec<String> {
        line.split(separator).map(str::to_owned).collect()
    }

    const REAL: &str = "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,\
                        InvoiceAmount,Disputed,SettledDate";

    #[test]
    fn our_own_headings_are_recognized_and_the_others_named() {
        let columns =
            Columns::find(&headings(REAL, ','), Invoices, &Mapping::default(), &[]).unwrap();
        assert_eq!(columns.known[&Field::PaidOn].place, 8);
        assert_eq!(columns.unused, ["countryCode", "PaperlessDate", "Disputed"]);
    }

    #[test]
    fn a_mapping_of_columns_uses_these_and_no_other() {
        let map = [
            (Field::Customer, "customerid"),
            (Field::Number, "invoiceNumber"),
            (Field::IssuedOn, "InvoiceDate"),
            (Field::Amount, "InvoiceAmount"),
        ];
        let columns = map.map(|(field, name)| (field, name.to_owned())).into();
        let mut mapping = Mapping { columns: Some(columns), ..Mapping::default() };
        assert_eq!(
            Columns::find(&headings(REAL, ','), Invoices, &mapping, &[]),
            Err(vec![FileFault::ColumnMissing { field: Field::DueOn }])
        );
        mapping.due_days = Some(30);
        let found = Columns::find(&headings(REAL, ','), Invoices, &mapping, &[]).unwrap();
        assert_eq!(found.known.len(), 4);
        assert!(found.unused.contains(&"SettledDate".to_owned()));
    }

    #[test]
    fn every_column_that_lacks_or_stands_twice_is_named() {
        let find = |line, kind, mapping: &Mapping| {
            Columns::find(&headings(line, ';'), kind, mapping, &[]).unwrap_err()
        };
        assert_eq!(
            find("client;montant;ttc", Invoices, &Mapping::default()),
            [
                FileFault::FieldTwice { field: Field::Amount, heading: "ttc".to_owned() },
                FileFault::ColumnMissing { field: Field::Number },
                FileFault::ColumnMissing { field: Field::IssuedOn },
                FileFault::ColumnMissing { field: Field::DueOn },
            ]
        );
        let columns = [(Field::Reference, "A"), (Field::Name, "B"), (Field::Number, "C")];
        let columns = Some(columns.map(|(field, name)| (field, name.to_owned())).into());
        let mapping = Mapping { columns, ..Mapping::default() };
        assert_eq!(
            find("a;a;c", Customers, &mapping),
            [
                FileFault::HeadingTwice { heading: "A".to_owned() },
                FileFault::HeadingMissing { field: Field::Name, heading: "B".to_owned() },
                FileFault::FieldOfOtherKind { field: Field::Number, kind: Customers },
            ]
        );
    }

    #[test]
    fn columns_of_decisions_are_named_by_a_mapping_and_never_guessed() {
        let line = headings("Référence;Nom;Lettre;Offres", ';');
        let found = Columns::find(
            &line,
            Customers,
            &mapping(r#"{"lettre":{"purpose":"newsletter","channel":"email"}}"#),
            &[],
        )
        .unwrap();
        assert_eq!(found.consents[0].column, Column { heading: "Lettre".to_owned(), place: 2 });
        assert_eq!(found.unused, ["Offres"]);
        let wrong = mapping(
            r#"{"Letter":{"purpose":"newsletter","channel":"email"},
                "Offres":{"purpose":"offers","channel":"email","yes":["Oui"],"no":["oui"]}}"#,
        );
        assert_eq!(
            Columns::find(&line, Customers, &wrong, &[]).unwrap_err(),
            [
                FileFault::ConsentHeadingMissing { heading: "Letter".to_owned() },
                FileFault::ConsentWordTwice {
                    heading: "Offres".to_owned(),
                    word: "Oui".to_owned()
                },
            ]
        );
        let of_invoices = Columns::find(&line, Invoices, &wrong, &[]).unwrap_err();
        assert_eq!(of_invoices[0], FileFault::ConsentsOfOtherKind { kind: Invoices });
    }

    fn mapping(consents: &str) -> Mapping {
        Mapping { consents: serde_json::from_str(consents).unwrap(), ..Mapping::default() }
    }

    #[test]
    fn the_separator_is_the_one_that_gives_known_headings() {
        for (line, separator) in [
            ("reference;name;city", b';'),
            ("reference,name,city", b','),
            ("reference\tname\tcity, country", b'\t'),
            ("reference|name", b'|'),
            ("a,b,c", b','),
            ("reference", b';'),
        ] {
            let split = |sign: Separator| headings(line, char::from(sign.byte()));
            let guessed = guess_separator(split, Customers, &Mapping::default());
            assert_eq!(guessed.byte(), separator, "{line}");
        }
    }
}
