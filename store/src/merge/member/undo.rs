//! Undoing a merge of two people, or of two establishments: both as they were, row for row. What was written to
//! the survivor or about it since stays with it.

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{MergeId, PartyId};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{Member, locked, told_to};
use crate::entity::merge::Model;
use crate::error::StoreError;
use crate::event;
use crate::merge::journal::{self, Owners};
use crate::merge::undo::{mark, refuse_if_gone};
use crate::merge::{links, pair};
use crate::search;

/// Undoes a merge of two people, or of two establishments.
///
/// # Errors
/// As the undoing of every merge.
pub(in crate::merge) async fn undo<M: Member, C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: &Model,
) -> Result<(), StoreError> {
    let id: MergeId = merge.id.into();
    let both = [PartyId(merge.survivor_party_id), PartyId(merge.other_party_id)];
    let (survivor, other) = locked::<M, C>(conn, both).await?;
    mark(conn, context, id).await?;
    refuse_if_gone(conn, merge).await?;
    let parties = Owners { from: merge.other_party_id, to: merge.survivor_party_id };
    for link in links::of_members().rev() {
        journal::give_back(conn, id, link, parties).await?;
    }
    M::give_back(conn, context, id, parties).await?;
    pair::give_back(conn, id).await?;
    search::note_changed(conn, context, both).await?;
    let told = NewEvent::new(EventKind::MergeUndone, "merge", id).with(json!({
        "kind": M::KIND.code(),
        "survivor": merge.survivor_party_id,
        "other": merge.other_party_id,
    }));
    event::record(conn, context, vec![told_to(told, &survivor, &other)]).await
}
