//! Who is erased together, and what the rule has to know of them.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::context::Context;
use domain::erasure::{Erased, ErasureFacts};
use domain::id::{CustomerId, PartyId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::sql::{ROWS, locks_rows, of_page};

/// A party with whoever belongs to it or was merged into it.
pub(super) struct Family {
    /// The party that was asked about.
    pub(super) root: PartyId,
    /// All of them, itself first.
    pub(super) parties: Vec<Uuid>,
    /// Those of them whom accounting documents name: customers and establishments.
    pub(super) named: Vec<Uuid>,
    /// The customers that they are, by id; none for a person of a customer.
    pub(super) customers: Vec<CustomerId>,
    /// The versions by which the party may be known: its customers', or a person's own.
    pub(super) versions: Vec<i32>,
    who: Erased,
    merged: bool,
    restricted: bool,
}

#[derive(FromQueryResult)]
struct Last {
    day: Option<NaiveDate>,
}

impl Family {
    /// Gathers them, the deleted ones too, and keeps everybody from writing for them until the transaction
    /// ends.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such party.
    pub(super) async fn load<C: ConnectionTrait>(
        conn: &C,
        id: PartyId,
    ) -> Result<Self, StoreError> {
        lock(conn, &[id.0]).await?;
        let root = party::Entity::find_by_id(id.0).one(conn).await?;
        let root = root.ok_or(StoreError::NotFound { noun: "party" })?;
        let rows = gather(conn, root.clone()).await?;
        let parties: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        lock(conn, &parties).await?;
        let mut customers = Vec::new();
        for ids in parties.chunks(ROWS) {
            let of = customer::Column::PartyId.is_in(ids.iter().copied());
            customers.extend(customer::Entity::find().filter(of).all(conn).await?);
        }
        customers.sort_unstable_by_key(|row| row.id);
        let of_root = customers.iter().filter(|row| row.party_id == root.id);
        let mut versions: Vec<i32> = of_root.map(|row| row.version).collect();
        let is_customer = !versions.is_empty();
        if !is_customer {
            versions.push(root.version);
        }
        let named = rows.iter().filter(|row| {
            row.kind == "establishment" || customers.iter().any(|of| of.party_id == row.id)
        });
        Ok(Self {
            root: id,
            named: named.map(|row| row.id).collect(),
            who: match root.kind.as_str() {
                _ if is_customer || root.parent_id.is_none() => Erased::Customer,
                "establishment" => Erased::Establishment,
                _ => Erased::Person,
            },
            merged: root.merged_into.is_some(),
            restricted: rows.iter().any(|row| row.restricted_at.is_some()),
            customers: customers.iter().map(|row| row.id.into()).collect(),
            parties,
            versions,
        })
    }

    /// The ids of their customers.
    pub(super) fn customer_ids(&self) -> Vec<Uuid> {
        self.customers.iter().map(|customer| customer.0).collect()
    }

    /// What the rule has to know.
    pub(super) async fn facts<C: ConnectionTrait>(
        &self,
        conn: &C,
        context: &Context,
    ) -> Result<ErasureFacts, StoreError> {
        let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
        Ok(ErasureFacts {
            who: self.who,
            merged: self.merged,
            restricted: self.restricted,
            owed: crate::customer::owed(conn, &self.customers).await?,
            last_document: self.last_document(conn).await?,
            today: context.today(firm.time_zone),
        })
    }

    async fn last_document<C: ConnectionTrait>(
        &self,
        conn: &C,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let sql = "select max(d.day) as day from (
                     select max(issued_on) as day from invoice where {customer_id}
                     union all select max(issued_on) from credit_note where {customer_id}
                     union all select max(received_on) from payment where {customer_id}
                   ) d";
        let mut last: Option<NaiveDate> = None;
        for ids in self.customer_ids().chunks(ROWS) {
            let found = Last::find_by_statement(of_page(conn, sql, ids, [])).one(conn).await?;
            last = last.max(found.and_then(|row| row.day));
        }
        Ok(last)
    }
}

/// Locks parties and the customers that they are: customers first, as everybody does who locks both.
async fn lock<C: ConnectionTrait>(conn: &C, parties: &[Uuid]) -> Result<(), StoreError> {
    if !locks_rows(conn) {
        return Ok(());
    }
    for sql in [
        "select id from customer where {party_id} order by id for update",
        "select id from party where {id} order by id for update",
    ] {
        for ids in parties.chunks(ROWS) {
            conn.query_all_raw(of_page(conn, sql, ids, [])).await?;
        }
    }
    Ok(())
}

/// A party, then its people and establishments, and whoever was merged into any of them.
async fn gather<C: ConnectionTrait>(
    conn: &C,
    root: party::Model,
) -> Result<Vec<party::Model>, StoreError> {
    let mut known: HashSet<Uuid> = HashSet::from([root.id]);
    let mut family = vec![root];
    let mut asked = 0;
    while asked < family.len() {
        let ids: Vec<Uuid> = family.iter().skip(asked).take(ROWS).map(|row| row.id).collect();
        asked += ids.len();
        // A firm below another is nobody of it.
        let below = Condition::all()
            .add(party::Column::ParentId.is_in(ids.iter().copied()))
            .add(party::Column::Kind.is_in(["person", "establishment"]));
        let of = Condition::any().add(below).add(party::Column::MergedInto.is_in(ids));
        let found = party::Entity::find().filter(of).order_by_asc(party::Column::Id);
        family.extend(found.all(conn).await?.into_iter().filter(|row| known.insert(row.id)));
    }
    Ok(family)
}
