//! Which parties changed since they were posted: appended with each change, so that no writer waits.

use domain::context::Context;
use domain::id::PartyId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement};
use uuid::Uuid;

use crate::db::Db;
use crate::entity::party;
use crate::error::StoreError;
use crate::sql::ROWS;
use crate::statement::Parts;

/// Notes that something of `parties` changed that can be searched: in the transaction of each such
/// change, whatever changed, deletion and merge too.
///
/// # Errors
/// When the database cannot be written.
pub async fn note_changed<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    parties: impl IntoIterator<Item = PartyId>,
) -> Result<(), StoreError> {
    let parties: Vec<PartyId> = parties.into_iter().collect();
    for parties in parties.chunks(ROWS) {
        let mut sql = Parts::default();
        sql.push("insert into search_pending (id, party_id) values ");
        for (place, party) in parties.iter().enumerate() {
            sql.push(if place == 0 { "(" } else { "), (" });
            sql.bind(context.id::<Uuid>());
            sql.push(", ");
            sql.bind(party.0);
        }
        sql.push(")");
        conn.execute_raw(sql.on(conn)).await?;
    }
    Ok(())
}

/// The same for `parties` and whoever stands below them: people and establishments, which lead to their
/// customer and are found with it.
///
/// # Errors
/// When the database cannot be written.
pub async fn note_family_changed<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    parties: impl IntoIterator<Item = PartyId>,
) -> Result<(), StoreError> {
    let parties: Vec<PartyId> = parties.into_iter().collect();
    let below: Vec<Uuid> = party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(party::Column::ParentId.is_in(parties.iter().map(|party| party.0)))
        .into_tuple()
        .all(conn)
        .await?;
    // They come last, so that no large family hides them among the changes that wait.
    note_changed(conn, context, below.into_iter().map(PartyId).chain(parties)).await
}

/// How many changes wait to be posted.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting<C: ConnectionTrait>(conn: &C) -> Result<u64, StoreError> {
    let sql = "select count(*) as waiting from search_pending";
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let Some(row) = conn.query_one_raw(statement).await? else { return Ok(0) };
    let waiting: i64 = row.try_get("", "waiting")?;
    Ok(u64::try_from(waiting).unwrap_or(0))
}

/// The parties of the last changes that wait, at most `most`.
pub(super) async fn last<C: ConnectionTrait>(
    conn: &C,
    most: usize,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = format!("select party_id from search_pending order by id desc limit {most}");
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let rows = conn.query_all_raw(statement).await?;
    let parties: Result<Vec<Uuid>, _> =
        rows.iter().map(|row| row.try_get("", "party_id")).collect();
    Ok(parties?)
}

/// Asks for all parties to be posted again, a page of a thousand in each transaction; [`super::catch_up`]
/// does it. What is there is compared, so searches go on meanwhile.
///
/// # Errors
/// When the database cannot be written.
pub async fn reindex(db: &Db, context: &Context) -> Result<u64, StoreError> {
    let mut asked = 0;
    let mut after = Uuid::nil();
    loop {
        let backend = db.read().get_database_backend();
        let sql = format!("select id from party where id > $1 order by id limit {ROWS}");
        let statement = Statement::from_sql_and_values(backend, sql, [after.into()]);
        let rows = db.read().query_all_raw(statement).await?;
        let ids: Result<Vec<Uuid>, _> = rows.iter().map(|row| row.try_get("", "id")).collect();
        let ids = ids?;
        let Some(last) = ids.last() else { return Ok(asked) };
        after = *last;
        let txn = db.begin().await?;
        note_changed(&*txn, context, ids.iter().copied().map(PartyId)).await?;
        txn.commit().await?;
        asked += u64::try_from(ids.len()).unwrap_or(0);
    }
}
