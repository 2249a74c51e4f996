use domain::customer::EmailAddress;
use domain::user::Role;
use serde_json::json;

use super::fault::Place;
use super::*;

input! {
    /// One part.
    struct Part {
        amount: i64,
        due_on: chrono::NaiveDate,
    }
}

input! {
    /// The whole.
    struct Whole {
        #[schema(value_type = String)]
        name: Text<10>,
        #[schema(value_type = Option<String>)]
        email: Option<EmailAddress>,
        role: RoleCode,
        #[schema(value_type = Option<String>)]
        note: Patch<Text<5>>,
        parts: Vec<Part>,
    }
}

fn read(body: serde_json::Value) -> (Option<Whole>, Vec<(String, &'static str)>) {
    let mut faults = Faults::default();
    let whole = Whole::read(&body, "", &mut faults);
    let told = faults.into_vec().into_iter().map(|fault| match fault.place {
        Place::Pointer(place) | Place::Parameter(place) => (place, fault.wrong.code),
    });
    (whole, told.collect())
}

#[test]
fn a_good_body_is_read_whole() {
    let (whole, faults) = read(json!({
        "name": " Zoé ", "email": null, "role": "sales", "note": null,
        "parts": [{ "amount": 12, "due_on": "2026-01-31" }],
    }));
    let whole = whole.unwrap();
    assert_eq!((whole.name.0.as_str(), whole.email, *whole.role), ("Zoé", None, Role::Sales));
    assert_eq!((whole.note, whole.parts[0].amount), (Patch::Null, 12));
    assert_eq!(whole.parts[0].due_on.to_string(), "2026-01-31");
    assert!(faults.is_empty());
}

#[test]
fn all_the_faults_are_told_at_once_with_their_pointers() {
    let (whole, faults) = read(json!({
        "name": "a name that is long", "email": "nobody", "role": "king", "no/te": 1,
        "parts": [{ "amount": 1.5 }, 7, { "amount": "1", "due_on": "2026-02-30", "x": 0 }],
    }));
    assert!(whole.is_none());
    let faults: Vec<_> = faults.iter().map(|(place, code)| (place.as_str(), *code)).collect();
    assert_eq!(
        faults,
        [
            ("/no~1te", "unknown_field"),
            ("/name", "text_too_long"),
            ("/email", "not_an_email_address"),
            ("/role", "unknown_code"),
            ("/parts/0/amount", "number_out_of_range"),
            ("/parts/0/due_on", "required"),
            ("/parts/1", "not_an_object"),
            ("/parts/2/x", "unknown_field"),
            ("/parts/2/amount", "not_a_whole_number"),
            ("/parts/2/due_on", "not_a_date"),
        ]
    );
}

#[test]
fn absent_is_not_null() {
    let (whole, _) = read(json!({ "name": "a", "role": "sales", "parts": [] }));
    assert_eq!(whole.unwrap().note, Patch::Absent);
}

query! {
    /// A list.
    struct List {
        /// How many.
        limit: Option<u32>,
    }
}

#[test]
fn a_query_refuses_what_it_does_not_know_and_what_is_given_twice() {
    let told = |query: &str| {
        let mut faults = Faults::default();
        let read = List::read(query, &mut faults).map(|list| list.limit);
        let faults = faults.into_vec();
        (read, faults.iter().map(|fault| fault.wrong.code).collect::<Vec<_>>())
    };
    assert_eq!(told("limit=5"), (Some(Some(5)), vec![]));
    assert_eq!(told(""), (Some(None), vec![]));
    assert_eq!(told("limit=x"), (None, vec!["not_a_whole_number"]));
    assert_eq!(told("limit=5&limit=6&sort=name").1, ["given_twice", "unknown_parameter"]);
}
