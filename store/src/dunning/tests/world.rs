//! A small desk for the tests: customers who can be reached, late invoices, runs and messages.

use domain::id::{CustomerId, DueLineId, PaymentId, RunId};
use domain::payment::Allocate;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

pub(super) use crate::allocation::fixture::{context, day, invoice, paid, payment, posted};
use crate::db::Db;
use crate::dunning::{self, Confirmation, Reading, RunView};
use crate::entity::{address, contact_point, customer, message, party, party_contact_point};
use crate::error::StoreError;

/// A professional customer with an e-mail address and a postal address.
pub(super) async fn customer(db: &Db, reference: &str) -> CustomerId {
    let id = crate::allocation::fixture::new_customer(db, reference).await;
    let party = party_of(db, id).await;
    let context = context();
    let point: Uuid = context.id();
    let row = contact_point::ActiveModel {
        id: Set(point),
        kind: Set("email".to_owned()),
        value: Set(format!("{reference}@client.example").to_lowercase()),
        value_key: Set(format!("{reference}@client.example").to_lowercase()),
        created_at: Set(context.now),
        ..Default::default()
    };
    contact_point::Entity::insert(row).exec_without_returning(db.read()).await.unwrap();
    let row = party_contact_point::ActiveModel {
        party_id: Set(party),
        contact_point_id: Set(point),
        role: Set("main".to_owned()),
        position: Set(0),
    };
    party_contact_point::Entity::insert(row).exec_without_returning(db.read()).await.unwrap();
    let row = address::ActiveModel {
        id: Set(context.id()),
        party_id: Set(party),
        role: Set("main".to_owned()),
        lines: Set(json!([])),
        street: Set("1 rue du Port".to_owned()),
        postal_code: Set("75011".to_owned()),
        city: Set("Paris".to_owned()),
        country: Set("FR".to_owned()),
        created_at: Set(context.now),
        ..Default::default()
    };
    address::Entity::insert(row).exec_without_returning(db.read()).await.unwrap();
    id
}

pub(super) async fn party_of(db: &Db, customer: CustomerId) -> Uuid {
    let row = customer::Entity::find_by_id(customer.0).one(db.read()).await.unwrap().unwrap();
    row.party_id
}

/// Changes the party of a customer.
pub(super) async fn with_party(db: &Db, customer: CustomerId, change: party::ActiveModel) {
    let party = party_of(db, customer).await;
    party::Entity::update_many()
        .set(change)
        .filter(party::Column::Id.eq(party))
        .exec(db.read())
        .await
        .unwrap();
}

/// An invoice of one line, issued a month before it is due.
pub(super) async fn owes(
    db: &Db,
    customer: CustomerId,
    number: &str,
    due_on: &str,
    amount: i64,
) -> DueLineId {
    let issued = (day(due_on) - chrono::Duration::days(30)).to_string();
    posted(db, invoice(customer, number, &issued, &[(due_on, amount)])).await.due_lines[0]
}

/// A payment given to a line.
pub(super) async fn pays(
    db: &Db,
    customer: CustomerId,
    line: DueLineId,
    on: &str,
    amount: i64,
) -> PaymentId {
    paid(db, payment(customer, on, amount, Allocate::Exactly(vec![(line, amount)]))).await
}

pub(super) async fn confirm(db: &Db, on: &str) -> Confirmation {
    dunning::confirm_day(db, &context(), day(on)).await.unwrap()
}

/// All pages of the run of a day, of two customers each, as one.
pub(super) async fn read(db: &Db, on: &str) -> RunView {
    whole(db, Reading::of_day(db, day(on)).await.unwrap()).await
}

pub(super) async fn whole(db: &Db, mut reading: Reading) -> RunView {
    let mut all = RunView::default();
    while let Some(page) = reading.next_of(db, 2).await.unwrap() {
        all.messages.extend(page.messages);
        all.left_out.extend(page.left_out);
    }
    all
}

/// `reference level` of each message of a view.
pub(super) fn levels(view: &RunView) -> Vec<(String, u8)> {
    view.messages.iter().map(|message| (message.customer.clone(), message.level)).collect()
}

/// `reference reason` of each line left out of a view.
pub(super) fn reasons(view: &RunView) -> Vec<(String, &'static str)> {
    view.left_out.iter().map(|line| (line.customer.clone(), line.reason.code())).collect()
}

/// The messages of a run.
pub(super) async fn messages(db: &Db, run: RunId) -> Vec<message::Model> {
    message::Entity::find().filter(message::Column::BatchId.eq(run.0)).all(db.read()).await.unwrap()
}

/// Puts all messages of a run into a state, as the ledger would, and settles their claims.
pub(super) async fn end(db: &Db, run: RunId, state: &str) {
    let notices: Vec<_> =
        messages(db, run).await.iter().map(|message| message.purpose_id.into()).collect();
    let txn = db.begin().await.unwrap();
    message::Entity::update_many()
        .col_expr(message::Column::State, Expr::value(state))
        .filter(message::Column::BatchId.eq(run.0))
        .exec(&*txn)
        .await
        .unwrap();
    let (sent, released) = match state {
        "accepted" => (notices, Vec::new()),
        "failed" | "skipped" => (Vec::new(), notices),
        _ => (Vec::new(), Vec::new()),
    };
    dunning::settle(&*txn, &context(), &sent, &released).await.unwrap();
    txn.commit().await.unwrap();
}

/// The code of a refusal.
pub(super) fn code<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

/// That the invariants of runs and claims hold. Those of the messages are not asked: the tests put
/// messages into states by hand.
pub(super) async fn sound(db: &Db) {
    let broken = crate::doctor::examine(db.read()).await.unwrap();
    let ours: Vec<_> =
        broken.into_iter().filter(|found| !found.invariant.starts_with("message")).collect();
    assert!(ours.is_empty(), "{ours:?}");
}
