//! Embeds every locale file and every template, so that the program needs no folder beside it.
//! A new file is found without naming it anywhere.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let crate_folder = folder("CARGO_MANIFEST_DIR")?;
    let locales = crate_folder.join("../locales");
    watch(&locales)?;
    let mut code = String::new();
    write_table(&mut code, "LOCALES", &locales, &["ftl"], &[""])?;
    let nouns = ["dunning", "mail", "letter", "public"];
    for noun in nouns {
        watch(&crate_folder.join(noun))?;
    }
    write_table(&mut code, "TEMPLATES", &crate_folder, &["hbs", "typ", "css"], &nouns)?;
    fs::write(folder("OUT_DIR")?.join("embedded.rs"), code)
}

/// Cargo runs this again when something below the folder has changed.
fn watch(folder: &Path) -> io::Result<()> {
    writeln!(io::stdout(), "cargo:rerun-if-changed={}", folder.display())
}

fn folder(name: &str) -> io::Result<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).ok_or_else(|| io::Error::other(name.to_owned()))
}

/// A constant of (path below `root`, text) for the files of `folders` with one of the endings.
fn write_table(
    code: &mut String,
    constant: &str,
    root: &Path,
    endings: &[&str],
    folders: &[&str],
) -> io::Result<()> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&root.join(folder), &mut files)?;
    }
    files.retain(|file| {
        file.extension().is_some_and(|end| endings.iter().any(|ending| end == *ending))
    });
    files.sort();
    let mut lines = String::new();
    for file in &files {
        let name = file.strip_prefix(root).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        let full = fs::canonicalize(file)?;
        writeln!(lines, "    ({name:?}, include_str!({full:?})),").map_err(io::Error::other)?;
    }
    writeln!(code, "pub(crate) const {constant}: &[(&str, &str)] = &[\n{lines}];")
        .map_err(io::Error::other)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
