//! Lists of customers, by page.

use domain::customer::{LegalClass, Reference, Tag};
use domain::fold::fold;
use domain::id::UserId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::record::{self, CustomerRecord};
use crate::entity::{customer, customer_owner, customer_tag, party};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Which customers a list is to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// The one with this reference.
    pub reference: Option<Reference>,
    /// Those of a legal class.
    pub legal_class: Option<LegalClass>,
    /// Those whose name begins so, whatever the case and the accents.
    pub name: Option<String>,
    /// Those that a user looks after.
    pub owner: Option<UserId>,
    /// Those with a tag.
    pub tag: Option<Tag>,
    /// Those that were deleted, instead of those that were not.
    pub deleted: bool,
}

/// A page of customers, in the order in which they were made.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: &CustomerFilter,
    page: PageRequest,
) -> Result<Page<CustomerRecord>, StoreError> {
    let deleted = customer::Column::DeletedAt;
    let deleted = if filter.deleted { deleted.is_not_null() } else { deleted.is_null() };
    let mut asked = customer::Entity::find().filter(deleted);
    if let Some(reference) = &filter.reference {
        asked = asked.filter(customer::Column::ReferenceKey.eq(reference.key()));
    }
    if let Some(class) = filter.legal_class {
        asked = asked.filter(customer::Column::LegalClass.eq(class.code()));
    }
    if let Some(name) = &filter.name {
        let first = fold(name);
        // Names are in byte order: those with a beginning lie between it and it with the last sign.
        let last = format!("{first}{}", char::MAX);
        let parties = party::Entity::find()
            .select_only()
            .column(party::Column::Id)
            .filter(party::Column::NameFolded.gte(first))
            .filter(party::Column::NameFolded.lt(last));
        asked = asked.filter(customer::Column::PartyId.in_subquery(parties.into_query()));
    }
    if let Some(owner) = filter.owner {
        let theirs = customer_owner::Entity::find()
            .select_only()
            .column(customer_owner::Column::CustomerId)
            .filter(customer_owner::Column::UserId.eq(owner.0));
        asked = asked.filter(customer::Column::Id.in_subquery(theirs.into_query()));
    }
    if let Some(tag) = &filter.tag {
        let tagged = customer_tag::Entity::find()
            .select_only()
            .column(customer_tag::Column::CustomerId)
            .filter(customer_tag::Column::TagKey.eq(tag.key()));
        asked = asked.filter(customer::Column::Id.in_subquery(tagged.into_query()));
    }
    if let Some(after) = page.after {
        asked = asked.filter(customer::Column::Id.gt(after));
    }
    let rows = asked.order_by_asc(customer::Column::Id).limit(page.rows()).all(conn).await?;
    let page = Page::cut(rows, page, |row| row.id);
    Ok(Page { items: record::whole(conn, page.items).await?, next: page.next })
}
