//! Who is in a segment: how many, the first ones, all of them page by page.

use domain::context::Context;
use domain::id::CustomerId;
use domain::segment::Tree;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::compile::Question;
use super::statement::Values;
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
/// # Errors
/// When the database cannot be read.
pub async fn count<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
) -> Result<u64, StoreError> {
    let statement = counting(conn, context, tree).await?;
    let row = CountRow::find_by_statement(statement).one(conn).await?;
    Ok(row.and_then(|row| u64::try_from(row.members).ok()).unwrap_or(0))
}

/// The statement of [`count`].
pub(super) async fn counting<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
) -> Result<Statement, StoreError> {
    let question = Question::prepare(conn, context, tree).await?;
    let mut values = Values::new(conn.get_database_backend());
    let sql = question.select(tree, "count(*) as members", &mut values);
    Ok(values.into_statement(sql))
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
