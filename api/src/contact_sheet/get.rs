//! `GET /contact-sheets/{id}`

use domain::id::ContactSheetId;

use super::ContactSheetView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a contact sheet.
#[utoipa::path(get, path = "/contact-sheets/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<ContactSheetId>,
) -> Result<Found<ContactSheetView>, Problem> {
    Ok(Found(store::contact_sheet::get(may.db().read(), *id).await?.into()))
}
