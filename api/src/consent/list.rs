//! `GET /consents`

use domain::id::{ContactPointId, PartyId};
use domain::purpose::PurposeCode;
use store::consent::ConsentFilter;
use uuid::Uuid;

use super::ConsentView;
use crate::access::{May, ReadConsents};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::Problem;
use crate::purpose;

query! {
    /// Which decisions, and which page.
    struct ConsentListQuery {
        /// Those of one party.
        #[param(value_type = Option<Uuid>)]
        party: Option<PartyId>,
        /// Those about one contact point.
        #[param(value_type = Option<Uuid>)]
        contact_point: Option<ContactPointId>,
        /// Those for one purpose, by its code.
        #[param(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List decisions, in the order in which they were recorded.
#[utoipa::path(get, path = "/consents")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    query: Query<ConsentListQuery>,
) -> Result<Found<Listed<ConsentView>>, Problem> {
    let db = may.db();
    let filter = ConsentFilter {
        party: query.party,
        point: query.contact_point,
        purpose: super::asked_purpose(db, query.purpose.as_ref()).await?,
    };
    let consents = store::consent::list(db, filter, page(query.limit, query.after)).await?;
    let codes = purpose::codes(db).await?;
    Ok(Listed::of(consents, |consent| ConsentView::of(consent, &codes)))
}
