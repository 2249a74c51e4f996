//! By what they were reached: suppressed where nobody else is reached there, unlinked, and masked where
//! nobody holds it any more. Messages, decisions and calls name contact points, and so do the links of
//! unsubscribing: no row goes.

use std::collections::BTreeSet;

use domain::context::Context;
use domain::customer::{ContactKind, ContactPoint};
use domain::id::ContactPointId;
use domain::suppression::SuppressionReason;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::family::Family;
use super::run;
use crate::contact_point;
use crate::db::Write;
use crate::entity::contact_point as point;
use crate::error::StoreError;
use crate::sql::{ROWS, of_page};
use crate::suppression::{NewSuppression, suppress_in};

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Changed {
    before: Option<String>,
    after: Option<String>,
}

/// What names a contact point as theirs: what they have, and what was written to or said of before.
const NAMED: &str = "select contact_point_id as id from party_contact_point where {party_id}
     union select contact_point_id from message where {party_id} and contact_point_id is not null
     union select contact_point_id from consent where {party_id} and contact_point_id is not null
     union select contact_point_id from call where {party_id} and contact_point_id is not null
     union select contact_point_id from consent_request where {party_id}";

/// Contact points at which nobody is reached who is still there.
const DESERTED: &str = "select p.id from contact_point p
     where {p.id} and p.value <> '' and not exists (
       select 1 from party_contact_point o
       join party q on q.id = o.party_id
       left join party up on up.id = q.parent_id
       where o.contact_point_id = p.id and q.deleted_at is null and up.deleted_at is null
     )";

/// Suppresses each address at which nobody else is reached, for every purpose. The family is marked as
/// deleted before.
pub(super) async fn suppress(
    txn: &Write,
    context: &Context,
    family: &Family,
) -> Result<(), StoreError> {
    let conn = &**txn;
    let mut points: Vec<ContactPointId> = Vec::new();
    let theirs = points_of(conn, family).await?;
    for ids in theirs.chunks(ROWS) {
        let found = Id::find_by_statement(of_page(conn, DESERTED, ids, [])).all(conn).await?;
        points.extend(found.into_iter().map(|row| ContactPointId(row.id)));
    }
    points.sort_unstable();
    let erased = contact_point::values(conn, &points).await?.into_iter().map(|(_, value)| {
        let (purpose, import) = (None, None);
        // Said anew: a yes that was given since an earlier erasure does not take it back.
        NewSuppression { value, reason: SuppressionReason::Erasure, purpose, import, anew: true }
    });
    let erased: Vec<_> = erased.collect();
    suppress_in(conn, context, txn.fingerprints()?, &erased).await?;
    Ok(())
}

/// Takes their contact points from them, masks those that nobody holds, and ends what waits for a link.
pub(super) async fn unlink<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    family: &Family,
) -> Result<(), StoreError> {
    let points = points_of(conn, family).await?;
    let parties = &family.parties;
    run(conn, "delete from party_contact_point where {party_id}", parties, &[]).await?;
    let id = match conn.get_database_backend() {
        DbBackend::Postgres => "cast(id as text)",
        _ => "lower(hex(id))",
    };
    let mask = format!(
        "update contact_point set value = '', value_key = 'erased:' || {id}, verified_at = null,
                invalid_since = $1, invalid_reason = '{}'
         where {{id}} and value <> '' and not exists (
           select 1 from party_contact_point l where l.contact_point_id = contact_point.id
         )",
        contact_point::ERASED
    );
    run(conn, &mask, &points, &[context.now.into()]).await?;
    let end = "update consent_request set expires_at = $1
               where {party_id} and confirmed_at is null and expires_at > $1";
    run(conn, end, parties, &[context.now.into()]).await
}

/// The contact points that are theirs or were.
async fn points_of<C: ConnectionTrait>(conn: &C, family: &Family) -> Result<Vec<Uuid>, StoreError> {
    let mut points: BTreeSet<Uuid> = BTreeSet::new();
    for ids in family.parties.chunks(ROWS) {
        let found = Id::find_by_statement(of_page(conn, NAMED, ids, [])).all(conn).await?;
        points.extend(found.into_iter().map(|row| row.id));
    }
    points.extend(former(conn, family).await?);
    Ok(points.into_iter().collect())
}

/// Those that they had before a change, as the history tells: nothing else leads to them.
async fn former<C: ConnectionTrait>(conn: &C, family: &Family) -> Result<Vec<Uuid>, StoreError> {
    let sql = "select v.before, v.after from event e join event_value v on v.event_id = e.id
               where {e.party_id} and v.field = 'contact_points'";
    let mut told: Vec<ContactPoint> = Vec::new();
    for ids in family.parties.chunks(ROWS) {
        for row in Changed::find_by_statement(of_page(conn, sql, ids, [])).all(conn).await? {
            for list in [row.before, row.after].into_iter().flatten() {
                // What the domain no longer reads names no address that could be looked for.
                told.extend(serde_json::from_str::<Vec<ContactPoint>>(&list).unwrap_or_default());
            }
        }
    }
    let mut points = Vec::new();
    for kind in ContactKind::ALL {
        let keys = told.iter().filter(|one| one.value.kind() == *kind);
        let keys: BTreeSet<String> = keys.map(|one| one.value.key()).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        for keys in keys.chunks(ROWS) {
            let found: Vec<Uuid> = point::Entity::find()
                .select_only()
                .column(point::Column::Id)
                .filter(point::Column::Kind.eq(kind.code()))
                .filter(point::Column::ValueKey.is_in(keys.iter().map(String::as_str)))
                .into_tuple()
                .all(conn)
                .await?;
            points.extend(found);
        }
    }
    Ok(points)
}
