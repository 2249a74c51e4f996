//! `GET /search`

use serde::Serialize;
use store::Page;
use store::search::{Found as Find, Wanted};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{FoundKindCode, Limit, MatchCode, Query, Required, Text, page};
use crate::problem::Problem;

query! {
    /// What is looked for.
    struct SearchQuery {
        /// Words or their beginnings (of a name, a city, a tag, a text of one of the firm's own fields), a
        /// reference, an identifier, a mail address, a phone number, an account on a social network: in any
        /// writing, without regard to case, accents and small typing faults.
        #[param(value_type = String, min_length = 1, max_length = 200)]
        q: Required<Text<200>>,
        /// Only what is of this kind.
        kind: Option<FoundKindCode>,
        /// The most finds.
        #[param(inline)]
        limit: Option<Limit>,
    }
}

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Find)]
pub(crate) struct FindView {
    /// What it is.
    kind: FoundKindCode,
    /// The party.
    party: Uuid,
    /// The customer that it is, or to whom the person or the establishment belongs; `null` without one.
    customer: Option<Uuid>,
    /// That customer's reference; `null` without one.
    reference: Option<String>,
    /// Name of the firm or the person.
    name: String,
    /// Where it is.
    cities: Vec<String>,
    /// Why it was found.
    r#match: MatchCode,
}

impl From<Find> for FindView {
    fn from(find: Find) -> Self {
        Self {
            kind: FoundKindCode(find.kind),
            party: find.party,
            customer: find.customer,
            reference: find.reference,
            name: find.name,
            cities: find.cities,
            r#match: MatchCode(find.reason),
        }
    }
}

/// Search the customer file, the best first.
///
/// There is no next page: who finds too much types another word.
#[utoipa::path(get, path = "/search")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<SearchQuery>,
) -> Result<Found<Listed<FindView>>, Problem> {
    let SearchQuery { q, kind, limit } = query.0;
    let wanted = Wanted { limit: page(limit, None).limit, kind: kind.map(|kind| *kind) };
    let items = store::search::find(may.db().read(), &q.0.0, wanted).await?;
    Ok(Listed::of(Page { items, next: None }, FindView::from))
}
