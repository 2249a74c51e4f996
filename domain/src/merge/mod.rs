//! Merging two customers: which survives, what is kept of each, and what is refused. Nothing is lost: what is
//! not kept stays with the merged one, and undoing gives both back.

mod choice;
mod lists;
mod plan;
mod refusal;

#[cfg(test)]
mod tests;

pub use choice::{Choice, Choices, MergeField, UnknownChoice, UnknownMergeField};
pub use plan::{MergePlan, Merging, plan};
pub use refusal::MergeRefusal;

/// What became of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MergeState {
    /// The two are one.
    Done,
    /// They are two again.
    Undone,
}

code_enum!(MergeState, UnknownMergeState, "no state of a merge": {
    Done => "done",
    Undone => "undone",
});
