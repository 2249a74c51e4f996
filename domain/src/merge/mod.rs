//! Merging two customers, or two people or establishments of customers: which survives, what is kept of each, and what is
//! refused. Nothing is lost: what is not kept stays with the merged one, and undoing gives both back.

mod choice;
mod establishment;
mod lists;
mod person;
mod plan;
mod refusal;

#[cfg(test)]
mod tests;

pub use choice::{Choice, Choices, Field, MergeField, UnknownChoice, UnknownMergeField};
pub use establishment::{
    EstablishmentField, EstablishmentsPlan, MergingEstablishment, UnknownEstablishmentField,
    plan_establishments,
};
pub use person::{MergingPerson, PeoplePlan, PersonField, UnknownPersonField, plan_people};
pub use plan::{MergePlan, Merging, plan};
pub use refusal::MergeRefusal;

/// What was merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MergeKind {
    /// Two customers.
    Customer,
    /// Two people of customers.
    Person,
    /// Two establishments of customers.
    Establishment,
}

code_enum!(MergeKind, UnknownMergeKind, "no kind of a merge": {
    Customer => "customer",
    Person => "person",
    Establishment => "establishment",
});

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
