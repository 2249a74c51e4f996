//! Who reads at a mailbox, and in which language: a person's own, else that of the company above it.

use std::collections::HashMap;

use domain::id::{ContactPointId, PartyId};
use domain::language::Language;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{party, party_contact_point};
use crate::error::StoreError;
use crate::merge::resolve_party;
use crate::sql::unreadable;

/// The language of a party, or of the party that it was merged into; none when it is not known.
///
/// # Errors
/// [`StoreError::NotFound`] when the party is gone.
pub async fn language_of<C: ConnectionTrait>(
    conn: &C,
    of: PartyId,
) -> Result<Option<Language>, StoreError> {
    let row = living_party(conn, resolve_party(conn, of).await?).await?;
    Ok(languages(conn, &[row]).await?.into_iter().next().flatten())
}

/// The language of a mailbox: that which everybody who still reads there shares.
///
/// # Errors
/// When the database cannot be read.
pub async fn language_at<C: ConnectionTrait>(
    conn: &C,
    point: ContactPointId,
) -> Result<Option<Language>, StoreError> {
    let readers = living(conn, point).await?;
    let languages = languages(conn, &readers).await?;
    let first = languages.first().copied().flatten();
    Ok(first.filter(|first| languages.iter().all(|one| *one == Some(*first))))
}

/// The row of a party that is in the file.
pub(super) async fn living_party<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
) -> Result<party::Model, StoreError> {
    party::Entity::find_by_id(id.0)
        .filter(party::Column::DeletedAt.is_null())
        .one(conn)
        .await?
        .ok_or(StoreError::NotFound { noun: "party" })
}

/// The languages of some parties, in their order: at most one statement.
pub(super) async fn languages<C: ConnectionTrait>(
    conn: &C,
    parties: &[party::Model],
) -> Result<Vec<Option<Language>>, StoreError> {
    let silent = parties.iter().filter(|one| one.language.is_none());
    let above: Vec<Uuid> = silent.filter_map(|one| one.parent_id).collect();
    let mut codes: HashMap<Uuid, Option<String>> = HashMap::new();
    if !above.is_empty() {
        let rows = party::Entity::find().filter(party::Column::Id.is_in(above)).all(conn).await?;
        codes.extend(rows.into_iter().map(|row| (row.id, row.language)));
    }
    let mut languages = Vec::with_capacity(parties.len());
    for one in parties {
        let inherited = || codes.get(&one.parent_id?)?.as_deref();
        let code = one.language.as_deref().or_else(inherited);
        let language = code.map(str::parse::<Language>).transpose();
        languages.push(language.map_err(|why| unreadable("party.language", why))?);
    }
    Ok(languages)
}

/// Whoever reads there, in a fixed order.
pub(super) async fn readers<C: ConnectionTrait>(
    conn: &C,
    point: ContactPointId,
) -> Result<Vec<PartyId>, StoreError> {
    let links = party_contact_point::Entity::find()
        .filter(party_contact_point::Column::ContactPointId.eq(point.0))
        .order_by_asc(party_contact_point::Column::PartyId)
        .all(conn)
        .await?;
    let mut readers: Vec<PartyId> = links.into_iter().map(|link| link.party_id.into()).collect();
    readers.dedup();
    Ok(readers)
}

/// Whoever reads there and is still in the file, in the order in which they came.
pub(super) async fn living<C: ConnectionTrait>(
    conn: &C,
    point: ContactPointId,
) -> Result<Vec<party::Model>, StoreError> {
    let readers = readers(conn, point).await?;
    let rows = party::Entity::find()
        .filter(party::Column::Id.is_in(readers.iter().map(|reader| reader.0)))
        .filter(party::Column::DeletedAt.is_null())
        .filter(party::Column::MergedInto.is_null())
        .order_by_asc(party::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}
