//! What tasks can be about, and whom each concerns.

use domain::context::Context;
use domain::id::{CustomerId, PartyId};
use domain::task::TaskSubject;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::super::{NewTask, create, get};
use super::draft;
use crate::both_engines;
use crate::db::{Db, Write};
use crate::entity::{contact_sheet, dunning_run, duplicate_pair, import, merge, message, segment};
use crate::error::StoreError;
use crate::party::tests::{company, zoe};
use crate::testing::context;

/// A mail to somebody.
async fn mail(txn: &Write, context: &Context, to: PartyId) -> Uuid {
    let id = context.id();
    let row = message::ActiveModel {
        id: Set(id),
        purpose_kind: Set("dunning_notice".to_owned()),
        purpose_id: Set(context.id()),
        batch_id: Set(context.id()),
        recipient_key: Set(to.to_string()),
        channel: Set("email".to_owned()),
        party_id: Set(to.0),
        language: Set("fr".to_owned()),
        state: Set("queued".to_owned()),
        legal_ground: Set("contract".to_owned()),
        attempts: Set(0),
        due_at: Set(context.now),
        created_at: Set(context.now),
        ..Default::default()
    };
    message::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    id
}

/// What is about many customers: a run, an import and a segment.
async fn of_many(txn: &Write, context: &Context) -> [(TaskSubject, Uuid); 3] {
    let [run, file, saved]: [Uuid; 3] = std::array::from_fn(|_| context.id());
    let row = dunning_run::ActiveModel {
        id: Set(run),
        company_id: Set(context.id()),
        day: Set("2026-11-23".parse().unwrap()),
        state: Set("proposed".to_owned()),
        proposed_at: Set(context.now),
        proposed_by: Set("system".to_owned()),
        missing_rates: Set(json!([])),
        ..Default::default()
    };
    dunning_run::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    let row = import::ActiveModel {
        id: Set(file),
        kind: Set("customers".to_owned()),
        file_name: Set("clients.csv".to_owned()),
        digest: Set("0".repeat(64)),
        mapping: Set(json!({})),
        state: Set("planned".to_owned()),
        created_at: Set(context.now),
        created_by: Set("system".to_owned()),
        updated_at: Set(context.now),
        ..Default::default()
    };
    import::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    let row = segment::ActiveModel {
        id: Set(saved),
        name: Set("French".to_owned()),
        name_key: Set("french".to_owned()),
        tree: Set(json!({})),
        created_at: Set(context.now),
        created_by: Set("system".to_owned()),
        updated_at: Set(context.now),
        updated_by: Set("system".to_owned()),
        ..Default::default()
    };
    segment::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    [(TaskSubject::DunningRun, run), (TaskSubject::Import, file), (TaskSubject::Segment, saved)]
}

/// What is about one or two: a sheet, a merge and a pair, each a customer with its party.
async fn of_few(
    txn: &Write,
    context: &Context,
    one: (CustomerId, PartyId),
    other: (CustomerId, PartyId),
) -> [(TaskSubject, Uuid); 3] {
    let [sheet, merged, pair]: [Uuid; 3] = std::array::from_fn(|_| context.id());
    let row = contact_sheet::ActiveModel {
        id: Set(sheet),
        customer_id: Set(one.0.0),
        party_id: Set(one.1.0),
        method: Set("face_to_face".to_owned()),
        language: Set("fr".to_owned()),
        note_id: Set(context.id()),
        task_id: Set(context.id()),
        filled_at: Set(context.now),
        filled_by: Set("system".to_owned()),
        ..Default::default()
    };
    contact_sheet::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    let row = merge::ActiveModel {
        id: Set(merged),
        survivor_customer_id: Set(one.0.0),
        survivor_party_id: Set(one.1.0),
        other_customer_id: Set(other.0.0),
        other_party_id: Set(other.1.0),
        choices: Set(json!({})),
        state: Set("done".to_owned()),
        merged_at: Set(context.now),
        merged_by: Set("system".to_owned()),
        ..Default::default()
    };
    merge::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    let row = duplicate_pair::ActiveModel {
        id: Set(pair),
        first_party_id: Set(one.1.0),
        second_party_id: Set(other.1.0),
        score: Set(60),
        reasons: Set("same_name".to_owned()),
        state: Set("open".to_owned()),
        search_id: Set(context.id()),
        found_at: Set(context.now),
        ..Default::default()
    };
    duplicate_pair::Entity::insert(row).exec_without_returning(&**txn).await.unwrap();
    [
        (TaskSubject::ContactSheet, sheet),
        (TaskSubject::Merge, merged),
        (TaskSubject::DuplicatePair, pair),
    ]
}

both_engines! {
    async fn a_task_can_be_about_any_object_and_concerns_the_customer_of_it(db: Db) {
        let context = context();
        let customers = [company(&db, "Menuiserie Arnaud").await, company(&db, "Bois Martin").await];
        let found = crate::customer::find(db.read(), &customers).await.unwrap();
        let of = |id: CustomerId| (id, found.iter().find(|one| one.id == id).unwrap().party);
        let [one, other] = customers.map(of);
        let anne = zoe(&[], "zoe@arnaud.example");
        let person = crate::party::create_person(&db, &context, one.0, anne, None).await.unwrap();
        let txn = db.begin().await.unwrap();
        let [run, file, saved] = of_many(&txn, &context).await;
        let [sheet, merged, pair] = of_few(&txn, &context, one, other).await;
        let to_firm = (TaskSubject::Message, mail(&txn, &context, one.1).await);
        let to_person = (TaskSubject::Message, mail(&txn, &context, person).await);
        let to_nobody = (TaskSubject::Message, mail(&txn, &context, context.id()).await);
        txn.commit().await.unwrap();
        for (about, customer) in [
            ((TaskSubject::Person, person.0), Some(one.0)),
            (to_firm, Some(one.0)),
            (to_person, Some(one.0)),
            (to_nobody, None),
            (sheet, Some(one.0)),
            (merged, Some(one.0)),
            (run, None),
            (file, None),
            (saved, None),
            (pair, None),
        ] {
            let new = NewTask { subject: about, draft: draft("Look at it", None, None) };
            let id = create(&db, &context, new, None).await.unwrap();
            let read = get(&db, id).await.unwrap();
            assert_eq!((read.subject, read.customer), (about, customer), "{}", about.0);
            let subject = (about.0, context.id());
            let nothing = NewTask { subject, draft: draft("Look at it", None, None) };
            let made = create(&db, &context, nothing, None).await;
            let lost = matches!(made, Err(StoreError::NotFound { noun }) if noun == about.0.code());
            assert!(lost, "{}", about.0);
        }
    }
}
