//! `GET /custom-fields/{id}`

use domain::id::CustomFieldId;

use super::CustomFieldView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a field of the firm's own.
#[utoipa::path(get, path = "/custom-fields/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomFieldId>,
) -> Result<Versioned<CustomFieldView>, Problem> {
    let field = store::customer::custom_field(may.db(), *id).await?;
    let version = field.version;
    Ok(Versioned(field.into(), version))
}
