//! The pair of the two, when a search found it: settled by the merge, open or dismissed again by its undoing.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::duplicate::PairState;
use domain::id::MergeId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::journal::{self, Part};
use crate::entity::duplicate_pair::{Column, Entity};
use crate::error::StoreError;

const TABLE: &str = "duplicate_pair";
const STATE: &str = "state";

/// What stands in a pair of duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PairPart {
    state: String,
    decided_at: Option<DateTime<Utc>>,
    decided_by: Option<String>,
}

/// The pair of the two, when a search found it, is settled.
pub(super) async fn settle<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    parties: [Uuid; 2],
) -> Result<(), StoreError> {
    let pair = Entity::find()
        .filter(Column::FirstPartyId.is_in(parties))
        .filter(Column::SecondPartyId.is_in(parties))
        .one(conn)
        .await?;
    let Some(pair) = pair else { return Ok(()) };
    let before =
        PairPart { state: pair.state, decided_at: pair.decided_at, decided_by: pair.decided_by };
    let after = PairPart {
        state: PairState::Merged.code().to_owned(),
        decided_at: Some(context.now),
        decided_by: Some(context.actor.to_string()),
    };
    let part = Part { table: TABLE, name: STATE, row: pair.id, text: "" };
    journal::note(conn, merge, part, &before, &after).await?;
    set(conn, pair.id, after).await
}

/// Gives the pair back what a person had decided of it.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
) -> Result<(), StoreError> {
    for noted in journal::parts::<_, PairPart>(conn, merge, TABLE, STATE).await? {
        set(conn, noted.row, noted.before).await?;
    }
    Ok(())
}

async fn set<C: ConnectionTrait>(conn: &C, id: Uuid, part: PairPart) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(part.state))
        .col_expr(Column::DecidedAt, Expr::value(part.decided_at))
        .col_expr(Column::DecidedBy, Expr::value(part.decided_by))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}
