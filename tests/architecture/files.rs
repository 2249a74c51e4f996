//! How large a file may be, and what a folder or a module may not be called.

use super::{File, none, project};

const LINES: usize = 400;
const LINES_OF_A_TEST: usize = 600;

/// Names that say nothing of what is inside.
const NO_NAMES: [&str; 6] = ["utils", "util", "helpers", "common", "manager", "misc"];

/// A file that has grown past its measure: it has two subjects.
fn too_long(file: &File) -> Option<String> {
    let most = if file.is_test() { LINES_OF_A_TEST } else { LINES };
    let lines = file.text.lines().count();
    (file.path.ends_with(".rs") && lines > most)
        .then(|| format!("{}: {lines} lines, at most {most}", file.path))
}

/// A folder or a module whose name says nothing.
fn nameless(file: &File) -> Option<String> {
    let found = file.path.split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        NO_NAMES.contains(&stem)
    });
    found.then(|| format!("{}: a name that says nothing of what is inside", file.path))
}

fn example(path: &str, lines: usize) -> File {
    File { path: path.to_owned(), text: "x\n".repeat(lines) }
}

#[test]
fn a_file_with_two_subjects_is_found() {
    for (path, most) in
        [("store/src/customer.rs", 400), ("tests/story.rs", 600), ("store/src/db_tests.rs", 600)]
    {
        assert!(too_long(&example(path, most)).is_none(), "{path}");
        assert!(too_long(&example(path, most + 1)).is_some(), "{path}");
    }
    assert!(too_long(&example("README.md", 1_000)).is_none());
}

#[test]
fn a_name_that_says_nothing_is_found() {
    for path in
        ["api/src/utils/mod.rs", "api/src/helpers.rs", "store/common/a.rs", "src/manager.rs"]
    {
        assert!(nameless(&example(path, 1)).is_some(), "{path}");
    }
    assert!(nameless(&example("store/src/customer/mod.rs", 1)).is_none());
    assert!(nameless(&example("store/src/commons.rs", 1)).is_none());
}

#[test]
fn every_file_has_one_subject_and_a_name() {
    let files = project();
    none(&files.iter().filter_map(too_long).collect::<Vec<_>>());
    none(&files.iter().filter_map(nameless).collect::<Vec<_>>());
}
