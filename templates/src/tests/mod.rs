//! The catalogue as a whole.

mod folder;
mod keys;
mod public;
mod reminder;
mod segment;
mod speed;

use crate::Catalog;

fn listed(faults: &[crate::TemplateFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults = Catalog::embedded().unwrap().check();
    assert!(faults.is_empty(), "{}", listed(&faults));
}

#[test]
fn a_catalogue_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Catalog>();
}
