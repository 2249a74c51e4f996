//! `PUT /customers/{id}/payment-sheet`

use domain::customer::PaymentSheet;
use domain::id::CustomerId;

use super::PaymentSheetView;
use crate::access::{May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id, Prose, Text};
use crate::problem::Problem;

input! {
    /// How to get paid by a customer, described anew: what is absent is emptied.
    #[schema(as = NewPaymentSheet, example = json!({
        "order_number_required": true,
        "portal": "Chorus Pro",
        "service_code": "FACTURES_PUBLIQUES",
        "payment_run_days": [10, 25],
    }))]
    struct PaymentSheetBody {
        /// Whether an invoice without the customer's order number is sent back; not when absent.
        order_number_required: Option<bool>,
        /// The standing order or commitment number to state.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        commitment_number: Option<Text<200>>,
        /// The portal on which invoices are handed in.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        portal: Option<Text<200>>,
        /// The service code on that portal.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        service_code: Option<Text<200>>,
        /// What is to be attached to an invoice.
        #[schema(value_type = Option<Vec<String>>, max_items = 20)]
        documents: Option<Vec<Text<200>>>,
        /// Who approves invoices.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        approver: Option<Text<200>>,
        /// The last day of the month on which an invoice is taken for the next payment run.
        #[schema(minimum = 1, maximum = 31)]
        cut_off_day: Option<u8>,
        /// Days of the month on which the customer pays.
        #[schema(max_items = 31)]
        payment_run_days: Option<Vec<u8>>,
        /// Anything else.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 2000)]
        remarks: Option<Prose<2000>>,
    }
}

/// Describe anew how to get paid by a customer.
///
/// `If-Match: "0"` when nobody wrote the sheet yet.
#[utoipa::path(put, path = "/customers/{id}/payment-sheet")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    expected: Expected,
    body: Body<PaymentSheetBody>,
) -> Result<Versioned<PaymentSheetView>, Problem> {
    let (db, context) = (may.db(), may.context());
    let sheet = sheet(body.value);
    store::customer::set_payment_sheet(db, &context, *id, expected.0, sheet).await?;
    let (sheet, version) = store::customer::payment_sheet(db.read(), *id).await?;
    Ok(Versioned(PaymentSheetView::new(sheet, version), version))
}

fn sheet(body: PaymentSheetBody) -> PaymentSheet {
    let text = |text: Option<Text<200>>| text.map(|text| text.0);
    PaymentSheet {
        order_number_required: body.order_number_required.unwrap_or(false),
        commitment_number: text(body.commitment_number),
        portal: text(body.portal),
        service_code: text(body.service_code),
        documents: body.documents.into_iter().flatten().map(|text| text.0).collect(),
        approver: text(body.approver),
        cut_off_day: body.cut_off_day,
        payment_run_days: body.payment_run_days.unwrap_or_default(),
        remarks: body.remarks.map(|text| text.0),
    }
}
