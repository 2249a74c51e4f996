//! `GET /messages`

use domain::id::PartyId;
use store::message::Filter;
use uuid::Uuid;

use super::MessageView;
use crate::access::{May, ReadMessages};
use crate::answer::{Found, Listed};
use crate::input::{Limit, MessageStateCode, Query, page};
use crate::problem::Problem;

query! {
    /// Which messages, and which page.
    struct MessageListQuery {
        /// Those in a state.
        state: Option<MessageStateCode>,
        /// Those of a batch: the run of a reminder.
        batch: Option<Uuid>,
        /// Those to a party.
        #[param(value_type = Option<Uuid>)]
        party: Option<PartyId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List messages, in the order in which they were written down.
#[utoipa::path(get, path = "/messages")]
pub(crate) async fn handler(
    may: May<ReadMessages>,
    query: Query<MessageListQuery>,
) -> Result<Found<Listed<MessageView>>, Problem> {
    let state = query.state.map(|state| *state);
    let filter = Filter { state, batch: query.batch, party: query.party };
    let page = page(query.limit, query.after);
    let messages = store::message::list(may.db().read(), filter, page).await?;
    Ok(Listed::of(messages, MessageView::from))
}
