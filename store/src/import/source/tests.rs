//! Files as people send them: every usual encoding and separator, and those that are cut or wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::import::{FileFault, Guessed, ImportKind, Mapping};
use domain::money::Currency;
use tempfile::TempDir;

use super::*;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join("file.csv");
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn given(mapping: &Mapping) -> Given {
    Given {
        kind: ImportKind::Customers,
        mapping: mapping.clone(),
        currency: Currency::EUR,
        own: Vec::new(),
    }
}

/// Headings and rows with their lines.
type Read = (Vec<String>, Vec<(u64, Vec<String>)>);

fn read(path: &Path, mapping: &Mapping) -> Result<Read, Vec<FileFault>> {
    let read = || {
        let examined = examine(path, mapping)?;
        let reading = resolve(path, &examined, &given(mapping))?;
        let mut table = Table::open(path, examined.encoding, reading.separator, Arc::default())?;
        let mut rows = Vec::new();
        while let Some(row) = table.next()? {
            rows.push((row.line, row.cells.iter().map(|&cell| cell.to_owned()).collect()));
        }
        Ok((table.headings, rows))
    };
    read().map_err(|error| match error {
        SourceError::File(faults) => faults,
        SourceError::Io(error) => panic!("{error}"),
    })
}

const TEXT: &str = "reference;name\r\n1;Société Œuvre\r\n2;\"Le \"\"Coq\"\"; Aix\"\r\n";

#[test]
fn a_file_is_read_in_any_usual_encoding() {
    let place = Place::new();
    let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let utf16 = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
    for (name, bytes, guessed) in [
        ("UTF-8", TEXT.as_bytes().to_vec(), true),
        ("UTF-8", marked(TEXT), false),
        ("UTF-16LE", utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes), false),
        ("UTF-16BE", utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), false),
        ("UTF-16LE", utf16(TEXT, u16::to_le_bytes), true),
        ("windows-1252", windows.into_owned(), true),
        ("UTF-8", TEXT.replace("\r\n", "\n").into_bytes(), true),
        ("UTF-8", TEXT.replace("\r\n", "\r").into_bytes(), true),
        ("UTF-8", TEXT.trim_end().as_bytes().to_vec(), true),
        ("UTF-8", format!("sep=;\r\n{TEXT}").into_bytes(), true),
    ] {
        let path = place.file(&bytes);
        let examined = examine(&path, &Mapping::default()).map_err(|_| ()).unwrap();
        assert_eq!(examined.encoding.name(), name);
        assert_eq!(examined.guessed, guessed.then_some(Guessed::Encoding), "{name}");
        let (headings, rows) = read(&path, &Mapping::default()).unwrap();
        assert_eq!(headings, ["reference", "name"], "{name}");
        let values: Vec<&str> = rows.iter().map(|(_, cells)| cells[1].as_str()).collect();
        assert_eq!(values, ["Société Œuvre", "Le \"Coq\"; Aix"], "{name}");
    }
}

#[test]
fn rows_bear_the_line_on_which_they_begin() {
    let text = "\nreference,name\n\n1,\"A\nB\"\n\n,\n2,C\r\n\r\n3,D";
    let (_, rows) = read(&Place::new().file(text.as_bytes()), &Mapping::default()).unwrap();
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4, 8, 10]);
}

#[test]
fn bytes_that_are_no_character_are_told_in_their_row_and_not_taken_for_another_encoding() {
    let mut bytes = "reference;name\n1;Société\n2;Été\n3;Œuvre é à\n4;".as_bytes().to_vec();
    bytes.extend(b"Soci\xe9\n");
    let place = Place::new();
    let (_, rows) = read(&place.file(&bytes), &Mapping::default()).unwrap();
    assert_eq!(rows[3].1[1], "Soci\u{fffd}");
    let cut = "reference;name\n1;Société";
    let (_, rows) =
        read(&place.file(&cut.as_bytes()[..cut.len() - 1]), &Mapping::default()).unwrap();
    assert_eq!(rows[0].1[1], "Sociét\u{fffd}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_what_is_wrong() {
    let place = Place::new();
    let fault = |bytes: &[u8], mapping: &Mapping| read(&place.file(bytes), mapping).unwrap_err();
    let plain = Mapping::default();
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\n", b" ; \n"] {
        assert_eq!(fault(bytes, &plain), [FileFault::Empty], "{bytes:?}");
    }
    assert_eq!(fault(b"PK\x03\x04xl/workbook.xml", &plain), [FileFault::NotText]);
    assert_eq!(
        fault(b"reference;name\n1;a\n2;\"b\n3;c\n", &plain),
        [FileFault::QuoteOpen { line: 3 }]
    );
    assert_eq!(fault(b"reference;\"name", &plain), [FileFault::QuoteOpen { line: 1 }]);
    let long = format!("reference;name\n1;\"{}\"\n2;\"", "x\n".repeat(600_000));
    assert_eq!(fault(long.as_bytes(), &plain), [FileFault::QuoteOpen { line: 2 }]);
    let long = format!("reference;name\n1;{}", "x".repeat(1_100_000));
    assert_eq!(fault(long.as_bytes(), &plain), [FileFault::RowTooLong { line: 2 }]);
    let comma: Mapping = toml::from_str("separator = \",\"").unwrap();
    let likely = FileFault::WrongSeparator { given: ",".to_owned(), likely: ";".to_owned() };
    assert_eq!(fault(TEXT.as_bytes(), &comma), [likely]);
    let klingon: Mapping = toml::from_str("encoding = \"klingon\"").unwrap();
    let unknown = FileFault::UnknownEncoding { label: "klingon".to_owned() };
    assert_eq!(fault(TEXT.as_bytes(), &klingon), [unknown]);
    let invoices: Mapping = toml::from_str("kind = \"invoices\"").unwrap();
    let other = FileFault::MappingOfOtherKind { kind: ImportKind::Invoices };
    assert_eq!(fault(TEXT.as_bytes(), &invoices), [other]);
}

#[test]
fn what_a_mapping_fixes_is_not_guessed() {
    let mapping: Mapping = toml::from_str(
        "separator = \";\"\nencoding = \"windows-1252\"\ndecimal_mark = \",\"\ncurrency = \"EUR\"\n\
         [columns]\nreference = \"A\"\nname = \"B\"\ncredit_limit = \"C\"",
    )
    .unwrap();
    let path = Place::new();
    let path = path.file("A;B;C\n1;Soci\u{e9}t\u{e9};1.5\n".as_bytes());
    let examined = examine(&path, &mapping).map_err(|_| ()).unwrap();
    let reading = resolve(&path, &examined, &given(&mapping)).map_err(|_| ()).unwrap();
    assert_eq!(reading.guessed, []);
    assert_eq!(reading.encoding, "windows-1252");
    let wrong = toml::from_str::<Mapping>("colums = {}").unwrap_err();
    assert!(wrong.to_string().contains("colums"), "{wrong}");
    let wrong = toml::from_str::<Mapping>("[columns]\nreferense = \"A\"").unwrap_err();
    assert!(wrong.to_string().contains("referense"), "{wrong}");
}

#[test]
fn dates_and_amounts_that_have_two_readings_are_refused() {
    let place = Place::new();
    let refused = |text: &str| {
        let path = place.file(text.as_bytes());
        let examined = examine(&path, &Mapping::default()).map_err(|_| ()).unwrap();
        let given = Given { kind: ImportKind::Invoices, ..given(&Mapping::default()) };
        match resolve(&path, &examined, &given) {
            Err(SourceError::File(faults)) => faults,
            other => panic!("{:?}", other.map_err(|_| ())),
        }
    };
    let head = "customer;number;issued_on;due_on;amount\n";
    assert_eq!(
        refused(&format!("{head}1;1;01/02/2013;01/03/2013;5,00\n")),
        [FileFault::DatesAmbiguous { line: 2, value: "01/02/2013".to_owned() }]
    );
    assert_eq!(
        refused(&format!("{head}1;1;13/02/2013;03/14/2013;5.00\n1;2;13/02/2013;14/03/2013;5,00\n")),
        [
            FileFault::DatesMixed {
                line: 2,
                value: "13/02/2013".to_owned(),
                other_line: 2,
                other: "03/14/2013".to_owned()
            },
            FileFault::AmountsMixed {
                line: 3,
                value: "5,00".to_owned(),
                other_line: 2,
                other: "5.00".to_owned()
            },
        ]
    );
}
