//! Rows of the ledger as a change of state needs them.

use domain::id::{AddressId, ContactPointId, MessageId, PartyId};
use domain::message::{Channel, MessageState, Purpose};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::statement::{self, Others};
use crate::error::StoreError;
use crate::sql::unreadable;

/// What becomes of a mail that was handed over without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostAnswer {
    /// It is uncertain until a person says: at most once.
    Uncertain,
    /// It is sent again under the same Message-ID: at least once.
    SendAgain,
}

/// The columns of [`Row`].
pub(super) const COLUMNS: &str = "id, batch_id, purpose_kind, purpose_id, channel, state, party_id, \
     contact_point_id, attempts, address_id";

/// A row and what its change concerns.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: MessageId,
    pub(super) batch: Uuid,
    pub(super) purpose: Purpose,
    pub(super) channel: Channel,
    pub(super) state: MessageState,
    pub(super) party: PartyId,
    pub(super) contact_point: Option<ContactPointId>,
    /// Where a letter goes.
    pub(super) address: Option<AddressId>,
    /// Attempts that ended before.
    pub(super) attempts: i32,
}

impl Row {
    pub(super) fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let purpose: String = row.try_get_by_index(2)?;
        let channel: String = row.try_get_by_index(4)?;
        let state: String = row.try_get_by_index(5)?;
        let contact_point: Option<Uuid> = row.try_get_by_index(7)?;
        let address: Option<Uuid> = row.try_get_by_index(9)?;
        Ok(Self {
            id: MessageId(row.try_get_by_index(0)?),
            batch: row.try_get_by_index(1)?,
            purpose: Purpose::of(&purpose, row.try_get_by_index(3)?)
                .map_err(|why| unreadable("message.purpose_kind", why))?,
            channel: channel.parse().map_err(|why| unreadable("message.channel", why))?,
            state: state.parse().map_err(|why| unreadable("message.state", why))?,
            party: PartyId(row.try_get_by_index(6)?),
            contact_point: contact_point.map(ContactPointId),
            address: address.map(AddressId),
            attempts: row.try_get_by_index(8)?,
        })
    }

    /// The number of the attempt that has just ended.
    pub(super) fn attempt(&self) -> u32 {
        u32::try_from(self.attempts).unwrap_or(0).saturating_add(1)
    }
}

/// The rows of the ledger that fulfil `condition`, locked until the transaction ends.
pub(super) async fn lock<C: ConnectionTrait>(
    conn: &C,
    condition: &str,
    values: Vec<Value>,
    others: Others,
) -> Result<Vec<Row>, StoreError> {
    let lock = statement::for_update(conn.get_database_backend(), others);
    let sql = format!("select {COLUMNS} from message where {condition}{lock}");
    statement::rows(conn, sql, values).await?.iter().map(Row::read).collect()
}
