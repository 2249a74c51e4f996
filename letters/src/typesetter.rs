//! Sets letters, one after the other or side by side.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use domain::dunning::ReminderDocument;
use domain::language::Language;
use templates::{Catalog, LetterText, samples};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use crate::fault::LetterFault;
use crate::font::Fonts;
use crate::world::LetterWorld;

/// What both layouts import.
const SHARED: &str = "letter/parts.typ";
/// Where a layout finds the letter.
const DATA: &str = "letter.json";
/// After so many letters what typst remembers of the past ones is let go.
const LETTERS_REMEMBERED: u32 = 16;

/// The typesetter: made once, used from any thread.
pub struct Typesetter {
    library: LazyHash<Library>,
    fonts: Fonts,
    /// Parsed layouts by path; parsed again when their text is another.
    layouts: Mutex<HashMap<String, Source>>,
    set: AtomicU32,
}

impl fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typesetter")
    }
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// With the embedded font; takes some milliseconds.
    #[must_use]
    pub fn new() -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::embedded(),
            layouts: Mutex::default(),
            set: AtomicU32::new(0),
        }
    }

    /// The PDF of a reminder. The same document gives the same bytes.
    ///
    /// # Errors
    /// Its texts cannot be written, a postal address is missing, or the layout is wrong.
    pub fn reminder(
        &self,
        catalog: &Catalog,
        doc: &ReminderDocument,
    ) -> Result<Vec<u8>, LetterFault> {
        self.pdf(catalog, &catalog.reminder_letter(doc)?)
    }

    /// The PDF of a letter.
    ///
    /// # Errors
    /// The layout of its language is wrong or nowhere.
    pub fn pdf(&self, catalog: &Catalog, letter: &LetterText) -> Result<Vec<u8>, LetterFault> {
        let main = match letter.language {
            Language::Fr => "letter/fr.typ",
            Language::En => "letter/en.typ",
        };
        let layouts = [self.layout(catalog, main)?, self.layout(catalog, SHARED)?];
        let wrong = |reason: String| LetterFault::Layout { file: DATA.to_owned(), line: 0, reason };
        let data = serde_json::to_vec(letter).map_err(|error| wrong(error.to_string()))?;
        let day = midnight(letter.day);
        let world = LetterWorld {
            library: &self.library,
            fonts: &self.fonts,
            main: file(main)?,
            layouts: &layouts,
            data: (file(DATA)?, Bytes::new(data)),
            today: day,
        };
        let set = typst::compile::<PagedDocument>(&world)
            .output
            .and_then(|document| typst_pdf::pdf(&document, &options(day)))
            .map_err(|complaints| LetterFault::of(&world, main, &complaints));
        if self.set.fetch_add(1, Ordering::Relaxed).is_multiple_of(LETTERS_REMEMBERED) {
            // What every letter uses is never idle for a whole round, and stays.
            comemo::evict(1);
        }
        set
    }

    /// Sets every sample of every template in both languages: what `relais doctor` shows beside
    /// [`Catalog::check`].
    #[must_use]
    pub fn check(&self, catalog: &Catalog) -> Vec<LetterFault> {
        let mut faults = Vec::new();
        for template in catalog.reminder_templates() {
            for language in Language::ALL {
                for sample in samples(language, template) {
                    if let Err(fault) = self.reminder(catalog, &sample.doc)
                        && !faults.contains(&fault)
                    {
                        faults.push(fault);
                    }
                }
            }
        }
        faults
    }

    fn layout(&self, catalog: &Catalog, path: &str) -> Result<Source, LetterFault> {
        let text = catalog.layout(path).ok_or_else(|| LetterFault::NoLayout(path.to_owned()))?;
        let mut layouts = self.layouts.lock().unwrap_or_else(PoisonError::into_inner);
        match layouts.get(path) {
            Some(source) if source.text() == text => Ok(source.clone()),
            _ => {
                let source = Source::new(file(path)?, text.to_owned());
                layouts.insert(path.to_owned(), source.clone());
                Ok(source)
            }
        }
    }
}

/// The id of a path. Few paths are ever asked for: typst keeps them for the life of the program.
fn file(path: &str) -> Result<FileId, LetterFault> {
    let path = VirtualPath::new(path).map_err(|_| LetterFault::NoLayout(path.to_owned()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn midnight(day: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    let in_month = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(day.year(), month, in_month, 0, 0, 0)
}

/// Dated by the letter, never by the clock.
fn options(day: Option<Datetime>) -> PdfOptions {
    PdfOptions {
        creator: Smart::Custom(Some("Relais".to_owned())),
        timestamp: day.map(Timestamp::new_utc),
        ..PdfOptions::default()
    }
}

#[cfg(test)]
mod tests;
