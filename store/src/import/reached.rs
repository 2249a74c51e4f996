//! Who the customers of a page of rows are, and how they are reached.

use std::collections::HashMap;

use domain::customer::{ContactKind, ContactValue};
use domain::id::{ContactPointId, CustomerId, PartyId};
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

/// How somebody is reached.
#[derive(Debug, Clone)]
pub(super) struct Reached {
    pub(super) point: Option<ContactPointId>,
    pub(super) value: ContactValue,
}

/// The customers of a page: one statement for a thousand.
#[derive(Default)]
pub(super) struct People {
    parties: HashMap<CustomerId, PartyId>,
    reached: HashMap<(CustomerId, ContactKind), Reached>,
    /// All at which nobody else is reached.
    own: HashMap<(CustomerId, ContactKind), Vec<ContactValue>>,
}

impl People {
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        customers: impl Iterator<Item = CustomerId>,
    ) -> Result<Self, StoreError> {
        #[derive(FromQueryResult)]
        struct Row {
            customer: Uuid,
            party: Uuid,
            point: Option<Uuid>,
            kind: Option<String>,
            value: Option<String>,
            shared: bool,
        }
        let mut people = Self::default();
        let ids: Vec<Uuid> = customers.map(|id| id.0).collect();
        for ids in ids.chunks(ROWS) {
            let statement = raw_sql!(
                Postgres,
                r#"SELECT c.id AS customer, c.party_id AS party, p.id AS point, p.kind, p.value,
                          EXISTS (SELECT 1 FROM party_contact_point o CROSS JOIN party q
                                  LEFT JOIN party up ON up.id = q.parent_id
                                  WHERE o.contact_point_id = l.contact_point_id
                                    AND o.party_id <> l.party_id AND q.id = o.party_id
                                    AND q.deleted_at IS NULL AND up.deleted_at IS NULL) AS shared
                   FROM customer c
                   LEFT JOIN party_contact_point l ON l.party_id = c.party_id
                   LEFT JOIN contact_point p ON p.id = l.contact_point_id
                   WHERE c.id IN ({..ids})
                   ORDER BY c.id, CASE WHEN l.role = 'main' THEN 0 ELSE 1 END, l.position, p.id"#
            );
            for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
                let customer = CustomerId(row.customer);
                people.parties.insert(customer, row.party.into());
                let Some((kind, value)) = known(row.kind, row.value) else { continue };
                if !row.shared {
                    people.own.entry((customer, kind)).or_default().push(value.clone());
                }
                let reached = Reached { point: row.point.map(Into::into), value };
                people.reached.entry((customer, kind)).or_insert(reached);
            }
        }
        Ok(people)
    }

    /// The party of a customer.
    pub(super) fn party(&self, customer: Option<CustomerId>) -> Option<PartyId> {
        self.parties.get(&customer?).copied()
    }

    /// The addresses of a customer at which nobody else is reached.
    pub(super) fn own(&self, customer: Option<CustomerId>, kind: ContactKind) -> &[ContactValue] {
        let own = customer.and_then(|customer| self.own.get(&(customer, kind)));
        own.map_or(&[], Vec::as_slice)
    }

    /// The address that a row gives, else the main one; with its id where it is known.
    pub(super) fn reached(
        &self,
        customer: Option<CustomerId>,
        kind: ContactKind,
        own: Option<Reached>,
    ) -> Option<Reached> {
        let known = customer.and_then(|customer| self.reached.get(&(customer, kind)));
        match (known, own) {
            (Some(known), Some(own)) if known.value == own.value => Some(known.clone()),
            (Some(known), Some(own)) => Some(Reached { point: known.point, ..own }),
            (known, None) => known.cloned(),
            (None, own) => own,
        }
    }
}

fn known(kind: Option<String>, value: Option<String>) -> Option<(ContactKind, ContactValue)> {
    let kind = kind?.parse().ok()?;
    Some((kind, ContactValue::stored(kind, &value?).ok()?))
}
