//! Tags, who looks after a customer and the firm's own fields: they come with a file and go with it.

use domain::customer::{Choice, CustomFieldKind, CustomValue, CustomerFile, Label, Tag};
use domain::user::Role;

use super::*;
use crate::both_engines;
use crate::customer::{
    NewCustomField, create_custom_field, custom_fields_by_code, get_by_reference, update,
    update_custom_field,
};
use crate::user::tests::new_user;

async fn fields(db: &Db) {
    let label = |fr: &str, en: &str| Label { fr: fr.to_owned(), en: en.to_owned() };
    let wood = Choice { code: "wood".to_owned(), label: label("Bois", "Wood") };
    for (code, kind, label, choices) in [
        ("sector", CustomFieldKind::Choice, label("Secteur", "Sector"), vec![wood]),
        ("turnover", CustomFieldKind::Number, label("Chiffre d’affaires", "Turnover"), vec![]),
        ("since", CustomFieldKind::Date, label("Depuis", "Since"), vec![]),
        ("vip", CustomFieldKind::Boolean, label("Choyé", "VIP"), vec![]),
        ("remark", CustomFieldKind::Text, label("Remarque", "Remark"), vec![]),
    ] {
        let new = NewCustomField { code: code.to_owned(), kind, label, choices };
        create_custom_field(db, &context(), new, None).await.unwrap();
    }
}

async fn file(db: &Db, reference: &str) -> CustomerFile {
    get_by_reference(db.read(), &reference.parse().unwrap()).await.unwrap().file
}

fn tags(file: &CustomerFile) -> Vec<&str> {
    file.tags.iter().map(Tag::as_str).collect()
}

both_engines! {
    async fn what_the_desk_adds_comes_with_a_file_and_goes_with_it(db: Db) {
        let folder = Folder::new();
        fields(&db).await;
        let users = ["zoe@example.fr", "yann@example.fr"].map(|email| new_user(email, Role::Sales));
        let mut ids = Vec::new();
        for user in users {
            ids.push(crate::user::create(&db, &context(), user, None).await.unwrap());
        }
        applied(&db, &folder.customers("reference;name;tags\nA;Alpha;\nB;Beta;old\n")).await;
        update(&db, &context(), get_by_reference(db.read(), &"A".parse().unwrap()).await.unwrap().id, 1, |file| {
            file.owner = Some(ids[1]);
            file.tags = vec![Tag::parse("VIP").unwrap()];
            file.custom.insert("turnover".to_owned(), CustomValue::Number(10_000));
        }, None).await.unwrap();
        let before = file(&db, "A").await;

        let text = "Référence;Nom;Étiquettes;Responsable;Secteur;own.turnover;Since;Préféré (own.vip);Remarque\n\
                    A;Alpha;vip, été;ZOE@example.fr;Bois;1,5;28/02/2026;oui;\n\
                    B;Beta;;;;;;;\n\
                    C;Gamma;salon, Lyon | été;;wood;;;non;Rappeler\n";
        let request = folder.customers(text);
        let plan = planned(&db, &request).await.unwrap();
        assert_eq!(counts(&plan.import), [3, 1, 1, 1, 0], "{:?}", told(&db, &plan.import).await);
        assert!(plan.import.reading.unused.is_empty());
        let shown = rows(db.read(), plan.import.id, 0, 10).await.unwrap();
        let changed = ["owner", "tags", "own.sector", "own.since", "own.turnover", "own.vip"];
        assert_eq!(shown[0].fields, changed);
        let import = applied(&db, &request).await;
        let after = file(&db, "A").await;
        assert_eq!((after.owner, tags(&after)), (Some(ids[0]), vec!["été", "VIP"]), "the first writing stays");
        assert_eq!(after.custom["turnover"], CustomValue::Number(15_000));
        assert_eq!(after.custom["since"], CustomValue::Date("2026-02-28".parse().unwrap()));
        assert_eq!(tags(&file(&db, "B").await), ["old"], "an empty cell erases nothing");
        let new = file(&db, "C").await;
        assert_eq!(tags(&new), ["été", "salon, Lyon"]);
        assert_eq!(new.custom["remark"], CustomValue::Text("Rappeler".to_owned()));
        assert_eq!(counts(&planned(&db, &folder.customers(format!("{text}\n"))).await.unwrap().import), [3, 0, 0, 3, 0]);

        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        assert!(matches!(revert(&db, import.id, &surroundings).await.unwrap(), Reverted::Done(_)));
        fixture::sound(&db).await;
        assert_eq!(file(&db, "A").await, before);
        assert!(get_by_reference(db.read(), &"C".parse().unwrap()).await.is_err());
    }

    async fn what_is_no_value_is_a_fault_that_says_why(db: Db) {
        let folder = Folder::new();
        fields(&db).await;
        let long = "x".repeat(41);
        let text = format!(
            "reference;name;tags;owner;Sector;Turnover;Since;VIP\n\
             A;Alpha;;nobody@example.fr;;;;\n\
             B;Beta;{long};;Fer;beaucoup;2026-02-30;peut-être\n"
        );
        let mapping = "decimal_mark = \",\"\ndate_format = \"YYYY-MM-DD\"\n";
        let request = folder.file(ImportKind::Customers, text, mapping);
        let import = planned(&db, &request).await.unwrap().import;
        let mut faults = told(&db, &import).await;
        faults.sort();
        assert_eq!(faults, expect(&[
            (2, "owner", "unknown_user"),
            (3, "Sector", "own_choice"),
            (3, "Since", "not_a_date"),
            (3, "Turnover", "own_number"),
            (3, "VIP", "own_boolean"),
            (3, "tags", "tag"),
        ]));
        let text = "reference;name;Sector\nA;Alpha;Bois\n";
        let mapped = folder.file(ImportKind::Customers, text, "[own]\niron = \"Sector\"\nvip = \"Choyé\"\n");
        assert_eq!(refused(&db, &mapped).await, [
            FileFault::OwnFieldUnknown { code: "iron".to_owned() },
            FileFault::OwnHeadingMissing { code: "vip".to_owned(), heading: "Choyé".to_owned() },
        ]);
        let plan = planned(&db, &folder.customers(text)).await.unwrap();
        let sector = custom_fields_by_code(db.read()).await.unwrap()["sector"].id;
        update_custom_field(&db, &context(), sector, 1, |field| field.archived = true).await.unwrap();
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let import = apply(&db, plan.import.id, &surroundings).await.unwrap();
        assert_eq!(told(&db, &import).await, expect(&[(2, "Sector", "own_field")]), "archived since it was planned");
    }
}
