//! The rules of the house that the compiler does not know: which crate may lean on which, where a
//! library is used, how large a file may be, what a folder may be called.
//!
//! Each rule is a function from texts to faults, shown a bad example first: a rule that finds nothing
//! there would find nothing anywhere.

mod edges;
mod files;
mod sending;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
struct File {
    /// Its path from the root of the project, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The crate it belongs to; `relais` for what lies beside the crates.
    fn owner(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        if edges::CRATES.contains(&first) { first } else { "relais" }
    }

    /// Whether it is a test or a benchmark as a whole.
    fn is_test(&self) -> bool {
        let stem = self.path.rsplit('/').next().unwrap_or_default();
        self.path.split('/').any(|part| part == "tests" || part == "benches")
            || stem == "tests.rs"
            || stem == "testing.rs"
            || stem.ends_with("_tests.rs")
    }
}

/// All files of the project that people write, as they lie in its folder.
fn project() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(root, &mut paths);
    let files: Vec<File> = paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let path = path.strip_prefix(root).ok()?.to_str()?.to_owned();
            Some(File { path, text })
        })
        .collect();
    assert!(files.len() > 100, "the project is here");
    files
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        if name.starts_with('.') || name == "target" || name == "relais-data" {
            continue;
        }
        let path = entry.path();
        if path.is_dir() { walk(&path, paths) } else { paths.push(path) }
    }
}

/// Fails with the faults, one on a line.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
