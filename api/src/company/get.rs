//! `GET /company`

use super::CompanyView;
use crate::access::{May, ReadCompany};
use crate::answer::Versioned;
use crate::problem::Problem;

/// Get the firm itself.
#[utoipa::path(get, path = "/company")]
pub(crate) async fn handler(may: May<ReadCompany>) -> Result<Versioned<CompanyView>, Problem> {
    let (firm, version) = store::company::get(may.db()).await?.unwrap_or_default();
    Ok(Versioned(CompanyView::new(firm, version), version))
}
