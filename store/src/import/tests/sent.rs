//! Files that were sent: their bytes stay as long as a plan may need them, and no longer.

use domain::id::ImportId;
use futures::FutureExt;
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::*;
use crate::both_engines;
use crate::entity::{blob, blob_chunk, import_upload};
use crate::import::plan::plan_upload;

const TEXT: &str = "reference;name\nA;One\nB;Two\n";

/// Files, what is known of their bytes, and the bytes.
async fn kept(db: &Db) -> [u64; 3] {
    [
        import_upload::Entity::find().count(db.read()).await.unwrap(),
        blob::Entity::find().count(db.read()).await.unwrap(),
        blob_chunk::Entity::find().count(db.read()).await.unwrap(),
    ]
}

async fn sent(db: &Db, text: &str) -> ImportId {
    let new = NewUpload {
        kind: ImportKind::Customers,
        file_name: "file.csv".to_owned(),
        media_type: "text/csv".to_owned(),
        mapping: Mapping::default(),
    };
    upload(db, &context(), &new, text.as_bytes(), None).await.unwrap()
}

async fn worked(db: &Db, id: ImportId) {
    let token: Uuid = context().id();
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    work(db, id, token, &surroundings).await.unwrap();
}

both_engines! {
    async fn an_interrupted_plan_has_its_file_and_a_whole_one_needs_it_no_more(db: Db) {
        let id = sent(&db, TEXT).await;
        assert_eq!(kept(&db).await, [1, 1, 1]);
        let token: Uuid = context().id();
        let stop = |progress: Progress| {
            assert!(!matches!(progress, Progress::Reading { .. }), "killed");
        };
        let surroundings = Surroundings { context: &context, progress: &stop };
        let killed = std::panic::AssertUnwindSafe(work(&db, id, token, &surroundings));
        assert!(killed.catch_unwind().await.is_err());
        release(&db, token).await.unwrap();
        assert_eq!(get(db.read(), id).await.unwrap().state, ImportState::Planning);
        assert_eq!(kept(&db).await, [1, 1, 1], "it is planned again from its file");

        worked(&db, id).await;
        assert_eq!(kept(&db).await, [0, 0, 0]);
        let followed = follow(db.read(), id).await.unwrap();
        assert!(followed.upload.is_none());
        assert_eq!(followed.tasks[0].state, "done");
        assert_eq!(followed.import.unwrap().state, ImportState::Planned);

        ask(&db, &context(), id, Task::Apply, None).await.unwrap();
        worked(&db, id).await;
        let import = get(db.read(), id).await.unwrap();
        assert_eq!((import.state, import.applied), (ImportState::Applied, 2));
    }

    async fn killed_after_its_rows_a_plan_ends_and_lets_its_file_go(db: Db) {
        let folder = Folder::new();
        let id = sent(&db, TEXT).await;
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        plan_upload(&db, id, &folder.customers(TEXT), &surroundings).await.unwrap();
        assert_eq!(kept(&db).await, [1, 1, 1], "the task has not ended");
        worked(&db, id).await;
        assert_eq!(kept(&db).await, [0, 0, 0]);
        assert_eq!(get(db.read(), id).await.unwrap().total, 2, "it is not planned twice");
    }

    async fn a_plan_that_another_file_overtook_lets_its_file_go_too(db: Db) {
        let folder = Folder::new();
        let id = sent(&db, TEXT).await;
        let surroundings = Surroundings { context: &context, progress: &|_| {} };
        plan_upload(&db, id, &folder.customers(TEXT), &surroundings).await.unwrap();
        planned(&db, &folder.customers(TEXT)).await.unwrap();
        assert_eq!(get(db.read(), id).await.unwrap().state, ImportState::Cancelled);
        worked(&db, id).await;
        assert_eq!(kept(&db).await, [0, 0, 0]);
    }

    async fn of_a_file_that_is_refused_only_the_refusal_is_left(db: Db) {
        let id = sent(&db, "a;b\nAnne;anne@one.example\n").await;
        worked(&db, id).await;
        assert_eq!(kept(&db).await, [1, 1, 0], "the row tells which file it was");
        let followed = follow(db.read(), id).await.unwrap();
        assert!(followed.import.is_none());
        assert_eq!(followed.upload.unwrap().file_name, "file.csv");
        assert_eq!(followed.tasks[0].state, "refused");
    }
}
