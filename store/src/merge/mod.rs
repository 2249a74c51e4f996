//! Merges of customers: one transaction moves every link to the survivor and keeps a journal, row by row,
//! by which the merge can be undone exactly.
//!
//! No row is lost: what would collide with a row of the survivor, and what was not chosen, stays with the
//! merged customer, which is hidden. Append-only rows are not rewritten: [`identities`] names whose events
//! the survivor's timeline shows.

mod depended;
mod desk;
mod file;
mod journal;
mod links;
mod lists;
mod pair;
mod perform;
mod read;
mod tasks;
mod undo;

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod tests;

use domain::context::Context;
use domain::id::PartyId;
use domain::merge::MergeRefusal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

pub use perform::{Merge, merge};
pub(crate) use read::survivors_of_references;
pub use read::{MergeRecord, get, identities, list, resolve};
pub use undo::undo;

use crate::entity::party;
use crate::error::{Refusal, StoreError};
use crate::search;

/// What can be searched of the two changed, and of whoever stands below them.
async fn found_again<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    parties: [PartyId; 2],
) -> Result<(), StoreError> {
    let both = parties.map(|party| party.0);
    let below: Vec<Uuid> = party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(party::Column::ParentId.is_in(both))
        .into_tuple()
        .all(conn)
        .await?;
    search::note_changed(conn, context, both.into_iter().chain(below).map(PartyId)).await
}

impl From<MergeRefusal> for Refusal {
    fn from(refusal: MergeRefusal) -> Self {
        let code = refusal.code();
        match refusal {
            MergeRefusal::NotAList(field) => Self::new(code).with("field", field),
            MergeRefusal::Depended(what) => Self::new(code).with("what", what),
            _ => Self::new(code),
        }
    }
}

impl From<MergeRefusal> for StoreError {
    fn from(refusal: MergeRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
