//! What a file says about being contacted: a no is recorded, a yes never is, and the rows that tried are told.

use domain::consent::Decision;
use domain::customer::{ContactValue, EmailAddress};
use domain::id::PartyId;
use domain::import::ImportNotice;
use domain::suppression::{Suppression, SuppressionReason};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::both_engines;
use crate::consent::tests::yes;
use crate::consent::{ConsentFilter, StoredConsent, list, record};
use crate::customer::get_by_reference;
use crate::entity::{consent, import_notice};
use crate::page::PageRequest;
use crate::suppression;

const MAPPING: &str = "[consents.\"Lettre\"]\npurpose = \"newsletter\"\nchannel = \"email\"\n\
                       [consents.\"Offres\"]\npurpose = \"offers\"\nchannel = \"email\"\nno = [\"STOP\"]\n";

const KNOWN: &str = "reference;name;email\nA;Alpha;a@x.example\nB;Beta;b@x.example\n\
                     C;Gamma;c@x.example\nF;Phi;f@x.example\n";

const FILE: &str = "reference;name;email;Lettre;Offres\n\
                    A;Alpha;a@x.example;oui;\n\
                    B;Beta;b@x.example;oui;\n\
                    C;Gamma 2;c@x.example;x;\n\
                    D;Delta;d@x.example;Non;STOP\n\
                    E;Epsilon;e@x.example;yes;\n\
                    F;Phi;f@x.example;Désinscrit;\n\
                    G;Eta;g@x.example;peut-être;non\n";

async fn party(db: &Db, reference: &str) -> PartyId {
    get_by_reference(db.read(), &reference.parse().unwrap()).await.unwrap().party
}

async fn said(db: &Db, party: PartyId) -> Vec<StoredConsent> {
    let filter = ConsentFilter { party: Some(party), ..ConsentFilter::default() };
    list(db, filter, PageRequest::first(100)).await.unwrap().items
}

async fn noticed(db: &Db, import: &ImportRecord) -> Vec<(i32, String, &'static str)> {
    let notices = notices(db.read(), import.id, 10_000).await.unwrap();
    notices.into_iter().map(|one| (one.line, one.column, one.code.code())).collect()
}

fn told_of(list: &[(i32, &str, &'static str)]) -> Vec<(i32, String, &'static str)> {
    list.iter().map(|(line, column, code)| (*line, (*column).to_owned(), *code)).collect()
}

async fn standing(db: &Db, address: &str) -> Vec<Suppression> {
    let value = ContactValue::Email(EmailAddress::parse(address).unwrap());
    let found = suppression::caught(db.read(), db.fingerprints().unwrap(), &[value]).await;
    found.unwrap().remove(0)
}

/// The known customers: A said yes, B said no to everything.
async fn known(db: &Db, folder: &Folder) {
    applied(db, &folder.customers(KNOWN)).await;
    let given = yes(db, &context(), party(db, "A").await).await;
    record(db, &context(), given.clone(), None).await.unwrap();
    let objected = domain::consent::NewConsent {
        party: Some(party(db, "B").await),
        purpose: None,
        channel: None,
        wording: None,
        language: None,
        decision: Decision::Objected,
        ..given
    };
    record(db, &context(), objected, None).await.unwrap();
}

both_engines! {
    async fn a_file_takes_back_and_never_gives_and_says_which_rows_tried(db: Db) {
        let folder = Folder::new();
        known(&db, &folder).await;
        let file = folder.file(ImportKind::Customers, FILE, MAPPING);
        let plan = planned(&db, &file).await.unwrap().import;
        assert_eq!(counts(&plan), [7, 2, 2, 2, 1]);
        let expected = told_of(&[
            (3, "Lettre", "tried_to_undo"),
            (4, "Lettre", "tried_to_raise"),
            (5, "Lettre", "refusal_recorded"),
            (5, "Offres", "refusal_recorded"),
            (6, "Lettre", "tried_to_raise"),
            (7, "Lettre", "refusal_recorded"),
        ]);
        assert_eq!(noticed(&db, &plan).await, expected);
        assert_eq!(plan.notices[&ImportNotice::RefusalRecorded], 3);
        assert_eq!(
            told(&db, &plan).await,
            expect(&[(8, "Lettre", "consent_word"), (8, "Offres", "consent_word")]),
        );
        let shown = rows(db.read(), plan.id, 0, 10).await.unwrap();
        assert_eq!((shown[5].verdict.code(), &shown[5].fields[..]), ("update", &["consents".to_owned()][..]));
        assert_eq!(shown[2].fields, ["name"], "the rest of the row is applied as usual");
        assert_eq!(consent::Entity::find().count(db.read()).await.unwrap(), 2, "a plan records nothing");

        let import = applied(&db, &file).await;
        assert_eq!((import.state, counts(&import)), (ImportState::Applied, [7, 2, 2, 2, 1]));
        assert_eq!(noticed(&db, &import).await, expected);
        let brought = said(&db, party(&db, "D").await).await;
        assert!(brought.iter().all(|one| {
            one.record.decision.is_negative() && one.record.point.is_none()
                && one.import == Some(import.id) && one.method.code() == "import"
        }));
        assert_eq!((brought.len(), said(&db, party(&db, "F").await).await.len()), (2, 1));
        for reference in ["C", "E"] {
            assert!(said(&db, party(&db, reference).await).await.is_empty(), "{reference}");
        }
        let stops = standing(&db, "D@x.example").await;
        assert_eq!(stops.len(), 2);
        assert!(stops.iter().all(|one| one.reason == SuppressionReason::Objection && one.purpose.is_some()));

        let before = consent::Entity::find().count(db.read()).await.unwrap();
        let again = applied(&db, &file).await;
        assert_eq!((counts(&again), again.applied), ([7, 0, 0, 6, 1], 0), "nothing is new");
        assert_eq!(again.refusals(), 0);
        assert_eq!(noticed(&db, &again).await.len(), 3, "who tries again is told again");
        assert_eq!(consent::Entity::find().count(db.read()).await.unwrap(), before);
    }

    async fn undone_an_import_leaves_what_people_refused(db: Db) {
        let folder = Folder::new();
        known(&db, &folder).await;
        let import = applied(&db, &folder.file(ImportKind::Customers, FILE, MAPPING)).await;
        let gone = party(&db, "D").await;
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        let undone = match revert(&db, import.id, &surroundings).await.unwrap() {
            Reverted::Done(undone) => undone,
            Reverted::Held(held) => panic!("{held:?}"),
        };
        fixture::sound(&db).await;
        assert_eq!((undone.removed, undone.restored, undone.refusals()), (2, 1, 3));
        assert!(get_by_reference(db.read(), &"D".parse().unwrap()).await.is_err());
        assert_eq!(said(&db, gone).await.len(), 2, "the records outlive the customer");
        assert_eq!(said(&db, party(&db, "F").await).await.len(), 1);
        assert_eq!(standing(&db, "d@x.example").await.len(), 2);

        let text = "reference;name;email;Lettre\nD2;Delta;d@x.example;oui\n";
        let mapping = "[consents.\"Lettre\"]\npurpose = \"newsletter\"\nchannel = \"email\"";
        let plan = planned(&db, &folder.file(ImportKind::Customers, text, mapping)).await.unwrap();
        assert_eq!(
            noticed(&db, &plan.import).await,
            told_of(&[(2, "Lettre", "tried_to_undo"), (2, "email", "address_suppressed")]),
        );
    }

    async fn a_no_of_a_row_that_is_left_out_is_told_as_such(db: Db) {
        let folder = Folder::new();
        let siret = "reference;name;siret\nA;Alpha;73282932000074\n";
        applied(&db, &folder.customers(siret)).await;
        let mapping = "[consents.\"Lettre\"]\npurpose = \"newsletter\"\nchannel = \"email\"";
        let text = "reference;name;siret;email;Lettre\n\
                    OLD-77;Alpha;73282932000074;a@x.example;non\n\
                    B;Beta;;b@x.example;oui\n\
                    B;Beta;;b@x.example;non\n";
        let import = applied(&db, &folder.file(ImportKind::Customers, text, mapping)).await;
        let expected = told_of(&[
            (2, "Lettre", "refusal_left_out"),
            (3, "Lettre", "tried_to_raise"),
            (4, "Lettre", "refusal_left_out"),
        ]);
        assert_eq!(noticed(&db, &import).await, expected);
        assert_eq!((counts(&import), import.refusals()), ([3, 1, 0, 1, 1], 0));
        assert_eq!(consent::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn a_no_reaches_every_address_of_who_said_it(db: Db) {
        let folder = Folder::new();
        known(&db, &folder).await;
        let mapping = "[consents.\"Lettre\"]\npurpose = \"newsletter\"\nchannel = \"email\"";
        let text = "reference;name;email;Lettre\nF;Phi;f@x.example;non\n";
        applied(&db, &folder.file(ImportKind::Customers, text, mapping)).await;
        // The same no, with an address that the file brings: it is suppressed too.
        let text = "reference;name;email;Lettre\nF;Phi;f2@x.example;non\n";
        let moved = applied(&db, &folder.file(ImportKind::Customers, text, mapping)).await;
        assert_eq!(moved.refusals(), 0, "the no itself is known");
        assert_eq!(standing(&db, "f2@x.example").await.len(), 1);
    }

    async fn a_mapping_that_cannot_be_heard_is_refused_and_says_why(db: Db) {
        let folder = Folder::new();
        let said = |purpose: &str, channel: &str| {
            format!("[consents.\"Lettre\"]\npurpose = \"{purpose}\"\nchannel = \"{channel}\"")
        };
        let faults = refused(&db, &folder.file(ImportKind::Customers, FILE, &said("news", "email"))).await;
        let (heading, purpose) = ("Lettre".to_owned(), "news".to_owned());
        assert_eq!(faults, [FileFault::UnknownPurpose { heading, purpose }]);
        let faults = refused(&db, &folder.file(ImportKind::Customers, FILE, &said("newsletter", "phone"))).await;
        assert_eq!(faults[0].code(), "channel_not_of_purpose");
        let invoices = "customer;number;issued_on;due_on;amount;Lettre\nA;1;2013-01-02;2013-02-01;10;oui\n";
        let faults = refused(&db, &folder.file(ImportKind::Invoices, invoices, &said("newsletter", "email"))).await;
        assert_eq!(faults[0].code(), "consents_of_other_kind");
        assert_eq!(import_notice::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn thousands_of_refusals_are_recorded_by_page(db: Db) {
        let folder = Folder::new();
        let rows: String = (0..2_345).map(|n| format!("R{n};Name {n};a{n}@x.example;non\n")).collect();
        let text = format!("reference;name;email;Lettre\n{rows}");
        let mapping = "[consents.\"Lettre\"]\npurpose = \"newsletter\"\nchannel = \"email\"";
        let file = folder.file(ImportKind::Customers, &text, mapping);
        let import = applied(&db, &file).await;
        assert_eq!((counts(&import), import.refusals()), ([2_345, 2_345, 0, 0, 0], 2_345));
        assert_eq!(consent::Entity::find().count(db.read()).await.unwrap(), 2_345);
        let again = applied(&db, &file).await;
        assert_eq!((counts(&again), again.refusals()), ([2_345, 0, 0, 2_345, 0], 0));
    }
}
