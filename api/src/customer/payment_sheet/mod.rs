//! How to get paid by a customer.

pub(crate) mod get;
pub(crate) mod put;

use domain::customer::PaymentSheet;
use serde::Serialize;
use utoipa::ToSchema;

/// How to get paid by a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaymentSheet)]
pub(crate) struct PaymentSheetView {
    /// Whether an invoice without the customer's order number is sent back.
    order_number_required: bool,
    /// The standing order or commitment number to state.
    commitment_number: Option<String>,
    /// The portal on which invoices are handed in.
    portal: Option<String>,
    /// The service code on that portal.
    service_code: Option<String>,
    /// What is to be attached to an invoice.
    documents: Vec<String>,
    /// Who approves invoices.
    approver: Option<String>,
    /// The last day of the month on which an invoice is taken for the next payment run.
    cut_off_day: Option<u8>,
    /// Days of the month on which the customer pays.
    payment_run_days: Vec<u8>,
    /// Anything else.
    remarks: Option<String>,
    /// Grows with each change; 0 when nobody wrote the sheet yet.
    version: i32,
}

impl PaymentSheetView {
    fn new(sheet: PaymentSheet, version: i32) -> Self {
        Self {
            order_number_required: sheet.order_number_required,
            commitment_number: sheet.commitment_number,
            portal: sheet.portal,
            service_code: sheet.service_code,
            documents: sheet.documents,
            approver: sheet.approver,
            cut_off_day: sheet.cut_off_day,
            payment_run_days: sheet.payment_run_days,
            remarks: sheet.remarks,
            version,
        }
    }
}
