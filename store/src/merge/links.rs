//! **The** list of columns that name a party or a customer: what a merge moves, and what it leaves.
//!
//! A test reads the schema of the engine and fails when a column that leads to a party or a customer is in
//! neither list.

/// Which of the two ids a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Party,
    Customer,
}

/// A column whose rows move to the survivor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) owner: Owner,
    /// The column of ids that tells its rows from each other.
    pub(super) id: &'static str,
    /// The column of text that does so beside it, where one id is not enough.
    pub(super) text: Option<&'static str>,
    /// The columns that are unique together with the owner: a row that the survivor has already stays.
    pub(super) unique: &'static [&'static str],
}

impl Link {
    const fn of(table: &'static str, column: &'static str, owner: Owner) -> Self {
        Self { table, column, owner, id: "id", text: None, unique: &[] }
    }

    const fn customer(table: &'static str) -> Self {
        Self::of(table, "customer_id", Owner::Customer)
    }

    const fn party(table: &'static str) -> Self {
        Self::of(table, "party_id", Owner::Party)
    }

    const fn unique(self, unique: &'static [&'static str]) -> Self {
        Self { unique, ..self }
    }

    const fn by(self, id: &'static str) -> Self {
        Self { id, ..self }
    }
}

/// What moves, in an order that no foreign key minds. A table of a new capability adds its line here; one
/// whose rows have no id of their own names what tells them apart by [`Link::by`].
pub(super) const LINKS: &[Link] = &[
    Link::customer("invoice"),
    Link::customer("due_line"),
    Link::customer("payment"),
    Link::customer("credit_note"),
    Link::customer("allocation"),
    Link::customer("dunning_notice").unique(&["run_id", "language", "currency"]),
    Link::party("dunning_notice"),
    Link::customer("dunning_claim"),
    Link::customer("dunning_hold"),
    Link::customer("dunning_jump"),
    Link::party("message"),
    Link::party("consent_request"),
    Link::party("preference_link"),
    Link::customer("contact_sheet"),
    Link::party("contact_sheet"),
    Link::customer("note"),
    Link::party("note"),
    Link::customer("attachment"),
    Link::customer("task"),
    Link::of("task", "subject_id", Owner::Customer),
    Link::of("party", "parent_id", Owner::Party),
    Link::of("party", "merged_into", Owner::Party),
    Link::of("merged_customer", "into_customer_id", Owner::Customer).by("customer_id"),
    Link::of("merged_customer", "into_party_id", Owner::Party).by("customer_id"),
];

/// What moves beside them when two people or two establishments are merged: a task about the one is about
/// the other.
const MEMBER_LINKS: &[Link] = &[Link::of("task", "subject_id", Owner::Party)];

/// What moves when two people or two establishments are merged, in an order that no foreign key minds. What names their customers
/// stays: what was written or asked there was so of that customer.
pub(super) fn of_members() -> impl DoubleEndedIterator<Item = &'static Link> {
    LINKS.iter().filter(|link| link.owner == Owner::Party).chain(MEMBER_LINKS)
}

/// Columns that a merge leaves, or treats by itself, and why.
#[cfg(test)]
pub(super) const LEFT: &[(&str, &str, &str)] = &[
    ("event", "party_id", "append-only: the timeline of the survivor reads the merged one's too"),
    (
        "event",
        "customer_id",
        "append-only: the timeline of the survivor reads the merged one's too",
    ),
    ("dunning_left_out", "customer_id", "what a run said on its day"),
    ("event", "subject_id", "append-only, as the rest of the timeline"),
    (
        "event_link",
        "object_id",
        "append-only: the timeline of the survivor reads the merged one's too",
    ),
    ("import_row", "object_id", "what an import did on its day"),
    ("outbox", "object_id", "a job about no customer"),
    ("consent", "party_id", "append-only: the rule reads what the merged one said too"),
    ("call", "party_id", "append-only: the rule reads the merged one's calls too"),
    ("erasure", "party_id", "what was erased stays so, and is not merged"),
    ("person", "party_id", "people move with their parent; of two people, part of the file"),
    ("person_role", "party_id", "people move with their parent; of two people, part of the file"),
    ("customer_owner", "customer_id", "of the desk: chosen, the other keeps its own"),
    ("customer_tag", "customer_id", "of the desk: chosen, the other keeps its own"),
    ("custom_value", "customer_id", "of the desk: chosen, the other keeps its own"),
    ("payment_sheet", "customer_id", "of the desk: chosen, the other keeps its own"),
    ("import_duplicate", "customer_id", "what an import said on its day"),
    ("import_image", "customer_id", "what stood there on the day of an import"),
    ("search_document", "party_id", "derived: posted again"),
    ("search_document", "customer_id", "derived: posted again"),
    ("search_pending", "party_id", "derived: posted again"),
    ("search_posting", "party_id", "derived: posted again"),
    ("customer", "party_id", "the customer behind a party: treated by itself"),
    ("party_contact_point", "party_id", "part of the file: chosen, in its order"),
    ("address", "party_id", "part of the file: chosen, in its order"),
    ("identifier", "party_id", "part of the file: chosen"),
    ("duplicate_key", "party_id", "staged by a search"),
    ("duplicate_pair", "first_party_id", "a pair is of two parties as they were compared"),
    ("duplicate_pair", "second_party_id", "a pair is of two parties as they were compared"),
    ("merge", "survivor_customer_id", "the journal itself"),
    ("merge", "survivor_party_id", "the journal itself"),
    ("merge", "other_customer_id", "the journal itself"),
    ("merge", "other_party_id", "the journal itself"),
    ("merged_customer", "customer_id", "where the merged one went"),
    ("merged_customer", "party_id", "where the merged one went"),
];

/// Rows that may be made after a merge and depend on rows that it moved: table, column, table moved.
pub(super) const DEPENDENTS: &[(&str, &str, &str)] = &[
    ("allocation", "due_line_id", "due_line"),
    ("allocation", "payment_id", "payment"),
    ("allocation", "credit_note_id", "credit_note"),
    ("credit_note", "invoice_id", "invoice"),
    ("dunning_claim", "due_line_id", "due_line"),
    ("dunning_hold", "due_line_id", "due_line"),
    ("dunning_jump", "due_line_id", "due_line"),
];
