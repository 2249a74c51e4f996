//! What the desk adds, deletes and takes back.

use domain::customer::{
    Choice, CustomField, CustomFieldKind, CustomValue, CustomerFile, Label, Tag,
};
use domain::id::CustomerId;
use domain::user::Role;
use futures::StreamExt as _;

use super::super::*;
use super::made;
use crate::both_engines;
use crate::db::Db;
use crate::error::StoreError;
use crate::page::PageRequest;
use crate::testing::context;

fn label(text: &str) -> Label {
    Label { fr: text.to_owned(), en: text.to_owned() }
}

fn sector() -> NewCustomField {
    let choice = |code: &str| Choice { code: code.to_owned(), label: label(code) };
    NewCustomField {
        code: "sector".to_owned(),
        kind: CustomFieldKind::Choice,
        label: label("Sector"),
        choices: vec![choice("wood"), choice("steel")],
    }
}

fn code<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        Err(StoreError::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}

async fn set(
    db: &Db,
    id: CustomerId,
    version: i32,
    code: &str,
    value: CustomValue,
) -> Result<i32, StoreError> {
    let change = |file: &mut CustomerFile| {
        file.custom.insert(code.to_owned(), value);
    };
    update(db, &context(), id, version, change, None).await
}

both_engines! {
    async fn a_customer_bears_its_owner_its_tags_and_the_firms_own_fields(db: Db) {
        let context = context();
        let before = made(&db, "1").await;
        let other = made(&db, "2").await;
        let new = crate::user::tests::new_user("zoe@example.fr", Role::Sales);
        let zoe = crate::user::create(&db, &context, new, None).await.unwrap();
        let field = create_custom_field(&db, &context, sector(), None).await.unwrap();
        let again = create_custom_field(&db, &context, sector(), None).await;
        assert_eq!(code(again), "custom_field_code_taken");
        update(&db, &context, before.id, 1, |file| {
            file.owner = Some(zoe);
            file.tags = Tag::set(["VIP", "été", "vip"].map(|tag| Tag::parse(tag).unwrap()));
            file.custom.insert("sector".to_owned(), CustomValue::Choice("wood".to_owned()));
        }, None).await.unwrap();
        let after = get(db.read(), before.id).await.unwrap();
        assert_eq!(after.file.owner, Some(zoe));
        assert_eq!(after.file.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), ["été", "VIP"]);
        assert_eq!(after.file.custom["sector"], CustomValue::Choice("wood".to_owned()));
        assert_eq!(get(db.read(), other.id).await.unwrap(), other);
        let unknown = set(&db, before.id, 2, "colour", CustomValue::Text("red".to_owned())).await;
        assert_eq!(code(unknown), "custom_field_unknown");
        let wrong = set(&db, before.id, 2, "sector", CustomValue::Choice("glass".to_owned())).await;
        assert_eq!(code(wrong), "custom_field_value");

        // A choice that somebody has stays, an archived field keeps its values and takes no new one.
        let fewer = |field: &mut CustomField| field.choices.retain(|choice| choice.code != "wood");
        let refused = update_custom_field(&db, &context, field, 1, fewer).await;
        assert_eq!(code(refused), "custom_field_choice_used");
        let archive = |field: &mut CustomField| field.archived = true;
        assert_eq!(update_custom_field(&db, &context, field, 1, archive).await.unwrap(), 2);
        let late = set(&db, before.id, 2, "sector", CustomValue::Choice("steel".to_owned())).await;
        assert_eq!(code(late), "custom_field_archived");
        update(&db, &context, before.id, 2, |file| file.tags.clear(), None).await.unwrap();
        let after = get(db.read(), before.id).await.unwrap();
        assert_eq!((after.file.tags.len(), after.file.custom.len()), (0, 1));
    }

    async fn every_kind_of_value_is_read_back(db: Db) {
        let id = made(&db, "1").await.id;
        let values = [
            ("a_text", CustomValue::Text("Cœur".to_owned())),
            ("a_number", CustomValue::Number(-125_000)),
            ("a_date", CustomValue::Date("2026-02-28".parse().unwrap())),
            ("a_boolean", CustomValue::Boolean(false)),
        ];
        for (version, (code, value)) in (1..).zip(values) {
            let new = NewCustomField {
                code: code.to_owned(), kind: value.kind(), label: label(code), choices: Vec::new(),
            };
            create_custom_field(&db, &context(), new, None).await.unwrap();
            set(&db, id, version, code, value.clone()).await.unwrap();
            assert_eq!(get(db.read(), id).await.unwrap().file.custom[code], value);
        }
        assert_eq!(custom_fields(&db, PageRequest::first(9)).await.unwrap().items.len(), 4);
    }

    async fn a_customer_who_owes_stays_and_one_who_does_not_goes_and_comes_back(db: Db) {
        use crate::allocation::fixture::{invoice, paid, payment, posted};
        use domain::payment::Allocate;
        let record = made(&db, "1").await;
        let bill = posted(&db, invoice(record.id, "F1", "2027-01-01", &[("2027-02-01", 500)])).await;
        let refused = delete(&db, &context(), record.id, 1).await;
        match refused {
            Err(StoreError::Refused(refusal)) => {
                let told = vec![("count", "1".to_owned()), ("number", "F1".to_owned())];
                assert_eq!((refusal.code, refusal.params), ("customer_owes", told));
            }
            other => panic!("{other:?}"),
        }
        let given = Allocate::Exactly(vec![(bill.due_lines[0], 500)]);
        paid(&db, payment(record.id, "2027-01-02", 500, given)).await;
        assert!(matches!(delete(&db, &context(), record.id, 7).await, Err(StoreError::Stale)));
        assert_eq!(code(restore(&db, &context(), record.id, None).await), "customer_not_deleted");
        delete(&db, &context(), record.id, 1).await.unwrap();
        assert!(get(db.read(), record.id).await.is_err());
        assert!(delete(&db, &context(), record.id, 2).await.is_err());
        let shown = CustomerFilter { deleted: true, ..CustomerFilter::default() };
        assert_eq!(list(db.read(), &shown, CustomerOrder::Made, PageRequest::first(9)).await.unwrap().items.len(), 1);
        assert!(list(db.read(), &CustomerFilter::default(), CustomerOrder::Made, PageRequest::first(9)).await.unwrap().items.is_empty());
        restore(&db, &context(), record.id, None).await.unwrap();
        let back = get(db.read(), record.id).await.unwrap();
        assert_eq!((back.file, back.version), (record.file, 3));
    }

    async fn a_file_is_attached_read_and_taken_off(db: Db) {
        let id = made(&db, "1").await.id;
        let new = NewAttachment {
            file_name: "contrat.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: vec![7; 300_000],
        };
        let file = attach(&db, &context(), id, new, None).await.unwrap();
        let read = attachment(&db, file).await.unwrap();
        assert_eq!((read.file_name.as_str(), read.blob.size), ("contrat.pdf", 300_000));
        let pieces: Vec<_> = crate::blob::read(db.read(), read.blob.id).collect().await;
        assert_eq!(pieces.into_iter().map(|piece| piece.unwrap().len()).sum::<usize>(), 300_000);
        let listed = async |deleted: bool| {
            attachments(&db, id, deleted, PageRequest::first(9)).await.unwrap().items
        };
        assert_eq!(listed(false).await, std::slice::from_ref(&read));
        assert_eq!(code(restore_attachment(&db, &context(), file, None).await), "attachment_not_deleted");
        detach(&db, &context(), file).await.unwrap();
        assert!(matches!(detach(&db, &context(), file).await, Err(StoreError::NotFound { .. })));
        assert_eq!((listed(false).await, listed(true).await), (vec![], vec![read.clone()]));
        let version = get(db.read(), id).await.unwrap().version;
        delete(&db, &context(), id, version).await.unwrap();
        assert_eq!(code(restore_attachment(&db, &context(), file, None).await), "customer_deleted");
        restore(&db, &context(), id, None).await.unwrap();
        restore_attachment(&db, &context(), file, None).await.unwrap();
        assert_eq!((listed(false).await, listed(true).await), (vec![read.clone()], vec![]));
        let pieces: Vec<_> = crate::blob::read(db.read(), read.blob.id).collect().await;
        assert_eq!(pieces.into_iter().map(|piece| piece.unwrap().len()).sum::<usize>(), 300_000);
    }
}
