//! What a worker has done, counted.

use std::ops::AddAssign;

use domain::message::Outcome;

/// Messages by what their attempts came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Taken over by the next server, or written to a file.
    pub accepted: usize,
    /// That will not arrive.
    pub failed: usize,
    /// To be tried again.
    pub deferred: usize,
    /// Handed over without an answer.
    pub uncertain: usize,
    /// Not sent, for a reason.
    pub skipped: usize,
    /// Letters and calls that people carry out.
    pub handed_out: usize,
}

impl Tally {
    /// Counts an outcome.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        let counter = match outcome {
            Outcome::Accepted { .. } => &mut self.accepted,
            Outcome::Deferred { .. } => &mut self.deferred,
            Outcome::Failed { .. } => &mut self.failed,
            Outcome::Uncertain => &mut self.uncertain,
            Outcome::Skipped { .. } => &mut self.skipped,
            Outcome::HandedOut => &mut self.handed_out,
        };
        *counter += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.failed += other.failed;
        self.deferred += other.deferred;
        self.uncertain += other.uncertain;
        self.skipped += other.skipped;
        self.handed_out += other.handed_out;
    }
}
