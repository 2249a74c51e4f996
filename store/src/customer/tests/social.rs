//! Accounts on social networks: contact points as mailboxes and lines are.

use domain::customer::{
    ContactPoint, ContactRole, ContactValue, CustomerFile, NewCustomer, Person,
};
use domain::money::Currency;
use domain::suppression::SuppressionReason;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::super::*;
use super::mailbox;
use crate::both_engines;
use crate::db::Db;
use crate::entity::contact_point as rows;
use crate::suppression::{NewSuppression, caught, suppress};
use crate::testing::context;
use crate::{contact_point, party, search, suppression};

fn account(text: &str) -> ContactPoint {
    ContactPoint { role: ContactRole::Main, value: ContactValue::Social(text.parse().unwrap()) }
}

/// Why each find was found.
async fn found(db: &Db, text: &str) -> Vec<&'static str> {
    let wanted = search::Wanted::first(9);
    let found = search::find(db.read(), text, &wanted).await.unwrap().items;
    found.iter().map(|one| one.reason.code()).collect()
}

both_engines! {
    async fn an_account_is_read_back_shared_found_and_suppressed(db: Db) {
        let context = context();
        let address = "https://www.linkedin.com/in/Anne-Durand";
        let file = CustomerFile {
            contact_points: vec![mailbox(ContactRole::Main, "a@one.example"), account(address)],
            ..CustomerFile::named("Menuiserie Arnaud", Currency::EUR)
        };
        let new = NewCustomer { reference: Some("C1".parse().unwrap()), file: file.clone() };
        let id = create(&db, &context, new, None).await.unwrap();
        let record = get(db.read(), id).await.unwrap();
        assert_eq!(record.file, file);
        let stored = record.points[1].clone();
        assert_eq!(stored.point.value.as_str(), "linkedin:Anne-Durand");

        // What two people share is one row, in whichever writing it came.
        let person = Person {
            name: "Anne Durand".to_owned(),
            job_title: None,
            language: None,
            roles: Vec::new(),
            contact_points: vec![account("linkedin:@anne-durand")],
        };
        let person = party::create_person(&db, &context, id, person, None).await.unwrap();
        let person = party::person(&db, person).await.unwrap();
        assert_eq!(person.points[0].id, stored.id);
        assert_eq!(rows::Entity::find().count(db.read()).await.unwrap(), 2);

        for posted in [false, true] {
            if posted {
                search::catch_up(&db).await.unwrap();
            }
            for text in ["LinkedIn:anne-durand", address, "@anne", "@anne.durand"] {
                assert_eq!(found(&db, text).await, ["social"; 2], "{text}, posted: {posted}");
            }
            assert_eq!(found(&db, "x:anne-durand").await, [""; 0], "posted: {posted}");
        }

        contact_point::invalidate(&db, &context, stored.id, Default::default(), None).await.unwrap();
        let read = contact_point::get(&db, stored.id).await.unwrap();
        assert_eq!(read.value, stored.point.value);
        assert_eq!(read.invalid_reason.as_deref(), Some("reported"));

        let value = ContactValue::Social("linkedin:ANNE-DURAND".parse().unwrap());
        let reason = SuppressionReason::Objection;
        let new = NewSuppression { value, reason, purpose: None, import: None, anew: false };
        let suppressed = suppress(&db, &context, new, None).await.unwrap();
        assert_eq!(suppression::get(&db, suppressed).await.unwrap().kind, "social");
        let typed = [stored.point.value, ContactValue::Social("x:anne-durand".parse().unwrap())];
        let known = caught(db.read(), db.fingerprints().unwrap(), &typed).await.unwrap();
        assert_eq!(known.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
    }

    async fn an_account_that_is_taken_off_a_file_is_not_found_there_any_more(db: Db) {
        let context = context();
        let file = CustomerFile {
            contact_points: vec![account("x:menuiserie"), account("youtube:c/atelier")],
            ..CustomerFile::named("Arnaud", Currency::EUR)
        };
        let new = NewCustomer { reference: None, file };
        let id = create(&db, &context, new, None).await.unwrap();
        let change = |file: &mut CustomerFile| file.contact_points.truncate(1);
        update(&db, &context, id, 1, change, None).await.unwrap();
        let record = get(db.read(), id).await.unwrap();
        assert_eq!(record.file.contact_points, [account("x:menuiserie")]);
        assert_eq!(found(&db, "x:menuiserie").await, ["social"]);
        assert_eq!(found(&db, "youtube:c/atelier").await, [""; 0]);
    }
}
