//! Layers are crates: what each may lean on, by its manifest.

use super::{none, project};

/// The crates of the house, without the program itself.
pub(super) const CRATES: [&str; 7] =
    ["api", "domain", "letters", "migrations", "store", "templates", "worker"];

/// What each crate may lean on.
///
/// The store knows the schema that it works on: it is the one that brings a database up to date.
const EDGES: [(&str, &[&str]); 8] = [
    ("relais", &CRATES),
    ("api", &["store", "templates", "domain"]),
    ("worker", &["store", "templates", "letters", "domain"]),
    ("store", &["domain", "migrations"]),
    ("templates", &["domain"]),
    ("letters", &["templates", "domain"]),
    ("domain", &[]),
    ("migrations", &[]),
];

/// Where a library belongs, by the beginning of its name.
pub(super) const ROOMS: [(&str, &[&str]); 5] = [
    ("sea-orm", &["store", "migrations"]),
    ("actix-", &["api"]),
    ("apalis", &["worker"]),
    ("lettre", &["worker"]),
    ("reqwest", &["worker"]),
];

/// The edges of a manifest that are not drawn. Tests may use any library, but no other crate of ours.
fn undrawn(owner: &str, manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let allowed = EDGES.iter().find(|(name, _)| *name == owner).map_or(&[][..], |(_, to)| to);
    let mut faults = Vec::new();
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        let Some(section_of) = manifest.get(section).and_then(toml::Value::as_table) else {
            continue;
        };
        for name in section_of.keys().map(String::as_str) {
            let ours = CRATES.contains(&name);
            let out_of_its_room = ROOMS
                .iter()
                .any(|(library, rooms)| name.starts_with(library) && !rooms.contains(&owner));
            if ours && name != owner && !allowed.contains(&name)
                || out_of_its_room && section != "dev-dependencies"
            {
                faults.push(format!("{owner}: {section} may not have {name}"));
            }
        }
    }
    faults
}

#[test]
fn a_manifest_with_an_undrawn_edge_is_found() {
    for (owner, manifest) in [
        ("api", "[dependencies]\nworker.workspace = true"),
        ("worker", "[dependencies]\napi.workspace = true"),
        ("worker", "[dev-dependencies]\napi.workspace = true"),
        ("domain", "[dependencies]\nstore.workspace = true"),
        ("domain", "[dependencies]\nsea-orm.workspace = true"),
        ("migrations", "[dependencies]\ndomain.workspace = true"),
        ("templates", "[build-dependencies]\nletters.workspace = true"),
        ("store", "[dependencies]\nreqwest = \"1\""),
        ("api", "[dependencies]\napalis-cron = \"1\""),
        ("worker", "[dependencies]\nactix-web = \"4\""),
        ("relais", "[dependencies]\nlettre = \"1\""),
        ("unknown", "[dependencies]\nstore.workspace = true"),
    ] {
        assert_eq!(undrawn(owner, manifest).len(), 1, "{owner} {manifest}");
    }
    let fine = "[dependencies]\nstore.workspace = true\n[dev-dependencies]\nlettre = \"1\"";
    none(&undrawn("api", fine));
}

#[test]
fn every_crate_leans_only_on_what_is_drawn() {
    let mut seen = 0;
    let mut faults = Vec::new();
    for file in project().iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        seen += 1;
        faults.extend(undrawn(file.owner(), &file.text));
    }
    assert_eq!(seen, EDGES.len(), "each crate of the house is drawn");
    none(&faults);
}
