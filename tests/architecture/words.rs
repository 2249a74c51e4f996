//! What may be written where: libraries in their rooms, transactions begun in one place, no template
//! that lets markup through.

use super::edges::ROOMS;
use super::{File, none, project};

/// The lines of a Rust file that are no comment, with their numbers, down to its tests.
pub(super) fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.text
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(number, line)| (number + 1, line))
}

/// Whether `line` has a path whose first segment begins with `library`.
fn names(line: &str, library: &str) -> bool {
    line.match_indices(library).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let first = !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && (line[..at].ends_with(" ::") || !line[..at].ends_with("::"));
        let rest = line[at..].trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        first
            && (rest.starts_with("::")
                || line.trim_start().starts_with("use ") && rest.starts_with(';'))
    })
}

/// Libraries used outside their room.
fn out_of_its_room(file: &File) -> Vec<String> {
    if file.is_test() || !file.path.ends_with(".rs") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (library, rooms) in ROOMS.iter().filter(|(_, rooms)| !rooms.contains(&file.owner())) {
        let library = library.replace('-', "_");
        for (number, _) in code(file).filter(|(_, line)| names(line, &library)) {
            let rooms = rooms.join(", ");
            faults.push(format!("{}:{number}: {library} belongs to {rooms}", file.path));
        }
    }
    faults
}

/// Transactions begun elsewhere than in `Db::begin`: SeaORM's own begin needs its trait in scope.
fn begins_a_transaction(file: &File) -> Vec<String> {
    if file.is_test() || !file.path.ends_with(".rs") || file.path == "store/src/db.rs" {
        return Vec::new();
    }
    code(file)
        .filter(|(_, line)| line.contains("TransactionTrait"))
        .map(|(number, _)| format!("{}:{number}: write through Db::begin", file.path))
        .collect()
}

/// Templates that write a value as it is, with its markup.
fn unescaped(file: &File) -> Vec<String> {
    let is_template = ["templates/", "locales/"].iter().any(|room| file.path.starts_with(room))
        && !file.path.ends_with(".rs");
    if is_template && (file.text.contains("{{{") || file.text.contains("{{&")) {
        return vec![format!("{}: a value is written without escaping", file.path)];
    }
    Vec::new()
}

fn example(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn a_library_out_of_its_room_is_found() {
    for (path, text) in [
        ("api/src/customer.rs", "use sea_orm::EntityTrait;"),
        ("api/src/customer.rs", "    let rows = sea_orm::EntityTrait::find();"),
        ("src/main.rs", "pub use ::sea_orm::DbErr;"),
        ("store/src/customer.rs", "use actix_web::web;"),
        ("worker/src/lib.rs", "use actix_web;"),
        ("api/src/lib.rs", "use apalis_sqlite::SqliteStorage;"),
        ("domain/src/lib.rs", "use lettre::{Address};"),
        ("src/main.rs", "fn f(c: &reqwest::Client) {}"),
    ] {
        assert_eq!(out_of_its_room(&example(path, text)).len(), 1, "{path} {text}");
    }
    for (path, text) in [
        ("store/src/customer.rs", "use sea_orm::EntityTrait;"),
        ("worker/src/mail.rs", "use lettre::Address;"),
        ("api/src/customer.rs", "// use sea_orm::EntityTrait;"),
        ("api/src/customer.rs", "use store::not_sea_orm::X;"),
        ("api/src/customer.rs", "#[cfg(test)]\nmod tests { use reqwest::Client; }"),
        ("tests/all.rs", "use reqwest::Client;"),
    ] {
        none(&out_of_its_room(&example(path, text)));
    }
}

#[test]
fn a_transaction_begun_past_the_one_place_is_found() {
    let bare = "use sea_orm::{EntityTrait, TransactionTrait};\n";
    assert_eq!(begins_a_transaction(&example("store/src/customer.rs", bare)).len(), 1);
    none(&begins_a_transaction(&example("store/src/db.rs", bare)));
}

#[test]
fn a_template_that_lets_markup_through_is_found() {
    for text in ["<p>{{{name}}}</p>", "<p>{{&name}}</p>"] {
        assert_eq!(unescaped(&example("templates/mail/a.html.hbs", text)).len(), 1);
        none(&unescaped(&example("templates/src/lib.rs", text)));
    }
    none(&unescaped(&example("templates/mail/a.html.hbs", "<p>{{name}}</p>")));
}

#[test]
fn libraries_stay_in_their_rooms_transactions_begin_in_one_place_and_templates_escape() {
    let files = project();
    none(&files.iter().flat_map(out_of_its_room).collect::<Vec<_>>());
    none(&files.iter().flat_map(begins_a_transaction).collect::<Vec<_>>());
    none(&files.iter().flat_map(unescaped).collect::<Vec<_>>());
}
