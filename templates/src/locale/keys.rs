//! Which keys must stand where: the same in both languages, file by file, and all of those that
//! a replaced file had.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;

use super::resource;
use crate::fault::TemplateFault;
use crate::files::Files;

/// Names every key that is missing, and the file in which it should stand.
pub(super) fn compare(files: &Files, faults: &mut Vec<TemplateFault>) {
    let mut missing = BTreeSet::new();
    for (path, file) in &files.locales {
        let here = keys_of(&file.text);
        let (language, name) = path.split_once('/').unwrap_or(("", path));
        let other = format!("{}/{name}", if language == "fr" { "en" } else { "fr" });
        let (shown, there) = match files.locales.get(&other) {
            Some(file) => (file.shown.clone(), keys_of(&file.text)),
            None => (beside(&file.shown, path, &other), BTreeSet::new()),
        };
        missing.extend(here.difference(&there).map(|key| (shown.clone(), key.clone())));
        if let Some(replaced) = file.replaces {
            let before = keys_of(replaced);
            missing.extend(before.difference(&here).map(|key| (file.shown.clone(), key.clone())));
        }
    }
    faults.extend(missing.into_iter().map(|(file, key)| TemplateFault::MissingKey { file, key }));
}

fn keys_of(text: &str) -> BTreeSet<String> {
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    resource::keys(&resource).map(str::to_owned).collect()
}

/// The file that is not there, named like the one that is.
fn beside(shown: &str, path: &str, other: &str) -> String {
    match shown.strip_suffix(path) {
        Some(root) => format!("{root}{other}"),
        None => other.to_owned(),
    }
}
