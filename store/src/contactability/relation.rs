//! The relation of the firm with its customers: purchases, payments, calls, what is disputed, and where
//! a person is.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::calendar::Zone;
use domain::call::{CallRecord, CallSource};
use domain::contactability::OpenHold;
use domain::id::{ContactPointId, CustomerId, PartyId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    raw_sql,
};
use uuid::Uuid;

use super::history::History;
use super::person::Person;
use crate::entity::{address, call, dunning_hold};
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// The last purchase and the last payment of customers, and a hold that is open.
#[derive(Debug, Default)]
pub(super) struct Dealings {
    pub(super) purchased: HashMap<CustomerId, NaiveDate>,
    pub(super) paid: HashMap<CustomerId, NaiveDate>,
    pub(super) holds: HashMap<CustomerId, OpenHold>,
}

#[derive(FromQueryResult)]
struct Last {
    customer_id: Uuid,
    day: NaiveDate,
}

impl Dealings {
    /// Three statements for a thousand customers.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        customers: &[Uuid],
        today: NaiveDate,
        at: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let mut dealings = Self::default();
        for ids in customers.chunks(ROWS) {
            let statement = raw_sql!(
                Postgres,
                r#"SELECT customer_id, max(issued_on) AS day FROM invoice
                   WHERE customer_id IN ({..ids}) AND issued_on <= {today} GROUP BY customer_id"#
            );
            let rows = Last::find_by_statement(on(conn, statement)).all(conn).await?;
            dealings
                .purchased
                .extend(rows.into_iter().map(|row| (CustomerId(row.customer_id), row.day)));
            let statement = raw_sql!(
                Postgres,
                r#"SELECT customer_id, max(received_on) AS day FROM payment
                   WHERE customer_id IN ({..ids}) AND received_on <= {today} GROUP BY customer_id"#
            );
            let rows = Last::find_by_statement(on(conn, statement)).all(conn).await?;
            dealings
                .paid
                .extend(rows.into_iter().map(|row| (CustomerId(row.customer_id), row.day)));
            let open = Condition::all()
                .add(dunning_hold::Column::CustomerId.is_in(ids.iter().copied()))
                .add(dunning_hold::Column::FromOn.lte(today))
                .add(
                    Condition::any()
                        .add(dunning_hold::Column::UntilOn.is_null())
                        .add(dunning_hold::Column::UntilOn.gte(today)),
                )
                .add(
                    Condition::any()
                        .add(dunning_hold::Column::LiftedAt.is_null())
                        .add(dunning_hold::Column::LiftedAt.gt(at)),
                );
            let rows = dunning_hold::Entity::find().filter(open);
            for row in rows.order_by_asc(dunning_hold::Column::Id).all(conn).await? {
                let hold = OpenHold { id: row.id.into() };
                dealings.holds.entry(row.customer_id.into()).or_insert(hold);
            }
        }
        Ok(dealings)
    }
}

/// No rule on calls looks further back.
const LONGEST_PERIOD: TimeDelta = TimeDelta::days(366);

/// A note that tells of a call.
#[derive(FromQueryResult)]
struct Noted {
    id: Uuid,
    at: DateTime<Utc>,
    party: Uuid,
}

/// The calls to some parties and numbers.
#[derive(Debug, Default)]
pub(super) struct Calls {
    of_party: HashMap<PartyId, Vec<CallRecord>>,
    of_point: HashMap<ContactPointId, Vec<CallRecord>>,
}

impl Calls {
    /// Three statements for a thousand: of the parties and of whoever was merged into them, of the
    /// numbers, and of the notes of `customers` that tell of a call within the last year.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        history: &History,
        points: &[ContactPointId],
        customers: &[Uuid],
        at: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let year_ago = at - LONGEST_PERIOD;
        let mut calls = Self::default();
        let parties: Vec<Uuid> = history.members().map(|id| id.0).collect();
        for ids in parties.chunks(ROWS) {
            let of = call::Column::PartyId.is_in(ids.iter().copied());
            calls.take(call::Entity::find().filter(of).all(conn).await?, history)?;
        }
        let points: Vec<Uuid> = points.iter().map(|id| id.0).collect();
        for ids in points.chunks(ROWS) {
            let of = call::Column::ContactPointId.is_in(ids.iter().copied());
            calls.take(call::Entity::find().filter(of).all(conn).await?, history)?;
        }
        for ids in customers.chunks(ROWS) {
            let statement = raw_sql!(
                Postgres,
                r#"SELECT n.id, n.happened_at AS at, COALESCE(n.party_id, c.party_id) AS party
                   FROM note n JOIN customer c ON c.id = n.customer_id
                   WHERE n.customer_id IN ({..ids}) AND n.kind = 'call_out'
                     AND n.happened_at > {year_ago} AND n.deleted_at IS NULL"#
            );
            for row in Noted::find_by_statement(on(conn, statement)).all(conn).await? {
                let source = CallSource::Note(row.id.into());
                let record = CallRecord { source, at: row.at, outcome: None };
                let party = history.survivor(row.party.into());
                calls.of_party.entry(party).or_default().push(record);
            }
        }
        Ok(calls)
    }

    fn take(&mut self, rows: Vec<call::Model>, history: &History) -> Result<(), StoreError> {
        for row in rows {
            let record = CallRecord {
                source: CallSource::Call(row.id.into()),
                at: row.at,
                outcome: Some(row.outcome.parse().map_err(|why| unreadable("call.outcome", why))?),
            };
            let party = row.party_id.map(|id| history.survivor(id.into()));
            if let Some(party) = party {
                self.of_party.entry(party).or_default().push(record);
            }
            if let Some(point) = row.contact_point_id {
                self.of_point.entry(point.into()).or_default().push(record);
            }
        }
        Ok(())
    }

    /// The calls to a person or to a number, each once, the oldest first.
    pub(super) fn of(
        &self,
        party: Option<PartyId>,
        point: Option<ContactPointId>,
    ) -> Vec<CallRecord> {
        let of_party = party.and_then(|party| self.of_party.get(&party));
        let of_point = point.and_then(|point| self.of_point.get(&point));
        let mut calls: Vec<CallRecord> =
            of_party.into_iter().chain(of_point).flatten().copied().collect();
        calls.sort_unstable_by_key(|call| (call.at, call.source));
        calls.dedup_by_key(|call| call.source);
        calls
    }
}

/// Where people are: the zone of their newest address in France, else of their company's, else the
/// firm's.
#[derive(Debug)]
pub(super) struct Places {
    of_party: HashMap<PartyId, Zone>,
    zone: Zone,
    clock: Tz,
}

impl Places {
    /// One statement for a thousand, and the firm's.
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        people: impl Iterator<Item = &Person> + Clone,
    ) -> Result<Self, StoreError> {
        let mut parties: Vec<Uuid> = people
            .clone()
            .flat_map(|one| [Some(one.party), one.parent])
            .flatten()
            .map(|id| id.0)
            .collect();
        parties.sort_unstable();
        parties.dedup();
        let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
        let zone = firm.holiday_zone.parse().unwrap_or_default();
        let mut places = Self { of_party: HashMap::new(), zone, clock: firm.time_zone };
        for ids in parties.chunks(ROWS) {
            let rows = address::Entity::find()
                .filter(address::Column::PartyId.is_in(ids.iter().copied()))
                .order_by_desc(address::Column::CreatedAt)
                .order_by_desc(address::Column::Id);
            for row in rows.all(conn).await?.into_iter().filter(|row| row.country == "FR") {
                if let Some(zone) = Zone::of_postal_code(&row.postal_code) {
                    places.of_party.entry(row.party_id.into()).or_insert(zone);
                }
            }
        }
        for person in people {
            let parents = person.parent.and_then(|parent| places.of_party.get(&parent)).copied();
            if let Some(zone) = parents {
                places.of_party.entry(person.party).or_insert(zone);
            }
        }
        Ok(places)
    }

    /// Whose holidays and whose hours count for a person.
    pub(super) fn of(&self, party: Option<PartyId>) -> (Zone, Tz) {
        let zone = party.and_then(|party| self.of_party.get(&party)).copied();
        match zone {
            Some(zone) => (zone, zone.overseas_clock().unwrap_or(self.clock)),
            None => (self.zone, self.clock),
        }
    }
}
