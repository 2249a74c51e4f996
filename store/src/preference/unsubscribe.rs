//! The end of a purpose at an address, by the link of a message: as often as it is followed, and whatever
//! has become of the address.

use std::collections::BTreeMap;

use domain::consent::{CollectionMethod, NewConsent, choose, current};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::id::{ContactPointId, PurposeId};
use domain::suppression::SuppressionReason;
use sea_orm::EntityTrait;

use super::reader::readers;
use crate::consent;
use crate::contact_point;
use crate::contactability::History;
use crate::db::{Db, Write};
use crate::entity::contact_point as point_row;
use crate::error::StoreError;
use crate::purpose;
use crate::suppression::{self, NewSuppression};

/// Ends a purpose at an address. Where the address or the purpose is gone, nobody is written to any
/// more, and nothing is left to do; asked again, nothing changes.
///
/// # Errors
/// When the database cannot be written.
pub async fn unsubscribe(
    db: &Db,
    context: &Context,
    point: ContactPointId,
    id: PurposeId,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let purpose = match purpose::get(&*txn, id).await {
        Ok(record) => record.purpose,
        Err(StoreError::NotFound { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    if point_row::Entity::find_by_id(point.0).one(&*txn).await?.is_none() {
        return Ok(());
    }
    let readers = readers(&*txn, point).await?;
    let history = History::read(&*txn, &readers, &[point]).await?;
    // A no at an address holds for whoever reads there.
    let mut nos = Vec::new();
    for reader in
        readers.iter().map(|reader| Some(*reader)).chain(readers.is_empty().then_some(None))
    {
        let (subject, records) = history.of(reader, Some(point));
        let known = current(&records, subject, &purpose, ContactChannel::Email, context.now);
        let known = known.map(|record| record.decision);
        nos.extend(choose(known, purpose.ground, false).map(|decision| (reader, decision)));
    }
    let said_anew = !nos.is_empty();
    for (reader, decision) in nos {
        let new = NewConsent {
            party: reader,
            point: Some(point),
            purpose: Some(id),
            channel: None,
            decision,
            wording: None,
            language: None,
            method: CollectionMethod::UnsubscribeLink,
            collected_by: None,
            evidence: BTreeMap::new(),
            effective_at: context.now,
            import: None,
        };
        consent::record_row_in(&txn, context, &new).await?;
    }
    end(&txn, context, point, Some(id), said_anew).await?;
    txn.commit().await
}

/// Suppresses an address for a purpose, or for all, so that it is known when it comes again; `anew` when a yes was given
/// since the last no.
pub(super) async fn end(
    txn: &Write,
    context: &Context,
    point: ContactPointId,
    purpose: Option<PurposeId>,
    anew: bool,
) -> Result<(), StoreError> {
    let reason = SuppressionReason::Objection;
    let new = |(_, value)| NewSuppression { value, reason, purpose, import: None, anew };
    let ended: Vec<_> =
        contact_point::values(&**txn, &[point]).await?.into_iter().map(new).collect();
    suppression::suppress_in(&**txn, context, txn.fingerprints()?, &ended).await?;
    Ok(())
}
