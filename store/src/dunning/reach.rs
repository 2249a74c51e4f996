//! Where a page of parties can be reached, by mail, by phone and by post: only what works.

use std::collections::HashMap;

use domain::calendar::Zone;
use domain::dunning::Reach;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::on;

#[derive(FromQueryResult)]
struct PointRow {
    party_id: Uuid,
    id: Uuid,
    kind: String,
}

#[derive(FromQueryResult)]
struct AddressRow {
    party_id: Uuid,
    id: Uuid,
    postal_code: String,
    country: String,
}

/// How a party can be reached, and the zone whose holidays are its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) reach: Reach,
    /// The zone of its address, when that is French.
    pub(super) zone: Option<Zone>,
}

/// The best contact point of each kind and the best address of each party: for billing before
/// main before any other, then in the order in which they stand in the file.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
) -> Result<HashMap<Uuid, Found>, StoreError> {
    let ids = parties.to_vec();
    // A cross join keeps SQLite from beginning with all e-mail addresses there are.
    let points = raw_sql!(
        Postgres,
        r#"select r.party_id, p.id, p.kind
           from party_contact_point r cross join contact_point p
           where p.id = r.contact_point_id and r.party_id in ({..ids})
             and p.kind in ('email', 'phone') and p.invalid_since is null
           order by r.party_id,
                    case r.role when 'billing' then 0 when 'main' then 1 else 2 end,
                    r.position, p.id"#
    );
    let mut found: HashMap<Uuid, Found> = HashMap::with_capacity(ids.len());
    for row in PointRow::find_by_statement(on(conn, points)).all(conn).await? {
        let reach = &mut found.entry(row.party_id).or_default().reach;
        let best = if row.kind == "email" { &mut reach.email } else { &mut reach.phone };
        best.get_or_insert(row.id.into());
    }
    let addresses = raw_sql!(
        Postgres,
        r#"select party_id, id, postal_code, country
           from address
           where party_id in ({..ids})
           order by party_id,
                    case role when 'billing' then 0 when 'main' then 1 else 2 end,
                    created_at desc, id desc"#
    );
    for row in AddressRow::find_by_statement(on(conn, addresses)).all(conn).await? {
        let found = found.entry(row.party_id).or_default();
        if found.reach.address.is_none() {
            found.reach.address = Some(row.id.into());
            found.zone =
                (row.country == "FR").then(|| Zone::of_postal_code(&row.postal_code)).flatten();
        }
    }
    Ok(found)
}
