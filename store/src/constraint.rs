//! From the name of a constraint of the database to the code of a conflict, in this one place.
//!
//! A unique constraint bears the name `<table>_<columns>_key`: PostgreSQL says that name when it is
//! broken, and SQLite the table and the columns, from which the name is made. A broken CHECK is no
//! conflict: the domain refuses such a value before, so it is a fault of ours.

use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::{DbErr, RuntimeErr};

/// What a broken constraint means, by its name.
const MEANINGS: &[(&str, &str)] = &[
    ("allocation_reverses_key", "allocation_reversed"),
    ("contact_point_kind_value_key_key", "contact_point_known"),
    ("credit_note_series_number_key", "credit_note_number_taken"),
    ("customer_reference_key_key", "reference_taken"),
    ("custom_field_code_key", "custom_field_code_taken"),
    ("dunning_claim_due_line_id_level_cycle_key", "already_claimed"),
    ("dunning_notice_run_id_customer_id_language_currency_key", "notice_known"),
    ("dunning_procedure_code_key", "procedure_code_taken"),
    ("dunning_procedure_is_default_key", "default_procedure_taken"),
    ("dunning_run_company_id_day_key", "run_confirmed"),
    ("duplicate_search_running_key", "duplicate_search_running"),
    ("idempotency_pkey", "idempotency_key_used"),
    ("identifier_party_id_kind_value_key", "identifier_known"),
    ("invoice_series_number_key", "invoice_number_taken"),
    ("message_purpose_kind_purpose_id_recipient_key_channel_key", "message_known"),
    ("payment_source_key_key", "payment_known"),
    ("task_open_key_key", "another_task_open"),
    ("purpose_code_key", "purpose_code_taken"),
    ("segment_name_key_key", "segment_name_taken"),
    ("user_account_email_key_key", "email_taken"),
];

/// The code of any unique constraint that has no meaning of its own.
const DUPLICATE: &str = "duplicate";

/// The code of a broken foreign key: what is named is not there, or what goes is still needed.
const BROKEN_REFERENCE: &str = "broken_reference";

/// The code of the conflict, when `error` is one.
pub(crate) fn conflict(error: &DbErr) -> Option<&'static str> {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
        error
    else {
        return None;
    };
    let error = error.as_database_error()?;
    match error.kind() {
        ErrorKind::UniqueViolation => {
            let name = name(error);
            let known = MEANINGS.iter().find(|(constraint, _)| *constraint == name);
            Some(known.map_or(DUPLICATE, |(_, code)| code))
        }
        ErrorKind::ForeignKeyViolation => Some(BROKEN_REFERENCE),
        _ => None,
    }
}

/// The name of the broken unique constraint.
fn name(error: &dyn DatabaseError) -> String {
    if let Some(name) = error.constraint() {
        return name.to_owned();
    }
    /// Extended result code of SQLite for a broken primary key.
    const SQLITE_CONSTRAINT_PRIMARYKEY: &str = "1555";
    let columns = error.message().rsplit(": ").next().unwrap_or_default();
    let table = columns.split('.').next().unwrap_or_default();
    if error.code().as_deref() == Some(SQLITE_CONSTRAINT_PRIMARYKEY) {
        return format!("{table}_pkey");
    }
    columns
        .split(", ")
        .filter_map(|column| column.split('.').nth(1))
        .fold(table.to_owned(), |name, column| format!("{name}_{column}"))
        + "_key"
}
