//! `GET /messages/export`

use domain::id::PartyId;
use store::export::List;
use store::message::Filter;
use uuid::Uuid;

use crate::access::{May, ReadMessages};
use crate::input::{LanguageCode, MessageStateCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which messages, and how their table is written.
    struct MessageExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the words; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those in a state.
        state: Option<MessageStateCode>,
        /// Those of a batch: the run of a reminder.
        batch: Option<Uuid>,
        /// Those to a party.
        #[param(value_type = Option<Uuid>)]
        party: Option<PartyId>,
    }
}

/// Export a list of messages, by the filters of the list, as a table.
///
/// Whoever asks must also be allowed to read customers. The table is written as that of
/// `/customers/export`.
#[utoipa::path(get, path = "/messages/export")]
pub(crate) async fn handler(
    may: May<ReadMessages>,
    query: Query<MessageExportQuery>,
) -> Result<Table, Problem> {
    let state = query.state.map(|state| *state);
    let filter = Filter { state, batch: query.batch, party: query.party };
    Table::of(&may, "messages", List::Messages(filter), query.format, query.language).await
}
