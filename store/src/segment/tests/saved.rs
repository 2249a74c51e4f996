//! Segments that are saved.

use domain::event::ChangedValue;
use domain::segment::SegmentName;
use sea_orm::{EntityTrait, QueryOrder};

use super::{is, json, tree};
use crate::allocation::fixture::context;
use crate::both_engines;
use crate::db::Db;
use crate::entity::event;
use crate::error::StoreError;
use crate::page::PageRequest;
use crate::segment::{create, delete, get, get_by_name, list, restore, update};
use crate::timeline;

fn name(text: &str) -> SegmentName {
    text.parse().unwrap()
}

both_engines! {
    async fn a_segment_is_saved_changed_and_deleted(db: Db) {
        let first = tree(&is("place.country", "equals", json!("FR")));
        let second = tree(&json!({ "not": is("customer.name", "contains", json!("Cœur")) }));
        let id = create(&db, &context(), &name("Français"), &first, None).await.unwrap();
        let saved = get(db.read(), id).await.unwrap();
        assert_eq!((saved.name.as_str(), saved.version, saved.conditions.tree()), ("Français", 1, Ok(&first)));
        assert_eq!(get_by_name(db.read(), &name(" FRANCAIS")).await.unwrap(), saved);

        let taken = create(&db, &context(), &name("francais"), &first, None).await;
        assert!(matches!(taken, Err(StoreError::Conflict { code: "segment_name_taken" })), "{taken:?}");

        let version = update(&db, &context(), id, 1, &name("Sans cœur"), &second).await.unwrap();
        let changed = get(db.read(), id).await.unwrap();
        assert_eq!((changed.name.as_str(), version, changed.conditions.tree()), ("Sans cœur", 2, Ok(&second)));
        let told = timeline::history(&db, id.0, None, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].changes, [
            ChangedValue::of("name", json!("Français"), json!("Sans cœur")).unwrap(),
            ChangedValue::of("tree", first.to_json(), second.to_json()).unwrap(),
        ]);
        let stale = update(&db, &context(), id, 1, &name("Sans cœur"), &first).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        assert!(matches!(delete(&db, &context(), id, 1).await, Err(StoreError::Stale)));

        delete(&db, &context(), id, 2).await.unwrap();
        assert!(matches!(get(db.read(), id).await, Err(StoreError::NotFound { noun: "segment" })));
        assert!(matches!(delete(&db, &context(), id, 3).await, Err(StoreError::NotFound { .. })));
        create(&db, &context(), &name("sans coeur"), &first, None).await.unwrap();
        let all = list(db.read(), false, PageRequest::first(10)).await.unwrap();
        assert_eq!((all.items.len(), all.next), (1, None), "the name of a deleted one is free");

        let told = event::Entity::find().order_by_asc(event::Column::Id).all(db.read()).await.unwrap();
        let of_first: Vec<_> =
            told.iter().filter(|event| event.subject_id == id.0).map(|event| event.kind.as_str()).collect();
        assert_eq!(of_first, ["segment_created", "segment_changed", "segment_deleted"]);
        assert!(told.iter().all(|event| !event.data.to_string().contains("Fran")));
    }

    async fn a_deleted_segment_is_listed_and_taken_back_unless_its_name_was_taken(db: Db) {
        let first = tree(&is("place.country", "equals", json!("FR")));
        let id = create(&db, &context(), &name("Français"), &first, None).await.unwrap();
        let kept = restore(&db, &context(), id, None).await;
        assert!(matches!(&kept, Err(StoreError::Refused(r)) if r.code == "segment_not_deleted"), "{kept:?}");
        delete(&db, &context(), id, 1).await.unwrap();
        let gone = list(db.read(), true, PageRequest::first(10)).await.unwrap().items;
        assert_eq!(gone.iter().map(|segment| segment.id).collect::<Vec<_>>(), [id]);

        let other = create(&db, &context(), &name("francais"), &first, None).await.unwrap();
        let taken = restore(&db, &context(), id, None).await;
        assert!(matches!(taken, Err(StoreError::Conflict { code: "segment_name_taken" })), "{taken:?}");
        update(&db, &context(), other, 1, &name("Français, bis"), &first).await.unwrap();
        restore(&db, &context(), id, None).await.unwrap();
        let back = get(db.read(), id).await.unwrap();
        assert_eq!((back.name.as_str(), back.version, back.conditions.tree()), ("Français", 3, Ok(&first)));
        let told = event::Entity::find().all(db.read()).await.unwrap();
        let told: Vec<_> = told.iter().filter(|event| event.kind == "segment_restored").collect();
        assert_eq!(told.iter().map(|event| event.subject_id).collect::<Vec<_>>(), [id.0]);
    }
}
