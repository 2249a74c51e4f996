//! What can stand against undoing an import: what happened to a customer since.

/// What an event since the import leaves behind, by the code of its kind; `other` for what has no
/// word of its own. The words are `import-depends-<code>` in the locales.
#[must_use]
pub fn depends_on(event: &str) -> &'static str {
    const BEGINNINGS: [(&str, &str); 19] = [
        ("invoice_", "invoice"),
        ("payment_", "payment"),
        ("credit_note_", "credit_note"),
        ("allocation_", "allocation"),
        ("dunning_", "dunning"),
        ("message_", "message"),
        ("consent_", "consent"),
        ("contact_sheet_", "note"),
        ("contact_point_", "contact_point"),
        ("task_", "task"),
        ("note_", "note"),
        ("customers_merged", "merge"),
        ("people_merged", "merge"),
        ("establishments_merged", "merge"),
        ("merge_", "merge"),
        ("customer_", "change"),
        ("party_", "change"),
        ("address_invalidated", "change"),
        ("address_validated", "change"),
    ];
    let found = BEGINNINGS.iter().find(|(beginning, _)| event.starts_with(beginning));
    found.map_or("other", |(_, code)| code)
}

/// Every code that [`depends_on`] gives, so that a test finds each in the locales.
pub const DEPENDANTS: &[&str] = &[
    "invoice",
    "payment",
    "credit_note",
    "allocation",
    "dunning",
    "message",
    "consent",
    "contact_point",
    "task",
    "note",
    "merge",
    "change",
    "other",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_since_has_a_word() {
        for (event, code) in [
            ("invoice_posted", "invoice"),
            ("credit_note_posted", "credit_note"),
            ("customer_changed", "change"),
            ("dunning_hold_placed", "dunning"),
            ("customers_merged", "merge"),
            ("people_merged", "merge"),
            ("establishments_merged", "merge"),
            ("merge_undone", "merge"),
            ("token_created", "other"),
        ] {
            assert_eq!(depends_on(event), code);
            assert!(DEPENDANTS.contains(&code));
        }
    }
}
