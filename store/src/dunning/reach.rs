//! Where a page of parties can be reached, by mail, by phone and by post: only what works, and is
//! nobody else's by a suppression.
//!
//! Whoever receives the reminders of a customer is asked first, then whoever pays its invoices, then
//! the customer itself.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::calendar::Zone;
use domain::dunning::Reach;
use domain::language::Language;
use domain::purpose::Purpose;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::customers::known_language;
use crate::error::StoreError;
use crate::sql::of_page;
use crate::suppression::{self, Fingerprints};

#[derive(FromQueryResult)]
struct PointRow {
    owner: Uuid,
    id: Uuid,
    kind: String,
    value_key: String,
    language: Option<String>,
}

#[derive(FromQueryResult)]
struct AddressRow {
    party_id: Uuid,
    id: Uuid,
    postal_code: String,
    country: String,
    invalid_since: Option<DateTime<Utc>>,
}

/// How a party can be reached, and the zone whose holidays are its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) reach: Reach,
    /// The zone of its address, when that is French; of one that does not work where none does.
    pub(super) zone: Option<Zone>,
    /// The language of the person behind the e-mail address, when it has one of its own.
    pub(super) email_language: Option<Language>,
    /// The same of the person behind the phone number.
    pub(super) phone_language: Option<Language>,
}

/// The best contact point of each kind and the best address of each party: the points of whoever
/// receives the reminders before those of accounts payable before the party's own; for billing
/// before main before any other, then in the order in which they stand in the file.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    parties: &[Uuid],
) -> Result<HashMap<Uuid, Found>, StoreError> {
    let mut found: HashMap<Uuid, Found> = HashMap::with_capacity(parties.len());
    points(conn, fingerprints, parties, &mut found).await?;
    addresses(conn, parties, &mut found).await?;
    Ok(found)
}

/// The zone of a party's address, when that is French.
pub(super) async fn zone<C: ConnectionTrait>(
    conn: &C,
    party: Uuid,
) -> Result<Option<Zone>, StoreError> {
    let mut found = HashMap::new();
    addresses(conn, &[party], &mut found).await?;
    Ok(found.remove(&party).and_then(|found| found.zone))
}

async fn points<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    parties: &[Uuid],
    found: &mut HashMap<Uuid, Found>,
) -> Result<(), StoreError> {
    // Cross joins keep SQLite from beginning with all e-mail addresses there are.
    let points = "select w.owner, p.id, p.kind, p.value_key, w.language
           from (
               select q.id as owner, q.id as party, 2 as place, null as language
               from party q where {q.id}
               union all
               select q.parent_id, q.id, case x.role when 'reminders' then 0 else 1 end, q.language
               from party q cross join person_role x
               where {q.parent_id} and q.kind = 'person' and q.deleted_at is null
                 and q.restricted_at is null
                 and x.party_id = q.id and x.role in ('reminders', 'accounts_payable')
           ) w cross join party_contact_point r cross join contact_point p
           where r.party_id = w.party and p.id = r.contact_point_id
             and p.kind in ('email', 'phone') and p.invalid_since is null
           order by w.owner, w.place,
                    case r.role when 'billing' then 0 when 'main' then 1 else 2 end,
                    w.party, r.position, p.id";
    let points = of_page(conn, points, parties, []);
    let rows = PointRow::find_by_statement(points).all(conn).await?;
    let mark =
        |row: &PointRow| row.kind.parse().ok().map(|kind| fingerprints.mark(kind, &row.value_key));
    let marks: Vec<_> = rows.iter().filter_map(mark).collect();
    let suppressed = suppression::standing(conn, &marks).await?;
    let purpose = Purpose::debt_reminder();
    let is_suppressed = |row: &PointRow| {
        let standing = mark(row).and_then(|mark| suppressed.get(&mark));
        standing.is_some_and(|standing| standing.iter().any(|one| one.binds(&purpose)))
    };
    for row in rows.iter().filter(|row| !is_suppressed(row)) {
        let found = found.entry(row.owner).or_default();
        let (best, language) = if row.kind == "email" {
            (&mut found.reach.email, &mut found.email_language)
        } else {
            (&mut found.reach.phone, &mut found.phone_language)
        };
        if best.is_none() {
            *best = Some(row.id.into());
            *language = known_language(row.language.as_deref())?;
        }
    }
    Ok(())
}

async fn addresses<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    found: &mut HashMap<Uuid, Found>,
) -> Result<(), StoreError> {
    let addresses = "select party_id, id, postal_code, country, invalid_since
           from address
           where {party_id}
           order by party_id, case when invalid_since is null then 0 else 1 end,
                    case role when 'billing' then 0 when 'main' then 1 else 2 end,
                    created_at desc, id desc";
    let addresses = of_page(conn, addresses, parties, []);
    let mut placed = HashSet::with_capacity(parties.len());
    for row in AddressRow::find_by_statement(addresses).all(conn).await? {
        if !placed.insert(row.party_id) {
            continue;
        }
        let found = found.entry(row.party_id).or_default();
        // Where no letter arrives any more, the holidays are still those of the place.
        found.reach.address = row.invalid_since.is_none().then(|| row.id.into());
        found.zone =
            (row.country == "FR").then(|| Zone::of_postal_code(&row.postal_code)).flatten();
    }
    Ok(())
}
