//! Timelines by set inserts: several hundred events of each busy customer, with its people and their notes, and
//! four of everybody else. They come in turns, so that those of one customer lie far apart, as they would.

use domain::event::EventKind;
use store::db::Engine;

use crate::file::{self, AT};
use crate::words::{Id, words};

/// One customer in this many is busy.
pub(crate) const EVERY: u32 = 250;

/// Events of a busy customer: one in each turn.
const TURNS: u32 = 400;

/// The turns of everybody else: the beginning, a note, a message, an invoice.
const QUIET_TURNS: &str = "1, 105, 203, 206";

/// The people of a busy customer.
const PEOPLE: u32 = 8;

/// The users, each of whom looks after some customers.
const USERS: u32 = 8;

/// The kinds of the ids.
const PERSON: u32 = 30;
const NOTE: u32 = 31;
const EVENT: u32 = 100;

/// The number of an event: by its turn, then by its customer.
const NUMBER: &str = "cast(t as bigint) * 10000000 + n";

const NOTED: &str = "t % 5 = 0";
const CONSENTED: &str = "t % 5 = 4 and t > 10";

/// A kind of event: in which turns, which customer and which party it names, what it is about, its data.
struct Told {
    kind: EventKind,
    turns: &'static str,
    customer: String,
    party: String,
    subject: (&'static str, String),
    data: &'static str,
}

/// What makes `customers` customers, their people and all their events.
pub(crate) fn statements(engine: Engine, customers: u32) -> Vec<String> {
    let mut statements = file::customers(engine, customers);
    statements.extend(desk(engine, customers));
    let (every, id, _) = words(engine, customers);
    let (some, ..) = words(engine, customers / EVERY);
    let (turns, ..) = words(engine, TURNS);
    let busy = format!("(select n * {EVERY} as n from {some}) of_customer");
    statements.extend(people(engine, &busy));
    let all = format!("(select n as t from {turns}) of_turn cross join {busy}");
    statements.extend(events(id, &all, &id(PERSON, "n * 10 + t % 8 + 1")));
    let few = format!(
        "(select n as t from {turns} where n in ({QUIET_TURNS})) of_turn
         cross join (select n from {every} where n % {EVERY} <> 0) of_customer"
    );
    statements.extend(events(id, &few, &id(1, "n")));
    statements
}

/// Users, and who looks after whom.
fn desk(engine: Engine, customers: u32) -> [String; 2] {
    let (users, id, _) = words(engine, USERS);
    let (every, ..) = words(engine, customers);
    let user = id(9, "n");
    [
        format!(
            "insert into user_account (id, email, email_key, name, language, role, created_at, updated_at)
             select {user}, n || '@firm.example', n || '@firm.example', 'Personne ' || n, 'fr', 'assistant',
                    {AT}, {AT} from {users}"
        ),
        format!(
            "insert into customer_owner (customer_id, user_id)
             select {}, {} from {every}",
            id(2, "n"),
            id(9, &format!("n % {USERS} + 1")),
        ),
    ]
}

fn people(engine: Engine, busy: &str) -> [String; 2] {
    let (people, id, _) = words(engine, PEOPLE);
    let (person, party) = (id(PERSON, "n * 10 + p"), id(1, "n"));
    let rows = format!("(select n as p from {people}) of_person cross join {busy}");
    [
        format!(
            "insert into party (id, kind, name, name_folded, parent_id, created_at, updated_at)
             select {person}, 'person', 'Contact ' || p, 'contact ' || p, {party}, {AT}, {AT} from {rows}"
        ),
        format!("insert into person (party_id) select {person} from {rows}"),
    ]
}

/// The events of the turns `t` and the customers `n` of `rows`, the notes that they tell of, and the links of
/// those that name a person alone.
fn events(id: Id, rows: &str, person: &str) -> Vec<String> {
    let actor = format!("'user:00000009-0000-7000-0000-00000000000' || (n % {USERS} + 1)");
    let (event, customer) = (id(EVENT, NUMBER), id(2, "n"));
    let mut statements = vec![format!(
        "insert into note (id, customer_id, party_id, kind, body, happened_at, created_at, created_by, updated_at)
         select {}, {customer}, {person}, 'call_out', 'Rappelé : paiera en fin de mois, turn ' || t, {AT}, {AT},
                {actor}, {AT} from {rows} where {NOTED}",
        id(NOTE, NUMBER)
    )];
    for told in kinds(id, person) {
        let (noun, subject) = told.subject;
        statements.push(format!(
            "insert into event (id, at, kind, actor, party_id, customer_id, subject_kind, subject_id, data)
             select {event}, {AT}, '{}', {actor}, {}, {}, '{noun}', {subject}, '{}'
             from {rows} where {} order by t",
            told.kind, told.party, told.customer, told.data, told.turns
        ));
    }
    statements.push(format!(
        "insert into event_link (object_id, event_id)
         select {customer}, {event} from {rows} where {CONSENTED}"
    ));
    statements
}

/// Each kind names what its writer in the store names: some the customer, some the party alone.
fn kinds(id: Id, person: &str) -> Vec<Told> {
    let (customer, party) = (id(2, "n"), id(1, "n"));
    let (person, none) = (person.to_owned(), "null".to_owned());
    let of = |kind| id(kind, NUMBER);
    vec![
        Told {
            kind: EventKind::CustomerCreated,
            turns: "t = 1",
            customer: customer.clone(),
            party: party.clone(),
            subject: ("customer", customer.clone()),
            data: "{}",
        },
        Told {
            kind: EventKind::PersonAdded,
            turns: "t between 2 and 9 and t % 5 <> 0",
            customer: customer.clone(),
            party: person.clone(),
            subject: ("person", person.clone()),
            data: r#"{"roles": ["accounting"]}"#,
        },
        Told {
            kind: EventKind::NoteWritten,
            turns: NOTED,
            customer: customer.clone(),
            party: person.clone(),
            subject: ("note", of(NOTE)),
            data: r#"{"note": "call_out"}"#,
        },
        Told {
            kind: EventKind::InvoicePosted,
            turns: "t % 5 = 1 and t > 10",
            customer: customer.clone(),
            party: none.clone(),
            subject: ("invoice", of(40)),
            data: r#"{"amount": 125000, "currency": "EUR"}"#,
        },
        Told {
            kind: EventKind::PaymentRecorded,
            turns: "t % 5 = 2 and t > 10",
            customer,
            party: none.clone(),
            subject: ("payment", of(41)),
            data: r#"{"amount": 125000, "currency": "EUR", "open": 0}"#,
        },
        Told {
            kind: EventKind::MessageAccepted,
            turns: "t % 5 = 3 and t > 10",
            customer: none.clone(),
            party,
            subject: ("message", of(42)),
            data: r#"{"channel": "email"}"#,
        },
        Told {
            kind: EventKind::ConsentRecorded,
            turns: CONSENTED,
            customer: none,
            party: person,
            subject: ("consent", of(43)),
            data: r#"{"decision": "given"}"#,
        },
    ]
}
