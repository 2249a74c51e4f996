//! `POST /payments`

use chrono::NaiveDate;
use domain::id::CustomerId;
use domain::payment::{NewPayment, PaymentDraft};

use super::PaymentView;
use super::allocation::{PartBody, pointer, wish};
use crate::access::{Key, May, WritePayments};
use crate::answer::Created;
use crate::input::{Body, Faults, Text, Wrong};
use crate::money::MoneyInput;
use crate::problem::Problem;

input! {
    /// A payment to record.
    #[schema(as = NewPayment, example = json!({
        "customer": "01a2076b-4400-7000-9948-9654fcd76fda",
        "received_on": "2026-11-20",
        "amount": { "amount": 60000, "currency": "EUR" },
        "method": "transfer",
        "reference": "F-2026-0117",
    }))]
    struct NewPaymentBody {
        /// Who paid.
        #[schema(value_type = uuid::Uuid)]
        customer: CustomerId,
        /// The day on which the money was there.
        received_on: NaiveDate,
        /// What came.
        amount: MoneyInput,
        /// `transfer`, `cheque`, ...
        #[schema(value_type = Option<String>, min_length = 1, max_length = 40)]
        method: Option<Text<40>>,
        /// What the debtor wrote; invoice numbers in it decide what is settled.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 560)]
        reference: Option<Text<560>>,
        /// What identifies it where it came from: the same key is never recorded twice.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        source_key: Option<Text<200>>,
        /// What it settles, as the debtor listed it. Absent: by its reference, else by its sum, else the
        /// oldest due lines as a proposal. An empty list: nothing, an open credit.
        #[schema(max_items = 1000)]
        due_lines: Option<Vec<PartBody>>,
    }
}

/// Record a payment, and what it settles.
#[utoipa::path(post, path = "/payments")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    key: Key,
    body: Body<NewPaymentBody>,
) -> Result<Created<PaymentView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let new = new_payment(body.value)?;
    let id = store::payment::record(may.db(), &may.context(), new, idempotency.as_ref()).await?;
    let payment = store::payment::get(may.db().read(), id).await?;
    Ok(Created { location: format!("/api/v1/payments/{id}"), body: payment.into() })
}

fn new_payment(body: NewPaymentBody) -> Result<NewPayment, Problem> {
    let mut faults = Faults::default();
    let currency = body.amount.currency;
    let allocate = wish(body.due_lines.as_deref(), currency, &mut faults);
    let draft = PaymentDraft {
        customer: body.customer,
        received_on: body.received_on,
        amount: body.amount.amount,
        currency,
        method: body.method.map(|text| text.0),
        reference: body.reference.map(|text| text.0),
        source_key: body.source_key.map(|text| text.0),
        import: None,
        allocate,
    };
    for fault in draft.faults() {
        faults.at(pointer(fault), Wrong::new(fault.code()));
    }
    faults.none()?;
    draft.checked().map_err(|fault| Problem::fault(pointer(fault), Wrong::new(fault.code())))
}
