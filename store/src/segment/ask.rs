//! Who is in a segment: how many, the first ones, all of them page by page.

use std::fmt::Write as _;
use std::thread::available_parallelism;

use domain::context::Context;
use domain::id::CustomerId;
use domain::segment::Tree;
use futures::future::try_join_all;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::compile::Question;
use super::statement::Values;
use crate::db::{Db, Engine};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Members of a sample.
pub const SAMPLE: u32 = 20;

/// Into how many parts a count is cut at most: other questions want a connection too.
const MOST_PARTS: usize = 4;

/// A customer who is in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub customer: CustomerId,
    /// Its reference.
    pub reference: String,
    /// Its name.
    pub name: String,
}

#[derive(FromQueryResult)]
struct CountRow {
    members: i64,
}

#[derive(FromQueryResult)]
struct MemberRow {
    id: Uuid,
    reference: String,
    name: String,
}

/// How many customers pass `tree`, deleted ones left out.
///
/// SQLite answers a question by one processor: where several are there, each gets a part of the file. A
/// change that is made meanwhile may be seen by one and not by another.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(db: &Db, context: &Context, tree: &Tree) -> Result<u64, StoreError> {
    let counts = counting(db, context, tree).await?.into_iter().map(async |statement| {
        let row = CountRow::find_by_statement(statement).one(db.read()).await?;
        Ok::<_, StoreError>(row.and_then(|row| u64::try_from(row.members).ok()).unwrap_or(0))
    });
    Ok(try_join_all(counts).await?.into_iter().sum())
}

/// The statements of [`count`]: each counts a part.
pub(super) async fn counting(
    db: &Db,
    context: &Context,
    tree: &Tree,
) -> Result<Vec<Statement>, StoreError> {
    let question = Question::prepare(db.read(), context, tree).await?;
    let parts = match db.engine() {
        Engine::Sqlite if !Question::is_led(tree) => {
            available_parallelism().map_or(1, usize::from).min(MOST_PARTS)
        }
        _ => 1,
    };
    let part = |part: usize| {
        let mut values = Values::new(db.read().get_database_backend());
        let mut sql = question.select(tree, "count(*) as members", &mut values);
        if parts > 1 {
            // Rows that lie side by side are read together.
            let _ = write!(sql, " and c.rowid / 64 % {parts} = {part}");
        }
        values.into_statement(sql)
    };
    Ok((0..parts).map(part).collect())
}

/// The first [`SAMPLE`] customers who pass `tree`, by reference.
///
/// # Errors
/// When the database cannot be read.
pub async fn sample<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
) -> Result<Vec<Member>, StoreError> {
    read(conn, context, tree, None, "c.reference_key", u64::from(SAMPLE)).await
}

/// A page of the customers who pass `tree`, in the order in which they were made.
///
/// # Errors
/// When the database cannot be read.
pub async fn members<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
    page: PageRequest,
) -> Result<Page<Member>, StoreError> {
    let rows = read(conn, context, tree, page.after, "c.id", page.rows()).await?;
    Ok(Page::cut(rows, page, |member| member.customer.0))
}

/// The ids of the customers who pass `tree`, in the order in which they were made, at most `most`.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn member_ids<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
    after: Option<Uuid>,
    most: u32,
) -> Result<Vec<CustomerId>, StoreError> {
    let question = Question::prepare(conn, context, tree).await?;
    let mut values = Values::new(conn.get_database_backend());
    let select = question.select(tree, "c.id", &mut values);
    let after = after.map_or_else(String::new, |id| format!("and c.id > {}", values.bind(id)));
    let limit = values.bind(i64::from(most));
    let sql = format!("{select} {after} order by c.id limit {limit}");
    let rows = conn.query_all_raw(values.into_statement(sql)).await?;
    let ids: Result<Vec<Uuid>, _> = rows.iter().map(|row| row.try_get("", "id")).collect();
    Ok(ids?.into_iter().map(CustomerId).collect())
}

async fn read<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
    after: Option<Uuid>,
    order: &str,
    limit: u64,
) -> Result<Vec<Member>, StoreError> {
    let question = Question::prepare(conn, context, tree).await?;
    let mut values = Values::new(conn.get_database_backend());
    let columns = "c.id, c.reference, c.reference_key, c.party_id";
    let select = question.select(tree, columns, &mut values);
    let after = after.map_or_else(String::new, |id| format!("and c.id > {}", values.bind(id)));
    let limit = values.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let sql = format!(
        "select c.id, c.reference, p.name from (
           {select} {after} order by {order} limit {limit}) c
         join party p on p.id = c.party_id
         order by {order}"
    );
    let rows = MemberRow::find_by_statement(values.into_statement(sql)).all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Member { customer: row.id.into(), reference: row.reference, name: row.name })
        .collect())
}
