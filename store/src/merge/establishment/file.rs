//! What the two say of themselves: the row of the party.

use domain::context::Context;
use domain::id::MergeId;
use domain::merge::{EstablishmentsPlan, MergeRefusal};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::error::StoreError;
use crate::merge::journal::{self, Owners, Part};
use crate::merge::member::PartyPart;

/// The name of this part of an establishment, as the journal has it.
const FILE: &str = "file";
const TABLE: &str = "party";

const NO_ESTABLISHMENT: StoreError = StoreError::NotFound { noun: "establishment" };

/// Writes what the survivor says of itself now, and hides the other.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    plan: &EstablishmentsPlan,
    parties: Owners,
) -> Result<(), StoreError> {
    let planned = &plan.establishment;
    change(conn, context, merge, parties.to, |before| {
        before.saying(&planned.name, planned.language, plan.restricted_at)
    })
    .await?;
    change(conn, context, merge, parties.from, |before| before.hidden(parties.to, context)).await
}

async fn change<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    id: Uuid,
    by: impl FnOnce(PartyPart) -> PartyPart,
) -> Result<(), StoreError> {
    let before = PartyPart::read(conn, id).await?.ok_or(NO_ESTABLISHMENT)?;
    by(before.clone()).set(conn, context, id).await?;
    let after = PartyPart::read(conn, id).await?.ok_or(NO_ESTABLISHMENT)?;
    let part = Part { table: TABLE, name: FILE, row: id, text: "" };
    journal::note(conn, merge, part, &before, &after).await
}

/// Gives both back what stood there.
///
/// # Errors
/// [`MergeRefusal::Depended`] when something else stands there now.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
) -> Result<(), StoreError> {
    for noted in journal::parts::<_, PartyPart>(conn, merge, TABLE, FILE).await? {
        let now = PartyPart::read(conn, noted.row).await?;
        let before = now.and_then(|now| noted.before.given_back(&noted.after, &now));
        let before = before.ok_or_else(|| MergeRefusal::Depended("establishment".to_owned()))?;
        before.set(conn, context, noted.row).await?;
    }
    Ok(())
}
