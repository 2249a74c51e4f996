//! Who is in a segment: how many, the first ones, all of them page by page.

use std::fmt::Write as _;

use domain::context::Context;
use domain::id::CustomerId;
use domain::segment::Tree;
use futures::future::try_join_all;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::compile::Question;
use super::part::Part;
use super::statement::Values;
use crate::db::Db;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Members of a sample.
pub const SAMPLE: u32 = 20;

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
/// Where several processors are there, each gets a part of the file. A change that is made meanwhile may be
/// seen by one and not by another.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(db: &Db, context: &Context, tree: &Tree) -> Result<u64, StoreError> {
    let parts = if Question::is_led(tree) { vec![Part::Whole] } else { Part::all(db).await? };
    count_parts(db, context, tree, &parts).await
}

/// [`count`] by these parts.
pub(super) async fn count_parts(
    db: &Db,
    context: &Context,
    tree: &Tree,
    parts: &[Part],
) -> Result<u64, StoreError> {
    let counts = counting(db, context, tree, parts).await?.into_iter().zip(parts);
    let counts = counts.map(async |(statement, part)| {
        let row = match part {
            Part::Ids { .. } => {
                // A transaction of its own, so that the setting is its alone: the processors have the
                // other parts.
                let txn = db.begin().await?;
                txn.execute_unprepared("set local max_parallel_workers_per_gather = 0").await?;
                CountRow::find_by_statement(statement).one(&*txn).await?
            }
            Part::Whole | Part::Rows { .. } => {
                CountRow::find_by_statement(statement).one(db.read()).await?
            }
        };
        Ok::<_, StoreError>(row.and_then(|row| u64::try_from(row.members).ok()).unwrap_or(0))
    });
    Ok(try_join_all(counts).await?.into_iter().sum())
}

/// The statements of [`count`]: each counts a part.
pub(super) async fn counting(
    db: &Db,
    context: &Context,
    tree: &Tree,
    parts: &[Part],
) -> Result<Vec<Statement>, StoreError> {
    let question = Question::prepare(db.read(), context, tree).await?;
    let statement = |part: &Part| {
        let mut values = Values::of_part(db.read().get_database_backend(), *part);
        let mut sql = question.select(tree, "count(*) as members", &mut values);
        if let Some(of_part) = values.of_customer() {
            let _ = write!(sql, " and {of_part}");
        }
        values.into_statement(sql)
    };
    Ok(parts.iter().map(statement).collect())
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
