//! Lists of customers, by page.

use std::collections::HashMap;

use domain::customer::{LegalClass, Reference, Tag};
use domain::fold::fold;
use domain::id::{CustomerId, UserId};
use domain::language::Language;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::record::{self, CustomerRecord};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::statement::Parts;

/// Which customers a list is to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// The one with this reference; with that of a merged one, the survivor.
    pub reference: Option<Reference>,
    /// Those of a legal class.
    pub legal_class: Option<LegalClass>,
    /// Those to whom one writes in this language.
    pub language: Option<Language>,
    /// Those that are reminded, or those that are not.
    pub dunning_active: Option<bool>,
    /// Those whose name begins so, whatever the case and the accents.
    pub name: Option<String>,
    /// Those that a user looks after.
    pub owner: Option<UserId>,
    /// Those with a tag.
    pub tag: Option<Tag>,
    /// Those that were deleted, instead of those that were not.
    pub deleted: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CustomerOrder {
    /// In which they were made.
    #[default]
    Made,
    /// Of their names, whatever the case and the accents.
    Name,
    /// Of their references.
    Reference,
}

impl CustomerOrder {
    /// Every order there is.
    pub const ALL: [Self; 3] = [Self::Made, Self::Name, Self::Reference];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Name => "name",
            Self::Reference => "reference",
        }
    }

    /// What it compares before the id.
    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Made => None,
            Self::Name => Some("p.name_folded"),
            Self::Reference => Some("c.reference_key"),
        }
    }
}

/// A page of customers.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: &CustomerFilter,
    order: CustomerOrder,
    page: PageRequest,
) -> Result<Page<CustomerRecord>, StoreError> {
    let mut sql = Parts::default();
    sql.push(
        "select c.id from customer c join party p on p.id = c.party_id where c.deleted_at is ",
    );
    sql.push(if filter.deleted { "not null" } else { "null" });
    if let Some(reference) = &filter.reference {
        // By the reference of a merged one, the survivor.
        sql.push(" and (c.reference_key = ");
        sql.bind(reference.key());
        sql.push(
            " or c.id in (select m.into_customer_id from customer o
               join merged_customer m on m.customer_id = o.id where o.reference_key = ",
        );
        sql.bind(reference.key());
        sql.push("))");
    }
    if let Some(class) = filter.legal_class {
        sql.push(" and c.legal_class = ");
        sql.bind(class.code());
    }
    if let Some(language) = filter.language {
        sql.push(" and p.language = ");
        sql.bind(language.code());
    }
    if let Some(active) = filter.dunning_active {
        sql.push(" and c.dunning_active = ");
        sql.bind(active);
    }
    if let Some(name) = &filter.name {
        sql.push(" and ");
        sql.begins("p.name_folded", &fold(name));
    }
    if let Some(owner) = filter.owner {
        sql.push(" and c.id in (select customer_id from customer_owner where user_id = ");
        sql.bind(owner.0);
        sql.push(")");
    }
    if let Some(tag) = &filter.tag {
        sql.push(" and c.id in (select customer_id from customer_tag where tag_key = ");
        sql.bind(tag.key());
        sql.push(")");
    }
    if let Some(last) = page.after {
        after(conn, &mut sql, order, last).await?;
    }
    sql.push(" order by ");
    if let Some(column) = order.column() {
        sql.push(&format!("{column}, "));
    }
    sql.push(&format!("c.id limit {}", page.rows()));
    let rows = conn.query_all_raw(sql.on(conn)).await?;
    let ids: Result<Vec<Uuid>, _> = rows.iter().map(|row| row.try_get("", "id")).collect();
    let page = Page::cut(ids?, page, |id| *id);
    let ids: Vec<CustomerId> = page.items.iter().copied().map(CustomerId).collect();
    let found = record::find(conn, &ids).await?;
    let mut found: HashMap<CustomerId, CustomerRecord> =
        found.into_iter().map(|record| (record.id, record)).collect();
    let items = ids.iter().filter_map(|id| found.remove(id)).collect();
    Ok(Page { items, next: page.next })
}

/// The condition that a customer comes after `last` in the order.
async fn after<C: ConnectionTrait>(
    conn: &C,
    sql: &mut Parts,
    order: CustomerOrder,
    last: Uuid,
) -> Result<(), StoreError> {
    let Some(column) = order.column() else {
        sql.push(" and c.id > ");
        sql.bind(last);
        return Ok(());
    };
    match key_of(conn, column, last).await? {
        Some(key) => {
            sql.push(&format!(" and ({column}, c.id) > ("));
            sql.bind(key);
            sql.push(", ");
            sql.bind(last);
            sql.push(")");
        }
        // After nobody, nobody comes.
        None => sql.push(" and 1 = 0"),
    }
    Ok(())
}

async fn key_of<C: ConnectionTrait>(
    conn: &C,
    column: &str,
    customer: Uuid,
) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "select {column} as key from customer c join party p on p.id = c.party_id where c.id = $1"
    );
    let backend = conn.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, [customer.into()]);
    let row = conn.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get("", "key")).transpose()?)
}
