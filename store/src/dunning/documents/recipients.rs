//! Where the documents of a page go.

use std::collections::HashMap;

use domain::customer::{EmailAddress, PostalAddress};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::entity::{address, contact_point};
use crate::error::StoreError;
use crate::sql::unreadable;

/// The e-mail addresses among `points`. One that the domain no longer reads is none: the channel refuses
/// the message.
pub(super) async fn emails<C: ConnectionTrait>(
    conn: &C,
    points: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, EmailAddress>, StoreError> {
    let points = contact_point::Entity::find()
        .filter(contact_point::Column::Id.is_in(points))
        .filter(contact_point::Column::Kind.eq("email"))
        .all(conn)
        .await?;
    let read = points
        .into_iter()
        .filter_map(|point| Some((point.id, EmailAddress::parse(&point.value).ok()?)));
    Ok(read.collect())
}

/// The postal addresses of `ids`.
pub(super) async fn addresses<C: ConnectionTrait>(
    conn: &C,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, PostalAddress>, StoreError> {
    let found = address::Entity::find().filter(address::Column::Id.is_in(ids)).all(conn).await?;
    let read = found.into_iter().map(|row| {
        let lines =
            serde_json::from_value(row.lines).map_err(|why| unreadable("address.lines", why))?;
        let address = PostalAddress {
            lines,
            street: row.street,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        };
        Ok((row.id, address))
    });
    read.collect()
}
