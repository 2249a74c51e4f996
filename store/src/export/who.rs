//! Whom the rows of a page name: customers, parties, contact points and users, read by sets.

use std::collections::HashMap;

use domain::id::{ContactPointId, CustomerId, PartyId, UserId};
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

/// A customer as other tables name it.
#[derive(Debug, Clone, Default)]
pub(super) struct Who {
    pub(super) reference: String,
    pub(super) name: String,
}

#[derive(FromQueryResult)]
struct CustomerRow {
    id: Uuid,
    reference: String,
    name: String,
}

#[derive(FromQueryResult)]
struct PartyRow {
    id: Uuid,
    name: String,
    reference: Option<String>,
}

#[derive(FromQueryResult)]
struct PointRow {
    id: Uuid,
    value: String,
}

#[derive(FromQueryResult)]
struct UserRow {
    id: Uuid,
    email: String,
}

/// The customers among these ids, the deleted ones too.
pub(super) async fn customers<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<CustomerId>,
) -> Result<HashMap<CustomerId, Who>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    let ids = once(ids.into_iter().map(|id| id.0).collect());
    for ids in ids.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT c.id, c.reference, p.name
               FROM customer c JOIN party p ON p.id = c.party_id
               WHERE c.id IN ({..ids})"#
        );
        for row in CustomerRow::find_by_statement(on(conn, statement)).all(conn).await? {
            let who = Who { reference: row.reference, name: row.name };
            found.insert(CustomerId(row.id), who);
        }
    }
    Ok(found)
}

/// The parties among these ids, with the reference of the customer that each is or belongs to.
pub(super) async fn parties<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<PartyId>,
) -> Result<HashMap<PartyId, Who>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    let ids = once(ids.into_iter().map(|id| id.0).collect());
    for ids in ids.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT p.id, p.name, MIN(c.reference) AS reference
               FROM party p LEFT JOIN customer c ON c.party_id = COALESCE(p.parent_id, p.id)
               WHERE p.id IN ({..ids})
               GROUP BY p.id, p.name"#
        );
        for row in PartyRow::find_by_statement(on(conn, statement)).all(conn).await? {
            let who = Who { reference: row.reference.unwrap_or_default(), name: row.name };
            found.insert(PartyId(row.id), who);
        }
    }
    Ok(found)
}

/// The values of the contact points among these ids; empty where they were erased.
pub(super) async fn points<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<ContactPointId>,
) -> Result<HashMap<ContactPointId, String>, StoreError> {
    let mut found = HashMap::new();
    let ids = once(ids.into_iter().map(|id| id.0).collect());
    for ids in ids.chunks(ROWS) {
        let statement =
            raw_sql!(Postgres, r#"SELECT id, value FROM contact_point WHERE id IN ({..ids})"#);
        for row in PointRow::find_by_statement(on(conn, statement)).all(conn).await? {
            found.insert(ContactPointId(row.id), row.value);
        }
    }
    Ok(found)
}

/// The addresses of the users among these ids.
pub(super) async fn users<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<UserId>,
) -> Result<HashMap<UserId, String>, StoreError> {
    let mut found = HashMap::new();
    let ids = once(ids.into_iter().map(|id| id.0).collect());
    for ids in ids.chunks(ROWS) {
        let statement =
            raw_sql!(Postgres, r#"SELECT id, email FROM user_account WHERE id IN ({..ids})"#);
        for row in UserRow::find_by_statement(on(conn, statement)).all(conn).await? {
            found.insert(UserId(row.id), row.email);
        }
    }
    Ok(found)
}

/// Each id once.
fn once(mut ids: Vec<Uuid>) -> Vec<Uuid> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
