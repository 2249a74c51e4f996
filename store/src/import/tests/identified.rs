//! Customers known by their numbers: files without references, duplicates, the files of INSEE SIRENE.

use std::path::Path;

use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::canonical::export;
use crate::customer::get_by_reference;
use crate::entity::customer;

/// Line, verdict and reason of each row.
async fn verdicts(db: &Db, import: &ImportRecord) -> Vec<(i32, &'static str, Option<String>)> {
    let rows = rows(db.read(), import.id, 0, 1_000).await.unwrap();
    rows.into_iter().map(|row| (row.line, row.verdict.code(), row.reason)).collect()
}

both_engines! {
    async fn a_number_of_another_customer_makes_a_row_a_duplicate(db: Db) {
        let folder = Folder::new();
        let text = "reference;name;siren;siret;vat_number\n\
                    A;Alpha;423529940;42352994000011;\n\
                    B;Beta;812207660;;\n\
                    C;Gamma;;;FR84797876919\n";
        applied(&db, &folder.customers(text)).await;
        let text = "reference;name;siren;siret;vat_number\n\
                    A;Alpha;423529940;42352994000011;\n\
                    N1;New;423529940;42352994000011;\n\
                    N2;New;423529940;42352994000029;\n\
                    N3;New;812207660;81220766000018;\n\
                    N4;New;;;FR84797876919\n\
                    N5;New;;79787691900011;\n\
                    N6;New;;79787691900011;\n\
                    A;Alpha;;;\n";
        let plan = planned(&db, &folder.customers(text)).await.unwrap();
        let why = |code: &str| Some(code.to_owned());
        assert_eq!(verdicts(&db, &plan.import).await, [
            (2, "unchanged", why("unchanged")),
            (3, "duplicate", why("same_siret")),
            (4, "create", None),
            (5, "duplicate", why("same_siren")),
            (6, "duplicate", why("same_vat_number")),
            (7, "create", None),
            (8, "duplicate", why("same_siret_in_file")),
            (9, "fault", why("twice_in_file")),
        ]);
        assert_eq!(counts(&plan.import), [8, 2, 0, 5, 1]);
        let rows = rows(db.read(), plan.import.id, 0, 1_000).await.unwrap();
        let of: Vec<_> = rows.iter().map(|row| (row.object_reference.as_deref(), row.other_line)).collect();
        assert_eq!(of[1..4], [(Some("A"), None), (None, None), (Some("B"), None)]);
        assert_eq!(of[6], (None, Some(7)));
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let import = apply(&db, plan.import.id, &surroundings).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!(import.applied, 2);
        assert_eq!(customer::Entity::find().count(db.read()).await.unwrap(), 5);
    }

    async fn without_a_reference_a_siret_says_who_it_is_and_a_counter_gives_the_reference(db: Db) {
        let folder = Folder::new();
        let text = "siret;nom;ville;code postal;rue\n\
                    42352994000011;Alpha;MARSEILLE;13001;1 RUE A\n\
                    81220766000018;Beta;;;\n\
                    ;Nobody;;;\n";
        let plan = planned(&db, &folder.customers(text)).await.unwrap();
        assert_eq!(told(&db, &plan.import).await, expect(&[(4, "siret", "missing")]));
        let import = applied(&db, &folder.customers(text)).await;
        assert_eq!((counts(&import), import.applied), ([3, 2, 0, 0, 1], 2));
        let record = get_by_reference(db.read(), &"C000001".parse().unwrap()).await.unwrap();
        assert_eq!(record.file.name, "Alpha");
        let text = "siret;nom;ville;code postal;rue\n\
                    42352994000011;Alpha;MARSEILLE;13001;2 RUE A\n\
                    81220766000018;Beta;;;\n\
                    81220766000018;Beta again;;;\n";
        let plan = planned(&db, &folder.customers(text)).await.unwrap();
        let why = |code: &str| Some(code.to_owned());
        assert_eq!(verdicts(&db, &plan.import).await, [
            (2, "update", None),
            (3, "unchanged", why("unchanged")),
            (4, "duplicate", why("same_siret_in_file")),
        ]);
        applied(&db, &folder.customers(text)).await;
        let record = get_by_reference(db.read(), &"C000001".parse().unwrap()).await.unwrap();
        assert_eq!(record.file.addresses[0].place.street, "2 RUE A");
    }

    async fn a_duplicate_that_came_since_the_plan_is_not_made(db: Db) {
        let folder = Folder::new();
        let plan = planned(&db, &folder.customers("siret;name\n42352994000011;Alpha\n81220766000018;Beta\n")).await.unwrap();
        applied(&db, &folder.customers("reference;name;siret\nX;Alpha;42352994000011\n")).await;
        applied(&db, &folder.customers("reference;name;siren\nY;Beta;812207660\n")).await;
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let import = apply(&db, plan.import.id, &surroundings).await.unwrap();
        fixture::sound(&db).await;
        assert_eq!(counts(&import), [2, 0, 0, 2, 0]);
        assert_eq!(customer::Entity::find().count(db.read()).await.unwrap(), 2);
    }

    async fn five_hundred_rows_of_sirene_are_imported_known_again_and_undone(db: Db) {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/customers/sirene_sample.csv"));
        if !path.exists() {
            eprintln!("skipped: {} is not here, no file of INSEE SIRENE was imported", path.display());
            return;
        }
        let request = Request {
            kind: ImportKind::Customers,
            path: path.to_owned(),
            file_name: "sirene.csv".to_owned(),
            mapping: Mapping::default(),
            currency: Currency::EUR,
        };
        let before = export(db.read()).await.unwrap();
        let import = applied(&db, &request).await;
        assert_eq!(told(&db, &import).await, []);
        assert_eq!((counts(&import), import.applied), ([500, 500, 0, 0, 0], 500));
        let again = planned(&db, &request).await.unwrap();
        assert_eq!(counts(&again.import), [500, 0, 0, 500, 0]);
        let record = get_by_reference(db.read(), &"C000003".parse().unwrap()).await.unwrap();
        let place = &record.file.addresses[0].place;
        assert_eq!(record.file.name, "JAROD");
        assert_eq!((place.lines.as_slice(), place.city.as_str()), (&["CONNOLLY S CORNER".to_owned()][..], "MARSEILLE"));
        assert_eq!(record.file.identifiers.len(), 2);
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let undone = revert(&db, import.id, &surroundings).await.unwrap();
        assert!(matches!(undone, Reverted::Done(import) if import.removed == 500));
        assert_eq!(export(db.read()).await.unwrap(), before);
    }

    async fn a_mapping_is_remembered_for_files_with_the_same_headings(db: Db) {
        let folder = Folder::new();
        let mapping = "[columns]\nreference = \"Kunde\"\nname = \"Firma\"\n";
        let text = "Firma;Kunde;Ort\nAlpha;A;Berlin\n";
        let import = applied(&db, &folder.file(ImportKind::Customers, text, mapping)).await;
        assert_eq!((counts(&import), import.reading.remembered), ([1, 1, 0, 0, 0], None));
        let other = "ort;KUNDE;Firma\nBerlin;B;Beta\n";
        let plan = planned(&db, &folder.customers(other)).await.unwrap();
        assert!(plan.import.reading.remembered.is_some());
        assert_eq!(counts(&plan.import), [1, 1, 0, 0, 0]);
        let faults = refused(&db, &folder.customers("Firma;Kunde\nAlpha;A\n")).await;
        assert_eq!(faults.len(), 2, "other headings are another file");
        let newest = "[columns]\nreference = \"Kunde\"\nname = \"Ort\"\n";
        applied(&db, &folder.file(ImportKind::Customers, "Firma;Kunde;Ort\nGamma;G;Ulm\n", newest)).await;
        let plan = planned(&db, &folder.customers("Firma;Kunde;Ort\nDelta;D;Bonn\n")).await.unwrap();
        assert_eq!(plan.import.reading.heading(domain::import::Field::Name), "Ort", "the last one applied");
    }
}
