//! The first look at a file: its digest, its size, its encoding, and whether it is a text at all.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use domain::import::{FileFault, Guessed, Mapping};
use encoding_rs::Encoding;
use sha2::{Digest, Sha256};

use super::SourceError;
use super::encoding::{Look, marked};
use super::workbook;

/// What the first look tells.
#[derive(Debug, Clone)]
pub(crate) struct Examined {
    /// SHA-256, lower-case hexadecimal.
    pub(crate) digest: String,
    /// Bytes.
    pub(crate) size: u64,
    /// Whether it is a workbook (XLSX): it has neither an encoding nor a separator of its own.
    pub(crate) workbook: bool,
    /// The encoding.
    pub(crate) encoding: &'static Encoding,
    /// Whether neither a mark nor the mapping fixed the encoding.
    pub(crate) guessed: Option<Guessed>,
    /// Whether the last line is ended: one that is not may have been cut.
    pub(crate) ends_with_break: bool,
}

/// First bytes of what people take for a table and is none as it stands.
const NO_TEXT: [&[u8]; 4] = [
    b"\xd0\xcf\x11\xe0", // xls
    b"%PDF",
    b"\x1f\x8b",         // gzip
    b"\x28\xb5\x2f\xfd", // zstd
];

/// How a workbook (XLSX) begins, and any other zip archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads the whole file once.
pub(crate) fn examine(path: &Path, mapping: &Mapping) -> Result<Examined, SourceError> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut digest = Sha256::new();
    let mut look = Look::new();
    let mut first = Vec::new();
    let mut last = None;
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        if first.is_empty() {
            first = bytes.get(..4).unwrap_or(bytes).to_vec();
        }
        digest.update(bytes);
        look.feed(bytes);
        // In UTF-16 the break is the last byte but one, or the last.
        last = bytes.iter().rev().find(|byte| **byte != 0).copied();
        size += u64::try_from(read).unwrap_or(u64::MAX);
    }
    if size == 0 {
        return Err(FileFault::Empty.into());
    }
    if NO_TEXT.iter().any(|magic| first.starts_with(magic)) {
        return Err(FileFault::NotText.into());
    }
    let digest = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if first.starts_with(ARCHIVE) {
        workbook::check(path)?;
        let (encoding, guessed) = (encoding_rs::UTF_8, None);
        let ends_with_break = true;
        return Ok(Examined { digest, size, workbook: true, encoding, guessed, ends_with_break });
    }
    let (encoding, guessed) = match (marked(&first), &mapping.encoding) {
        (Some(encoding), _) => (encoding, None),
        (None, Some(label)) => {
            let unknown = || FileFault::UnknownEncoding { label: label.clone() };
            (Encoding::for_label(label.trim().as_bytes()).ok_or_else(unknown)?, None)
        }
        (None, None) => (look.guess(), Some(Guessed::Encoding)),
    };
    Ok(Examined {
        digest,
        size,
        workbook: false,
        encoding,
        guessed,
        ends_with_break: matches!(last, Some(b'\n' | b'\r')),
    })
}
