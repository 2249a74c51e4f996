//! The catalogue as a whole.

use super::*;

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults = Catalog::embedded().unwrap().check();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", text.join("\n"));
}
