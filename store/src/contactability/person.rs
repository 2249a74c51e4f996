//! Who stands behind an address: the party that survives, what forbids using its data, and who it is in
//! law.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::contactability::is_at_work;
use domain::customer::LegalClass;
use domain::id::{CustomerId, PartyId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, raw_sql,
};
use uuid::Uuid;

use crate::entity::customer;
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// A party as the rule needs it.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The party that survives.
    pub(super) party: PartyId,
    pub(super) restricted_at: Option<DateTime<Utc>>,
    pub(super) deleted_at: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) parent: Option<PartyId>,
}

#[derive(FromQueryResult)]
struct Row {
    asked: Uuid,
    id: Uuid,
    restricted_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    parent_id: Option<Uuid>,
}

/// The survivors of these parties, by the party that was asked for; one statement for a thousand.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, Person>, StoreError> {
    let mut found = HashMap::with_capacity(parties.len());
    for ids in parties.chunks(ROWS) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"WITH RECURSIVE line (asked, id) AS (
                   SELECT id, id FROM party WHERE id IN ({..ids})
                   UNION
                   SELECT l.asked, p.merged_into FROM line l JOIN party p ON p.id = l.id
                   WHERE p.merged_into IS NOT NULL
               )
               SELECT l.asked, p.id, p.restricted_at, p.deleted_at, p.created_at, p.parent_id
               FROM line l JOIN party p ON p.id = l.id WHERE p.merged_into IS NULL"#
        );
        for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
            let person = Person {
                party: row.id.into(),
                restricted_at: row.restricted_at,
                deleted_at: row.deleted_at,
                created_at: row.created_at,
                parent: row.parent_id.map(Into::into),
            };
            found.insert(row.asked.into(), person);
        }
    }
    Ok(found)
}

/// The commercial role of some parties.
#[derive(Debug, Default)]
pub(super) struct Roles {
    of_party: HashMap<PartyId, Vec<(CustomerId, LegalClass)>>,
}

impl Roles {
    /// The customers behind these people, their own and those of their organisation.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        people: impl Iterator<Item = &Person>,
    ) -> Result<Self, StoreError> {
        let mut ids: Vec<Uuid> =
            people.flat_map(|one| [Some(one.party), one.parent]).flatten().map(|id| id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut roles = Self::default();
        for ids in ids.chunks(ROWS) {
            let rows = customer::Entity::find()
                .filter(customer::Column::PartyId.is_in(ids.iter().copied()))
                .filter(customer::Column::DeletedAt.is_null())
                .order_by_asc(customer::Column::Id);
            for row in rows.all(conn).await? {
                let class = row.legal_class.parse();
                let class = class.map_err(|why| unreadable("customer.legal_class", why))?;
                roles.of_party.entry(row.party_id.into()).or_default().push((row.id.into(), class));
            }
        }
        Ok(roles)
    }

    fn of(&self, person: &Person) -> &[(CustomerId, LegalClass)] {
        let own = self.of_party.get(&person.party);
        let parents = person.parent.and_then(|parent| self.of_party.get(&parent));
        own.or(parents).map_or(&[], Vec::as_slice)
    }

    /// Who the person is in law; of several the one that the law protects most.
    pub(super) fn class(&self, person: &Person) -> LegalClass {
        let classes = self.of(person).iter().map(|(_, class)| *class);
        classes.min_by_key(|class| is_at_work(*class)).unwrap_or(LegalClass::Unknown)
    }

    pub(super) fn customers(&self, person: &Person) -> impl Iterator<Item = CustomerId> {
        self.of(person).iter().map(|(id, _)| *id)
    }

    /// Every customer that was read.
    pub(super) fn all(&self) -> Vec<Uuid> {
        self.of_party.values().flatten().map(|(id, _)| id.0).collect()
    }
}
