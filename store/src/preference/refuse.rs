//! The end of all marketing, at once and by every channel (GDPR 21(2)).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::consent::{CollectionMethod, ConsentRecord, Decision, NewConsent};
use domain::context::Context;
use domain::id::{ContactPointId, PartyId, PurposeId};
use domain::language::Language;
use sea_orm::ConnectionTrait;

use super::unsubscribe::end;
use crate::db::Db;
use crate::error::StoreError;
use crate::suppression::{self, Fingerprints};
use crate::{consent, contact_point};

/// The person whom a mailbox belongs to objects to all marketing: the addresses of the party are suppressed.
/// Answers whether that said something new.
///
/// # Errors
/// [`StoreError::NotFound`] when the party or the mailbox is gone.
pub async fn refuse_all(
    db: &Db,
    context: &Context,
    party: PartyId,
    point: ContactPointId,
    language: Language,
) -> Result<bool, StoreError> {
    let txn = db.begin().await?;
    let known = super::get(&*txn, txn.fingerprints()?, party, point, context.now).await?;
    if !known.refusable {
        return Ok(false);
    }
    let new = NewConsent {
        party: Some(known.party),
        point: None,
        purpose: None,
        channel: None,
        decision: Decision::Objected,
        wording: None,
        language: Some(language),
        method: CollectionMethod::PreferenceCentre,
        collected_by: None,
        evidence: BTreeMap::new(),
        effective_at: context.now,
        import: None,
    };
    consent::record_in(&txn, context, new).await?;
    // The mailbox too where others read there: whoever holds its link speaks for it.
    end(&txn, context, point, None, true).await?;
    txn.commit().await?;
    Ok(true)
}

/// Whether the person objected to all marketing, and said yes to nothing since.
pub(super) fn is_said(records: &[ConsentRecord], at: DateTime<Utc>) -> bool {
    records.iter().any(|said| {
        let to_all = said.point.is_none() && said.purpose.is_none() && said.channel.is_none();
        to_all
            && said.decision == Decision::Objected
            && said.effective_at <= at
            && !records.iter().any(|yes| {
                yes.decision == Decision::Given
                    && yes.party == said.party
                    && yes.effective_at > said.effective_at
            })
    })
}

/// Whether the person said no to a purpose by every channel, and yes to it by none since.
pub(super) fn is_ended(records: &[ConsentRecord], purpose: PurposeId, at: DateTime<Utc>) -> bool {
    let of = || records.iter().filter(|said| said.purpose == Some(purpose));
    of().any(|said| {
        said.channel.is_none()
            && said.point.is_none()
            && said.decision.is_negative()
            && said.effective_at <= at
            && !of()
                .any(|yes| yes.decision == Decision::Given && yes.effective_at > said.effective_at)
    })
}

/// Whether a person's own no to all marketing stands at a mailbox: no yes to one purpose takes it back.
pub(super) async fn stands<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    mailbox: ContactPointId,
) -> Result<bool, StoreError> {
    let values = contact_point::values(conn, &[mailbox]).await?;
    let values: Vec<_> = values.into_iter().map(|(_, value)| value).collect();
    let found = suppression::caught(conn, fingerprints, &values).await?;
    let mut found = found.iter().flatten();
    Ok(found.any(|one| one.purpose.is_none() && one.reason.is_the_persons_own()))
}
