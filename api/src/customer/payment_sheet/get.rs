//! `GET /customers/{id}/payment-sheet`

use domain::id::CustomerId;

use super::PaymentSheetView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::customer::standing;
use crate::input::Id;
use crate::problem::Problem;

/// Tell how to get paid by a customer.
#[utoipa::path(get, path = "/customers/{id}/payment-sheet")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
) -> Result<Versioned<PaymentSheetView>, Problem> {
    let id = standing(may.db(), *id).await?;
    let (sheet, version) = store::customer::payment_sheet(may.db().read(), id).await?;
    Ok(Versioned(PaymentSheetView::new(sheet, version), version))
}
