//! What a page of mails shows that bring a link to the preferences, by a bounded number of statements, and
//! which of them come too late.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::consent::PreferenceLinkDocument;
use domain::id::PreferenceLinkId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::contact_point;
use crate::db::Db;
use crate::entity::preference_link;
use crate::error::StoreError;
use crate::sql::ROWS;

/// The documents of `links`; one that does not exist has none.
///
/// # Errors
/// When the database cannot be read.
pub async fn documents(
    db: &Db,
    links: &[PreferenceLinkId],
) -> Result<HashMap<PreferenceLinkId, PreferenceLinkDocument>, StoreError> {
    let conn = db.read();
    let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
    let firm = Arc::new(firm);
    let mut documents = HashMap::with_capacity(links.len());
    for links in links.chunks(ROWS) {
        let rows = rows(conn, links).await?;
        let points: Vec<Uuid> = rows.iter().map(|row| row.contact_point_id).collect();
        let mailboxes = contact_point::mailboxes(conn, &points).await?;
        for row in rows {
            let document = PreferenceLinkDocument {
                language: super::language(&row)?,
                firm: Arc::clone(&firm),
                party: row.party_id.into(),
                point: row.contact_point_id.into(),
                recipient: mailboxes.get(&row.contact_point_id).cloned(),
                requested_at: row.requested_at,
                until: row.expires_at,
            };
            documents.insert(row.id.into(), document);
        }
    }
    Ok(documents)
}

/// Those of `links` whose mail would come too late.
pub(crate) async fn over<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    links: &[PreferenceLinkId],
) -> Result<HashSet<PreferenceLinkId>, StoreError> {
    let mut over = HashSet::new();
    for links in links.chunks(ROWS) {
        let rows = rows(conn, links).await?.into_iter();
        over.extend(rows.filter(|row| now >= row.expires_at).map(|row| PreferenceLinkId(row.id)));
    }
    Ok(over)
}

async fn rows<C: ConnectionTrait>(
    conn: &C,
    links: &[PreferenceLinkId],
) -> Result<Vec<preference_link::Model>, StoreError> {
    let of = preference_link::Column::Id.is_in(links.iter().map(|link| link.0));
    Ok(preference_link::Entity::find().filter(of).all(conn).await?)
}
