//! What a person decides of a pair.

use domain::context::Context;
use domain::duplicate::{DuplicateRefusal, PairState};
use domain::event::{EventKind, NewEvent};
use domain::id::DuplicatePairId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::list::NO_PAIR;
use crate::db::{Db, Write};
use crate::entity::duplicate_pair::{Column, Entity};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};

/// Says that two parties are two: no search shows them again. Said twice, it stays said by the first.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] with `duplicate_merged` when they were merged.
pub async fn dismiss(
    db: &Db,
    context: &Context,
    id: DuplicatePairId,
    idempotency: Option<&Idempotency>,
) -> Result<DuplicatePairId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        let dismissed = Entity::update_many()
            .col_expr(Column::State, Expr::value(PairState::Dismissed.code()))
            .col_expr(Column::DecidedAt, Expr::value(context.now))
            .col_expr(Column::DecidedBy, Expr::value(context.actor.to_string()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::State.eq(PairState::Open.code()))
            .exec(&**txn)
            .await?;
        let pair = Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_PAIR)?;
        if dismissed.rows_affected == 0 {
            return match pair.state == PairState::Merged.code() {
                true => Err(DuplicateRefusal::PairMerged.into()),
                false => Ok(id),
            };
        }
        let told = [pair.first_party_id, pair.second_party_id].map(|party| {
            NewEvent::new(EventKind::DuplicateDismissed, "duplicate", id)
                .of_party(party.into())
                .with(json!({ "score": pair.score }))
        });
        event::record(&**txn, context, told.into()).await?;
        Ok(id)
    })
    .await
}
