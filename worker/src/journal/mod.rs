//! The delivery journal: what a worker notes on its own disk between two commits.
//!
//! A mail costs less than a commit, so outcomes are committed by pages. What happens in between is
//! one line in a file for each hand-over and each answer, written at once and never synced: it
//! outlives the process, not the machine. A lock held for life tells a journal in use from one that
//! was left behind, and the next worker on that disk settles the latter: answered, in doubt, or
//! never begun. Silence proves "never begun" only within the same start of the machine.

mod abandoned;
mod file;
mod line;

#[cfg(test)]
mod tests;

use std::io;

pub(crate) use abandoned::abandoned;
pub(crate) use file::Journal;

/// What names the present start of the machine.
///
/// # Errors
/// When the system does not say: no journal proves anything then.
pub(crate) fn boot_id() -> io::Result<String> {
    Ok(std::fs::read_to_string("/proc/sys/kernel/random/boot_id")?.trim().to_owned())
}
