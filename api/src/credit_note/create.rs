//! `POST /credit-notes`

use chrono::NaiveDate;
use domain::id::{CustomerId, InvoiceId};
use domain::invoice::InvoiceNumber;
use domain::payment::{CreditNoteDraft, NewCreditNote};

use super::CreditNoteView;
use crate::access::{Key, May, WriteInvoices};
use crate::answer::Created;
use crate::input::{Body, Faults, Text, Wrong};
use crate::money::MoneyInput;
use crate::payment::allocation::{PartBody, pointer, wish};
use crate::problem::Problem;

input! {
    /// A credit note to post.
    #[schema(as = NewCreditNote, example = json!({
        "customer": "01a2076b-4400-7000-9948-9654fcd76fda",
        "number": "A-2026-0009",
        "issued_on": "2026-11-20",
        "amount": { "amount": 5000, "currency": "EUR" },
    }))]
    struct NewCreditNoteBody {
        /// Who is credited.
        #[schema(value_type = uuid::Uuid)]
        customer: CustomerId,
        /// Series; empty when absent.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 64)]
        series: Option<Text<64>>,
        /// Number, among credit notes.
        #[schema(value_type = String, min_length = 1, max_length = 64)]
        number: Text<64>,
        /// The day it bears.
        issued_on: NaiveDate,
        /// What it takes away from the debt.
        amount: MoneyInput,
        /// The invoice that it corrects, whose due lines it settles first.
        #[schema(value_type = Option<uuid::Uuid>)]
        invoice: Option<InvoiceId>,
        /// What it settles. Absent: the invoice that it corrects, else by its sum, else the oldest due lines
        /// as a proposal. An empty list: nothing, an open credit.
        #[schema(max_items = 1000)]
        due_lines: Option<Vec<PartBody>>,
    }
}

/// Post a credit note, and what it settles.
#[utoipa::path(post, path = "/credit-notes")]
pub(crate) async fn handler(
    may: May<WriteInvoices>,
    key: Key,
    body: Body<NewCreditNoteBody>,
) -> Result<Created<CreditNoteView>, Problem> {
    let key = key.with_body(&body.digest);
    let new = new_note(body.value)?;
    let id = store::payment::post_credit_note(may.db(), &may.context(), new, key.as_ref()).await?;
    let note = store::payment::credit_note(may.db().read(), id).await?;
    Ok(Created { location: format!("/api/v1/credit-notes/{id}"), body: note.into() })
}

fn new_note(body: NewCreditNoteBody) -> Result<NewCreditNote, Problem> {
    let mut faults = Faults::default();
    let currency = body.amount.currency;
    let allocate = wish(body.due_lines.as_deref(), currency, &mut faults);
    faults.none()?;
    let series = body.series.as_ref().map_or("", |series| &series.0);
    let number = InvoiceNumber::new(series, &body.number.0)
        .map_err(|fault| Problem::fault("/number", Wrong::new(fault.code())))?;
    let draft = CreditNoteDraft {
        customer: body.customer,
        number,
        issued_on: body.issued_on,
        amount: body.amount.amount,
        currency,
        invoice: body.invoice,
        allocate,
    };
    draft.checked().map_err(|fault| Problem::fault(pointer(fault), Wrong::new(fault.code())))
}
