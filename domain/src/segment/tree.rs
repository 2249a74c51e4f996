//! The tree itself: conditions joined by `and`, `or`, `not`.

use super::condition::Condition;

/// How deep a tree may be: a condition alone is 1 deep.
pub const MOST_DEPTH: usize = 8;

/// How many conditions a tree may have.
pub const MOST_CONDITIONS: usize = 50;

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of these hold.
    And(Vec<Node>),
    /// At least one of these holds.
    Or(Vec<Node>),
    /// This does not hold.
    Not(Box<Node>),
    /// A condition.
    Is(Condition),
}

/// A valid tree of conditions. A condition on what is not there does not hold; its negation does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree(pub(super) Node);

impl Tree {
    /// Its root.
    #[must_use]
    pub const fn root(&self) -> &Node {
        &self.0
    }
}
