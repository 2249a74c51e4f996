//! The facts behind an answer, for a page of a thousand.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::calendar::Zone;
use domain::consent::Subject;
use domain::contactability::{AddressNature, ContactChannel, Facts, Reach, Relation};
use domain::customer::{ContactKind, EmailAddress, LegalClass};
use domain::id::{ContactPointId, PartyId};
use domain::purpose::Purpose;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::history::History;
use super::holder::Holders;
use super::paper::Paper;
use super::person::{self, Person, Roles};
use super::relation::{Calls, Dealings, Places};
use super::{Ask, Via};
use crate::entity::contact_point;
use crate::error::StoreError;
use crate::suppression::{self, Fingerprint, Fingerprints};

/// How much the rule has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// What binds every contact: four statements for a page, and one more where letters are asked about.
    Bars,
    /// What the person decided and how the firm stands with it, too.
    Whole,
}

impl Depth {
    pub(super) const fn of(purpose: &Purpose) -> Self {
        if purpose.heeds_decisions() { Self::Whole } else { Self::Bars }
    }
}

/// The facts of each ask, in their order.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    asks: &[Ask],
    depth: Depth,
    at: DateTime<Utc>,
) -> Result<Vec<Facts>, StoreError> {
    let people = person::read(conn, &unique(asks.iter().filter_map(|ask| ask.party))).await?;
    let points = unique(asks.iter().filter_map(|ask| ask.via.point()));
    let survivors = unique(people.values().map(|person| person.party));
    let holders = Holders::read(conn, &survivors, &points).await?;
    let points = read_points(conn, fingerprints, &points).await?;
    let marks: Vec<_> = points.values().filter_map(|point| point.mark.clone()).collect();
    let suppressed = suppression::standing(conn, &marks).await?;
    let survivor = |asked: PartyId| people.get(&asked).map_or(asked, |person| person.party);
    let paper = Paper::read(conn, asks, survivor).await?;
    let bars = |ask: &Ask| {
        let mut facts = Facts::of_nobody(Zone::default(), Tz::UTC);
        let person = ask.party.and_then(|party| people.get(&party));
        let point = ask.via.point().and_then(|point| points.get(&point));
        facts.subject = Subject {
            party: person.map(|person| person.party).or(ask.party),
            point: ask.via.point(),
        };
        facts.restricted_at = person.and_then(|person| person.restricted_at);
        facts.deleted_at = match (ask.party, person) {
            // Whoever is not there any more was erased.
            (Some(_), None) => Some(at),
            (_, person) => person.and_then(|person| person.deleted_at),
        };
        facts.reach = match (ask.via, point) {
            (Via::Paper, _) if ask.channel == ContactChannel::Post => paper.of(facts.subject.party),
            (Via::Paper, _) => Reach::Works,
            (Via::Address(id), _) => paper.at(id),
            (Via::Nothing, _) | (Via::Point(_), None) => Reach::Missing,
            (Via::Point(_), Some(point)) => {
                point.invalid_since.map_or(Reach::Works, Reach::Invalid)
            }
        };
        let mark = point.and_then(|point| point.mark.as_ref());
        facts.suppressions =
            mark.and_then(|mark| suppressed.get(mark)).cloned().unwrap_or_default();
        if let (Via::Point(id), Some(_)) = (ask.via, person) {
            holders.tell(&mut facts, id);
        }
        facts
    };
    let mut facts: Vec<Facts> = asks.iter().map(bars).collect();
    if depth == Depth::Whole {
        // Only who is called asks how often that was.
        let by_phone = asks.iter().any(|ask| ask.channel == ContactChannel::Phone);
        let known = Known::read(conn, &people, &points, by_phone, at).await?;
        for (facts, ask) in facts.iter_mut().zip(asks) {
            let person = ask.party.and_then(|party| people.get(&party));
            let point = ask.via.point().and_then(|point| points.get(&point));
            known.tell(facts, person, point);
        }
    }
    Ok(facts)
}

impl Via {
    const fn point(self) -> Option<ContactPointId> {
        match self {
            Self::Point(point) => Some(point),
            Self::Paper | Self::Address(_) | Self::Nothing => None,
        }
    }
}

fn unique<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A contact point as the rule needs it.
#[derive(Debug)]
struct Point {
    email: Option<EmailAddress>,
    invalid_since: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    /// None of a kind that the domain does not know yet.
    mark: Option<Fingerprint>,
}

async fn read_points<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    ids: &[ContactPointId],
) -> Result<HashMap<ContactPointId, Point>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = ids.iter().map(|id| id.0);
    let rows = contact_point::Entity::find().filter(contact_point::Column::Id.is_in(ids));
    let point = |row: contact_point::Model| {
        let kind: Option<ContactKind> = row.kind.parse().ok();
        let email = kind.filter(|kind| *kind == ContactKind::Email);
        let point = Point {
            email: email.and_then(|_| row.value.parse().ok()),
            invalid_since: row.invalid_since,
            created_at: row.created_at,
            mark: kind.map(|kind| fingerprints.mark(kind, &row.value_key)),
        };
        (row.id.into(), point)
    };
    Ok(rows.all(conn).await?.into_iter().map(point).collect())
}

/// What is known of the people of a page.
struct Known {
    history: History,
    roles: Roles,
    dealings: Dealings,
    calls: Calls,
    places: Places,
}

impl Known {
    async fn read<C: ConnectionTrait>(
        conn: &C,
        people: &HashMap<PartyId, Person>,
        points: &HashMap<ContactPointId, Point>,
        by_phone: bool,
        at: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let survivors = people.iter().map(|(asked, person)| (*asked, person.party)).collect();
        let points = unique(points.keys().copied());
        let history = History::of_survivors(conn, survivors, &points).await?;
        let places = Places::read(conn, people.values()).await?;
        let (_, clock) = places.of(None);
        let today = at.with_timezone(&clock).date_naive();
        let roles = Roles::read(conn, people.values()).await?;
        let dealings = Dealings::read(conn, &roles.all(), today, at).await?;
        let called = if by_phone { roles.all() } else { Vec::new() };
        let calls = Calls::read(conn, &history, &points, &called, at).await?;
        Ok(Self { history, roles, dealings, calls, places })
    }

    fn tell(&self, facts: &mut Facts, person: Option<&Person>, point: Option<&Point>) {
        let Subject { party, point: point_id } = facts.subject;
        (facts.zone, facts.clock) = self.places.of(party);
        (_, facts.consents) = self.history.of(party, point_id);
        facts.calls = self.calls.of(party, point_id);
        facts.class = person.map_or(LegalClass::Unknown, |person| self.roles.class(person));
        facts.nature = match point.and_then(|point| point.email.as_ref()) {
            Some(email) => AddressNature::of_email(email, facts.class),
            None => AddressNature::of_class(facts.class),
        };
        let Some(person) = person else { return };
        let of = |days: &HashMap<_, _>| {
            self.roles.customers(person).filter_map(|id| days.get(&id).copied()).max()
        };
        facts.hold =
            self.roles.customers(person).find_map(|id| self.dealings.holds.get(&id).copied());
        let paid = of(&self.dealings.paid).and_then(|day| day.and_hms_opt(0, 0, 0));
        let answered = facts.calls.iter().filter(|call| call.is_from_the_person());
        let heard = [
            paid.map(|paid| paid.and_utc()),
            self.history.heard_at(person.party),
            answered.map(|call| call.at).max(),
        ];
        facts.relation = Some(Relation {
            // A mailbox may be older than who reads there now, and a person older than a new address.
            collected_at: point
                .map_or(person.created_at, |point| point.created_at.max(person.created_at)),
            last_contact_at: heard.into_iter().flatten().max(),
            purchased_on: of(&self.dealings.purchased),
            // Contracts are not in the file yet: a call rests on consent until they are.
            running_contract: false,
        });
    }
}
