//! Workbooks: read like texts, and what cannot be trusted in them.

use std::io::Write as _;

use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::both_engines;
use crate::customer::get_by_reference;
use crate::entity::invoice;
use sea_orm::EntityTrait;

/// A workbook whose only sheet has these bytes between `<sheetData>` and its end.
fn archive(path: &std::path::Path, write: impl FnOnce(&mut ZipWriter<std::fs::File>)) {
    const PARTS: [(&str, &str); 4] = [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
    ];
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, text) in PARTS {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>").unwrap();
    write(&mut zip);
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    zip.finish().unwrap();
}

const ROWS: &[u8] = b"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>reference</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>X</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Xylo</t></is></c></row>";

fn request(folder: &Folder, kind: ImportKind) -> Request {
    let path = folder.0.path().join("file.xlsx");
    Request { path, ..folder.file(kind, "", "") }
}

both_engines! {
    async fn a_workbook_of_invoices_is_read_with_its_days_and_amounts(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let request = request(&folder, ImportKind::Invoices);
        let mut book = Workbook::new();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let sheet = book.add_worksheet();
        for (place, heading) in (0..).zip(["Client", "N° facture", "Date", "Échéance", "Montant TTC", "Notes"]) {
            sheet.write_string(1, place, heading).unwrap();
        }
        sheet.write_string(3, 0, "C1").unwrap();
        sheet.write_number(3, 1, 1001.0).unwrap();
        // 2 January and 1 February 2013.
        sheet.write_number_with_format(3, 2, 41_276.0, &day).unwrap();
        sheet.write_number_with_format(3, 3, 41_306.0, &day).unwrap();
        sheet.write_number(3, 4, 1_234.56).unwrap();
        sheet.write_formula(3, 5, Formula::new("=1+1").set_result("2")).unwrap();
        book.save(&request.path).unwrap();
        let import = applied(&db, &request).await;
        assert_eq!(told(&db, &import).await, []);
        assert_eq!(counts(&import), [1, 1, 0, 0, 0]);
        let row = invoice::Entity::find().one(db.read()).await.unwrap().unwrap();
        assert_eq!((row.number.as_str(), row.amount), ("1001", 123_456));
        assert_eq!(row.issued_on, fixture::day("2013-01-02"));
    }

    async fn a_formula_and_an_error_are_faults_named_by_their_cell(db: Db) {
        let folder = Folder::new();
        let request = request(&folder, ImportKind::Customers);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (place, heading) in (0..).zip(["reference", "name", "siret"]) {
            sheet.write_string(0, place, heading).unwrap();
        }
        sheet.write_string(1, 0, "A").unwrap();
        sheet.write_formula(1, 1, Formula::new("=\"Al\"&\"pha\"").set_result("Alpha")).unwrap();
        sheet.write_string(2, 0, "B").unwrap();
        sheet.write_string(2, 1, "Beta").unwrap();
        sheet.write_number(2, 2, 42_352_994_000_011.0).unwrap();
        book.save(&request.path).unwrap();
        let plan = planned(&db, &request).await.unwrap();
        assert_eq!(counts(&plan.import), [2, 1, 0, 0, 1]);
        assert!(!plan.may_be_cut);
        assert_eq!(told(&db, &plan.import).await, expect(&[(2, "name", "cell_formula")]));
        let shown = faults(db.read(), plan.import.id, None, 10).await.unwrap();
        assert_eq!(shown[0].value.as_deref(), Some("B2"));
        let import = applied(&db, &request).await;
        assert_eq!(import.applied, 1);
        let record = get_by_reference(db.read(), &"B".parse().unwrap()).await.unwrap();
        assert_eq!(record.file.identifiers[0].as_str(), "42352994000011");
    }

    async fn a_million_empty_rows_are_passed_over(db: Db) {
        let folder = Folder::new();
        let request = request(&folder, ImportKind::Customers);
        archive(&request.path, |zip| {
            zip.write_all(ROWS).unwrap();
            for row in 3..1_000_003 {
                write!(zip, "<row r=\"{row}\"><c r=\"A{row}\"/><c r=\"B{row}\" s=\"0\"/></row>").unwrap();
            }
        });
        let plan = planned(&db, &request).await.unwrap();
        assert_eq!(counts(&plan.import), [1, 1, 0, 0, 0]);
    }

    async fn what_unpacks_to_more_than_it_may_is_refused(db: Db) {
        let folder = Folder::new();
        let request = request(&folder, ImportKind::Customers);
        archive(&request.path, |zip| {
            zip.write_all(ROWS).unwrap();
            zip.write_all(b"<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>").unwrap();
            zip.write_all(&vec![b'x'; 3 * 1024 * 1024]).unwrap();
            zip.write_all(b"</t></is></c></row>").unwrap();
        });
        assert_eq!(refused(&db, &request).await, [FileFault::Workbook]);
        archive(&request.path, |zip| {
            zip.write_all(ROWS).unwrap();
            zip.write_all(b"<row r=\"3\"><c r=\"A3\"").unwrap();
        });
        assert_eq!(refused(&db, &request).await, [FileFault::Workbook], "damaged");
    }
}
