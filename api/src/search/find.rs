//! `GET /search`

use domain::calendar::Zone;
use domain::customer::Tag;
use domain::id::UserId;
use serde::Serialize;
use store::search::{FindFilter, Found as Find, Wanted};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{
    FoundKindCode, LanguageCode, LegalClassCode, Limit, MatchCode, Query, Required, Text, page,
};
use crate::problem::Problem;

query! {
    /// What is looked for.
    struct SearchQuery {
        /// Words or their beginnings (of a name, a city, a tag, a text or a choice of one of the firm's own
        /// fields), a reference, an identifier, a mail address, a phone number, an account on a social network: in
        /// any writing, without regard to case, accents and small typing faults.
        #[param(value_type = String, min_length = 1, max_length = 200)]
        q: Required<Text<200>>,
        /// Only what is of this kind.
        kind: Option<FoundKindCode>,
        /// Only what is of a customer with this tag, whatever its case and its accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 40)]
        tag: Option<Tag>,
        /// Only what is of a customer that this user looks after.
        #[param(value_type = Option<Uuid>)]
        owner: Option<UserId>,
        /// Only what is of a customer of this legal class.
        legal_class: Option<LegalClassCode>,
        /// Only those to whom one writes in this language: their own, else that of their customer.
        language: Option<LanguageCode>,
        /// Only those with an address in this French department, by its INSEE number (`13`, `2A`, `972`); people,
        /// whose customer has one there.
        #[param(value_type = Option<String>, pattern = "^([0-9]{2,3}|2[AB])$")]
        department: Option<Zone>,
        /// Finds of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
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
/// What is asked for is asked of those who may be meant, of whom a search compares some hundreds at most, whatever
/// the file: the pages end with them, and where more match, who finds too much types another word.
#[utoipa::path(get, path = "/search")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<SearchQuery>,
) -> Result<Found<Listed<FindView>>, Problem> {
    let query = query.0;
    let page = page(query.limit, query.after);
    let filter = FindFilter {
        tag: query.tag,
        owner: query.owner,
        legal_class: query.legal_class.map(|class| *class),
        language: query.language.map(|language| *language),
        department: query.department,
    };
    let kind = query.kind.map(|kind| *kind);
    let wanted = Wanted { limit: page.limit, after: page.after, kind, filter };
    let found = store::search::find(may.db().read(), &query.q.0.0, &wanted).await?;
    Ok(Listed::of(found, FindView::from))
}
