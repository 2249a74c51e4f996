//! Table `allocation`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a payment or a credit note settles on a due line; append-only, undone by a reversal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer, that of the due line.
    pub customer_id: Uuid,
    /// The payment; it or the credit note, exactly one.
    pub payment_id: Option<Uuid>,
    /// The credit note.
    pub credit_note_id: Option<Uuid>,
    /// The due line.
    pub due_line_id: Uuid,
    /// Amount, minor units, positive; a reversal takes it back.
    pub amount: i64,
    /// Day from which it counts.
    pub effective_on: Date,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
    /// The allocation that this one takes back.
    pub reverses: Option<Uuid>,
    /// `debtor`, `exact`, `proposed` or `person`.
    pub origin: String,
    /// Who decided it.
    pub actor: String,
}

impl ActiveModelBehavior for ActiveModel {}
