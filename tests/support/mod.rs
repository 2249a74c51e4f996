//! What tests and benchmarks share: the real program on each engine, data of any size, and the
//! operating system's own account of time and memory.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "a part of the test binary and of each benchmark, and each of them uses some of it"
)]

pub mod account;
pub mod data;
pub mod engine;
pub mod parties;
pub mod program;
pub mod reminders;
pub mod smtp;

use std::path::PathBuf;

/// A folder of the real data, which lies beside the project and is not part of it; a test that
/// misses it says so and stops.
#[must_use]
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")).join(name);
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not here", folder.display());
    None
}
