//! `POST /invoices`

use chrono::NaiveDate;
use domain::id::CustomerId;
use domain::invoice::{DueLine, InvoiceDraft, InvoiceFault, InvoiceNumber, NewInvoice};

use super::InvoiceView;
use crate::access::{Key, May, WriteInvoices};
use crate::answer::Created;
use crate::input::{Body, Faults, Text, Wrong};
use crate::money::MoneyInput;
use crate::problem::Problem;

input! {
    /// A part of an invoice and the day by which it is owed.
    #[schema(as = NewDueLine)]
    struct DueLineBody {
        /// The last day on which it may be paid.
        due_on: NaiveDate,
        /// Its amount, in the currency of the invoice.
        amount: MoneyInput,
    }
}

input! {
    /// An invoice to post. It never changes after that: a credit note corrects it.
    #[schema(as = NewInvoice, example = json!({
        "customer": "01a2076b-4400-7000-9948-9654fcd76fda",
        "number": "F-2026-0117",
        "issued_on": "2026-11-02",
        "amount": { "amount": 120000, "currency": "EUR" },
        "due_lines": [
            { "due_on": "2026-12-02", "amount": { "amount": 60000, "currency": "EUR" } },
            { "due_on": "2027-01-02", "amount": { "amount": 60000, "currency": "EUR" } },
        ],
    }))]
    struct NewInvoiceBody {
        /// Who owes it.
        #[schema(value_type = uuid::Uuid)]
        customer: CustomerId,
        /// Series; empty when absent.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 64)]
        series: Option<Text<64>>,
        /// Number, unique within the series.
        #[schema(value_type = String, min_length = 1, max_length = 64)]
        number: Text<64>,
        /// The day it bears.
        issued_on: NaiveDate,
        /// The whole of it, with VAT.
        amount: MoneyInput,
        /// The customer's order number.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 64)]
        order_number: Option<Text<64>>,
        /// One to 120, which add up to the amount.
        #[schema(min_items = 1, max_items = 120)]
        due_lines: Vec<DueLineBody>,
    }
}

/// Post an invoice.
#[utoipa::path(post, path = "/invoices")]
pub(crate) async fn handler(
    may: May<WriteInvoices>,
    key: Key,
    body: Body<NewInvoiceBody>,
) -> Result<Created<InvoiceView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let new = new_invoice(body.value)?;
    let posted = store::invoice::post(may.db(), &may.context(), new, idempotency.as_ref()).await?;
    let as_of = may.day_or_today(None).await?;
    let invoice = store::invoice::get(may.db().read(), posted.id, as_of).await?;
    let location = format!("/api/v1/invoices/{}", posted.id);
    Ok(Created { location, body: InvoiceView::new(invoice, as_of) })
}

fn new_invoice(body: NewInvoiceBody) -> Result<NewInvoice, Problem> {
    let mut faults = Faults::default();
    let currency = body.amount.currency;
    let due_lines = body.due_lines.iter().enumerate().map(|(index, line)| {
        let at = format!("/due_lines/{index}/amount");
        let amount = line.amount.minor(currency, &at, &mut faults).unwrap_or_default();
        DueLine { due_on: line.due_on, amount }
    });
    let due_lines: Vec<_> = due_lines.collect();
    faults.none()?;
    let series = body.series.as_ref().map_or("", |series| &series.0);
    let number = InvoiceNumber::new(series, &body.number.0).map_err(refused)?;
    let draft = InvoiceDraft {
        customer: body.customer,
        number,
        issued_on: body.issued_on,
        currency,
        amount: body.amount.amount,
        order_number: body.order_number.map(|order| order.0),
        due_lines,
        import: None,
    };
    for fault in draft.faults() {
        faults.at(pointer(fault), Wrong::new(fault.code()));
    }
    faults.none()?;
    draft.checked().map_err(refused)
}

fn refused(fault: InvoiceFault) -> Problem {
    Problem::fault(pointer(fault), Wrong::new(fault.code()))
}

/// Where the part stands that breaks a rule.
const fn pointer(fault: InvoiceFault) -> &'static str {
    match fault {
        InvoiceFault::NumberMissing
        | InvoiceFault::NumberMalformed
        | InvoiceFault::NumberTooLong => "/number",
        InvoiceFault::AmountNotPositive | InvoiceFault::AmountOutOfRange => "/amount/amount",
        InvoiceFault::OrderNumberMalformed | InvoiceFault::OrderNumberTooLong => "/order_number",
        _ => "/due_lines",
    }
}
