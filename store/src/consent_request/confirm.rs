//! Confirming: the consents are given, once, with the proof of how it came to that.

use std::collections::BTreeMap;

use domain::consent::{CollectionMethod, Decision, NewConsent, RequestState};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::id::{ConsentId, ConsentRequestId};
use domain::language::Language;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::ConsentRequestRecord;
use crate::consent;
use crate::db::Db;
use crate::entity::{consent_request, contact_point};
use crate::error::StoreError;

/// The person followed the link and said yes to the words as they stand in `language`.
///
/// # Errors
/// [`StoreError::Refused`] when it was confirmed before (`request_confirmed`) or its time is over
/// (`request_expired`): nothing changes; [`StoreError::NotFound`] when there is none of this id, or
/// whose it was is gone.
pub async fn confirm(
    db: &Db,
    context: &Context,
    id: ConsentRequestId,
    language: Language,
) -> Result<Vec<ConsentId>, StoreError> {
    let txn = db.begin().await?;
    let request = super::get(&*txn, id).await?;
    match request.state(context.now) {
        RequestState::Open => {}
        RequestState::Confirmed => return Err(StoreError::refused("request_confirmed")),
        RequestState::Expired => return Err(StoreError::refused("request_expired")),
    }
    // Of two clicks at one instant the second finds the row taken.
    let taken = consent_request::Entity::update_many()
        .col_expr(consent_request::Column::ConfirmedAt, Expr::value(context.now))
        .filter(consent_request::Column::Id.eq(id.0))
        .filter(consent_request::Column::ConfirmedAt.is_null())
        .exec(&*txn)
        .await?;
    if taken.rows_affected == 0 {
        return Err(StoreError::refused("request_confirmed"));
    }
    let mut given = Vec::with_capacity(request.asked.len());
    for new in consents(context, &request, language) {
        given.push(consent::record_in(&txn, context, new).await?);
    }
    // Whoever read the mail holds the mailbox.
    contact_point::Entity::update_many()
        .col_expr(contact_point::Column::VerifiedAt, Expr::value(context.now))
        .filter(contact_point::Column::Id.eq(request.point.0))
        .filter(contact_point::Column::VerifiedAt.is_null())
        .exec(&*txn)
        .await?;
    crate::contact_point::validate_in(&*txn, context, request.point).await?;
    txn.commit().await?;
    Ok(given)
}

fn consents(
    context: &Context,
    request: &ConsentRequestRecord,
    language: Language,
) -> Vec<NewConsent> {
    let evidence = BTreeMap::from([
        ("request".to_owned(), request.id.to_string()),
        ("collected_at".to_owned(), request.requested_at.to_rfc3339()),
        ("collected_by_method".to_owned(), request.method.code().to_owned()),
    ]);
    let given = request.asked.iter().map(|(purpose, wording)| NewConsent {
        party: Some(request.party),
        point: Some(request.point),
        purpose: Some(purpose.purpose.id),
        channel: Some(ContactChannel::Email),
        decision: Decision::Given,
        wording: Some(wording.id),
        language: Some(language),
        method: CollectionMethod::DoubleOptIn,
        collected_by: request.collected_by.clone(),
        evidence: evidence.clone(),
        effective_at: context.now,
        import: None,
    });
    given.collect()
}
