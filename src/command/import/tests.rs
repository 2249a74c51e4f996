//! Every fault has its words in both languages.

use domain::import::{
    DEPENDANTS, DUPLICATES, Field, FileFault, ImportKind, ImportNotice, ROW_FAULTS,
};
use domain::language::Language;
use templates::Catalog;

#[test]
fn every_fault_and_every_field_has_its_text_in_both_languages() {
    let catalog = Catalog::embedded().unwrap();
    let rows = ROW_FAULTS.iter().map(|code| format!("import-fault-{code}"));
    let files = FileFault::CODES.iter().map(|code| format!("import-file-{code}"));
    let fields = [ImportKind::Customers, ImportKind::Invoices].into_iter();
    let fields = fields.flat_map(Field::of).map(|field| format!("import-field-{}", field.code()));
    let depends = DEPENDANTS.iter().map(|code| format!("import-depends-{code}"));
    let doubles = DUPLICATES.iter().map(|code| format!("import-duplicate-{code}"));
    let notices = ImportNotice::ALL.iter().copied();
    let notices = notices
        .flat_map(|code| [format!("import-notice-{code}"), format!("import-noticed-{code}")]);
    for key in rows.chain(files).chain(fields).chain(depends).chain(doubles).chain(notices) {
        for language in Language::ALL {
            assert!(catalog.has_text(&key), "{key} {language}");
        }
    }
}
