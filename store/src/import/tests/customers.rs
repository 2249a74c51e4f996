//! Customers: made, unchanged, changed and shown.

use domain::customer::LegalClass;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::customer::get_by_reference;
use crate::entity::{contact_point, customer, event, import_row};

const FILE: &str = "\u{feff}reference;kind;name;siren;siret;vat_number;language;email;phone;\
address_line1;address_line2;street;postal_code;city;country;payment_terms;credit_limit\r
0187-ERLSR;company;MANADJER;423529940;42352994000011;FR24423529940;fr;compta@manadjer.example;;;;CHE DE SAN REMO;13160;CHATEAURENARD;FR;30 jours;10000,00\r
0465-DTULQ;company;Meadow Supplies Ltd;;;;en;accounts@meadow.example;+44 20 7946 0958;;;4 High Street;M1 1AE;Manchester;GB;30 jours;5000,00\r
P-1;consumer;Anne Martin;;;;fr;;;;;;;;;;\r
";

both_engines! {
    async fn a_file_of_customers_is_imported_and_the_second_time_changes_nothing(db: Db) {
        let folder = Folder::new();
        let first = applied(&db, &folder.customers(FILE)).await;
        assert_eq!((first.state, counts(&first), first.applied), (ImportState::Applied, [3, 3, 0, 0, 0], 3));
        let record = get_by_reference(db.read(), &"0187-erlsr".parse().unwrap()).await.unwrap();
        assert_eq!(record.file.legal_class, LegalClass::ProfessionalCompany);
        assert_eq!(record.file.credit_limit, Some(1_000_000));
        assert_eq!(record.file.addresses[0].place.city, "CHATEAURENARD");
        let before = get_by_reference(db.read(), &"P-1".parse().unwrap()).await.unwrap();
        assert_eq!(before.file.legal_class, LegalClass::Consumer);

        let plan = planned(&db, &folder.customers(FILE)).await.unwrap();
        assert!(plan.imported_before.is_some() && !plan.resumed);
        assert_eq!(counts(&plan.import), [3, 0, 0, 3, 0]);
        let again = applied(&db, &folder.customers(FILE)).await;
        assert_eq!((again.state, again.applied), (ImportState::Applied, 0));
        assert_eq!(get_by_reference(db.read(), &"P-1".parse().unwrap()).await.unwrap(), before);
    }

    async fn what_differs_is_changed_and_shown_and_an_empty_cell_never_erases(db: Db) {
        let folder = Folder::new();
        applied(&db, &folder.customers(FILE)).await;
        let text = "Référence;Raison sociale;Courriel;Téléphone;Ville\n\
                    0187-erlsr;MANADJER;new@manadjer.example;;\n\
                    0465-DTULQ;;;;\n\
                    P-1;Anne Martin;anne@martin.example;;\n";
        let import = applied(&db, &folder.customers(text)).await;
        assert_eq!(counts(&import), [3, 0, 2, 1, 0]);
        let shown = changes(db.read(), import.id, 10).await.unwrap();
        let shown: Vec<_> = shown.iter().map(|c| (c.line, c.reference.as_str(), c.fields.as_slice())).collect();
        let email = ["email".to_owned()];
        assert_eq!(shown, [(2, "0187-erlsr", &email[..]), (4, "P-1", &email[..])]);
        let record = get_by_reference(db.read(), &"0187-ERLSR".parse().unwrap()).await.unwrap();
        assert_eq!(record.file.contact_points[0].value.as_str(), "new@manadjer.example");
        assert_eq!(record.file.payment_terms.as_deref(), Some("30 jours"));
        assert_eq!(record.version, 2);
        let told = event::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(told.iter().filter(|event| event.kind == "customer_changed").count(), 2);
    }

    async fn customers_of_one_page_share_a_mailbox(db: Db) {
        let folder = Folder::new();
        let text = "reference;name;email\n1;A;Accounts@firm.example\n2;B;accounts@firm.example\n";
        applied(&db, &folder.customers(text)).await;
        assert_eq!(contact_point::Entity::find().count(db.read()).await.unwrap(), 1);
        assert_eq!(counts(&applied(&db, &folder.customers(text)).await), [2, 0, 0, 2, 0]);
    }

    async fn rows_know_what_they_made(db: Db) {
        let folder = Folder::new();
        two_customers(&db, &folder).await;
        let rows = import_row::Entity::find().all(db.read()).await.unwrap();
        let mut made: Vec<_> = rows.iter().map(|row| row.object_id.unwrap()).collect();
        let mut customers: Vec<_> = customer::Entity::find().all(db.read()).await.unwrap().iter().map(|row| row.id).collect();
        made.sort_unstable();
        customers.sort_unstable();
        assert_eq!(made, customers);
    }

    async fn thousands_of_rows_are_staged_and_applied_by_page(db: Db) {
        let folder = Folder::new();
        let rows: String = (0..2_345).map(|n| format!("R{n};Name {n};a{n}@x.example\n")).collect();
        let text = format!("reference;name;email\n{rows}");
        let import = applied(&db, &folder.customers(&text)).await;
        assert_eq!((counts(&import), import.applied), ([2_345, 2_345, 0, 0, 0], 2_345));
        let shouted = text.replace("Name", "NAME");
        let import = applied(&db, &folder.customers(&shouted)).await;
        assert_eq!((counts(&import), import.applied), ([2_345, 0, 2_345, 0, 0], 2_345));
    }
}
